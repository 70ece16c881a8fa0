import { describe, expect, test } from 'vitest'
import { applyToCard, CARD_CORRECTIONS, emptyCard, type CardChange } from '../../domain/card.ts'
import type { Card, CorrectionItem, StoredRow, Value } from '../../domain/records.ts'
import { measures } from '../../domain/tables/measures.ts'
import { people } from '../../domain/tables/people.ts'

function row(rev: number, cells: Readonly<Record<string, Value>>, more: Partial<StoredRow> = {}) {
  const stored: StoredRow = {
    cells,
    school: 'sch-a',
    rev,
    cellRevs: {},
    archivedAt: null,
    updatedAt: 0,
    updatedBy: 'p1',
    corrections: null,
    ...more,
  }
  return stored
}

function change(id: string, before: StoredRow | null, after: StoredRow | null): CardChange {
  return { table: measures, id, before, after }
}

const item = (key: string, severity: CorrectionItem['severity']): CorrectionItem => ({
  key,
  text: `про ${key}`,
  severity,
  refused: severity === 'error',
})

describe('a card', () => {
  const one = applyToCard(emptyCard, [change('m1', null, row(1, { event: 'А' }))], '2021-09-20')

  test('counts its rows and their revs, and its own changes', () => {
    expect(one).toMatchObject({ seq: 1, sums: { measures: { rows: 1, revs: 1 } } })
    const two = applyToCard(one, [change('m1', row(1, {}), row(4, {}))], null)
    expect(two).toMatchObject({ seq: 2, sums: { measures: { rows: 1, revs: 4 } } })
  })

  test('keeps of a row what its table says, and no more', () => {
    const cells = { event: 'А', deadline: '2021-09-22', comment: 'длинный', indicator: 'доля' }
    const card = applyToCard(emptyCard, [change('m1', null, row(1, cells))], null)
    expect(card.briefs['measures']).toEqual({ m1: { event: 'А', deadline: '2021-09-22' } })
  })

  test('forgets a row that is archived or has gone to another school', () => {
    for (const after of [row(2, { event: 'А' }, { archivedAt: 1 }), null]) {
      const card = applyToCard(one, [change('m1', row(1, { event: 'А' }), after)], null)
      expect(card.briefs['measures']).toEqual({})
      expect(card.sums['measures']).toEqual({ rows: 0, revs: 0 })
    }
  })

  test('lists what must be corrected, without remarks, until it is', () => {
    const corrections = {
      workbook: 'book-1',
      row: 9,
      items: [item('deadline', 'error'), item('evidence', 'hint')],
    }
    const wrong = row(2, {}, { corrections })
    const card = applyToCard(one, [change('m1', row(1, {}), wrong)], null)
    expect(card.corrections).toEqual({
      m1: { table: 'measures', row: 9, items: [{ key: 'deadline', text: 'про deadline' }] },
    })
    const cured = applyToCard(card, [change('m1', wrong, row(3, {}))], null)
    expect(cured.corrections).toEqual({})
  })

  test('remembers the day of the staff’s last entry, not of others’', () => {
    const later = applyToCard(one, [change('m1', row(1, {}), row(2, {}))], null)
    expect(later.lastEntryOn).toBe('2021-09-20')
  })

  test('is not changed itself', () => {
    const before = JSON.stringify(one)
    applyToCard(one, [change('m1', row(1, {}), row(2, { event: 'Б' }))], '2021-09-21')
    expect(JSON.stringify(one)).toBe(before)
  })
})

const many = (count: number, cells: Readonly<Record<string, Value>>) =>
  Array.from({ length: count }, (_, at) => change(`m${at}`, null, row(1, cells)))
const size = (card: Card) => Buffer.byteLength(JSON.stringify(card))

describe('a card that grows', () => {
  test('past its bound keeps no briefs of its largest table, and says so', () => {
    const card = applyToCard(emptyCard, many(600, { event: 'я'.repeat(300) }), null)
    expect(card).toMatchObject({ overflow: ['measures'], briefs: { measures: {} } })
    expect(card.sums['measures']).toEqual({ rows: 600, revs: 600 })
    const next = applyToCard(card, [change('new', null, row(1, { event: 'А' }))], null)
    expect(next.briefs['measures']).toEqual({})
    expect(next.sums['measures']?.rows).toBe(601)
  })

  test('below its bound keeps them all', () => {
    const card = applyToCard(emptyCard, many(200, { event: 'я'.repeat(300) }), null)
    expect(card.overflow).toBeUndefined()
    expect(size(card)).toBeLessThan(250_000)
  })

  test('lists a bounded number of corrections', () => {
    const corrections = { workbook: 'b', row: 2, items: [item('deadline', 'error')] }
    const changes = Array.from({ length: 500 }, (_, at) =>
      change(`m${at}`, null, row(1, {}, { corrections })),
    )
    const card = applyToCard(emptyCard, changes, null)
    expect(Object.keys(card.corrections)).toHaveLength(CARD_CORRECTIONS)
  })

  test('lists corrections of a bounded size', () => {
    const long = { ...item('deadline', 'error'), text: 'я'.repeat(5_000) }
    const corrections = { workbook: 'b', row: 2, items: [long] }
    const changes = Array.from({ length: 100 }, (_, at) =>
      change(`m${at}`, null, row(1, {}, { corrections })),
    )
    const card = applyToCard(emptyCard, changes, null)
    expect(Object.keys(card.corrections).length).toBeGreaterThan(10)
    expect(size(card)).toBeLessThan(250_000)
  })

  test('keeps the directory whole: nobody could sign in without it', () => {
    const changes = Array.from({ length: 2000 }, (_, at) => ({
      table: people,
      id: `person-${at}`,
      before: null,
      after: row(1, { role: 'head', post: 'директор школы', email: `p${at}@example.org` }),
    }))
    const card = applyToCard(emptyCard, changes, null)
    expect(Object.keys(card.briefs['people'] ?? {})).toHaveLength(2000)
  })
})
