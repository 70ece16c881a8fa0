import { describe, expect, test } from 'vitest'
import { mayShelve, RESTORE_MS, RestoreTooLate, shelveRow } from '../../domain/archive.ts'
import { emptyCard } from '../../domain/card.ts'
import type { ChangedRow, StoredRow } from '../../domain/records.ts'
import { measures } from '../../domain/tables/measures.ts'
import { schools } from '../../domain/tables/schools.ts'

const AT = Date.UTC(2021, 8, 20)
const row: StoredRow = {
  cells: { event: 'Педсовет' },
  school: 'sch-maruha',
  rev: 4,
  cellRevs: { event: 2 },
  archivedAt: null,
  updatedAt: 1,
  updatedBy: 'maruha-deputy',
  corrections: null,
}
const deleted: StoredRow = { ...row, archivedAt: AT - RESTORE_MS }

function shelve(
  wish: 'archive' | 'restore',
  stored: StoredRow | null,
  earlier: ChangedRow | null = null,
  at = AT,
) {
  const shelving = { table: measures, id: 'm-0001', wish, by: 'maruha-head', at }
  return shelveRow(shelving, { stored, earlier, card: emptyCard })
}

describe('a row', () => {
  test('is deleted with its values, and on record', () => {
    const { next, changed, answer } = shelve('archive', row)
    expect(next).toEqual({
      ...row,
      rev: 5,
      archivedAt: AT,
      updatedAt: AT,
      updatedBy: 'maruha-head',
    })
    expect(changed).toMatchObject({ rev: 5, before: {}, after: {}, archived: true })
    expect(answer).toMatchObject({ outcome: 'stored', rev: 5 })
  })

  test('comes back on the last moment of thirty days, not after it', () => {
    expect(shelve('restore', deleted).next).toMatchObject({ rev: 5, archivedAt: null })
    expect(() => shelve('restore', deleted, null, AT + 1)).toThrow(RestoreTooLate)
  })

  test('in force is told anew, with no value touched', () => {
    const { next, changed } = shelve('restore', row)
    expect(next).toMatchObject({ rev: 5, cells: row.cells, cellRevs: row.cellRevs })
    expect(changed).toMatchObject({ archived: false })
  })

  test.each([
    ['that is deleted already', 'archive' as const, deleted, false],
    ['that is not there', 'restore' as const, null, false],
    ['whose wish was carried out before', 'restore' as const, row, true],
  ])('%s stays as it is', (_name, wish, stored, again) => {
    const earlier = again ? (shelve(wish, stored).changed ?? null) : null
    const { next, changed, answer } = shelve(wish, stored, earlier)
    expect([next, changed, answer.outcome]).toEqual([null, null, 'unchanged'])
  })
})

test.each([
  ['measures', measures, ['staff', 'coordinator']],
  ['schools', schools, ['coordinator']],
] as const)('who could write a row whole may delete it: %s', (_name, table, allowed) => {
  const roles = ['observer', 'staff', 'curator', 'coordinator', null] as const
  expect(roles.filter((role) => mayShelve(table, role))).toEqual(allowed)
})
