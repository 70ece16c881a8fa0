import { expect, test } from 'vitest'
import { refusedIn, sameItems, standingCorrections } from '../../domain/corrections.ts'
import type { Correction } from '../../domain/protocol.ts'
import type { RowCorrections, StoredRow } from '../../domain/records.ts'
import { measures } from '../../domain/tables/measures.ts'

function refusal(key: string, text = `${key}: не понять`): Correction {
  return { key, severity: 'error', code: 'some.reason', text }
}

function storedWith(corrections: RowCorrections | null): StoredRow {
  return {
    cells: { event: 'Педсовет' },
    school: 'sch-maruha',
    rev: 1,
    cellRevs: { event: 1 },
    archivedAt: null,
    updatedAt: 0,
    updatedBy: 'maruha-deputy',
    corrections,
  }
}

/** What stands after a workbook was refused these entries. */
function after(
  workbook: string,
  before: RowCorrections | null,
  ...problems: readonly Correction[]
): RowCorrections | null {
  const refused = Object.fromEntries(
    problems.map(({ key, code, text }) => [key, { shown: text, code }]),
  )
  const place = { workbook, row: 2 }
  return standingCorrections(measures, place, storedWith(before), {}, problems, {
    refused,
    values: {},
  })
}

test.each([
  { name: 'different cells', there: refusal('planned') },
  { name: 'one cell', there: refusal('deadline', 'другими словами') },
])('two workbooks with refused entries in $name come to rest', ({ there }) => {
  const here = refusal('deadline')
  const first = after('book-1', null, here)
  const second = after('book-2', first, there)
  expect(second?.items).toHaveLength(2)
  expect(refusedIn('book-1', second)).toEqual(['deadline'])
  expect(refusedIn('book-2', second)).toEqual([there.key])
  const again = after('book-1', second, here)
  expect(sameItems(second, again)).toBe(true)
  expect(sameItems(again, after('book-2', again, there))).toBe(true)
})

test('a workbook takes back its own words alone', () => {
  const both = after('book-2', after('book-1', null, refusal('deadline')), refusal('planned'))
  const left = after('book-1', both)
  expect(refusedIn('book-1', left)).toEqual([])
  expect(refusedIn('book-2', left)).toEqual(['planned'])
})
