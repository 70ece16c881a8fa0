import { expect, test } from 'vitest'
import type { Cells, Entered } from '../../../domain/entered.ts'
import { fingerprint } from '../../../domain/workbook/hash.ts'
import { findHeld } from '../../../domain/workbook/hold.ts'

/** Rows that stood as `before` and stand as `now`. */
function reasons(before: readonly Cells<Entered>[], now: readonly Cells<Entered>[]): string[] {
  const rows = before.map((cells, index) => ({
    row: { index, id: `row-${index}`, state: '', cells: now[index] ?? {} },
    now: fingerprint(now[index] ?? {}),
    id: `row-${index}`,
    state: { rev: 1, bases: {}, ...fingerprint(cells), typing: false, apart: false },
    copied: false,
  }))
  const held = findHeld(rows)
  return rows.map((row) => held.get(row) ?? '')
}

const rows = ['a', 'b', 'c', 'd'].map((name) => ({ event: name, deadline: `до ${name}` }))

test('values that changed places over three rows are a partial sort', () => {
  const now = [...rows]
  const rotated = [2, 0, 1].map((from, to) => ({ ...rows[to], deadline: `до ${'abc'[from]}` }))
  now.splice(0, 3, ...rotated.map((cells) => ({ event: '', ...cells })))
  expect(reasons(rows, now)).toEqual(['partialSort', 'partialSort', 'partialSort', ''])
})

test('a sort that brings an empty cell to the last line is held with that line', () => {
  const before = [{ number: 'без срока' }, ...rows.slice(0, 3)]
  const now = [
    { number: 'без срока', deadline: 'до a' },
    { event: 'a', deadline: 'до b' },
    { event: 'b', deadline: 'до c' },
    { event: 'c' },
  ]
  expect(reasons(before, now)).toEqual(Array.from({ length: 4 }, () => 'partialSort'))
})

test('a sort is held together with an edit of one of its rows', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const before = names.map((name) => ({ event: name, deadline: `до ${name}` }))
  const now = names.map((name, i) => ({ event: name, deadline: `до ${names.at(-1 - i)}` }))
  now[0] = { event: 'новое', deadline: 'до g' }
  expect(reasons(before, now).filter((reason) => reason === 'partialSort')).toHaveLength(6)
})

test('two exchanged values, and one value set everywhere, are edits', () => {
  const exchanged = [
    { event: 'a', deadline: 'до b' },
    { event: 'b', deadline: 'до a' },
    ...rows.slice(2),
  ]
  expect(reasons(rows, exchanged)).toEqual(['', '', '', ''])
  const same = rows.map((cells) => ({ ...cells, deadline: 'до a' }))
  expect(reasons(rows, same)).toEqual(['', '', '', ''])
})

test('a row of which nothing is left is held; one that lost a cell is an edit', () => {
  expect(reasons(rows, [{}, { event: 'b' }, ...rows.slice(2)])).toEqual(['emptied', '', '', ''])
})

test.each([
  [9, ''],
  [10, 'emptied'],
])('%i rows that lost a cell each: «%s»', (count, reason) => {
  const before = Array.from({ length: 12 }, (_, i) => ({ event: `e${i}`, deadline: `d${i}` }))
  const now = before.map((cells, i) => (i < count ? { event: cells.event } : cells))
  expect(reasons(before, now)[0]).toBe(reason)
})
