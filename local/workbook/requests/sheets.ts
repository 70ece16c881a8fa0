import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError } from '../api-error.ts'
import type { Draft } from '../draft.ts'
import { assign, updateMask } from '../mask.ts'
import { sheetProperties } from '../read.ts'
import { grow, newSheet, type Sheet } from '../state.ts'

export function updateSpreadsheetProperties(
  draft: Draft,
  request: sheets_v4.Schema$UpdateSpreadsheetPropertiesRequest,
): void {
  const mask = updateMask(request.fields, 'SpreadsheetProperties')
  const { spreadsheet } = draft
  const properties = assign(spreadsheet.properties, request.properties, mask) ?? {}
  draft.spreadsheet = { ...spreadsheet, properties }
}

export function addSheet(
  draft: Draft,
  request: sheets_v4.Schema$AddSheetRequest,
): sheets_v4.Schema$AddSheetResponse {
  const asked = request.properties ?? {}
  const { spreadsheet } = draft
  const sheetId = asked.sheetId ?? draft.newId()
  if (spreadsheet.sheets.some((sheet) => sheet.sheetId === sheetId)) {
    throw new ApiError(400, `Sheet with id ${sheetId} already exists.`)
  }
  const title = asked.title ?? freeTitle(spreadsheet.sheets, `Лист${spreadsheet.sheets.length + 1}`)
  refuseTakenTitle(spreadsheet.sheets, title)
  const sheet = newSheet(sheetId, { ...asked, title })
  const index = Math.min(asked.index ?? spreadsheet.sheets.length, spreadsheet.sheets.length)
  draft.spreadsheet = { ...spreadsheet, sheets: spreadsheet.sheets.toSpliced(index, 0, sheet) }
  return { properties: sheetProperties(sheet, index) }
}

/** Copies a sheet whole; its rules and ranges speak of the copy. */
export function duplicateSheet(
  draft: Draft,
  request: sheets_v4.Schema$DuplicateSheetRequest,
): sheets_v4.Schema$DuplicateSheetResponse {
  const source = draft.sheet(request.sourceSheetId)
  const { sheets } = draft.spreadsheet
  const sheetId = request.newSheetId ?? draft.newId()
  if (sheets.some((sheet) => sheet.sheetId === sheetId)) {
    throw new ApiError(400, `Sheet with id ${sheetId} already exists.`)
  }
  const title = request.newSheetName ?? freeTitle(sheets, `Копия ${source.properties.title ?? ''}`)
  refuseTakenTitle(sheets, title)
  const here = <T extends sheets_v4.Schema$GridRange>(range: T): T => ({ ...range, sheetId })
  const copy: Sheet = {
    ...source,
    sheetId,
    properties: { ...source.properties, title },
    protectedRanges: source.protectedRanges.map(({ range, unprotectedRanges, ...rest }) => ({
      ...rest,
      protectedRangeId: draft.newId(),
      range: here(range ?? {}),
      ...(unprotectedRanges ? { unprotectedRanges: unprotectedRanges.map(here) } : {}),
    })),
    conditionalFormats: source.conditionalFormats.map((rule) => ({
      ...rule,
      ranges: (rule.ranges ?? []).map(here),
    })),
    rowGroups: source.rowGroups.map((group) => ({ ...group, range: { ...group.range, sheetId } })),
    columnGroups: source.columnGroups.map((group) => ({
      ...group,
      range: { ...group.range, sheetId },
    })),
    ...(source.basicFilter
      ? { basicFilter: { ...source.basicFilter, range: here(source.basicFilter.range ?? {}) } }
      : {}),
  }
  const index = request.insertSheetIndex ?? sheets.indexOf(source) + 1
  draft.spreadsheet = { ...draft.spreadsheet, sheets: sheets.toSpliced(index, 0, copy) }
  return { properties: sheetProperties(copy, index) }
}

export function deleteSheet(draft: Draft, request: sheets_v4.Schema$DeleteSheetRequest): void {
  const sheet = draft.sheet(request.sheetId)
  const sheets = draft.spreadsheet.sheets.filter((one) => one !== sheet)
  if (!sheets.some((one) => one.properties.hidden !== true)) {
    throw new ApiError(400, "You can't remove all the visible sheets in a document.")
  }
  draft.touchLines(sheet, 'ROWS', 0, sheet.rows.length)
  draft.spreadsheet = { ...draft.spreadsheet, sheets }
}

export function updateSheetProperties(
  draft: Draft,
  request: sheets_v4.Schema$UpdateSheetPropertiesRequest,
): void {
  const mask = updateMask(request.fields, 'SheetProperties')
  const asked = request.properties ?? {}
  const sheet = draft.sheet(asked.sheetId)
  const old = draft.spreadsheet.sheets.indexOf(sheet)
  const before = sheetProperties(sheet, old)
  const { sheetId: _id, index, gridProperties, ...rest } = assign(before, asked, mask) ?? {}
  const title = rest.title ?? ''
  const others = draft.spreadsheet.sheets.filter((one) => one !== sheet)
  if (title === '') throw new ApiError(400, 'The sheet name cannot be empty.')
  refuseTakenTitle(others, title)
  const { rowCount, columnCount, ...grid } = gridProperties ?? {}
  const next = resized(
    { ...sheet, properties: { ...rest, gridProperties: grid } },
    rowCount ?? sheet.rows.length,
    columnCount ?? sheet.columns.length,
    draft,
  )
  if (![next, ...others].some((one) => one.properties.hidden !== true)) {
    throw new ApiError(400, "You can't hide all the sheets in a document.")
  }
  // Google counts the wanted index before the sheet is taken out of its old place.
  const place = index ?? old
  const at = Math.min(place > old ? place - 1 : place, others.length)
  draft.spreadsheet = { ...draft.spreadsheet, sheets: others.toSpliced(at, 0, next) }
}

/** Grows a sheet at its end, or cuts it there. */
function resized(sheet: Sheet, rowCount: number, columnCount: number, draft: Draft): Sheet {
  if (rowCount < 1 || columnCount < 1) throw new ApiError(400, 'A sheet needs a row and a column')
  const frozen = sheet.properties.gridProperties
  if ((frozen?.frozenRowCount ?? 0) >= rowCount) {
    throw new ApiError(400, "You can't freeze all visible rows on the sheet.")
  }
  if ((frozen?.frozenColumnCount ?? 0) >= columnCount) {
    throw new ApiError(400, "You can't freeze all visible columns on the sheet.")
  }
  if (rowCount < sheet.rows.length) draft.touchLines(sheet, 'ROWS', rowCount, sheet.rows.length)
  if (columnCount < sheet.columns.length) {
    draft.touchLines(sheet, 'COLUMNS', columnCount, sheet.columns.length)
  }
  const cut = {
    ...sheet,
    rows: sheet.rows.slice(0, rowCount),
    columns: sheet.columns.slice(0, columnCount),
  }
  const longer = grow(cut, 'ROWS', rowCount - cut.rows.length, cut.rows.length)
  return grow(longer, 'COLUMNS', columnCount - longer.columns.length, longer.columns.length)
}

/** The title, or the first «title 2», «title 3» … that is free. */
function freeTitle(sheets: readonly Sheet[], title: string): string {
  const taken = new Set(sheets.map((sheet) => sheet.properties.title))
  for (let number = 2, free = title; ; number++) {
    if (!taken.has(free)) return free
    free = `${title} ${number}`
  }
}

function refuseTakenTitle(sheets: readonly Sheet[], title: string): void {
  const wanted = title.toLocaleLowerCase()
  if (sheets.some((sheet) => sheet.properties.title?.toLocaleLowerCase() === wanted)) {
    throw new ApiError(
      400,
      `A sheet with the name "${title}" already exists. Please enter another name.`,
    )
  }
}
