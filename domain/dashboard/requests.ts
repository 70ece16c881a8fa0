import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { formatOf } from './formats.ts'
import type { Page, PageCell } from './page.ts'

type Request = sheets_v4.Schema$Request

/** What the one `get` before a refresh must bring; it asks for no cell. */
export const PAGE_FIELDS =
  'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),protectedRanges(protectedRangeId,range,description))'

/** A page of ours within a workbook. */
export interface Place {
  /** Ours to choose, so that a page is known again whatever people call its tab. */
  readonly sheetId: number
  /** Where the tab stands at first. */
  readonly index: number
  /** The service account, which alone writes there. */
  readonly editor: string
}

/** By this Google's list of protected ranges names the page's cells; they move with people's lines. */
export const AREA = 'Kurator: page'

const ROW_PIXELS = 21
/** Room beside and below, for what people add. */
const SPARE = { rows: 40, columns: 6 }

/**
 * The requests of one `batchUpdate` that make a page stand in its tab as it is now. The page's cells are
 * one protected range: where people put rows or columns before it, it is written where it has moved to;
 * where it grows, rows are put in, so that what stands below moves down and what stands beside stays.
 *
 * @param found of a `get` with `PAGE_FIELDS`
 */
export function pageRequests(
  found: sheets_v4.Schema$Spreadsheet,
  page: Page,
  { sheetId, index, editor }: Place,
): Request[] {
  const sheet = found.sheets?.find(({ properties }) => properties?.sheetId === sheetId)
  const width = page.columns.length
  const height = page.rows.length
  if (sheet === undefined) {
    const area = { sheetId, startRowIndex: 0, startColumnIndex: 0 }
    return [
      newTab(found, page, { sheetId, index, editor }),
      ...page.columns.map((pixelSize, at) => columnWidth(sheetId, at, pixelSize)),
      protect({ ...area, endRowIndex: height, endColumnIndex: width }, editor),
      ...cells(page, sheetId, 0, 0, height),
    ]
  }
  const held = sheet.protectedRanges?.find(({ description }) => description === AREA)
  const top = held?.range?.startRowIndex ?? 0
  const left = held?.range?.startColumnIndex ?? 0
  const before = (held?.range?.endRowIndex ?? top) - top
  const rows = sheet.properties?.gridProperties?.rowCount ?? 0
  const columns = sheet.properties?.gridProperties?.columnCount ?? 0
  const requests: Request[] = []
  // A page that lost its range (somebody took the protection off) is not guessed at: it is put above.
  const grown = held === undefined ? height : Math.max(0, height - before)
  if (grown > 0) requests.push(insertRows(sheetId, top + before, grown, rows))
  if (columns < left + width) {
    const length = left + width - columns
    requests.push({ appendDimension: { sheetId, dimension: 'COLUMNS', length } })
  }
  const endRowIndex = top + Math.max(before, height)
  const range = {
    sheetId,
    startRowIndex: top,
    endRowIndex,
    startColumnIndex: left,
    endColumnIndex: left + width,
  }
  if (held === undefined) requests.push(protect(range, editor))
  else if (grown > 0) {
    const { protectedRangeId } = held
    requests.push({
      updateProtectedRange: {
        protectedRange: { ...(protectedRangeId ? { protectedRangeId } : {}), range },
        fields: 'range',
      },
    })
  }
  return [...requests, ...cells(page, sheetId, top, left, endRowIndex - top)]
}

function newTab(found: sheets_v4.Schema$Spreadsheet, page: Page, place: Place): Request {
  const titles = new Set((found.sheets ?? []).map(({ properties }) => properties?.title ?? ''))
  let { title } = page
  // A tab of people's own may have the title already; it stays theirs.
  for (let number = 2; titles.has(title); number++) title = `${page.title} ${number}`
  return {
    addSheet: {
      properties: {
        sheetId: place.sheetId,
        index: place.index,
        title,
        gridProperties: {
          rowCount: page.rows.length + SPARE.rows,
          columnCount: page.columns.length + SPARE.columns,
          hideGridlines: true,
        },
      },
    },
  }
}

function protect(range: sheets_v4.Schema$GridRange, editor: string): Request {
  return {
    addProtectedRange: {
      protectedRange: { range, description: AREA, editors: { users: [editor] } },
    },
  }
}

function insertRows(sheetId: number, at: number, count: number, rows: number): Request {
  if (at >= rows)
    return { appendDimension: { sheetId, dimension: 'ROWS', length: at + count - rows } }
  return {
    insertDimension: {
      range: { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + count },
      inheritFromBefore: false,
    },
  }
}

function columnWidth(sheetId: number, at: number, pixelSize: number): Request {
  return {
    updateDimensionProperties: {
      range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
      properties: { pixelSize },
      fields: 'pixelSize',
    },
  }
}

/** All cells of the area, the empty ones too: what stood there before goes. */
function cells(page: Page, sheetId: number, top: number, left: number, height: number): Request[] {
  const rows = Array.from({ length: height }, (_, at) => ({
    values: page.columns.map((_width, column) => cellData(page.rows[at]?.cells[column] ?? {})),
  }))
  const heights = Array.from({ length: height }, (_, at) => page.rows[at]?.height ?? ROW_PIXELS)
  return [
    {
      updateCells: {
        start: { sheetId, rowIndex: top, columnIndex: left },
        rows,
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
    ...runs(heights).map(({ from, to, value }): Request => ({
      updateDimensionProperties: {
        range: { sheetId, dimension: 'ROWS', startIndex: top + from, endIndex: top + to },
        properties: { pixelSize: value },
        fields: 'pixelSize',
      },
    })),
  ]
}

/** Never a formula: what people wrote is written as text, also where it begins with `=`. */
function cellData({ text, number, style, url }: PageCell): sheets_v4.Schema$CellData {
  const format = style === undefined ? {} : { userEnteredFormat: formatOf(style, url ?? null) }
  if (number !== undefined) return { userEnteredValue: { numberValue: number }, ...format }
  if (text === undefined || text === '') return format
  return { userEnteredValue: { stringValue: text }, ...format }
}

/** Neighbours of one value together. */
function runs(values: readonly number[]): { from: number; to: number; value: number }[] {
  const found: { from: number; to: number; value: number }[] = []
  for (const [at, value] of values.entries()) {
    const last = found.at(-1)
    if (last?.value === value) last.to = at + 1
    else found.push({ from: at, to: at + 1, value })
  }
  return found
}
