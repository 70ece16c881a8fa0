import { OAuth2Client } from 'google-auth-library'
import { googleSheets, type SheetsApi } from '../functions/sheets.ts'

/** The service account that workbooks are shared with, for `reconcile`. */
export const SERVICE = 'kurator-service@example.org'

/**
 * The Sheets API of the local workbooks as `reconcile` calls it: through Google's own client, as the
 * service account.
 *
 * @param rootUrl where the API is, with a slash at its end
 * @param token makes a token of the service account, good for an hour; called whenever one is needed
 */
export function sheetsAsService(rootUrl: string, token: () => Promise<string>): SheetsApi {
  return googleSheets(async () => {
    const auth = new OAuth2Client()
    auth.refreshHandler = async () => ({
      access_token: await token(),
      expiry_date: Date.now() + 3_600_000,
    })
    return auth
  }, rootUrl)
}
