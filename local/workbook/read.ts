import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { areaA1, parseA1 } from './a1.ts'
import { ApiError } from './api-error.ts'
import { effectiveValue, formattedValue } from './display.ts'
import { below, project, responseMask, type Mask } from './mask.ts'
import { mayEditRange } from './protection.ts'
import {
  areaOf,
  spreadsheetUrl,
  type Area,
  type Cell,
  type Line,
  type Sheet,
  type Spreadsheet,
} from './state.ts'

/** Parameters of `spreadsheets.get`. */
export interface GetParams {
  readonly ranges?: readonly string[]
  /** Ignored when `fields` is given, as in Google: the mask then says whether cells are wanted. */
  readonly includeGridData?: boolean
  readonly fields?: string
}

const ROW_PIXELS = 21
const COLUMN_PIXELS = 100

/**
 * A spreadsheet as the API shows it to a person.
 *
 * As measured on Google's API: `ranges` also filters the sheets; each range gives a block of its own;
 * rows after the last one with content are left out, and `rowData` altogether where nothing is; zero
 * `startRow` and `startColumn` are left out; metadata has an entry for every line of the block.
 */
export function readSpreadsheet(
  spreadsheet: Spreadsheet,
  params: GetParams,
  person: string,
): sheets_v4.Schema$Spreadsheet {
  const mask: Mask = params.fields ? responseMask(params.fields, 'Spreadsheet') : true
  const withData = params.fields ? true : params.includeGridData === true
  return resource(spreadsheet, params.ranges ?? [], withData, mask, person)
}

/** The spreadsheet in the answer of a `batchUpdate`, which has no mask of its own. */
export function resource(
  spreadsheet: Spreadsheet,
  ranges: readonly string[],
  withData: boolean,
  mask: Mask,
  person: string,
): sheets_v4.Schema$Spreadsheet {
  const areas = ranges.map((text) => readArea(text, spreadsheet))
  const sheetMask = below(mask, 'sheets')
  const sheets = spreadsheet.sheets.flatMap((sheet, index) => {
    const mine = areas.filter((area) => area.sheetId === sheet.sheetId)
    if (sheetMask === undefined || (areas.length > 0 && mine.length === 0)) return []
    const asked = areas.length > 0 ? mine : [areaOf(sheet, {})]
    const dataMask = withData ? below(sheetMask, 'data') : undefined
    const data = dataMask && asked.map((area) => gridData(sheet, area, spreadsheet, dataMask))
    const head = project(sheetHead(spreadsheet, sheet, index, person), sheetMask)
    return [data ? { ...head, data } : head]
  })
  const head: sheets_v4.Schema$Spreadsheet = {
    spreadsheetId: spreadsheet.id,
    properties: spreadsheet.properties,
    spreadsheetUrl: spreadsheetUrl(spreadsheet.id),
    ...(spreadsheet.developerMetadata?.length
      ? { developerMetadata: [...spreadsheet.developerMetadata] }
      : {}),
  }
  return { ...project(head, mask), ...(sheetMask === undefined ? {} : { sheets }) }
}

/** @throws {ApiError} 400 for an unreadable range, or one that begins beyond the edge of its sheet */
function readArea(text: string, spreadsheet: Spreadsheet): Area {
  const range = parseA1(text, spreadsheet)
  const sheet = spreadsheet.sheets.find((one) => one.sheetId === range.sheetId)
  if (!sheet) throw new ApiError(400, `Unable to parse range: ${text}`)
  const beyond =
    (range.startRowIndex ?? 0) >= sheet.rows.length ||
    (range.startColumnIndex ?? 0) >= sheet.columns.length
  if (beyond) {
    throw new ApiError(
      400,
      `Range (${text}) exceeds grid limits. Max rows: ${sheet.rows.length}, max columns: ${sheet.columns.length}`,
    )
  }
  return areaOf(sheet, range)
}

export function sheetProperties(sheet: Sheet, index: number): sheets_v4.Schema$SheetProperties {
  return {
    sheetId: sheet.sheetId,
    ...sheet.properties,
    index,
    gridProperties: {
      rowCount: sheet.rows.length,
      columnCount: sheet.columns.length,
      ...sheet.properties.gridProperties,
    },
  }
}

function sheetHead(
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  index: number,
  person: string,
): sheets_v4.Schema$Sheet {
  const protectedRanges = sheet.protectedRanges.map((range) => {
    const mayEdit = mayEditRange(range, person, spreadsheet) && range.warningOnly !== true
    // Google shows the editors of a protected range only to those who may edit it.
    const { editors, ...rest } = range
    return mayEdit
      ? { ...rest, requestingUserCanEdit: true, ...(editors ? { editors } : {}) }
      : rest
  })
  return {
    properties: sheetProperties(sheet, index),
    ...listed('conditionalFormats', sheet.conditionalFormats),
    ...listed('protectedRanges', protectedRanges),
    ...(sheet.basicFilter ? { basicFilter: sheet.basicFilter } : {}),
    ...listed('rowGroups', sheet.rowGroups),
    ...listed('columnGroups', sheet.columnGroups),
  }
}

/** The API leaves empty lists out. */
function listed(name: string, list: readonly object[]): object {
  return list.length > 0 ? { [name]: list } : {}
}

function gridData(
  sheet: Sheet,
  area: Area,
  spreadsheet: Spreadsheet,
  mask: Mask,
): sheets_v4.Schema$GridData {
  const rowMask = below(mask, 'rowData')
  const cellMask = rowMask === undefined ? undefined : below(rowMask, 'values')
  const locale = spreadsheet.properties.locale ?? ''
  const keys = sheet.columns.slice(area.left, area.right).map((column) => column.key)
  const rowData: sheets_v4.Schema$RowData[] = []
  let last = 0
  if (cellMask !== undefined) {
    for (let r = area.top; r < area.bottom; r++) {
      const cells = sheet.rows[r]?.cells ?? {}
      const end = keys.findLastIndex((key) => cells[key] !== undefined) + 1
      if (end > 0) last = rowData.length + 1
      const values = keys.slice(0, end).map((key) => readCell(cells[key] ?? {}, locale, cellMask))
      rowData.push(end > 0 ? { values } : {})
    }
  }
  const rowMetadataMask = below(mask, 'rowMetadata')
  const columnMetadataMask = below(mask, 'columnMetadata')
  return {
    ...(area.top > 0 && below(mask, 'startRow') ? { startRow: area.top } : {}),
    ...(area.left > 0 && below(mask, 'startColumn') ? { startColumn: area.left } : {}),
    ...(last > 0 ? { rowData: rowData.slice(0, last) } : {}),
    ...(rowMetadataMask
      ? { rowMetadata: metadata(sheet.rows, area.top, area.bottom, ROW_PIXELS, rowMetadataMask) }
      : {}),
    ...(columnMetadataMask
      ? {
          columnMetadata: metadata(
            sheet.columns,
            area.left,
            area.right,
            COLUMN_PIXELS,
            columnMetadataMask,
          ),
        }
      : {}),
  }
}

function metadata(
  lines: readonly Line[],
  from: number,
  to: number,
  pixelSize: number,
  mask: Mask,
): sheets_v4.Schema$DimensionProperties[] {
  return lines.slice(from, to).map((line) => project({ pixelSize, ...line.properties }, mask))
}

function readCell(cell: Cell, locale: string, mask: Mask): sheets_v4.Schema$CellData {
  const held = project<sheets_v4.Schema$CellData>(cell, mask)
  const effectiveMask = below(mask, 'effectiveValue')
  const effective = effectiveMask ? effectiveValue(cell) : undefined
  const shown = below(mask, 'formattedValue') ? formattedValue(cell, locale) : undefined
  return {
    ...held,
    ...(effective && effectiveMask ? { effectiveValue: project(effective, effectiveMask) } : {}),
    ...(shown === undefined ? {} : { formattedValue: shown }),
  }
}

/** A1 notation of a cell for a message, such as `'Меры'!B7`. */
export function cellName(sheet: Sheet, row: number, column: number): string {
  const area = {
    sheetId: sheet.sheetId,
    top: row,
    bottom: row + 1,
    left: column,
    right: column + 1,
  }
  return `'${sheet.properties.title ?? ''}'!${areaA1(area)}`
}
