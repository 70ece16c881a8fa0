import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Entered } from '../entered.ts'
import { entered } from './cellData.ts'

/** Cells by row index; a row that was not read has no entry. */
export type Grid = ReadonlyMap<number, readonly (sheets_v4.Schema$CellData | undefined)[]>

/** All cells that an answer brings of one sheet, from however many ranges; undefined without data. */
export function gridOf(sheet: sheets_v4.Schema$Sheet): Grid | undefined {
  if (!sheet.data) return undefined
  const grid = new Map<number, (sheets_v4.Schema$CellData | undefined)[]>()
  for (const block of sheet.data) {
    for (const [offset, row] of (block.rowData ?? []).entries()) {
      const index = (block.startRow ?? 0) + offset
      const cells = grid.get(index) ?? []
      for (const [column, cell] of (row.values ?? []).entries()) {
        cells[(block.startColumn ?? 0) + column] = cell
      }
      grid.set(index, cells)
    }
  }
  return grid
}

/** The texts of row 1, as far as they were read. */
export function headersOf(grid: Grid): string[] {
  return Array.from(grid.get(0) ?? [], (cell) => textOf(entered(cell)))
}

/** The text that a person sees; none for an empty cell. */
export function textOf(entry: Entered | undefined): string {
  if (entry === undefined) return ''
  return typeof entry === 'object' ? entry.shown : String(entry)
}
