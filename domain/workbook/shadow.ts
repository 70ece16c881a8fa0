import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { gridOf } from './grid.ts'
import type { Grid } from './grid.ts'

type Request = sheets_v4.Schema$Request

/**
 * Id of the hidden tab into which every write first copies the cells that it is about to overwrite, in
 * the same atomic step: what a person typed there after our read is seen in the write's own answer, and
 * put back. Ids of tabs are ours to choose, and Google's own are random.
 */
const SHADOW_ID = 1_905_000_001
export const SHADOW_TITLE = 'kurator.before'

/** Size of the hidden tab; null where the spreadsheet has none yet. */
export type ShadowSize = { readonly rows: number; readonly columns: number } | null

/** A range of which all bounds are given. Indexes count from 0, ends are not included. */
export interface Block {
  readonly sheetId: number
  readonly startRowIndex: number
  readonly endRowIndex: number
  readonly startColumnIndex: number
  readonly endColumnIndex: number
}

/** The size of the hidden tab in a spreadsheet that was read, or that came back with a write. */
export function shadowSize({ sheets }: sheets_v4.Schema$Spreadsheet): ShadowSize {
  const properties = sheets?.find((sheet) => sheet.properties?.sheetId === SHADOW_ID)?.properties
  if (!properties) return null
  const { rowCount, columnCount } = properties.gridProperties ?? {}
  return { rows: rowCount ?? 0, columns: columnCount ?? 0 }
}

/** What was copied, by row index of the hidden tab. */
export function shadowGrid({ sheets }: sheets_v4.Schema$Spreadsheet): Grid {
  const shadow = sheets?.find((sheet) => sheet.properties?.sheetId === SHADOW_ID)
  return (shadow && gridOf(shadow)) ?? new Map()
}

/** The requests that make the hidden tab, or make it large enough, and empty it. */
export function roomFor(rows: number, columns: number, size: ShadowSize): readonly Request[] {
  if (!size) {
    const gridProperties = { rowCount: rows, columnCount: columns }
    const properties = { sheetId: SHADOW_ID, title: SHADOW_TITLE, hidden: true, gridProperties }
    return [{ addSheet: { properties } }]
  }
  const empty: Request = {
    updateCells: { range: { sheetId: SHADOW_ID }, fields: 'userEnteredValue' },
  }
  if (size.rows >= rows && size.columns >= columns) return [empty]
  const gridProperties = {
    rowCount: Math.max(size.rows, rows),
    columnCount: Math.max(size.columns, columns),
  }
  const fields = 'gridProperties(rowCount,columnCount)'
  const properties = { sheetId: SHADOW_ID, gridProperties }
  return [{ updateSheetProperties: { properties, fields } }, empty]
}

/**
 * Copies a block of one column to its line in the hidden tab. Values only: a formula would count anew
 * there, and what is merged would be asked about whole.
 *
 * @param line in the hidden tab, of the block's first cell
 */
export function copyAside(source: Block, line: number): Request {
  const endRowIndex = line + source.endRowIndex - source.startRowIndex
  const destination = { ...source, sheetId: SHADOW_ID, startRowIndex: line, endRowIndex }
  return { copyPaste: { source, destination, pasteType: 'PASTE_VALUES' } }
}

/**
 * Whether Google refused a write because of the hidden tab: another run has just made it, or a person has
 * taken it away. The workbook is to be read anew.
 *
 * @param message of the error, in Google's words
 */
export function shadowChanged(message: string): boolean {
  return message.includes(String(SHADOW_ID)) || message.includes(`"${SHADOW_TITLE}"`)
}
