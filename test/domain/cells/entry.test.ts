import { describe, expect, it } from 'vitest'
import { choice } from '../../../domain/cells/choice.ts'
import { date } from '../../../domain/cells/date.ts'
import {
  isEmpty,
  looksLike,
  readEntry,
  stillInForce,
  textOfValue,
} from '../../../domain/cells/entry.ts'
import { decimalNumber } from '../../../domain/cells/number.ts'
import { text } from '../../../domain/cells/text.ts'
import { cellContext } from '../sample.ts'

describe('entries of any kind', () => {
  it('are empty when nothing is to be seen', () => {
    for (const entry of ['', ' ', '\u00a0', '\u200b', { value: '', shown: '' }]) {
      expect(isEmpty(entry)).toBe(true)
    }
    expect(isEmpty({ value: null, shown: '', error: '#N/A' })).toBe(false)
    expect(isEmpty(0)).toBe(false)
    expect(isEmpty(false)).toBe(false)
  })

  it('are refused where a formula has failed, and read by its value where it has not', () => {
    const failed = { value: null, shown: '#REF!', formula: '=A0', error: '#REF!' }
    expect(readEntry(text(), failed, cellContext())).toEqual({
      ok: false,
      problem: {
        code: 'cell.formulaFailed',
        text: 'Формула в ячейке показывает #REF!, поэтому взять значение не получилось. Поправьте формулу или впишите значение вместо неё. Остальные ячейки строки сохранены.',
      },
    })
    const works = { value: 12, shown: '12', formula: '=3*4' }
    expect(readEntry(decimalNumber(), works, cellContext())).toMatchObject({ ok: true, value: 12 })
  })

  it('do not carry a name out of Google’s message of a failed formula', () => {
    const error = "Function ADD expects numbers. 'Иванова М. П.' is a text."
    const failed = { value: null, shown: '#VALUE!', formula: '=A1+B1', error }
    const read = readEntry(decimalNumber(), failed, cellContext())
    expect(read).toMatchObject({ ok: false, problem: { code: 'personal.name' } })
    expect(JSON.stringify(read)).not.toContain('Иванова')
  })

  it('are not read when they are longer than any kind takes', () => {
    const long = `Иванова М. П. ${'а'.repeat(7_000)}`
    for (const kind of [text(), decimalNumber(), date({})]) {
      const read = readEntry(kind, long, cellContext())
      expect(read).toMatchObject({ ok: false, problem: { code: 'text.tooLong' } })
      expect(JSON.stringify(read)).not.toContain('Иванова')
    }
  })

  it('do not carry a name into the messages or the kept texts of other kinds', () => {
    const list = choice(['a'], () => ({ labels: { a: 'Да' } }))
    const kinds = [list, decimalNumber(), date({ wordsIn: 'deadlineText' })]
    const refusal = {
      ok: false,
      problem: { code: 'personal.name', text: cellContext().texts.cells.personal.name },
    }
    expect(kinds.map((kind) => readEntry(kind, 'до мая, Иванова М. П.', cellContext()))).toEqual(
      kinds.map(() => refusal),
    )
  })

  it('need no rewriting where the value is there, in people’s own format', () => {
    const canonical = { value: 44_270, format: 'date' } as const
    expect(looksLike({ value: 44_270, shown: '15 мар. 2021' }, canonical)).toBe(true)
    expect(looksLike({ value: 44_270, shown: '44270' }, canonical)).toBe(false)
    expect(looksLike(44_270, canonical)).toBe(false)
    expect(looksLike('15.03.2021', canonical)).toBe(false)
    expect(looksLike('Исполнена', { value: 'Исполнена' })).toBe(true)
    expect(looksLike('исполнена', { value: 'Исполнена' })).toBe(false)
  })

  it('are never rewritten over a formula', () => {
    const formula = { value: 'исполнена', shown: 'исполнена', formula: '=A1' }
    expect(looksLike(formula, { value: 'Исполнена' })).toBe(true)
  })

  it('are told apart from the value in force, as people read it', () => {
    expect(textOfValue(date(), '2021-09-15', cellContext())).toBe('15.09.2021')
    expect(textOfValue(decimalNumber(), 36.5, cellContext())).toBe('36,5')
    expect(stillInForce(date(), '2021-09-15', cellContext())).toBe(
      ' Пока действует прежнее значение, «15.09.2021».',
    )
  })
})
