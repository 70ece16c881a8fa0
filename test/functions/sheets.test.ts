import { createServer } from 'node:http'
import { OAuth2Client } from 'google-auth-library'
import { expect, onTestFinished, test } from 'vitest'
import { googleSheets, SheetsFault, type SheetsApi } from '../../functions/sheets.ts'

/** An API that answers every call with this status, and counts them. */
async function answering(status: number, message = 'told by Google') {
  const seen: string[] = []
  const http = createServer((req, res) => {
    seen.push(`${req.method} ${req.url}`)
    if (status === 0) return req.socket.destroy()
    res.writeHead(status, { 'content-type': 'application/json' })
    const body = status === 200 ? { spreadsheetId: 'book' } : { error: { code: status, message } }
    return res.end(JSON.stringify(body))
  })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    http.close()
    http.closeAllConnections()
  })
  const address = http.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const sheets = googleSheets(async () => {
    const auth = new OAuth2Client()
    auth.setCredentials({ access_token: 'token' })
    return auth
  }, `http://127.0.0.1:${port}/`)
  return { sheets, seen }
}

const get = (sheets: SheetsApi) => sheets.get('book', { ranges: [], fields: 'sheets' })

test('a call is made as Google’s client makes it', async () => {
  const { sheets, seen } = await answering(200)
  expect(await get(sheets)).toEqual({ spreadsheetId: 'book' })
  await sheets.batchUpdate('book', { requests: [] }, { fields: 'replies' })
  expect(seen).toEqual([
    'GET /v4/spreadsheets/book?fields=sheets',
    'POST /v4/spreadsheets/book:batchUpdate?fields=replies',
  ])
})

test.each([
  [403, 'noAccess'],
  [404, 'gone'],
  [429, 'busy'],
  [500, 'busy'],
  [503, 'busy'],
  [400, 'refused'],
  [0, 'busy'],
])('status %i means %s, and is not tried again', async (status, kind) => {
  const { sheets, seen } = await answering(status)
  const fault = await get(sheets).then(
    () => null,
    (error: unknown) => error,
  )
  expect(fault).toBeInstanceOf(SheetsFault)
  expect(fault).toMatchObject({ kind })
  expect(seen).toHaveLength(1)
})

test('Google’s words come with the fault: by them a write that came too late is known', async () => {
  const words = 'Invalid requests[0].createDeveloperMetadata: id 5 already exists.'
  const { sheets } = await answering(400, words)
  await expect(get(sheets)).rejects.toThrow(words)
})
