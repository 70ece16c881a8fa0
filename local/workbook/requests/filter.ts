import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { notImitated } from '../api-error.ts'
import { formattedValue } from '../display.ts'
import type { Draft } from '../draft.ts'
import { areaOf, type Row, type Sheet } from '../state.ts'

/**
 * Sets a sheet's filter and hides the rows below its header whose shown value is among the hidden ones
 * of a column. Rows are judged when the filter is set, not again when they change, as in Google.
 *
 * Criteria other than hidden values, and sorting by a filter, are refused as not imitated.
 */
export function setBasicFilter(
  draft: Draft,
  request: sheets_v4.Schema$SetBasicFilterRequest,
): void {
  const filter = request.filter ?? {}
  if (filter.sortSpecs?.length) throw notImitated('BasicFilter.sortSpecs')
  const sheet = draft.sheet(filter.range?.sheetId)
  const hidden = hiddenValues(filter)
  const area = areaOf(sheet, filter.range ?? {})
  const locale = draft.spreadsheet.properties.locale ?? ''
  const isHidden = (row: Row): boolean =>
    [...hidden].some(([column, values]) => {
      const cell = row.cells[sheet.columns[column]?.key ?? -1]
      return values.has((cell && formattedValue(cell, locale)) ?? '')
    })
  const rows = sheet.rows.map((row, index) =>
    marked(row, index > area.top && index < area.bottom && isHidden(row)),
  )
  draft.put({ ...sheet, rows, basicFilter: filter })
}

/** Takes the filter away; all rows that it had hidden are shown. */
export function clearBasicFilter(
  draft: Draft,
  request: sheets_v4.Schema$ClearBasicFilterRequest,
): void {
  const { basicFilter: _old, ...sheet } = draft.sheet(request.sheetId)
  const shown: Sheet = { ...sheet, rows: sheet.rows.map((row) => marked(row, false)) }
  draft.put(shown)
}

/** The hidden values by column, from either of the two forms that the API has had. */
function hiddenValues(filter: sheets_v4.Schema$BasicFilter): Map<number, Set<string>> {
  const specs = (filter.filterSpecs ?? []).map(
    (spec) => [spec.columnIndex ?? 0, spec.filterCriteria ?? {}] as const,
  )
  const criteria = Object.entries(filter.criteria ?? {}).map(
    ([column, rule]) => [Number(column), rule] as const,
  )
  return new Map(
    [...specs, ...criteria].map(([column, { hiddenValues: values, ...others }]) => {
      for (const name of Object.keys(others)) throw notImitated(`FilterCriteria.${name}`)
      return [column, new Set(values ?? [])]
    }),
  )
}

function marked(row: Row, hiddenByFilter: boolean): Row {
  if ((row.properties.hiddenByFilter === true) === hiddenByFilter) return row
  const { hiddenByFilter: _old, ...properties } = row.properties
  return { ...row, properties: hiddenByFilter ? { ...properties, hiddenByFilter } : properties }
}
