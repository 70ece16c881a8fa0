import type { Gestures } from '../../../local/workbook/gestures.ts'
import type { Workbooks } from '../../../local/workbook/workbooks.ts'
import { OWNER } from './fixture.ts'

/** A header and three rows. */
export const SHEET = 'М\tС\tid\nа\t1.3.21\t1\nб\t2.3.21\t2\nв\t3.3.21\t3'

/** A small seeded generator (mulberry32): the same seed gives the same gestures. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const COLUMNS = ['A', 'B', 'C', 'D', 'E']

/** One gesture near the upper left corner of the sheet «Меры». */
export function anyGesture(hand: Gestures, pick: (below: number) => number): void {
  const row = 1 + pick(8)
  const column = COLUMNS[pick(COLUMNS.length)] ?? 'A'
  const gestures: (() => void)[] = [
    () => hand.type(`Меры!${column}${row}`, `текст ${pick(100)}`),
    () => hand.paste(`Меры!${column}${row}`, `а${pick(9)}\tб\nв\tг`),
    () => hand.clear(`Меры!${column}${row}:${column}${row + 2}`),
    () => hand.insertRows('Меры', row, 1 + pick(2)),
    () => hand.deleteRows('Меры', row),
    () => hand.insertColumns('Меры', column),
    () => hand.deleteColumns('Меры', column),
    () => hand.moveColumn('Меры', column, 'F'),
    () => hand.moveRows('Меры', row, 1, row + 2),
    () => hand.copyRows('Меры', row, 1, row + 3),
    () => hand.cutRows('Меры', row, 1, row + 3),
    () => hand.sort('Меры!A2:D8', column),
    () => hand.sort('Меры!A2:B8', 'A', 'DESCENDING'),
    () => hand.format(`Меры!${column}${row}`, { backgroundColor: { red: 1 } }),
    () => hand.note(`Меры!${column}${row}`, 'заметка'),
    () => hand.hideColumns('Меры', column),
    () => hand.filter('Меры!A1:E8', column, ['а', '']),
    () => hand.clearFilter('Меры'),
    () => hand.duplicateSheet('Меры'),
  ]
  gestures[pick(gestures.length)]?.()
}

/** All that the API tells of the spreadsheet. */
export function picture(workbooks: Workbooks, id: string): unknown {
  return workbooks.get(id, { includeGridData: true }, OWNER)
}
