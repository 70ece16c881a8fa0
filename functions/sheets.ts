import type { GoogleAuth, OAuth2Client } from 'google-auth-library'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'

/** The two calls of the Sheets API that the sync client makes. Both throw `SheetsFault`. */
export interface SheetsApi {
  get(
    spreadsheetId: string,
    options: { readonly ranges: readonly string[]; readonly fields: string },
  ): Promise<sheets_v4.Schema$Spreadsheet>
  batchUpdate(
    spreadsheetId: string,
    body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
    options: { readonly fields: string },
  ): Promise<sheets_v4.Schema$BatchUpdateSpreadsheetResponse>
}

/**
 * Why a call of the Sheets API failed. `noAccess`: the workbook is no longer shared with the service
 * account. `gone`: there is no such workbook. `busy`: too many calls, or Google or the way to it fails
 * for now; a write may have been carried out. `refused`: the call itself was wrong, nothing was written.
 */
export class SheetsFault extends Error {
  readonly kind: 'noAccess' | 'gone' | 'busy' | 'refused'

  constructor(status: number | null, message: string) {
    super(message)
    this.name = 'SheetsFault'
    this.kind =
      status === 403
        ? 'noAccess'
        : status === 404
          ? 'gone'
          : status === null || status === 429 || status >= 500
            ? 'busy'
            : 'refused'
  }
}

/** What a service account needs to be allowed to: no Drive, the workbooks that are shared with it. */
export const SHEETS_SCOPES = ['https://www.googleapis.com/auth/spreadsheets']

/**
 * The Sheets API through Google's client, which is loaded with the first call: no other function pays
 * for it at its start. It tries nothing twice by itself: a write may be carried out although its answer
 * got lost, and the caller counts its calls.
 *
 * @param auth the service account that the workbooks are shared with
 * @param rootUrl where the API is; Google's own unless given
 */
export function googleSheets(
  auth: () => Promise<GoogleAuth | OAuth2Client>,
  rootUrl?: string,
): SheetsApi {
  let client: Promise<sheets_v4.Sheets> | null = null
  const open = async (): Promise<sheets_v4.Sheets> => {
    const { sheets_v4: v4 } = await import('googleapis/build/src/apis/sheets/v4.js')
    return new v4.Sheets({
      auth: await auth(),
      retry: false,
      ...(rootUrl === undefined ? {} : { rootUrl }),
    })
  }
  const call = async <T>(run: (api: sheets_v4.Sheets) => Promise<{ data: T }>): Promise<T> => {
    client ??= open()
    const api = await client
    try {
      return (await run(api)).data
    } catch (error) {
      throw new SheetsFault(statusOf(error), error instanceof Error ? error.message : String(error))
    }
  }
  return {
    get: (spreadsheetId, { ranges, fields }) =>
      call((api) => api.spreadsheets.get({ spreadsheetId, ranges: [...ranges], fields })),
    batchUpdate: (spreadsheetId, requestBody, { fields }) =>
      call((api) => api.spreadsheets.batchUpdate({ spreadsheetId, requestBody, fields })),
  }
}

/** HTTP status of a failed call; null where no answer came. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  return typeof error.status === 'number' ? error.status : null
}
