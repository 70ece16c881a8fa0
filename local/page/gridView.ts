import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { serviceHeaders } from '../../domain/layout.ts'
import { tables } from '../../domain/tables/tables.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { columnIndex } from '../workbook/a1.ts'
import type { GridCell, GridTab } from './view.ts'

/** What the page asks of a spreadsheet: just what it draws. */
export const GRID_FIELDS = [
  'properties.title',
  'sheets(properties(sheetId,title,hidden)',
  'columnGroups(range,collapsed)',
  'conditionalFormats',
  'data(columnMetadata(hiddenByUser,pixelSize)',
  'rowData.values(userEnteredValue,formattedValue,dataValidation.condition)))',
].join(',')

const RU = textsIn('ru')

/** Empty rows shown below the last filled one. */
const ROOM = 12

/**
 * One spreadsheet as the page draws it.
 *
 * @param spreadsheet read with `GRID_FIELDS`.
 */
export function gridTabs(spreadsheet: sheets_v4.Schema$Spreadsheet): GridTab[] {
  return (spreadsheet.sheets ?? []).map((sheet) => {
    const data = sheet.data?.[0]
    const rowData = data?.rowData ?? []
    const filled = rowData.findLastIndex((row) =>
      row.values?.some(({ userEnteredValue }) => userEnteredValue),
    )
    const columns = data?.columnMetadata ?? []
    const rule = markingRule(sheet)
    const headers = (rowData[0]?.values ?? []).map(({ formattedValue }) => formattedValue ?? '')
    const table = tables.find(({ name }) => headers.includes(serviceHeaders(name).id))
    const ids = table ? headers.indexOf(serviceHeaders(table.name).id) : -1
    return {
      sheetId: sheet.properties?.sheetId ?? 0,
      title: sheet.properties?.title ?? '',
      hidden: sheet.properties?.hidden ?? false,
      table: table?.name ?? null,
      columns: columns.map((column, index) => ({
        key: table?.columns.find(({ header }) => header(RU) === headers[index])?.key ?? null,
        width: column.pixelSize ?? 100,
        hidden: column.hiddenByUser ?? false,
        group: groupOf(sheet, index),
      })),
      rows: Array.from({ length: filled + 1 + ROOM }, (_, index) => {
        const values = rowData[index]?.values ?? []
        return {
          id: values[ids]?.formattedValue ?? '',
          cells: columns.map((_column, at) => gridCell(values[at])),
          marked: rule && index > 0 && values[rule.column]?.formattedValue ? rule.marks : [],
        }
      }),
    }
  })
}

function gridCell(cell: sheets_v4.Schema$CellData | undefined): GridCell {
  const entered = cell?.userEnteredValue
  const condition = cell?.dataValidation?.condition
  return {
    text: cell?.formattedValue ?? '',
    edit: entered?.formulaValue ?? cell?.formattedValue ?? '',
    number: typeof entered?.numberValue === 'number',
    choices:
      condition?.type === 'ONE_OF_LIST'
        ? (condition.values ?? []).map(({ userEnteredValue }) => userEnteredValue ?? '')
        : [],
  }
}

function groupOf(sheet: sheets_v4.Schema$Sheet, column: number): number | null {
  const group = sheet.columnGroups?.find(
    ({ range }) => (range?.startIndex ?? 0) <= column && column < (range?.endIndex ?? 0),
  )
  return group?.range?.startIndex ?? null
}

/**
 * The one conditional format that Kurator makes, «this cell of the row is not empty»; other rules of
 * people's own are not drawn by this simple page.
 */
function markingRule(
  sheet: sheets_v4.Schema$Sheet,
): { readonly column: number; readonly marks: readonly number[] } | undefined {
  for (const rule of sheet.conditionalFormats ?? []) {
    const formula = rule.booleanRule?.condition?.values?.[0]?.userEnteredValue ?? ''
    const letters = /^=LEN\(\$([A-Z]+)2\)>0$/.exec(formula)?.[1]
    if (!letters) continue
    const column = columnIndex(letters)
    return { column, marks: (rule.ranges ?? []).map((range) => range.startColumnIndex ?? 0) }
  }
  return undefined
}
