import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OAuth2Client } from 'google-auth-library'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { serviceHeaders } from '../../../domain/layout.ts'
import { layoutFor } from '../../../domain/tables/layout.ts'
import { textsIn } from '../../../domain/texts/texts.ts'
import { googleSheets } from '../../../functions/sheets.ts'
import { bindingDoc, rowDocs } from '../../../functions/store/documents.ts'
import { openIssuer, serveIssuer, type Issuer } from '../../../local/issuer.ts'
import { startMail, type Mail } from '../../../local/mail/mail.ts'
import { officeConfig, type OfficeConfig } from '../../../local/office/config.ts'
import {
  googleItself,
  startFunctions,
  type OfficeFunctions,
  type Outside,
} from '../../../local/office/functions.ts'
import { sendTables } from '../../../local/sample/office.ts'
import { sheetsApi } from '../../../local/workbook/sheets-api.ts'
import { DEPUTY, openAddonDesk } from '../../sheets-addon/addonDesk.ts'
import { served } from '../workbook/fixture.ts'

/** Functions and store on an office's own server; what stands for Google is an issuer and workbooks of this test. */

const COORDINATOR = 'koordinator@example.org'
const CLIENT = '1234.apps.googleusercontent.com'
const SERVICE = 'kurator@office.iam.gserviceaccount.com'
const folder = mkdtempSync(join(tmpdir(), 'kurator-way2-'))
let mail: Mail
let google: Issuer
let closeKeys: () => Promise<void>
let config: OfficeConfig
let outside: Outside
let functions: OfficeFunctions

const noSheets = {
  get: () => Promise.reject(new Error('no workbook yet')),
  batchUpdate: () => Promise.reject(new Error('no workbook yet')),
}
const token = (email: string) => google.issue(email, CLIENT)

beforeAll(async () => {
  mail = await startMail({ data: join(folder, 'mail') })
  google = await openIssuer(join(folder, 'google'), 'https://google.test')
  const keys = await serveIssuer(google, 0)
  closeKeys = () => keys.close()
  const example = JSON.parse(readFileSync('local/office/office.example.json', 'utf8'))
  config = officeConfig(
    JSON.stringify({
      ...example,
      url: 'http://localhost',
      port: 0,
      data: join(folder, 'data'),
      mail: { server: mail.smtpUrl, from: 'Программа 500+ <500@example.org>' },
      coordinator: COORDINATOR,
      google: { clients: [CLIENT], keyFile: join(folder, 'key.json') },
    }),
    'office.json',
  )
  outside = {
    issuers: google.name,
    jwksUrl: `${keys.url}/jwks`,
    service: SERVICE,
    sheets: noSheets,
  }
  functions = await startFunctions(config, [CLIENT], outside)
})
afterAll(async () => {
  await functions.close()
  await closeKeys()
  await mail.close()
  rmSync(folder, { recursive: true })
})

/** A request that a proxy has passed on from outside. */
function fromOutside(method: string, path: string, authorization = ''): Promise<number> {
  const { port } = new URL(functions.url)
  return new Promise((done, fail) => {
    const headers = {
      host: 'localhost',
      'x-forwarded-for': '192.0.2.7',
      'content-type': 'application/json',
      ...(authorization === '' ? {} : { authorization }),
    }
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.resume()
      response.on('end', () => done(response.statusCode ?? 0))
    })
    sent.once('error', fail)
    sent.end(method === 'POST' ? '{}' : undefined)
  })
}

async function post(path: string, email: string, body: object) {
  const response = await fetch(`${functions.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(email)}` },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  return { status: response.status, answer }
}

test('the world reaches what it reaches in the cloud, and no job, whatever it brings', async () => {
  expect(await fromOutside('GET', '/health')).toBe(200)
  for (const path of ['/sync', '/bind', '/sidebar', '/setup', '/history']) {
    expect([path, await fromOutside('POST', path)]).toEqual([path, 401])
  }
  const scheduler = await google.issue('scheduler@kurator-local.example.org', CLIENT)
  for (const path of [
    '/tick',
    '/checkDeadlines',
    '/weeklyDigest',
    '/reconcile',
    '/refreshDashboards',
  ]) {
    expect([path, await fromOutside('POST', path, `Bearer ${scheduler}`)]).toEqual([path, 404])
    // From this computer they are there, and ask for a token.
    const inside = await fetch(`${functions.url}${path}`, { method: 'POST' })
    expect([path, inside.status]).toEqual([path, 401])
  }
  for (const path of ['/', '/jwks', '/w/any', '/sign-in', '/v4/spreadsheets/x']) {
    expect([path, await fromOutside('GET', path)]).toEqual([path, 404])
  }
})

test('jobs run by their own tokens, which are good for nothing else', async () => {
  expect(await functions.job('tick')).toMatchObject({ programmes: 1 })
  const foreign = await openIssuer(join(folder, 'foreign'), functions.url)
  const forged = await foreign.issue('scheduler@kurator-local.example.org', 'kurator-addon-local')
  const answer = await fetch(`${functions.url}/tick`, {
    method: 'POST',
    headers: { authorization: `Bearer ${forged}` },
  })
  expect(answer.status).toBe(401)
})

test('the coordinator connects their workbook by the code of the first start, and schools are served', async () => {
  const code = functions.code ?? ''
  const use = (email: string) => post('/bind', email, { do: 'use', spreadsheetId: 'office', code })
  expect((await use('stranger@example.org')).status).toBe(403)
  expect(await use(COORDINATOR)).toEqual({
    status: 200,
    answer: { scope: 'all', ceiling: 'coordinator' },
  })
  for (const [table, file] of [
    ['schools', 'schools'],
    ['people', 'people'],
  ] as const) {
    await sendTables({ url: functions.url, token }, 'office', COORDINATOR, [{ table, file }])
  }
  const person = {
    id: 'deputy-of-test',
    texts: ['Заместитель директора', 'завуч', 'СОШ с. Маруха', DEPUTY],
  }
  await sendTables({ url: functions.url, token }, 'office', COORDINATOR, [
    {
      table: 'people',
      file: 'people',
      typed: {
        headers: ['id', 'Роль', 'Должность', 'Школа', 'Почта'],
        rows: [[person.id, ...person.texts]],
      },
    },
  ])

  // What is known of the directory may be a minute old: a new start reads it.
  await functions.close()
  functions = await startFunctions(config, [CLIENT], outside)

  // A school's workbook in Google, with the add-on that calls this server.
  const [tab] = layoutFor(['sch-maruha'], 'staff', textsIn('ru')).tabs
  const service = serviceHeaders('measures')
  const desk = await openAddonDesk({
    url: `${functions.url}/sync`,
    headers: [...(tab?.columns ?? []).map(({ header }) => header), service.id, service.state],
    identityToken: token,
  })
  const issued = await post('/bind', COORDINATOR, {
    do: 'issue',
    spreadsheetId: 'office',
    scope: ['sch-maruha'],
    ceiling: 'staff',
  })
  const { code: ofSchool } = z.object({ code: z.string() }).parse(issued.answer)
  desk.script.answerPrompt(desk.id, DEPUTY, { button: 'OK', text: ofSchool })
  await desk.script.run(desk.id, DEPUTY, 'enableSync')
  expect(desk.said(DEPUTY).at(-1)).toContain('Включено')
  desk.hand(DEPUTY).paste("'Меры'!B2", 'Педсовет\t\t22.9.26\tдиректор')
  await desk.script.idle()
  const { docs } = await rowDocs(functions.store, 'zelenchuk', 'measures').get()
  expect(docs.map((row) => row.get('cells'))).toMatchObject([
    { event: 'Педсовет', deadline: '2026-09-22' },
  ])

  // `reconcile` reaches the workbook through the Sheets API, as the service account.
  const api = sheetsApi(desk.workbooks, () => ({ email: SERVICE }))
  const rootUrl = `${await served((req, res) => void api(req, res))}/`
  desk.workbooks.share(desk.id, SERVICE)
  await bindingDoc(functions.store, 'office').delete()
  await functions.close()
  const auth = new OAuth2Client()
  auth.setCredentials({ access_token: 'of-the-service-account' })
  const sheets = googleSheets(async () => auth, rootUrl)
  functions = await startFunctions(config, [CLIENT], { ...outside, sheets })
  desk.hand(DEPUTY).type("'Меры'!B2", 'Педсовет о плане')
  await functions.job('reconcile')
  const [row] = (await rowDocs(functions.store, 'zelenchuk', 'measures').get()).docs
  expect(row?.get('cells').event).toBe('Педсовет о плане')
})

test('a code is printed again as long as no coordinator’s workbook is connected, and then no more', async () => {
  expect(functions.code).not.toBeNull()
  await bindingDoc(functions.store, 'office').set({
    programme: 'zelenchuk',
    scope: 'all',
    ceiling: 'coordinator',
  })
  await functions.close()
  functions = await startFunctions(config, [CLIENT], outside)
  expect(functions.code).toBeNull()
})

test('a file that is no key is named, with what to do', () => {
  const file = join(folder, 'no-key.json')
  expect(() => googleItself(file)).toThrow(`Файл ${file} — не ключ сервисного аккаунта`)
  writeFileSync(file, '{"client_email": 7}')
  expect(() => googleItself(file)).toThrow('Скачайте ключ в формате JSON')
  writeFileSync(file, JSON.stringify({ client_email: SERVICE }))
  expect(googleItself(file).service).toBe(SERVICE)
})
