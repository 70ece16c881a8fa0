import { describe, expect, test } from 'vitest'
import type { Cells, Entered } from '../../../domain/entered.ts'
import { previewOf, shownCells, type KnownMeasure } from '../../../domain/roadmap/preview.ts'
import type { RoadmapRow } from '../../../domain/roadmap/rows.ts'
import { context } from '../sample.ts'

const about = context()
const whole = { event: 'Диагностика', deadline: '15.10.2021', responsible: 'завуч' }

function rowAt(row: number, cells: Cells<Entered>): RoadmapRow {
  return { table: 1, row, cells, joined: [], repeated: false }
}
const rowsOf = (...all: readonly Cells<Entered>[]) => all.map((cells, at) => rowAt(at + 2, cells))
const preview = (rows: readonly RoadmapRow[], known: readonly KnownMeasure[] = []) =>
  previewOf(rows, [], known, about)
const states = (rows: readonly RoadmapRow[], known: readonly KnownMeasure[] = []) =>
  preview(rows, known).rows.map(({ state }) => state)
const known = (cells: KnownMeasure['cells'], more: Partial<KnownMeasure> = {}): KnownMeasure => ({
  id: 'measure-0001',
  cells,
  archived: false,
  ...more,
})
const stored = { event: 'Диагностика', deadline: '2021-10-15' }

test('a row is shown as the sheet will show it', () => {
  const [row] = preview(rowsOf({ ...whole, deadline: '15.10.21' })).rows
  if (!row) throw new Error('no row')
  expect(shownCells(row, about)).toMatchObject({
    event: 'Диагностика',
    deadline: '15.10.2021',
    status: 'Не начата',
  })
  expect(row.reading.complete).toBe(true)
})

describe('a measure that is stored already', () => {
  test('is known by its name and deadline, however it is written', () => {
    expect(states(rowsOf({ ...whole, event: 'ДИАГНОСТИКА ' }), [known(stored)])).toEqual(['there'])
  })

  test('under another deadline is asked about', () => {
    expect(states(rowsOf(whole), [known({ ...stored, deadline: '2021-12-15' })])).toEqual([
      'similar',
    ])
  })

  test('stands for one row alone', () => {
    const other = { ...whole, responsible: 'директор' }
    expect(states(rowsOf(whole, other), [known(stored)])).toEqual(['there', 'similar'])
  })

  test('that was deleted is new again, under an id of its own', () => {
    const [first] = preview(rowsOf(whole)).rows
    const gone = known(stored, { id: first?.id ?? '', archived: true })
    const [again] = preview(rowsOf(whole), [gone]).rows
    expect(again?.state).toBe('new')
    expect(again?.id).not.toBe(first?.id)
  })
})

describe('a row that stands twice in the document', () => {
  test('is named, with the place of the first', () => {
    const { rows } = preview(rowsOf({ ...whole, number: '1' }, { ...whole, number: '2' }))
    expect(rows.map(({ state, first }) => [state, first])).toEqual([
      ['new', undefined],
      ['twice', { table: 1, row: 2 }],
    ])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2)
  })

  test.each([
    ['another deadline', { deadline: '15.12.2021' }],
    ['another person', { responsible: 'директор' }],
    ['another risk', { risk: 'Дефицит кадров' }],
    ['another task', { task: 'Научить' }],
  ])('is not one with %s', (_name, other) => {
    expect(states(rowsOf(whole, { ...whole, ...other }))).toEqual(['new', 'new'])
  })

  test('is the same whatever the case and the spaces', () => {
    expect(states(rowsOf(whole, { ...whole, event: ' диагностика' }))).toEqual(['new', 'twice'])
  })
})

describe('an entry that cannot be stored as it is', () => {
  const rows = rowsOf(
    { ...whole, deadline: '15/03' },
    { ...whole, event: 'Опрос', deadline: '15/03' },
  )

  test('is asked about once for all its rows, in the words of the sheet', () => {
    expect(preview(rows).questions).toEqual([
      expect.objectContaining({
        key: 'deadline',
        text: '15/03',
        rows: 2,
        personal: false,
        said: expect.stringContaining('Не указан год'),
      }),
    ])
  })

  test('is replaced everywhere by what the person says, or left empty', () => {
    const decision = { key: 'deadline', text: '15/03' }
    const [row] = previewOf(rows, [{ ...decision, instead: '15.03.2022' }], [], about).rows
    expect(row?.reading.values['deadline']).toBe('2022-03-15')
    const emptied = previewOf(rows, [{ ...decision, instead: '' }], [], about)
    expect(emptied.rows[0]?.cells).not.toHaveProperty('deadline')
    expect(emptied.questions).toEqual([])
  })

  test('of a person is suggested without the name, or stored on the person’s word', () => {
    const named = rowsOf({ ...whole, responsible: 'Иванова М. П., завуч' })
    const [question] = preview(named).questions
    expect(question).toMatchObject({ key: 'responsible', personal: true, suggestion: 'завуч' })
    const harmless = [{ key: 'responsible', text: 'Иванова М. П., завуч', harmless: true }]
    expect(previewOf(named, harmless, [], about).questions).toEqual([])
  })

  test('of a row that is there already is not asked about', () => {
    const [row] = preview(rows).rows
    const there = [known({ event: 'Диагностика' }, { id: row?.id ?? '' })]
    expect(preview(rows.slice(0, 1), there).questions).toEqual([])
  })
})

const ids = (school: string) =>
  previewOf(rowsOf(whole), [], [], { ...about, school }).rows.map(({ id }) => id)

test('the same document gives the same ids, another school others', () => {
  expect(ids('sch-a')).toEqual(ids('sch-a'))
  expect(ids('sch-a')).not.toEqual(ids('sch-b'))
})
