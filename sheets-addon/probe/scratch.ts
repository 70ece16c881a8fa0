import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { SheetsService } from '../sheetsService.ts'

declare const Sheets: SheetsService

type Requests = readonly sheets_v4.Schema$Request[]

const CELLS = 'sheets(data(rowData(values(userEnteredValue,formattedValue))))'

/** The spreadsheet in which the probe tries things. */
export class Scratch {
  readonly id: string

  constructor(id: string) {
    this.id = id
  }

  get(fields: string, ranges: readonly string[] = []): sheets_v4.Schema$Spreadsheet {
    return Sheets.Spreadsheets.get(this.id, ranges.length > 0 ? { fields, ranges } : { fields })
  }

  update(
    requests: Requests,
    more: Omit<sheets_v4.Schema$BatchUpdateSpreadsheetRequest, 'requests'> = {},
    fields = '*',
  ): sheets_v4.Schema$BatchUpdateSpreadsheetResponse {
    const body = { requests: [...requests], ...more }
    return Sheets.Spreadsheets.batchUpdate(body, this.id, { fields })
  }

  /** A new tab of ten rows and five columns, with texts from its first cell on. */
  addTab(sheetId: number, title: string, rows: readonly (readonly string[])[] = []): void {
    const gridProperties = { rowCount: 10, columnCount: 5 }
    this.update([
      { addSheet: { properties: { sheetId, title, gridProperties } } },
      ...(rows.length === 0 ? [] : [texts(sheetId, 0, 0, rows)]),
    ])
  }

  /** The values of a range as they were entered; an empty cell is null. */
  entered(range: string): readonly (readonly unknown[])[] {
    return this.#cells(range).map((row) =>
      (row.values ?? []).map(({ userEnteredValue: value }) => {
        const [[kind, entered] = ['', null]] = Object.entries(value ?? {})
        return kind === 'formulaValue' ? `formula ${entered}` : entered
      }),
    )
  }

  /** The texts of a range as people see them. */
  shown(range: string): readonly (readonly string[])[] {
    return this.#cells(range).map((row) =>
      (row.values ?? []).map(({ formattedValue }) => formattedValue ?? ''),
    )
  }

  #cells(range: string): sheets_v4.Schema$RowData[] {
    return this.get(CELLS, [range]).sheets?.[0]?.data?.[0]?.rowData ?? []
  }
}

/** A request that writes texts as texts. */
export function texts(
  sheetId: number,
  rowIndex: number,
  columnIndex: number,
  rows: readonly (readonly string[])[],
): sheets_v4.Schema$Request {
  return {
    updateCells: {
      start: { sheetId, rowIndex, columnIndex },
      rows: rows.map((row) => ({
        values: row.map((stringValue) => ({ userEnteredValue: { stringValue } })),
      })),
      fields: 'userEnteredValue',
    },
  }
}

/** What a refused call says, without what differs from one spreadsheet to another. */
export function refusalOf(call: () => unknown): string {
  try {
    call()
    return 'no error'
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    // What comes before is the name of the service; what comes after differs by language.
    return /Invalid requests\[\d+\]\.\w+/.exec(text)?.[0] ?? `error: ${text}`
  }
}
