import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { GetParams } from '../../read.ts'
import type { FetchOptions } from '../calls.ts'
import { onlyKnown, strict, type Realm } from '../realm.ts'

const FETCH_OPTIONS = [
  'method',
  'headers',
  'payload',
  'contentType',
  'muteHttpExceptions',
  'followRedirects',
  'validateHttpsCertificates',
]

/** `UrlFetchApp`: real HTTP, to this machine. */
export function urlFetchApp(realm: Realm): object {
  return strict(realm, 'UrlFetchApp', {
    fetch: (url: string, options: FetchOptions = {}) => {
      onlyKnown(realm, 'UrlFetchApp.fetch', options, FETCH_OPTIONS)
      const answer = realm.call('UrlFetchApp.fetch', url, options)
      if (answer.code >= 400 && options.muteHttpExceptions !== true) {
        throw realm.error(
          `Request failed for ${new URL(url).origin} returned code ${answer.code}. Truncated server response: ${answer.text.slice(0, 100)} (use muteHttpExceptions option to examine full response)`,
        )
      }
      return strict(realm, 'HTTPResponse', {
        getResponseCode: () => answer.code,
        getContentText: () => answer.text,
        getHeaders: () => answer.headers,
        getAllHeaders: () => answer.headers,
      })
    },
  })
}

/** The advanced service `Sheets`: the same API that `googleapis` calls. */
export function sheetsService(realm: Realm): object {
  return strict(realm, 'Sheets', {
    Spreadsheets: strict(realm, 'Sheets.Spreadsheets', {
      get: (id: string, params: GetParams = {}) => {
        onlyKnown(realm, 'Sheets.Spreadsheets.get', params, ['ranges', 'fields', 'includeGridData'])
        return realm.call('Sheets.Spreadsheets.get', id, params)
      },
      batchUpdate: (
        body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
        id: string,
        params: { readonly fields?: string } = {},
      ) => {
        onlyKnown(realm, 'Sheets.Spreadsheets.batchUpdate', params, ['fields'])
        return realm.call('Sheets.Spreadsheets.batchUpdate', body, id, params)
      },
    }),
  })
}
