import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'

/** The advanced Sheets service: the same JSON as `googleapis`; its published types lack the options. */
export interface SheetsService {
  readonly Spreadsheets: {
    get(
      spreadsheetId: string,
      options: { readonly fields: string; readonly ranges?: readonly string[] },
    ): sheets_v4.Schema$Spreadsheet
    batchUpdate(
      body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
      spreadsheetId: string,
      options: { readonly fields: string },
    ): sheets_v4.Schema$BatchUpdateSpreadsheetResponse
  }
}
