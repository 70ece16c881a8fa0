import { describe, expect, test } from 'vitest'
import { refusedIn, unrecordedIn } from '../../domain/corrections.ts'
import { emptyCard } from '../../domain/card.ts'
import type { Entered } from '../../domain/entered.ts'
import type { RowChange } from '../../domain/merge.ts'
import { receiveRow, type InForce, type RowToReceive } from '../../domain/receive.ts'
import type { Role, StoredRow } from '../../domain/records.ts'
import type { RowContext } from '../../domain/row.ts'
import { measures } from '../../domain/tables/measures.ts'
import { textsIn } from '../../domain/texts/texts.ts'

const context: RowContext = {
  texts: textsIn('ru'),
  today: '2021-09-20',
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
  school: 'sch-a',
  references: () => [{ id: 'r1', name: 'Первый риск', aliases: [], choosable: false }],
}

const otherSchool: RowContext['references'] = () => [
  { id: 'sch-b', name: 'Школа Б', aliases: [], choosable: true },
]

const whole = { event: 'Семинар', deadline: '22.09.2021', responsible: 'директор' }
const columns = ['event', 'risk', 'deadline', 'responsible', 'status', 'check', 'comment']

const elsewhere = { request: 'request-1', workbook: 'book-b' }

/** The row at rev 1, whole. */
const stored: StoredRow = {
  cells: {
    school: 'sch-a',
    event: 'Семинар',
    deadline: '2021-09-22',
    responsible: 'директор',
    status: 'notStarted',
    check: 'unchecked',
  },
  school: 'sch-a',
  rev: 1,
  cellRevs: { school: 1, event: 1, deadline: 1, responsible: 1, status: 1, check: 1 },
  archivedAt: null,
  updatedAt: 100,
  updatedBy: 'head',
  corrections: null,
}

function receive(
  cells: Readonly<Record<string, Entered>>,
  inForce: Partial<InForce> = {},
  more: Partial<RowToReceive> & {
    readonly rev?: number
    readonly bases?: Record<string, number>
    readonly role?: Role | null
    readonly history?: readonly RowChange[]
  } = {},
) {
  const { rev = 1, bases, role = 'staff', history = [], ...row } = more
  const pending = receiveRow(
    {
      table: measures,
      sent: { id: 'measure-1', rev, row: 7, cells, ...(bases ? { bases } : {}) },
      columns,
      school: 'sch-a',
      roleAt: () => role,
      workbook: 'book-a',
      lost: [],
      by: 'deputy',
      at: 500,
      context: () => context,
      witness: { moment: () => 'В 10:42', personNamed: (id) => id },
      ...row,
    },
    { stored, earlier: null, card: emptyCard, ...inForce },
  )
  return pending.finish(history)
}

describe('a new row', () => {
  const fresh = { stored: null }

  test('begins with its initial values, on record like what was typed', () => {
    const { next, changed } = receive({ event: 'Семинар' }, fresh, { rev: 0 })
    const cells = { school: 'sch-a', event: 'Семинар', status: 'notStarted', check: 'unchecked' }
    expect(next).toMatchObject({ rev: 1, cells, updatedBy: 'deputy', updatedAt: 500 })
    expect(changed).toMatchObject({ rev: 1, after: cells })
    expect(Object.values(changed?.before ?? {})).toEqual([null, null, null, null])
  })

  test('is not begun by somebody none of whose cells is accepted', () => {
    const { answer, next, changed } = receive(whole, fresh, { rev: 0, role: 'curator' })
    expect(answer).toMatchObject({ outcome: 'denied', rev: 0 })
    expect(new Set(answer.corrections.map(({ code }) => code))).toEqual(new Set(['column.denied']))
    expect(JSON.stringify(answer.corrections)).not.toContain(context.texts.sync.readOnly())
    expect(Object.keys(answer.write)).toEqual(['corrections'])
    expect({ next, changed }).toEqual({ next: null, changed: null })
  })

  test('with the curator’s cell alone keeps it in the sheet, and says that it stays there', () => {
    const typed = { check: 'Подтверждена' }
    const { answer, next } = receive(typed, fresh, { rev: 0 })
    const [problem] = answer.corrections
    expect(problem).toMatchObject({ key: 'check', code: 'column.denied' })
    expect(problem?.text).toContain(context.texts.sync.deniedKept())
    expect(answer.write['check']).toBeUndefined()
    expect(next).toBe(null)
  })

  test('with an entry to correct beside the curator’s cell is begun as a draft', () => {
    const typed = { deadline: '15/03', check: 'Подтверждена' }
    const { answer, next, changed } = receive(typed, fresh, { rev: 0 })
    expect(answer.outcome).toBe('draft')
    expect(answer.corrections.map(({ key }) => key)).toContain('deadline')
    expect(changed?.refused).toMatchObject({ check: { shown: 'Подтверждена' } })
    expect(next?.rev).toBe(1)
  })

  test('of a person without a role here is denied, and of a reader too', () => {
    const codes = ([null, 'observer'] as const).map(
      (role) => receive(whole, fresh, { rev: 0, role }).answer.corrections[0]?.code,
    )
    expect(codes).toEqual(['row.denied', 'row.readOnly'])
  })

  test('of which everything typed is refused is a draft that knows its place', () => {
    const { next } = receive({ deadline: '15/03' }, fresh, { rev: 0 })
    expect(next?.corrections).toMatchObject({ workbook: 'book-a', row: 7 })
    expect(next?.corrections?.items[0]).toMatchObject({ key: 'event', refused: false })
    expect(next?.corrections?.items.find(({ key }) => key === 'deadline')?.refused).toBe(true)
  })
})

describe('a stored row', () => {
  test('that is archived comes back when somebody works on', () => {
    const archived = { ...stored, archivedAt: 200 }
    expect(receive({ ...whole, event: 'Педсовет' }, { stored: archived }).next?.archivedAt).toBe(
      null,
    )
    expect(receive(whole, { stored: archived }).next).toBe(null)
  })

  test.each([
    ['a text that looks personal', { comment: 'тел. +7 928 123-45-67' }],
    ['a date without a year', { deadline: '15/03' }],
  ])('that is archived comes back for %s, which stands nowhere else', (_, entry) => {
    const archived = { ...stored, archivedAt: 200 }
    const first = receive({ ...whole, ...entry }, { stored: archived })
    expect(first.answer.archived).toBe(undefined)
    expect(first.next?.archivedAt).toBe(null)

    // Who deletes the row after it was said deletes it with that entry.
    const said = { ...archived, corrections: first.next?.corrections ?? null }
    const again = receive({ ...whole, ...entry }, { stored: said })
    expect(again.answer.archived).toBe(true)
    expect(again.next).toBe(null)
  })

  test('is not touched by a value that could not be chosen again today', () => {
    const held = { ...stored, cells: { ...stored.cells, risk: 'r1' } }
    const { next, answer } = receive({ ...whole, risk: 'Первый риск' }, { stored: held })
    expect(answer.corrections).toMatchObject([{ key: 'risk', code: 'reference.notChoosable' }])
    expect(next?.cells['risk']).toBe('r1')
    const byCurator = receive(
      { ...whole, risk: 'Первый риск' },
      { stored: held },
      {
        role: 'curator',
      },
    )
    expect(byCurator.answer.corrections.map(({ code }) => code)).not.toContain('column.denied')
  })

  test('stays its school’s when that cell is emptied, and shows the school again', () => {
    const about = { columns: ['school', ...columns], role: 'coordinator' } as const
    const { answer, next } = receive({ event: 'Курсы' }, {}, about)
    expect(next).toMatchObject({ school: 'sch-a', cells: { school: 'sch-a', event: 'Курсы' } })
    expect(Object.keys(answer.write)).toContain('school')
    // Another school is taken, as before.
    const moved = receive(
      { ...whole, school: 'Школа Б' },
      {},
      { ...about, context: () => ({ ...context, references: otherSchool }) },
    )
    expect(moved.next).toMatchObject({ school: 'sch-b' })
  })

  test('whose check a school empties shows the check again', () => {
    const confirmed = { ...stored, cells: { ...stored.cells, check: 'confirmed' } }
    const { answer, next } = receive(whole, { stored: confirmed })
    expect(next).toBe(null)
    expect(answer.write['check']).toEqual({ value: 'Подтверждена' })
  })

  test('whose status is emptied begins anew', () => {
    const done = { ...stored, cells: { ...stored.cells, status: 'inProgress' } }
    const { answer, next } = receive(whole, { stored: done })
    expect(next?.cells['status']).toBe('notStarted')
    expect(answer.write['status']).toEqual({ value: 'Не начата' })
  })

  test('is checked with the values in force, not with what the sheet has not seen yet', () => {
    const newer = { ...stored, rev: 2, cellRevs: { ...stored.cellRevs, deadline: 2 } }
    const { deadline: _, ...without } = whole
    const pending = receiveRow(
      {
        table: measures,
        sent: { id: 'measure-1', rev: 1, row: 7, cells: without },
        columns,
        school: 'sch-a',
        roleAt: () => 'staff',
        workbook: 'book-a',
        lost: [],
        by: 'deputy',
        at: 500,
        context: () => context,
        witness: { moment: () => 'В 10:42', personNamed: (id) => id },
      },
      { stored: newer, earlier: null, card: emptyCard },
    )
    expect(pending.historySince).toEqual({ rev: 1, commits: 1 })
    const filled = { deadline: '2021-09-22' }
    const { answer } = pending.finish([
      { rev: 2, before: { deadline: null }, after: filled, by: 'head', at: 200, ...elsewhere },
    ])
    expect(answer).toMatchObject({ outcome: 'unchanged', rev: 2, corrections: [] })
    expect(answer.write['deadline']).toEqual({ value: 44461, format: 'date' })
  })
})

describe('a row with a cell in conflict', () => {
  const newer = {
    ...stored,
    rev: 3,
    cells: { ...stored.cells, event: 'Их семинар', responsible: 'завуч' },
    cellRevs: { ...stored.cellRevs, event: 2, responsible: 3 },
  }
  const theirs = { by: 'head', at: 200, ...elsewhere }
  const history = [
    { rev: 3, before: { responsible: 'директор' }, after: { responsible: 'завуч' }, ...theirs },
    { rev: 2, before: { event: 'Семинар' }, after: { event: 'Их семинар' }, ...theirs },
  ]
  const mine = { ...whole, event: 'Мой семинар' }
  const bases = { event: 1 }

  test('takes over what is newer, and stands on it: only the cell in question stays behind', () => {
    const { answer } = receive(mine, { stored: newer }, { history })
    expect(answer).toMatchObject({ outcome: 'conflict', rev: 4, bases })
    expect(answer.write['responsible']).toEqual({ value: 'завуч' })
  })

  test('quotes long texts shortly, and gives them whole for the choice', () => {
    const long = { ...mine, event: `Мой ${'семинар '.repeat(40)}` }
    const { answer } = receive(long, { stored: newer }, { history })
    expect(String(answer.write['corrections']?.value).length).toBeLessThan(700)
    expect(answer.corrections[0]?.conflict?.mine).toHaveLength(323)
  })

  test('is not asked about a cell that was typed over after it was brought up to date', () => {
    const cells = { ...mine, responsible: 'психолог' }
    const { answer, changed } = receive(cells, { stored: newer }, { history, rev: 3, bases })
    expect(changed?.after).toEqual({ responsible: 'психолог' })
    expect(answer.corrections.map(({ key, code }) => [key, code])).toEqual([['event', 'conflict']])
    expect(answer).toMatchObject({ rev: 4, bases })
  })
})

test('a rev that the store has never had vouches for nothing: what differs is asked about', () => {
  const cells = { ...whole, event: 'Мой семинар' }
  const { answer, changed } = receive(cells, {}, { rev: 7 })
  expect(answer).toMatchObject({ outcome: 'conflict', rev: 2, bases: { event: 0 } })
  expect(changed?.after).toEqual({})
  expect(receive(cells, {}, { rev: 1 }).changed?.after).toEqual({ event: 'Мой семинар' })
})

describe('what stands refused in another workbook', () => {
  const waiting = {
    ...stored,
    corrections: {
      workbook: 'book-b',
      row: 9,
      items: [
        { key: 'deadline', text: 'Не указан год', severity: 'error', refused: true },
        { key: 'evidence', text: 'Осталось подтверждение', severity: 'hint', refused: false },
      ],
    },
  } as const

  test('is still to be corrected there after an edit here', () => {
    const { next } = receive({ ...whole, event: 'Педсовет' }, { stored: waiting })
    expect(next?.corrections).toEqual({
      workbook: 'book-b',
      row: 9,
      items: [waiting.corrections.items[0]],
    })
  })

  test('is settled when the cell is written here', () => {
    const { next } = receive({ ...whole, deadline: '01.10.2021' }, { stored: waiting })
    expect(next?.corrections).toBe(null)
  })

  test('is settled when its own workbook sends the row without it', () => {
    const { next } = receive(whole, { stored: waiting }, { workbook: 'book-b' })
    expect(next?.corrections).toBe(null)
  })
})

test('an entry that no record holds is told apart from one that can be brought back', () => {
  const phone = receive({ ...whole, comment: 'Звонить 8 918 123-45-67' })
  const date = receive({ ...whole, deadline: '15/03' })
  const items = [phone, date].map(({ next }) => next?.corrections ?? null)
  expect(items.map((one) => refusedIn('book-a', one))).toEqual([['comment'], ['deadline']])
  expect(items.map((one) => unrecordedIn('book-a', one))).toEqual([['comment'], []])
  expect(unrecordedIn('book-b', items[0] ?? null)).toEqual([])
})

describe('two workbooks that differ over a row come to rest', () => {
  const empty: StoredRow = {
    ...stored,
    cells: { school: 'sch-a', status: 'notStarted', check: 'unchecked' },
    rev: 2,
    cellRevs: { ...stored.cellRevs, event: 2, deadline: 2, responsible: 2 },
    updatedBy: 'head',
  }
  const here = { event: '', deadline: '', responsible: '' }
  const there = { ...whole, event: 'Круглый стол' }

  test('one lacks what it must have, the other disputes it', () => {
    const emptied = { rev: 2, before: { event: 'Семинар' }, after: { event: null } }
    const history = [{ ...emptied, by: 'head', at: 200, ...elsewhere }]
    const bases = { event: 1, deadline: 1, responsible: 1 }
    let row = empty
    const revs = [1, 2, 3, 4].map(() => {
      row =
        receive(here, { stored: row }, { rev: row.rev, workbook: 'book-b', by: 'head' }).next ?? row
      row = receive(there, { stored: row }, { rev: row.rev, bases, history }).next ?? row
      return row.rev
    })
    expect(revs[3]).toBe(revs[0])
  })

  test('each disputes a cell of which no record tells the author', () => {
    let row: StoredRow = {
      ...stored,
      rev: 3,
      cellRevs: { ...stored.cellRevs, event: 2, status: 3 },
    }
    const dispute = (workbook: string, by: string, cells: Readonly<Record<string, Entered>>) => {
      const bases = { event: 1, status: 1 }
      const { answer, next } = receive(
        { ...whole, ...cells },
        { stored: row },
        { rev: row.rev, bases, workbook, by },
      )
      row = next ?? row
      return answer.corrections.map(({ text }) => text).join()
    }
    const turn = () => [
      dispute('book-a', 'deputy', { event: 'Круглый стол', status: 'Не начата' }),
      dispute('book-b', 'head', { event: 'Курсы', status: 'Не начата' }),
    ]
    turn()
    const { rev } = row
    const said = turn()
    expect(said[0]).toContain(context.texts.sync.somebody)
    expect(turn()).toEqual(said)
    expect(row.rev).toBe(rev)
  })
})
