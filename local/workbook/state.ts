import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError } from './api-error.ts'

/**
 * A spreadsheet as a value that is never changed: every edit makes a new one that shares all untouched
 * rows with the old. So an edit that fails half-way leaves nothing behind, undo keeps the old value,
 * and what must be written to disk is what is not shared.
 */
export interface Spreadsheet {
  readonly id: string
  readonly properties: sheets_v4.Schema$SpreadsheetProperties
  readonly owner: string
  readonly editors: readonly string[]
  /** Of the spreadsheet as a whole; programs see it, people do not. */
  readonly developerMetadata?: readonly sheets_v4.Schema$DeveloperMetadata[]
  /** In the order of the tabs. */
  readonly sheets: readonly Sheet[]
}

export interface Sheet {
  readonly sheetId: number
  /** Without `sheetId`, `index` and the counts of rows and columns, which are derived. */
  readonly properties: sheets_v4.Schema$SheetProperties
  readonly rows: readonly Row[]
  readonly columns: readonly Line[]
  /** The next free keys; a key is never used twice in its dimension. */
  readonly nextRowKey: number
  readonly nextColumnKey: number
  readonly rowGroups: readonly sheets_v4.Schema$DimensionGroup[]
  readonly columnGroups: readonly sheets_v4.Schema$DimensionGroup[]
  readonly protectedRanges: readonly sheets_v4.Schema$ProtectedRange[]
  readonly conditionalFormats: readonly sheets_v4.Schema$ConditionalFormatRule[]
  readonly basicFilter?: sheets_v4.Schema$BasicFilter
}

/** One row or column, known by its key wherever it is moved. */
export interface Line {
  readonly key: number
  /** Width and hiding, where they are not the usual ones. */
  readonly properties: sheets_v4.Schema$DimensionProperties
}

export interface Row extends Line {
  /**
   * Cells by the key of their column, so that moving a column touches no row. Keys of columns are small
   * numbers: JavaScript keeps an object with such keys as a short array.
   */
  readonly cells: Readonly<Record<number, Cell>>
}

/** What is kept of a cell; its effective and formatted values are computed when it is read. */
export type Cell = Readonly<
  Pick<
    sheets_v4.Schema$CellData,
    'userEnteredValue' | 'userEnteredFormat' | 'note' | 'dataValidation'
  >
>

export type Dimension = 'ROWS' | 'COLUMNS'

/** A rectangle of existing cells: zero-based, ends exclusive. */
export interface Area {
  readonly sheetId: number
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

const NOTHING = Object.freeze({})

/** Google's size of a new sheet. */
export const NEW_SHEET = { rowCount: 1000, columnCount: 26 }

export function newSheet(sheetId: number, properties: sheets_v4.Schema$SheetProperties): Sheet {
  const { rowCount, columnCount, ...grid } = properties.gridProperties ?? {}
  const { sheetId: _id, index: _index, ...rest } = properties
  const empty: Sheet = {
    sheetId,
    properties: { sheetType: 'GRID', ...rest, gridProperties: grid },
    rows: [],
    columns: [],
    nextRowKey: 1,
    nextColumnKey: 1,
    rowGroups: [],
    columnGroups: [],
    protectedRanges: [],
    conditionalFormats: [],
  }
  return grow(
    grow(empty, 'ROWS', rowCount ?? NEW_SHEET.rowCount, 0),
    'COLUMNS',
    columnCount ?? NEW_SHEET.columnCount,
    0,
  )
}

/** The sheet with `count` empty lines put in before `at`. Ranges are left as they are: see `shift.ts`. */
export function grow(sheet: Sheet, dimension: Dimension, count: number, at: number): Sheet {
  if (dimension === 'ROWS') {
    const { nextRowKey } = sheet
    const added = Array.from({ length: count }, (_, i): Row => ({
      key: nextRowKey + i,
      cells: NOTHING,
      properties: NOTHING,
    }))
    return { ...sheet, nextRowKey: nextRowKey + count, rows: sheet.rows.toSpliced(at, 0, ...added) }
  }
  const { nextColumnKey } = sheet
  const added = Array.from({ length: count }, (_, i): Line => ({
    key: nextColumnKey + i,
    properties: NOTHING,
  }))
  return {
    ...sheet,
    nextColumnKey: nextColumnKey + count,
    columns: sheet.columns.toSpliced(at, 0, ...added),
  }
}

export function cellAt(sheet: Sheet, row: number, column: number): Cell | undefined {
  const key = sheet.columns[column]?.key
  return key === undefined ? undefined : sheet.rows[row]?.cells[key]
}

/**
 * The sheet with every cell of an area replaced by what `change` makes of it. A cell for which it
 * returns the same object, or an empty one where none was, is not touched.
 */
export function mapCells(
  sheet: Sheet,
  area: Area,
  change: (cell: Cell | undefined, row: number, column: number) => Cell | undefined,
): Sheet {
  const rows = [...sheet.rows]
  let changed = false
  for (let r = area.top; r < area.bottom; r++) {
    const row = rows[r]
    if (!row) continue
    let cells: Record<number, Cell> | undefined
    for (let c = area.left; c < area.right; c++) {
      const key = sheet.columns[c]?.key
      if (key === undefined) continue
      const old = row.cells[key]
      const next = change(old, r, c)
      if (next === old) continue
      const empty = next === undefined || Object.keys(next).length === 0
      if (empty && old === undefined) continue
      cells ??= { ...row.cells }
      if (empty) delete cells[key]
      else cells[key] = next
    }
    if (cells) {
      rows[r] = { ...row, cells }
      changed = true
    }
  }
  return changed ? { ...sheet, rows } : sheet
}

/**
 * The cells that a range covers. An open side reaches to the edge of the sheet; what lies beyond the
 * edge is cut off.
 */
export function areaOf(sheet: Sheet, range: sheets_v4.Schema$GridRange): Area {
  const top = range.startRowIndex ?? 0
  const left = range.startColumnIndex ?? 0
  return {
    sheetId: sheet.sheetId,
    top,
    bottom: Math.max(top, Math.min(range.endRowIndex ?? Infinity, sheet.rows.length)),
    left,
    right: Math.max(left, Math.min(range.endColumnIndex ?? Infinity, sheet.columns.length)),
  }
}

export function gridRangeOf(area: Area): sheets_v4.Schema$GridRange {
  return {
    sheetId: area.sheetId,
    startRowIndex: area.top,
    endRowIndex: area.bottom,
    startColumnIndex: area.left,
    endColumnIndex: area.right,
  }
}

/** The row after the last one that has a value in it: 0 for an empty sheet. */
export function rowsWithData(sheet: Sheet): number {
  const live = sheet.columns.map((column) => column.key)
  return sheet.rows.findLastIndex((row) => live.some((key) => row.cells[key]?.userEnteredValue)) + 1
}

/** The column after the last one that has a value in it: 0 for an empty sheet. */
export function columnsWithData(sheet: Sheet): number {
  return (
    sheet.columns.findLastIndex(({ key }) =>
      sheet.rows.some((row) => row.cells[key]?.userEnteredValue),
    ) + 1
  )
}

/** @throws {ApiError} 400 when the spreadsheet has no such sheet */
export function sheetById(spreadsheet: Spreadsheet, sheetId: number | null | undefined): Sheet {
  const sheet = spreadsheet.sheets.find((one) => one.sheetId === (sheetId ?? 0))
  if (!sheet) throw new ApiError(400, `No grid with id: ${sheetId ?? 0}`)
  return sheet
}

export function replaceSheet(spreadsheet: Spreadsheet, sheet: Sheet): Spreadsheet {
  return {
    ...spreadsheet,
    sheets: spreadsheet.sheets.map((one) => (one.sheetId === sheet.sheetId ? sheet : one)),
  }
}

/** The address by which Google would open it. */
export function spreadsheetUrl(id: string): string {
  return `https://docs.google.com/spreadsheets/d/${id}/edit`
}
