import { describe, expect, it } from 'vitest'
import {
  correctionText,
  readRow,
  rowSchema,
  showRow,
  shownValue,
  type RowState,
} from '../../domain/row.ts'
import type { Cells, Entered } from '../../domain/entered.ts'
import type { Value } from '../../domain/records.ts'
import { measures } from '../../domain/tables/measures.ts'
import { schools } from '../../domain/tables/schools.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { context } from './sample.ts'

/** The people's columns of a school's own workbook. */
const COLUMNS = measures.columns
  .filter((column) => column.edit.length > 0 && column.key !== 'school')
  .map((column) => column.key)

const left: RowState = { stored: {}, typing: false }
const typing: RowState = { stored: {}, typing: true }

const read = (entered: Cells<Entered>, state: RowState = left, columns = COLUMNS) =>
  readRow(measures, columns, entered, context(), state)

const whole = {
  event: 'Диагностика',
  deadline: '30.09.2021',
  responsible: 'руководитель ШМО',
  status: 'В работе',
} satisfies Cells<Entered>

const filled = (values: Cells<Value | null>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

const codes = (reading: ReturnType<typeof read>) =>
  reading.problems.map(({ key, severity, code }) => `${key} ${severity} ${code}`)

describe('reading a row', () => {
  it('reads good cells into values and says nothing', () => {
    const reading = read(whole)
    expect(filled(reading.values)).toEqual({
      event: 'Диагностика',
      deadline: '2021-09-30',
      responsible: 'руководитель ШМО',
      status: 'inProgress',
    })
    expect(reading.problems).toEqual([])
    expect(reading.refused).toEqual({})
    expect(reading.missing).toEqual([])
    expect(reading.complete).toBe(true)
  })

  it('tells an empty cell from a column that the sheet does not have', () => {
    const reading = read({ event: 'Диагностика' }, left, ['event', 'deadline'])
    expect(reading.values).toEqual({ event: 'Диагностика', deadline: null })
  })

  it('keeps good cells of a row that has a bad one', () => {
    const reading = read({ ...whole, deadline: '15/03' })
    expect(filled(reading.values)).toEqual({
      event: 'Диагностика',
      responsible: 'руководитель ШМО',
      status: 'inProgress',
    })
    expect('deadline' in reading.values).toBe(false)
    expect(reading.refused).toEqual({ deadline: { shown: '15/03', code: 'date.noYear' } })
    expect(codes(reading)).toEqual(['deadline error date.noYear'])
    expect(reading.missing).toEqual(['deadline'])
    expect(reading.complete).toBe(false)
  })

  it('is complete with a refused cell replaced, and says only what remains', () => {
    expect(read({ ...whole, deadline: '15.03.2022' }).complete).toBe(true)
  })

  it('keeps personal data out of values, records and messages', () => {
    const reading = read({ ...whole, responsible: 'Иванова М. П.' })
    expect(reading.refused).toEqual({ responsible: { shown: '', code: 'personal.name' } })
    expect(JSON.stringify(reading)).not.toContain('Иванова')
  })

  it('keeps a name out of them also where it stands in a list or a date', () => {
    const reading = read({ ...whole, status: 'Иванова М. П.', deadline: 'май, Иванова М. П.' })
    expect(JSON.stringify(reading)).not.toContain('Иванова')
    expect(codes(reading)).toEqual(['deadline error personal.name', 'status error personal.name'])
  })
})

describe('a text that the person has declared harmless', () => {
  const entered = { ...whole, event: 'Установка памятника А. С. Пушкину' }

  it('is taken, and the word is told for the record', () => {
    const reading = read(entered, { ...left, harmless: ['event'] })
    expect(reading.values['event']).toBe('Установка памятника А. С. Пушкину')
    expect(reading).toMatchObject({ declared: ['event'], refused: {}, problems: [] })
    expect(reading.complete).toBe(true)
  })

  it('is refused without that word, or where the word is for another cell', () => {
    for (const state of [left, { ...left, harmless: ['comment'] }]) {
      expect(codes(read(entered, state))).toEqual(['event error personal.name'])
      expect(read(entered, state).declared).toEqual([])
    }
  })

  it('is not refused again once it is in force; another suspected text is', () => {
    const stored = { event: entered.event }
    expect(read(entered, { ...left, stored }).complete).toBe(true)
    const other = read({ ...whole, event: 'Памятник М. Ю. Лермонтову' }, { ...left, stored })
    expect(codes(other)).toEqual(['event error personal.name'])
  })
})

describe('a draft', () => {
  it('is not called incomplete while it is typed', () => {
    const reading = read({ event: 'Диагностика' }, typing)
    expect(reading.problems).toEqual([])
    expect(reading.missing).toEqual(['deadline', 'responsible'])
    expect(reading.complete).toBe(false)
  })

  it('is told what is missing once the row is left', () => {
    expect(codes(read({ event: 'Диагностика' }))).toEqual([
      'deadline error row.missing',
      'responsible error row.missing',
    ])
  })

  it('is told what is missing once a status is set', () => {
    const begun = { event: 'Диагностика', status: 'Не начата' }
    expect(read(begun, typing).problems).toEqual([])
    expect(codes(read({ ...begun, status: 'В работе' }, typing))).toEqual([
      'deadline error row.missing',
      'responsible error row.missing',
    ])
  })

  it('is told at once what could not be understood', () => {
    expect(codes(read({ deadline: '15/03' }, typing))).toEqual(['deadline error date.noYear'])
  })

  it('is not there while the row is empty', () => {
    const reading = read({ event: ' ' })
    expect(reading.problems).toEqual([])
    expect(filled(reading.values)).toEqual({})
  })

  it('counts what the store has in columns that the sheet has not', () => {
    const stored = { deadline: '2021-09-30', responsible: 'директор' }
    const reading = read({ event: 'Диагностика' }, { stored, typing: false }, ['event'])
    expect(reading.missing).toEqual([])
    expect(reading.complete).toBe(true)
  })

  it('becomes incomplete again when a required cell is emptied', () => {
    const stored = { event: 'Диагностика', deadline: '2021-09-30', responsible: 'директор' }
    const reading = read(
      { event: 'Диагностика', deadline: '30.09.2021' },
      { stored, typing: false },
    )
    expect(reading.values['responsible']).toBeNull()
    expect(reading.missing).toEqual(['responsible'])
  })
})

describe('values that nobody has filled', () => {
  it('begin with what the table says, and with the workbook’s school', () => {
    const reading = read({ event: 'Диагностика' }, typing)
    expect(reading.initial).toEqual({
      status: 'notStarted',
      check: 'unchecked',
      school: 'sch-maruha',
    })
    expect(reading.canonical['status']).toEqual({ value: 'Не начата' })
  })

  it('are not begun again where the store has one', () => {
    const stored = { status: 'done', check: 'confirmed', school: 'sch-maruha' }
    const reading = read({ event: 'Диагностика' }, { stored, typing: true }, ['event'])
    expect(reading.initial).toEqual({})
  })

  it('do not overwrite a refused entry in the sheet', () => {
    const reading = read({ ...whole, status: 'готово' })
    expect(reading.initial['status']).toBe('notStarted')
    expect(reading.canonical['status']).toBeUndefined()
  })
})

describe('a refusal where a value is in force', () => {
  it('says in the words of the model that the earlier status counts', () => {
    const reading = read(
      { ...whole, status: 'готово' },
      { stored: { status: 'inProgress' }, typing: true },
    )
    expect(reading.problems).toEqual([
      {
        key: 'status',
        severity: 'error',
        code: 'choice.unknown',
        text: 'В списке нет статуса «готово». Скорее всего, подойдёт «Исполнена»: выберите её в ячейке. Пока действует прежний статус, «В работе».',
      },
    ])
  })

  it('says which deadline counts', () => {
    const stored = { deadline: '2021-09-15' }
    const [problem] = read({ ...whole, deadline: '15/03' }, { stored, typing: true }).problems
    expect(problem?.text).toMatch(/^Не указан год: «15\/03»\./)
    expect(problem?.text).toMatch(/ Пока действует прежнее значение, «15\.09\.2021»\.$/)
  })

  it('does not call the cell missing', () => {
    const stored = { deadline: '2021-09-15' }
    expect(read({ ...whole, deadline: '15/03' }, { stored, typing: false }).missing).toEqual([])
  })
})

describe('a term in words', () => {
  const words =
    'Запись сохранена в столбце «Срок, как в документе». Чтобы система вовремя напомнила, укажите последний день: например, 31.12.2021, а если год учебный, 31.05.2022.'

  it('is stored in the column for it, shown there, and remarked on', () => {
    const reading = read({ ...whole, deadline: 'в течение года' })
    expect(reading.values['deadlineText']).toBe('в течение года')
    expect(reading.canonical['deadlineText']).toEqual({ value: 'в течение года' })
    expect(reading.refused).toEqual({})
    expect(reading.problems).toEqual([
      { key: 'deadline', severity: 'hint', code: 'date.words', text: words },
    ])
    expect(reading.missing).toEqual(['deadline'])
  })

  it('is stored also where the sheet has no such column', () => {
    const reading = read({ deadline: 'в течение года' }, typing, ['event', 'deadline'])
    expect(reading.values['deadlineText']).toBe('в течение года')
    expect(reading.canonical['deadlineText']).toBeUndefined()
  })

  it('says the same when it is sent again', () => {
    const entered = { ...whole, deadline: 'в течение года', deadlineText: 'в течение года' }
    const stored = { deadlineText: 'в течение года' }
    const reading = read(entered, { stored, typing: false })
    expect(reading.problems.map(({ text }) => text)).toEqual([words])
    expect(reading.canonical['deadlineText']).toBeUndefined()
  })

  it('never replaces another text there: it stays in its cell and on record', () => {
    const entered = { ...whole, deadline: 'в течение года', deadlineText: 'поэтапно' }
    const reading = read(entered)
    expect(reading.values['deadlineText']).toBe('поэтапно')
    expect(reading.refused).toEqual({
      deadline: { shown: 'в течение года', code: 'date.wordsTaken' },
    })
    expect(codes(reading)).toEqual(['deadline error date.wordsTaken'])
  })

  it('is kept whole for a range, whose last day becomes the deadline', () => {
    const reading = read({ ...whole, deadline: '01.05.2021-15.05.2021' })
    expect(reading.values['deadline']).toBe('2021-05-15')
    expect(reading.values['deadlineText']).toBe('01.05.2021-15.05.2021')
    expect(reading.canonical['deadline']).toEqual({ value: 44_331, format: 'date' })
  })

  it('stays in its cell where a range could not be kept elsewhere', () => {
    const entered = { ...whole, deadline: '01.05.2021-15.05.2021', deadlineText: 'поэтапно' }
    const reading = read(entered)
    expect(reading.values['deadline']).toBe('2021-05-15')
    expect(reading.values['deadlineText']).toBe('поэтапно')
    expect(reading.canonical['deadline']).toBeUndefined()
  })
})

describe('rewriting what was typed', () => {
  it('puts the canonical form where the typed one differs', () => {
    const reading = read({ ...whole, deadline: '30.9.21', status: 'в работе' })
    expect(reading.canonical['deadline']).toEqual({ value: 44_469, format: 'date' })
    expect(reading.canonical['status']).toEqual({ value: 'В работе' })
  })

  it('makes a number of a whole number that was typed as text, once', () => {
    expect(read({ ...whole, number: '6' }).canonical['number']).toEqual({ value: 6 })
    for (const number of [6, '007', '1.2', { value: 7, shown: '007' }]) {
      expect(read({ ...whole, number }).canonical['number']).toBeUndefined()
    }
  })

  it('leaves alone what is canonical, texts, percentages and formulas', () => {
    const { canonical } = read({
      ...whole,
      event: ' Диагностика ',
      deadline: { value: 44_469, shown: '30.09.2021' },
      planned: '36,5 %',
      risk: { value: 'r06', shown: 'r06', formula: '=A1' },
    })
    expect(Object.keys(canonical)).toEqual(['check'])
  })
})

describe('a row in a workbook of several schools', () => {
  const several = context('ru', { school: null })
  const columns = [...COLUMNS, 'school']

  it('knows its school from its own cell before it reads the risks', () => {
    const entered = { ...whole, school: 'СОШ с.Маруха', risk: 'R06' }
    const reading = readRow(measures, columns, entered, several, left)
    expect(reading.school).toBe('sch-maruha')
    expect(reading.values['risk']).toBe('risk-06')
  })

  it('may not choose what another school has activated', () => {
    const entered = { ...whole, school: 'СОШ с. Х-Греческого', risk: 'R06' }
    const reading = readRow(measures, columns, entered, several, left)
    expect(reading.school).toBe('sch-hgrech')
    expect(reading.refused['risk']?.code).toBe('reference.notChoosable')
  })

  it('is asked for its school', () => {
    const reading = readRow(measures, columns, whole, several, left)
    expect(reading.school).toBeNull()
    expect(reading.missing).toEqual(['school'])
  })
})

describe('showing a row', () => {
  it('shows every value, and computed ones, in the language of the workbook', () => {
    const cells = {
      event: 'Диагностика',
      deadline: '2021-09-15',
      status: 'inProgress',
      risk: 'risk-06',
      planned: 36.5,
    }
    expect(showRow(measures, cells, context())).toEqual({
      event: { value: 'Диагностика' },
      risk: { value: 'Высокая доля обучающихся с рисками учебной неуспешности' },
      deadline: { value: 44_454, format: 'date' },
      status: { value: 'В работе' },
      planned: { value: 36.5, format: 'number' },
      deadlineState: { value: 'Просрочена' },
    })
    expect(showRow(measures, cells, context('en'))['deadlineState']).toEqual({ value: 'Overdue' })
  })

  it('can be read again as the same values, in both languages', () => {
    const cells = {
      number: '3',
      event: 'Диагностика',
      deadline: '2021-09-15',
      status: 'partlyDone',
      direction: 'down',
      risk: 'risk-06',
      planned: 1234.5,
    }
    for (const language of ['ru', 'en'] as const) {
      const shown = showRow(measures, cells, context(language))
      const entered = Object.fromEntries(
        Object.entries(shown).map(([key, cell]) => [key, cell.value ?? '']),
      )
      const reading = readRow(measures, COLUMNS, entered, context(language), left)
      expect(filled(reading.values)).toEqual(cells)
    }
  })

  it('tells a value in a sentence', () => {
    expect(shownValue(measures, 'deadline', '2021-03-15', context())).toBe('15.03.2021')
    expect(shownValue(measures, 'status', 'done', context())).toBe('Исполнена')
    expect(shownValue(schools, 'participant', true, context())).toBe('Да')
  })
})

describe('«Что исправить»', () => {
  it('has a line per cell, in the order of the sheet', () => {
    const { problems } = read({ ...whole, status: 'ну', deadline: '15/03' })
    const lines = correctionText(measures, problems, textsIn('ru')).split('\n')
    expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual(['Срок', 'Статус'])
    expect(lines[0]).toMatch(/^Срок: Не указан год: «15\/03»\./)
  })

  it('is empty when all is well', () => {
    expect(correctionText(measures, [], textsIn('ru'))).toBe('')
  })
})

describe('what the store may hold', () => {
  it('is any part of the cells', () => {
    expect(rowSchema(measures).safeParse({}).success).toBe(true)
    expect(rowSchema(measures).safeParse(filled(read(whole).values)).success).toBe(true)
  })

  it('is no other column, no computed one, and no text of a list', () => {
    const wrong = [
      { colour: 'red' },
      { deadlineState: 'overdue' },
      { corrections: 'Срок' },
      { status: 'Исполнена' },
      { deadline: '31.02.2021' },
    ]
    const schema = rowSchema(measures)
    expect(wrong.filter((cells) => schema.safeParse(cells).success)).toEqual([])
  })
})
