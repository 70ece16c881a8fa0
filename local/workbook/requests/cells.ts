import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError } from '../api-error.ts'
import type { Draft } from '../draft.ts'
import { assign, updateMask, type Mask } from '../mask.ts'
import { areaOf, grow, mapCells, rowsWithData, type Area, type Cell, type Sheet } from '../state.ts'

/** Google's limit for a cell. */
const MAX_TEXT = 50_000

/** Writes the masked fields of the given rows; in a `range`, cells without data are cleared of them. */
export function updateCells(draft: Draft, request: sheets_v4.Schema$UpdateCellsRequest): void {
  const mask = cellMask(request.fields)
  const rows = request.rows ?? []
  if (request.range) {
    const sheet = draft.sheet(request.range.sheetId)
    const area = insideOf(sheet, request.range)
    const tooMany = rows.length > area.bottom - area.top
    const tooWide = rows.some((row) => (row.values?.length ?? 0) > area.right - area.left)
    if (tooMany || tooWide) {
      throw new ApiError(
        400,
        'Attempting to write outside of the range: more rows or columns are given than it has',
      )
    }
    draft.touch(area)
    return draft.put(
      mapCells(sheet, area, (cell, r, c) =>
        written(cell, rows[r - area.top]?.values?.[c - area.left], mask),
      ),
    )
  }
  if (!request.start) throw new ApiError(400, 'Must specify one of: start, range')
  const sheet = draft.sheet(request.start.sheetId)
  write(draft, sheet, request.start.rowIndex ?? 0, request.start.columnIndex ?? 0, rows, mask)
}

/** Writes rows after the last one of the sheet that has data, and makes the sheet longer if need be. */
export function appendCells(draft: Draft, request: sheets_v4.Schema$AppendCellsRequest): void {
  const mask = cellMask(request.fields)
  const rows = request.rows ?? []
  const sheet = draft.sheet(request.sheetId)
  const top = rowsWithData(sheet)
  const width = Math.max(0, ...rows.map((row) => row.values?.length ?? 0))
  const longer = grow(
    sheet,
    'ROWS',
    Math.max(0, top + rows.length - sheet.rows.length),
    sheet.rows.length,
  )
  const wider = grow(
    longer,
    'COLUMNS',
    Math.max(0, width - longer.columns.length),
    longer.columns.length,
  )
  write(draft, wider, top, 0, rows, mask)
}

/** Writes one cell's masked fields into every cell of a range. */
export function repeatCell(draft: Draft, request: sheets_v4.Schema$RepeatCellRequest): void {
  const mask = cellMask(request.fields)
  const sheet = draft.sheet(request.range?.sheetId)
  const area = insideOf(sheet, request.range ?? {})
  draft.touch(area)
  draft.put(mapCells(sheet, area, (cell) => written(cell, request.cell, mask)))
}

/** Sets the validation rule of every cell of a range, or clears it where no rule is given. */
export function setDataValidation(
  draft: Draft,
  request: sheets_v4.Schema$SetDataValidationRequest,
): void {
  const sheet = draft.sheet(request.range?.sheetId)
  const area = insideOf(sheet, request.range ?? {})
  const { rule } = request
  draft.touch(area)
  draft.put(
    mapCells(sheet, area, (cell) => {
      const { dataValidation: _old, ...rest } = cell ?? {}
      return rule ? { ...rest, dataValidation: rule } : rest
    }),
  )
}

function write(
  draft: Draft,
  sheet: Sheet,
  top: number,
  left: number,
  rows: readonly sheets_v4.Schema$RowData[],
  mask: Mask,
): void {
  const width = Math.max(0, ...rows.map((row) => row.values?.length ?? 0))
  const beyond =
    top + rows.length > sheet.rows.length
      ? `row: ${top + rows.length - 1}, beyond the last requested row of: ${sheet.rows.length - 1}`
      : left + width > sheet.columns.length
        ? `column: ${left + width - 1}, beyond the last requested column of: ${sheet.columns.length - 1}`
        : undefined
  if (beyond) throw new ApiError(400, `Attempting to write ${beyond}`)
  draft.put(sheet)
  const area = { sheetId: sheet.sheetId, top, bottom: top + rows.length, left, right: left + width }
  draft.touch(area)
  draft.put(
    mapCells(sheet, area, (cell, r, c) => {
      const values = rows[r - top]?.values ?? []
      return c - left < values.length ? written(cell, values[c - left], mask) : cell
    }),
  )
}

function insideOf(sheet: Sheet, range: sheets_v4.Schema$GridRange): Area {
  const beyond =
    (range.startRowIndex ?? 0) > sheet.rows.length ||
    (range.startColumnIndex ?? 0) > sheet.columns.length ||
    (range.endRowIndex ?? 0) > sheet.rows.length ||
    (range.endColumnIndex ?? 0) > sheet.columns.length
  if (beyond) {
    throw new ApiError(
      400,
      `Range exceeds grid limits. Max rows: ${sheet.rows.length}, max columns: ${sheet.columns.length}`,
    )
  }
  return areaOf(sheet, range)
}

/** A mask of `*` means what can be written, not the computed fields. */
function cellMask(fields: string | null | undefined): Mask {
  const mask = updateMask(fields, 'CellData')
  const written = ['userEnteredValue', 'userEnteredFormat', 'note', 'dataValidation']
  if (mask === true) return new Map(written.map((field) => [field, true as const]))
  for (const field of mask.keys()) {
    if (!written.includes(field)) throw new ApiError(400, `Field cannot be written: ${field}`)
  }
  return mask
}

function written(
  cell: Cell | undefined,
  data: sheets_v4.Schema$CellData | null | undefined,
  mask: Mask,
): Cell | undefined {
  const value = data?.userEnteredValue
  if (value) {
    const kinds = Object.entries(value).filter(([, part]) => part !== null && part !== undefined)
    if (kinds.length > 1 || value.errorValue) {
      throw new ApiError(
        400,
        'userEnteredValue must have one of: numberValue, stringValue, boolValue, formulaValue',
      )
    }
    if ((value.stringValue?.length ?? 0) > MAX_TEXT) {
      throw new ApiError(
        400,
        `Your input contains more than the maximum of ${MAX_TEXT} characters in a single cell.`,
      )
    }
    if (typeof value.formulaValue === 'string' && !value.formulaValue.startsWith('=')) {
      throw new ApiError(400, `formulaValue must begin with "=": ${value.formulaValue}`)
    }
  }
  const next = assign<Cell>(cell, data, mask)
  return next && withoutEmpty(next)
}

/** The API takes an empty value, text or note for none. */
function withoutEmpty(cell: Cell): Cell {
  const { userEnteredValue: value, note, ...rest } = cell
  const empty = !value || Object.keys(value).length === 0 || value.stringValue === ''
  return { ...rest, ...(empty ? {} : { userEnteredValue: value }), ...(note ? { note } : {}) }
}
