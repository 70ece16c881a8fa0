import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'

/**
 * The answer with formulas like `="text"` calculated, as Google's would be: the local workbook keeps
 * formulas and does not calculate.
 */
export function calculated(answer: sheets_v4.Schema$Spreadsheet): sheets_v4.Schema$Spreadsheet {
  for (const { data } of answer.sheets ?? []) {
    for (const { rowData } of data ?? []) {
      for (const { values } of rowData ?? []) values?.forEach(calculate)
    }
  }
  return answer
}

function calculate(cell: sheets_v4.Schema$CellData): void {
  const text = /^="([^"]*)"$/.exec(cell.userEnteredValue?.formulaValue ?? '')?.[1]
  if (text === undefined) return
  cell.effectiveValue = { stringValue: text }
  cell.formattedValue = text
}
