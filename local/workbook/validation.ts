import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { parseA1 } from './a1.ts'
import { notImitated } from './api-error.ts'
import { effectiveValue, formattedValue } from './display.ts'
import { areaOf, sheetById, type Cell, type Spreadsheet } from './state.ts'

/**
 * Does a cell's value fit its own validation rule? An empty cell and a rule that only warns always do.
 *
 * @throws {ApiError} 501 for a strict condition that is not imitated
 */
export function fitsValidation(cell: Cell, spreadsheet: Spreadsheet): boolean {
  const rule = cell.dataValidation
  const value = cell.userEnteredValue
  if (!rule || rule.strict !== true || !value || value.formulaValue) return true
  const { type, values = [] } = rule.condition ?? {}
  const locale = spreadsheet.properties.locale ?? ''
  const shown = formattedValue(cell, locale) ?? ''
  switch (type) {
    case 'ONE_OF_LIST':
      return values.some(({ userEnteredValue }) => userEnteredValue === shown)
    case 'ONE_OF_RANGE':
      return shownIn(values[0]?.userEnteredValue ?? '', spreadsheet).has(shown)
    case 'BOOLEAN':
      return typeof value.boolValue === 'boolean'
    case 'DATE_IS_VALID':
      return typeof value.numberValue === 'number' && isDate(cell.userEnteredFormat?.numberFormat)
    default:
      throw notImitated(`strict validation ${type ?? ''}`)
  }
}

function isDate(format: sheets_v4.Schema$NumberFormat | undefined): boolean {
  return format?.type === 'DATE' || format?.type === 'DATE_TIME'
}

function shownIn(range: string, spreadsheet: Spreadsheet): Set<string> {
  const grid = parseA1(range.replace(/^=/, ''), spreadsheet)
  const sheet = sheetById(spreadsheet, grid.sheetId)
  const area = areaOf(sheet, grid)
  const keys = sheet.columns.slice(area.left, area.right).map((column) => column.key)
  const locale = spreadsheet.properties.locale ?? ''
  return new Set(
    sheet.rows
      .slice(area.top, area.bottom)
      .flatMap((row) => keys.map((key) => row.cells[key]))
      .flatMap((cell) =>
        cell && effectiveValue(cell) ? (formattedValue(cell, locale) ?? []) : [],
      ),
  )
}
