import { randomBytes } from 'node:crypto'
import { Firestore } from '@google-cloud/firestore'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { buildAddon } from '../build.ts'
import { readConfig, type Config } from '../functions/config.ts'
import { tokenVerifier } from '../functions/identity.ts'
import { jsonLog } from '../functions/log.ts'
import { MIGRATIONS, migrate, type Migration } from '../functions/migrate.ts'
import type { Services } from '../functions/services.ts'
import { functionsRoute } from './functions.ts'
import { startFirestore, type FirestoreServer } from './firestore/firestore.ts'
import { openIssuer, type Issuer } from './issuer.ts'
import { assetsRoute } from './page/assets.ts'
import { scriptRoute } from './page/frames.ts'
import { Network } from './page/network.ts'
import { Seats } from './page/seats.ts'
import { workbookRoute } from './page/workbook.ts'
import { findLibreOffice, pdfMaker } from './pdf.ts'
import { json, route, type Route } from './router.ts'
import { SERVICE, sheetsAsService } from './service.ts'
import { localTasks, type LocalTasks } from './tasks.ts'
import { startAppsScript, type AppsScript } from './workbook/script/apps-script.ts'
import { sheetsApi } from './workbook/sheets-api.ts'
import { openWorkbooks, type Workbooks } from './workbook/workbooks.ts'

/** The functions, the store and the workbooks with the add-on inside, on one computer. */
export interface Host {
  /** `http://127.0.0.1:PORT`, where page, functions and Sheets API answer on this computer. */
  readonly url: string
  readonly store: Firestore
  readonly workbooks: Workbooks
  readonly script: AppsScript
  /** The windows in which people sit. */
  readonly seats: Seats
  /** The line between the sheet and the functions. */
  readonly network: Network
  readonly issuer: Issuer
  /** What the functions are made of here. */
  readonly services: Services
  /** What the hourly tick has added. */
  readonly tasks: LocalTasks
  /** Documents read, written and deleted since the start; undefined over a foreign emulator. */
  stats(): { reads: number; writes: number; deletes: number } | undefined
  /** How often each function was called since the start. */
  calls(): Readonly<Record<string, number>>
  /** Calls a scheduled function as the scheduler does; `now`: whatever the day and the hour. */
  job(name: Job, asked?: { readonly now?: true }): Promise<unknown>
  /** A Google-like ID token of this address, for the add-on's audience. */
  token(email: string): Promise<string>
  /** Who is signed in, where people sign in; undefined on a stand, where a window says who sits in it. */
  signedIn(request: IncomingMessage): string | undefined
  close(): Promise<void>
}

export type Job = 'checkDeadlines' | 'weeklyDigest' | 'reconcile' | 'refreshDashboards' | 'tick'

/** What differs between a stand and an office's own server. */
export interface Place {
  /** Folder of the store, the workbooks and the keys; made if need be. */
  readonly data: string
  /** Of this computer; 0 takes any free one. */
  readonly port: number
  /** Which of its addresses answers: `127.0.0.1` unless told otherwise. */
  readonly address?: string
  /** Where people's browsers find it, such as `https://500.example.org`; the local address unless told otherwise. */
  readonly publicUrl?: string
  /** The programme's moment. */
  readonly now: () => Date
  readonly mail: Readonly<
    Record<'SMTP_URL' | 'MAIL_FROM' | 'MAIL_PER_MINUTE' | 'MAIL_PER_DAY', string>
  >
  /** Who sent a request, where people sign in; throws where nobody is signed in. */
  readonly signedIn?: (request: IncomingMessage) => string
  /** What brings the store to the form of this release; those of the release unless told otherwise. */
  readonly migrations?: readonly Migration[]
  /** What is served as the page of a workbook, made of the stand's. */
  readonly page?: (html: string) => string
  /** Tried before and after the host's own routes. */
  routes(host: Host): { readonly first?: readonly Route[]; readonly last?: readonly Route[] }
}

/** How long a task that is under way may hold up the end, in milliseconds. */
const LAST_WORDS = 10_000

export const AUDIENCE = 'kurator-addon-local'
export const SCHEDULER = 'scheduler@kurator-local.example.org'
export const PROJECT = 'kurator-local'
/** What the store refuses for want of an index here, production refuses too. */
const INDEXES = fileURLToPath(new URL('../firestore.indexes.json', import.meta.url))

/**
 * Starts functions, store and workbooks over one data folder.
 *
 * @throws Error when the port is taken or the folder belongs to another process.
 */
export async function startHost(place: Place): Promise<Host> {
  const { data, now } = place
  const folder = (name: string) => join(data, name)
  mkdirSync(data, { recursive: true })

  const routes: Route[] = []
  const origins = place.publicUrl === undefined ? [] : [new URL(place.publicUrl).origin]
  // The address is part of what the routes are made of: who comes before they are there waits for them.
  const ready = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    void ready.promise.then(() => route(routes, request, response, origins))
  })
  const url = await listen(server, place.port, place.address ?? '127.0.0.1')

  const addon = folder('addon')
  await buildAddon(addon)
  const { store, database } = await openStore(folder('store'), place.migrations)
  const issuer = await openIssuer(data, url)
  const config = hostConfig(url, place, keptSecret(folder('link-secret')))
  const libreOffice = findLibreOffice()
  const services: Services = {
    config,
    store,
    clock: { now, stamp: () => Date.now(), elapsed: () => performance.now() },
    verify: tokenVerifier(config),
    sheets: sheetsAsService(`${url}/`, () => issuer.issue(SERVICE, AUDIENCE)),
    log: jsonLog((line) => appendFileSync(folder('functions.log'), line)),
    ...(libreOffice === undefined ? {} : { toPdf: pdfMaker(libreOffice) }),
  }
  const seats = new Seats()
  const network = new Network()
  const workbooks = openWorkbooks({ data: folder('workbooks'), clock: now })
  const token = (email: string) => issuer.issue(email, AUDIENCE)
  const script = await startAppsScript({
    workbooks,
    bundle: join(addon, 'Code.js'),
    data: folder('script'),
    clock: now,
    ui: seats.port,
    network: (call) => network.over(call),
    files: pagesIn(addon),
    // One organisation, in which Google shows editors' addresses to each other.
    editorVisible: () => true,
    scriptProperties: { KURATOR_SYNC_URL: `${url}/sync` },
    identityToken: token,
  })

  // What the hourly tick adds runs in this process, with the tries of the queue in production.
  const tasks = localTasks(
    ({ job, programme }) => callJob(url, job, issuer, { programme }),
    (ms) => sleep(ms, undefined, { ref: false }),
    (task, error) => services.log('ERROR', String(error), { task: task.name }),
  )
  const calls: Record<string, number> = {}
  const called = (name: string) => {
    calls[name] = (calls[name] ?? 0) + 1
  }
  const host: Host = {
    url,
    store,
    workbooks,
    script,
    seats,
    network,
    issuer,
    services,
    tasks,
    stats: () => database?.stats(),
    calls: () => ({ ...calls }),
    job: (name, asked = {}) => callJob(url, name, issuer, asked),
    token,
    signedIn: (request) => place.signedIn?.(request),
    close: async () => {
      tasks.close()
      // What is under way ends over a store that is still there; what was not begun the next tick adds again.
      await Promise.race([tasks.idle(), sleep(LAST_WORDS, undefined, { ref: false })])
      await script.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await store.terminate()
      await database?.close()
      workbooks.close()
    },
  }
  const { first = [], last = [] } = place.routes(host)
  routes.push(
    ...first,
    functionsRoute(services, tasks, called),
    sheetsRoute(workbooks, issuer),
    keysRoute(issuer),
    assetsRoute(place.page),
    seats.frames.route,
    scriptRoute(host),
    workbookRoute(host),
    ...last,
  )
  ready.resolve()
  return host
}

/** The add-on's HTML files by name, as `HtmlService` reads them. */
function pagesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'))
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -'.html'.length), readFileSync(join(folder, name), 'utf8')]),
  )
}

export async function listen(server: Server, port: number, address: string): Promise<string> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, address, () => done())
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no TCP address')
  return `http://127.0.0.1:${bound.port}`
}

/** The store of a folder, or a foreign emulator's, in the form of this release. */
export async function openStore(
  folder: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<{ readonly store: Firestore; readonly database: FirestoreServer | undefined }> {
  const emulator = process.env['FIRESTORE_EMULATOR_HOST']
  const database = emulator ? undefined : await startFirestore({ data: folder, indexes: INDEXES })
  const store = connect(database?.host ?? emulator ?? '')
  for (const migration of migrations) await migrate(store, migration)
  return { store, database }
}

function connect(host: string): Firestore {
  // Or the client looks for a cloud machine's metadata server, which is not here.
  process.env['METADATA_SERVER_DETECTION'] ??= 'none'
  return new Firestore({
    projectId: PROJECT,
    host,
    ssl: false,
    customHeaders: { Authorization: 'Bearer owner' },
    ignoreUndefinedProperties: false,
  })
}

/** Signs links in mails; kept, so that yesterday's mails still open after a restart. */
export function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function hostConfig(url: string, { mail, publicUrl = url }: Place, linkSecret: string): Config {
  return readConfig({
    GOOGLE_CLOUD_PROJECT: PROJECT,
    KURATOR_ISSUERS: url,
    KURATOR_JWKS_URL: `${url}/jwks`,
    KURATOR_AUDIENCES: AUDIENCE,
    SCHEDULER_EMAIL: SCHEDULER,
    SERVICE_ACCOUNT_EMAIL: SERVICE,
    LINK_SECRET: linkSecret,
    FUNCTIONS_URL: publicUrl,
    TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
    WORKBOOK_URL: `${publicUrl}/w/{id}`,
    // Nobody's quota is here: a day that passes on the stand must not wait for one.
    SHEETS_CALLS_PER_MINUTE: '1000000',
    ...mail,
  })
}

export async function callJob(
  url: string,
  name: string,
  issuer: Issuer,
  asked: { readonly programme?: string; readonly now?: true },
): Promise<unknown> {
  const address = `${url}/${name}`
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await issuer.issue(SCHEDULER, AUDIENCE)}`,
    },
    body: JSON.stringify(asked),
  })
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`${name} answered ${response.status}: ${JSON.stringify(body)}`)
  return body
}

/** The Sheets API, for `googleapis` with this root address; its bearer token is an ID token of ours. */
function sheetsRoute(workbooks: Workbooks, issuer: Issuer): Route {
  const keys = createLocalJWKSet({ keys: [...issuer.jwks.keys] })
  return sheetsApi(workbooks, async (header) => {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? ''
    const verified = await jwtVerify<{ email: string }>(token, keys, { issuer: issuer.name }).catch(
      () => undefined,
    )
    return verified?.payload
  })
}

/** `/jwks` for those who check tokens. */
export function keysRoute(issuer: Issuer): Route {
  return (_request, response, url) => url.pathname === '/jwks' && json(response, issuer.jwks)
}
