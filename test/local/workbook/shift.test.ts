import { describe, expect, test } from 'vitest'
import { shiftRanges, type Shift } from '../../../local/workbook/shift.ts'
import { newSheet, type Sheet } from '../../../local/workbook/state.ts'
import { random } from './random-gestures.ts'

const SHEET: Sheet = newSheet(0, { gridProperties: { rowCount: 20, columnCount: 3 } })

/** The rows that a protected range of rows covers after a shift; undefined when the range is gone. */
function rowsAfter(from: number, to: number, shift: Shift): [number, number] | undefined {
  const range = { sheetId: 0, startRowIndex: from, endRowIndex: to }
  const sheet: Sheet = { ...SHEET, protectedRanges: [{ range }] }
  const after = shiftRanges(sheet, 'ROWS', shift).protectedRanges[0]?.range
  return after && [after.startRowIndex ?? 0, after.endRowIndex ?? 0]
}

describe('a range of rows 5 to 10', () => {
  test.for([
    {
      name: 'moves down under rows put in above',
      shift: { kind: 'insert', at: 2, count: 3 },
      rows: [8, 13],
    },
    {
      name: 'moves down under rows put in at its top edge',
      shift: { kind: 'insert', at: 5, count: 1 },
      rows: [6, 11],
    },
    {
      name: 'grows by rows put in inside',
      shift: { kind: 'insert', at: 7, count: 2 },
      rows: [5, 12],
    },
    {
      name: 'leaves rows put in at its bottom edge outside',
      shift: { kind: 'insert', at: 10, count: 2 },
      rows: [5, 10],
    },
    {
      name: 'moves up when rows above go',
      shift: { kind: 'delete', from: 0, to: 2 },
      rows: [3, 8],
    },
    {
      name: 'shrinks when some of its rows go',
      shift: { kind: 'delete', from: 8, to: 12 },
      rows: [5, 8],
    },
    {
      name: 'is gone when all of its rows go',
      shift: { kind: 'delete', from: 5, to: 10 },
      rows: undefined,
    },
    {
      name: 'goes along when it is moved whole',
      shift: { kind: 'move', from: 4, to: 10, before: 0 },
      rows: [1, 6],
    },
    {
      name: 'stays when rows below it change places',
      shift: { kind: 'move', from: 12, to: 13, before: 18 },
      rows: [5, 10],
    },
  ] as const)('$name', ({ shift, rows }) => {
    expect(rowsAfter(5, 10, shift)).toEqual(rows)
  })
})

test.for([1, 2, 3])(
  'the rows of a range stay its rows, whatever comes and goes (seed %i)',
  (seed) => {
    const pick = random(seed)
    for (let round = 0; round < 2_000; round++) {
      const from = pick(15)
      const to = from + 1 + pick(5)
      const at = pick(18)
      const end = at + 1 + pick(3)
      const shift: Shift =
        pick(2) === 0
          ? { kind: 'insert', at, count: end - at }
          : { kind: 'delete', from: at, to: end }
      // The naive way: carry a mark on every row, and look where the marked rows are afterwards.
      const marks = Array.from({ length: 24 }, (_, row) => row >= from && row < to)
      if (shift.kind === 'insert')
        marks.splice(at, 0, ...Array.from({ length: shift.count }, () => at > from && at < to))
      else marks.splice(at, end - at)
      const first = marks.indexOf(true)
      const expected = first < 0 ? undefined : [first, marks.lastIndexOf(true) + 1]
      expect(rowsAfter(from, to, shift)).toEqual(expected)
    }
  },
)

test('open ends stay open, and columns are not moved by rows', () => {
  const rule = {
    ranges: [{ sheetId: 0, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 }],
  }
  const sheet: Sheet = { ...SHEET, conditionalFormats: [rule] }
  const after = shiftRanges(sheet, 'ROWS', { kind: 'insert', at: 0, count: 2 })
  expect(after.conditionalFormats[0]?.ranges).toEqual([
    { sheetId: 0, startRowIndex: 3, startColumnIndex: 2, endColumnIndex: 3 },
  ])
})
