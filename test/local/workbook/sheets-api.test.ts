import { OAuth2Client } from 'google-auth-library'
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { sheetsApi } from '../../../local/workbook/sheets-api.ts'
import type { Workbooks } from '../../../local/workbook/workbooks.ts'
import { dig, freshWorkbooks, OWNER, served } from './fixture.ts'

const STRANGER = 'stranger@example.org'

let workbooks: Workbooks
let url: string

beforeEach(async () => {
  workbooks = freshWorkbooks()
  const handler = sheetsApi(workbooks, (authorization) => {
    const email = /^Bearer (\S+@\S+)$/.exec(authorization ?? '')?.[1]
    return email === undefined ? undefined : { email }
  })
  const origin = await served((req, res) => {
    void handler(req, res).then((handled) => {
      if (!handled) res.writeHead(404).end('another server’s path')
    })
  })
  url = `${origin}/`
})

/** Google's own client, signed in as a person. */
function clientOf(email: string): sheets_v4.Sheets {
  const auth = new OAuth2Client()
  auth.setCredentials({ access_token: email })
  return sheets({ version: 'v4', auth, rootUrl: url, retry: false })
}

/** The error of the API's answer. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  return await call.then(
    () => 'not refused',
    (error: unknown) => dig(error, 'response', 'data', 'error'),
  )
}

describe("Google's own client over the REST face", () => {
  test('creates a spreadsheet, writes and reads it back', async () => {
    const api = clientOf(OWNER)
    const made = await api.spreadsheets.create({
      requestBody: {
        properties: { title: 'Меры школы', locale: 'ru_RU', timeZone: 'Europe/Moscow' },
        sheets: [{ properties: { title: 'Меры' } }, { properties: { title: 'Документы' } }],
      },
    })
    const spreadsheetId = made.data.spreadsheetId ?? ''
    expect(made.data.sheets?.map((sheet) => sheet.properties?.title)).toEqual(['Меры', 'Документы'])

    const answer = await api.spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: {
        requests: [
          {
            updateCells: {
              start: { sheetId: 0, rowIndex: 0, columnIndex: 0 },
              fields: 'userEnteredValue,userEnteredFormat.numberFormat',
              rows: [
                {
                  values: [
                    { userEnteredValue: { stringValue: '=IMPORTDATA("x")' } },
                    {
                      userEnteredValue: { numberValue: 44270 },
                      userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'dd.mm.yyyy' } },
                    },
                    { userEnteredValue: { numberValue: 0.5 } },
                  ],
                },
              ],
            },
          },
        ],
        includeSpreadsheetInResponse: true,
        responseRanges: ['Меры!A1:C2'],
        responseIncludeGridData: true,
      },
    })
    expect(answer.data.replies).toEqual([{}])
    const written = answer.data.updatedSpreadsheet?.sheets?.[0]?.data?.[0]?.rowData
    const read = await api.spreadsheets.get({
      spreadsheetId,
      ranges: ['Меры!A1:C2'],
      fields:
        'sheets(properties(sheetId,title),data(startRow,rowData(values(effectiveValue,formattedValue))))',
    })
    expect(read.data).toEqual({
      sheets: [
        {
          properties: { sheetId: 0, title: 'Меры' },
          data: [
            {
              rowData: [
                {
                  values: [
                    {
                      effectiveValue: { stringValue: '=IMPORTDATA("x")' },
                      formattedValue: '=IMPORTDATA("x")',
                    },
                    { effectiveValue: { numberValue: 44270 }, formattedValue: '15.03.2021' },
                    { effectiveValue: { numberValue: 0.5 }, formattedValue: '0,5' },
                  ],
                },
              ],
            },
          ],
        },
      ],
    })
    expect(written?.[0]?.values?.map((cell) => cell.formattedValue)).toEqual([
      '=IMPORTDATA("x")',
      '15.03.2021',
      '0,5',
    ])
  })

  test('answers strangers, unknown ids and unsigned calls as Google does', async () => {
    const id = workbooks.create({ title: 'Чужая', owner: OWNER })
    expect(await refusal(clientOf(STRANGER).spreadsheets.get({ spreadsheetId: id }))).toMatchObject(
      {
        code: 403,
        status: 'PERMISSION_DENIED',
        message: 'The caller does not have permission',
      },
    )
    expect(
      await refusal(clientOf(OWNER).spreadsheets.get({ spreadsheetId: 'nope' })),
    ).toMatchObject({
      code: 404,
      status: 'NOT_FOUND',
    })
    const unsigned = await fetch(`${url}v4/spreadsheets/${id}`)
    expect(unsigned.status).toBe(401)
    workbooks.share(id, STRANGER)
    const shared = await clientOf(STRANGER).spreadsheets.get({ spreadsheetId: id })
    expect(shared.data.properties?.title).toBe('Чужая')
  })

  test('refuses an unknown field of the mask, of the body, and what it does not imitate', async () => {
    const id = workbooks.create({ title: 'Строгая', owner: OWNER })
    const api = clientOf(OWNER)
    expect(
      await refusal(api.spreadsheets.get({ spreadsheetId: id, fields: 'sheets.nothing' })),
    ).toMatchObject({
      code: 400,
      message:
        "Error expanding 'fields' parameter. Cannot find matching fields for path 'sheets.nothing'.",
    })
    expect(
      await refusal(api.spreadsheets.get({ spreadsheetId: id, fields: 'sheets.charts' })),
    ).toMatchObject({ code: 501, message: 'not implemented locally: Sheet.charts' })
    const unknown = await fetch(`${url}v4/spreadsheets/${id}:batchUpdate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${OWNER}` },
      body: JSON.stringify({ requests: [{ addSheat: {} }] }),
    })
    expect(await unknown.json()).toMatchObject({
      error: { code: 400, message: expect.stringContaining('Unknown name "addSheat"') },
    })
    expect(
      await refusal(
        api.spreadsheets.batchUpdate({
          spreadsheetId: id,
          requestBody: { requests: [{ addChart: {} }] },
        }),
      ),
    ).toMatchObject({ code: 501, message: 'not implemented locally: addChart' })
    expect(
      await refusal(api.spreadsheets.values.get({ spreadsheetId: id, range: 'A1' })),
    ).toMatchObject({ code: 501 })
  })

  test('leaves paths that are not its own to others', async () => {
    const other = await fetch(`${url}inbox`)
    expect(other.status).toBe(404)
    expect(await other.text()).toBe('another server’s path')
  })
})
