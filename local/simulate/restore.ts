import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Sheet, Spreadsheet } from '../workbook/state.ts'

/**
 * The requests that bring all cells of the first sheet back to an older version, hidden ones included,
 * as «История версий» → «Восстановить» does.
 */
export function restored(current: Spreadsheet, version: Spreadsheet): sheets_v4.Schema$Request[] {
  const [now] = current.sheets
  const [then] = version.sheets
  if (!now || !then) return []
  const height = Math.max(now.rows.length, then.rows.length)
  const missing = height - now.rows.length
  const rows = Array.from({ length: height }, (_, index) => ({ values: cellsOf(then, index) }))
  return [
    ...(missing > 0
      ? [{ appendDimension: { sheetId: now.sheetId, dimension: 'ROWS', length: missing } }]
      : []),
    {
      updateCells: {
        range: {
          sheetId: now.sheetId,
          startRowIndex: 0,
          endRowIndex: height,
          startColumnIndex: 0,
          endColumnIndex: then.columns.length,
        },
        rows,
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
  ]
}

function cellsOf(sheet: Sheet, index: number): sheets_v4.Schema$CellData[] {
  return sheet.columns.map(({ key }) => {
    const { userEnteredValue, userEnteredFormat } = sheet.rows[index]?.cells[key] ?? {}
    return {
      ...(userEnteredValue ? { userEnteredValue } : {}),
      ...(userEnteredFormat ? { userEnteredFormat } : {}),
    }
  })
}
