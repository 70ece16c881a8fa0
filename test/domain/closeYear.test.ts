import { describe, expect, test } from 'vitest'
import { emptyCard } from '../../domain/card.ts'
import { fateOf, turnBack, turnYear } from '../../domain/closeYear.ts'
import type { StoredRow } from '../../domain/records.ts'
import { measures } from '../../domain/tables/measures.ts'
import { officeMeasures } from '../../domain/tables/officeMeasures.ts'

const TO = '2021-12-31'
const done = { deadline: '2021-09-30', status: 'done' }
const cancelled = { deadline: '2021-09-30', status: 'cancelled' }

describe('the fate of a measure', () => {
  test.each([
    ['done and confirmed is closed', { ...done, check: 'confirmed' }, 'closed'],
    ['cancelled by consent is closed', { ...cancelled, consent: 'agreed' }, 'closed'],
    ['without a deadline too', { status: 'cancelled', consent: 'agreed' }, 'closed'],
    ['cancelled without consent is carried', cancelled, 'carried'],
    ['cancelled where it was declined, too', { ...cancelled, consent: 'declined' }, 'carried'],
    ['done and not checked is carried, or nobody would check it', done, 'carried'],
    ['sent back is carried', { ...done, check: 'rework' }, 'carried'],
    ['partly done is carried', { ...done, status: 'partlyDone', check: 'confirmed' }, 'carried'],
    ['not done is carried', { deadline: '2021-09-30', status: 'notDone' }, 'carried'],
    ['without a deadline is carried', { status: 'inProgress' }, 'carried'],
    [
      'due on the last day belongs to the year',
      { ...done, deadline: TO, check: 'confirmed' },
      'closed',
    ],
    ['due a day later does not', { ...done, deadline: '2022-01-01', check: 'confirmed' }, 'ahead'],
  ])('%s', (_name, cells, fate) => {
    expect(fateOf(measures, cells, TO)).toBe(fate)
  })
  test('of the municipality, whose measures no curator checks, is closed once it is done', () => {
    expect(fateOf(officeMeasures, done, TO)).toBe('closed')
    expect(fateOf(officeMeasures, cancelled, TO)).toBe('closed')
    expect(fateOf(officeMeasures, { ...done, status: 'inProgress' }, TO)).toBe('carried')
  })
})

const row = { table: measures, id: 'measure-0001', to: TO, by: 'coordinator', at: 500 }
const stored = (cells: StoredRow['cells'], more: Partial<StoredRow> = {}): StoredRow => ({
  cells,
  school: 'sch-a',
  rev: 3,
  cellRevs: { status: 3 },
  archivedAt: null,
  updatedAt: 100,
  updatedBy: 'deputy',
  corrections: null,
  ...more,
})
const inForce = (before: StoredRow | null) => ({ stored: before, earlier: null, card: emptyCard })
const finished = stored({ ...done, check: 'confirmed' })

test('a finished measure is closed with its values, and comes back as it was', () => {
  const closed = turnYear(row, inForce(finished))
  expect(closed.next).toMatchObject({ closedWith: TO, archivedAt: 500, rev: 4 })
  expect(closed.next?.cells).toEqual(finished.cells)
  expect(closed.changed).toMatchObject({ rev: 4, archived: true, year: TO, before: {}, after: {} })
  const back = turnBack(row, inForce(closed.next))
  expect(back.next).toEqual({ ...finished, rev: 5, updatedAt: 500, updatedBy: 'coordinator' })
  expect(back.changed).toMatchObject({ archived: false, year: TO })
})

test('an open measure is only marked, and taken back loses nothing but the mark', () => {
  const open = stored({ ...done, status: 'inProgress' })
  const carried = turnYear(row, inForce(open))
  expect(carried.next).toMatchObject({
    ...open,
    carriedFrom: TO,
    rev: 4,
    updatedAt: 500,
    updatedBy: 'coordinator',
  })
  expect(carried.changed).not.toHaveProperty('archived')
  expect(turnBack(row, inForce(carried.next)).next).not.toHaveProperty('carriedFrom')
})

test.each([
  ['closed already', stored(finished.cells, { closedWith: TO, archivedAt: 400 })],
  ['carried already', stored({ status: 'inProgress' }, { carriedFrom: TO })],
  ['deleted by somebody', stored(finished.cells, { archivedAt: 400 })],
  ['of the next year', stored({ ...done, deadline: '2022-02-01' })],
  ['not there', null],
])('a row that is %s stays as it is', (_name, before) => {
  expect(turnYear(row, inForce(before))).toMatchObject({ next: null, changed: null })
})

test('taking a year back leaves what another year closed, and what people deleted', () => {
  const other = stored(finished.cells, { closedWith: '2020-12-31', archivedAt: 400 })
  expect(turnBack(row, inForce(other)).next).toBeNull()
  expect(turnBack(row, inForce(stored({}, { archivedAt: 400 }))).next).toBeNull()
})
