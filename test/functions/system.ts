import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Firestore } from '@google-cloud/firestore'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import type { JWTPayload } from 'jose'
import type { Authority } from '../../domain/access.ts'
import type { Entered } from '../../domain/entered.ts'
import {
  errorAnswerSchema,
  PROTOCOL,
  syncAnswerSchema,
  type ErrorAnswer,
  type SentRow,
  type SyncAnswer,
  type SyncRequest,
} from '../../domain/protocol.ts'
import type { Binding, Programme } from '../../domain/records.ts'
import { readConfig } from '../../functions/config.ts'
import { tokenVerifier } from '../../functions/identity.ts'
import type { Services } from '../../functions/services.ts'
import type { SheetsApi } from '../../functions/sheets.ts'
import { bindingDoc, programmeDoc } from '../../functions/store/documents.ts'
import { serveFunction } from '../../functions/serve.ts'
import { syncFunction } from '../../functions/sync.ts'
import { engineOf, syncWorkbook } from '../../functions/sync/syncWorkbook.ts'
import { startFirestore } from '../../local/firestore/firestore.ts'
import { openIssuer, serveIssuer } from '../../local/issuer.ts'

export const PROGRAMME = 'zelenchuk'
/** Monday, 8:10 in the programme's zone. */
export const MONDAY = '2021-09-20T05:10:00Z'
export const AUDIENCE = 'kurator-addon'

const programme: Programme = {
  name: '«500+»',
  municipality: 'Зеленчукский муниципальный район',
  order: 'приказ № 30 от 10.02.2021',
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
  timeZone: 'Europe/Moscow',
  language: 'ru',
  mailHour: 8,
  silentDays: 14,
}

/** Workbook `book-maruha` of one school, `book-ermol` of another, `book-all` of the coordinator. */
const bindings: Readonly<Record<string, Binding>> = {
  'book-maruha': { programme: PROGRAMME, scope: ['sch-maruha'], ceiling: 'staff' },
  'book-ermol': { programme: PROGRAMME, scope: ['sch-ermol'], ceiling: 'staff' },
  'book-curator': { programme: PROGRAMME, scope: ['sch-maruha'], ceiling: 'curator' },
  'book-shared': { programme: PROGRAMME, scope: ['sch-maruha', 'sch-ermol'], ceiling: 'staff' },
  'book-all': { programme: PROGRAMME, scope: 'all', ceiling: 'coordinator' },
  'book-own': {
    programme: PROGRAMME,
    scope: ['sch-maruha'],
    ceiling: 'staff',
    audience: 'script-of-book-own',
  },
}

const schools = [
  { id: 'sch-maruha', name: 'МКОУ «СОШ с. Маруха»', shortName: 'СОШ с. Маруха' },
  { id: 'sch-ermol', name: 'МКОУ «ООШ с. Нижняя Ермоловка»', shortName: 'ООШ с. Нижняя Ермоловка' },
]

const people = [
  {
    id: 'coordinator',
    role: 'coordinator',
    post: 'муниципальный координатор',
    email: 'koordinator@example.org',
  },
  {
    id: 'observer-1',
    role: 'observer',
    post: 'региональный координатор',
    email: 'region@example.org',
  },
  { id: 'maruha-curator', role: 'curator', post: 'куратор', email: 'kurator@example.org' },
  {
    id: 'maruha-head',
    role: 'head',
    post: 'директор школы',
    school: 'СОШ с. Маруха',
    email: 'direktor@example.org',
  },
  {
    id: 'maruha-deputy',
    role: 'deputy',
    post: 'зам. директора по УВР',
    school: 'СОШ с. Маруха',
    email: 'zavuch@example.org',
  },
  {
    id: 'ermol-head',
    role: 'head',
    post: 'директор школы',
    school: 'ООШ с. Нижняя Ермоловка',
    email: 'direktor.ermol@example.org',
  },
] as const

const everything: Authority = { everywhere: 'coordinator', schools: new Map() }

/** The real functions over the embedded store, with a clock that the test moves. */
export interface System {
  readonly store: Firestore
  readonly services: Services
  /** The programme's clock, and the age of caches in milliseconds. */
  readonly clock: { now: Date; elapsed: number }
  readonly url: string
  /** What a process of its own needs to serve the same programme. */
  readonly environment: Readonly<Record<string, string>>
  readonly firestoreHost: string
  /** Lines that the functions logged. */
  readonly logged: string[]
  /** Documents read and written so far. */
  usage(): { readonly reads: number; readonly writes: number }
  token(email: string, claims?: JWTPayload): Promise<string>
  /** A new function instance over the same store, with nothing cached. */
  restart(): void
  /** Stores rows as the setup does, past tokens. */
  seed(table: string, rows: readonly SeedRow[]): Promise<SyncAnswer>
  post(email: string, body: unknown): Promise<Answer>
  /** Posts and expects an answer. */
  sync(email: string, request: Partial<SyncRequest>): Promise<SyncAnswer>
  /** All that lies in the store, to see that nothing changed. */
  dump(): Promise<string>
  close(): Promise<void>
}

export interface SeedRow {
  readonly id: string
  readonly cells: Readonly<Record<string, Entered>>
}

export interface Answer {
  readonly status: number
  readonly answer: SyncAnswer | null
  readonly error: ErrorAnswer['error'] | null
}

/** For tests that have no workbooks. */
const noSheets: SheetsApi = {
  get: () => Promise.reject(new Error('This test has no workbooks.')),
  batchUpdate: () => Promise.reject(new Error('This test has no workbooks.')),
}

let functions = 0

export async function startSystem(): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'kurator-'))
  const firestore = await startFirestore({
    data: join(folder, 'firestore'),
    indexes: 'firestore.indexes.json',
  })
  process.env['FIRESTORE_EMULATOR_HOST'] = firestore.host
  const store = new Firestore({ projectId: 'kurator-test' })
  const issuer = await openIssuer(folder, 'https://issuer.test')
  const keys = await serveIssuer(issuer, 0)
  const clock = { now: new Date(MONDAY), elapsed: 0 }
  const logged: string[] = []
  const environment = {
    GOOGLE_CLOUD_PROJECT: 'kurator-test',
    KURATOR_ISSUERS: issuer.name,
    KURATOR_JWKS_URL: `${keys.url}/jwks`,
    KURATOR_AUDIENCES: AUDIENCE,
    SCHEDULER_EMAIL: 'scheduler@example.org',
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'kurator@example.org',
    LINK_SECRET: 'a secret of tests, of forty characters ..',
    FUNCTIONS_URL: 'https://kurator.example.org',
    TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
    MAIL_PER_MINUTE: '1000000',
    MAIL_PER_DAY: '1000000',
  }
  const config = readConfig(environment)
  const services: Services = {
    config,
    store,
    clock: {
      now: () => clock.now,
      stamp: () => Date.now(),
      elapsed: () => clock.elapsed,
    },
    verify: tokenVerifier(config),
    sheets: noSheets,
    log: (severity, message, context) => {
      logged.push(JSON.stringify({ severity, message, ...context }))
    },
  }

  let serve = syncFunction(services)
  const name = `sync-${functions++}`
  serveFunction(name, (req, res) => serve(req, res))
  const server = getTestServer(name)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  const url = `http://127.0.0.1:${address.port}/`

  const system: System = {
    store,
    services,
    clock,
    url,
    environment,
    firestoreHost: firestore.host,
    logged,
    usage: () => firestore.stats(),
    token: (email, claims) => issuer.issue(email, AUDIENCE, claims),
    restart() {
      serve = syncFunction(services)
    },
    seed(table, rows) {
      const columns = new Set(rows.flatMap(({ cells }) => Object.keys(cells)))
      const caller = { reading: everything, writing: everything, by: () => 'setup' }
      return syncWorkbook(
        engineOf(services),
        caller,
        { programme: PROGRAMME, scope: 'all', ceiling: 'coordinator' },
        requestOf({
          spreadsheetId: 'book-all',
          tabs: [
            {
              table,
              columns: [...columns],
              rows: rows.map(({ id, cells }, at) => sentRow(id, 0, cells, at + 2)),
            },
          ],
        }),
      )
    },
    async post(email, body) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await system.token(email)}`,
        },
        body: JSON.stringify(body),
      })
      return readAnswer(response)
    },
    async sync(email, request) {
      const { answer, error } = await system.post(email, requestOf(request))
      if (answer === null) throw new Error(`sync refused: ${JSON.stringify(error)}`)
      return answer
    },
    async dump() {
      const found: Record<string, unknown> = {}
      const collections = [
        ...(await store.listCollections()),
        ...(await programmeDoc(store, PROGRAMME).listCollections()),
      ]
      for (const collection of collections) {
        for (const document of (await collection.get()).docs) {
          found[document.ref.path] = document.data()
        }
      }
      return JSON.stringify(found, null, 1)
    },
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await keys.close()
      await store.terminate()
      await firestore.close()
      rmSync(folder, { recursive: true })
    },
  }

  await programmeDoc(store, PROGRAMME).set(programme)
  for (const [id, binding] of Object.entries(bindings)) await bindingDoc(store, id).set(binding)
  await system.seed(
    'schools',
    schools.map(({ id, name, shortName }) => ({
      id,
      cells: {
        name,
        shortName,
        level: 'СОШ',
        kind: 'ШНОР',
        participant: 'да',
        week: '5-дневная',
      },
    })),
  )
  await system.seed(
    'people',
    people.map(({ id, ...cells }) => ({ id, cells })),
  )
  await system.seed('schools', [{ id: 'sch-maruha', cells: { curator: 'maruha-curator' } }])
  return system
}

export async function readAnswer(response: globalThis.Response): Promise<Answer> {
  const body: unknown = await response.json()
  return response.ok
    ? { status: response.status, answer: syncAnswerSchema.parse(body), error: null }
    : { status: response.status, answer: null, error: errorAnswerSchema.parse(body).error }
}

/** A request that changes nothing, with what the test says. */
export function requestOf(request: Partial<SyncRequest>): SyncRequest {
  return {
    protocol: PROTOCOL,
    request: randomUUID(),
    spreadsheetId: 'book-maruha',
    shell: 'addon',
    layout: null,
    cursor: {},
    tabs: [],
    ...request,
  }
}

/** Rows of measures; the tab has the columns that any row fills, and those named. */
export function measuresTab(
  rows: readonly SentRow[],
  columns: readonly string[] = MEASURE_COLUMNS,
): SyncRequest['tabs'] {
  return [{ table: 'measures', columns: [...columns], rows: [...rows] }]
}

export const MEASURE_COLUMNS = [
  'number',
  'event',
  'deadline',
  'responsible',
  'status',
  'doneOn',
  'evidence',
  'check',
  'comment',
  'deadlineText',
] as const

export function sentRow(
  id: string,
  rev: number,
  cells: Readonly<Record<string, Entered>>,
  row = 2,
): SentRow {
  return { id, rev, row, cells }
}
