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
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { buildAddon } from '../build.ts'
import { readConfig, type Config } from '../functions/config.ts'
import { tokenVerifier } from '../functions/identity.ts'
import { jsonLog } from '../functions/log.ts'
import type { Services } from '../functions/services.ts'
import { functionsRoute } from './functions.ts'
import { openClock, type Clock } from './clock.ts'
import { startFirestore, type FirestoreServer } from './firestore/firestore.ts'
import { openIssuer, type Issuer } from './issuer.ts'
import { startMail, type Mail } from './mail/mail.ts'
import { assetsRoute } from './page/assets.ts'
import { scriptRoute } from './page/frames.ts'
import { Network } from './page/network.ts'
import { Seats } from './page/seats.ts'
import { standRoute } from './page/stand.ts'
import { workbookRoute } from './page/workbook.ts'
import { BadRequest, json, route, type Route } from './router.ts'
import { localTasks, type LocalTasks } from './tasks.ts'
import { sampleMoment } from './sample/files.ts'
import { SERVICE, sheetsAsService } from './service.ts'
import { startAppsScript, type AppsScript } from './workbook/script/apps-script.ts'
import { sheetsApi } from './workbook/sheets-api.ts'
import { openWorkbooks, type Workbooks } from './workbook/workbooks.ts'

/** Everything that Kurator needs of the world, on one computer. */
export interface System {
  /** `http://127.0.0.1:PORT`, where page, functions, Sheets API and inbox answer. */
  readonly url: string
  readonly clock: Clock
  readonly store: Firestore
  readonly workbooks: Workbooks
  readonly script: AppsScript
  readonly mail: Mail
  /** The windows in which people sit. */
  readonly seats: Seats
  /** The line between the sheet and the functions. */
  readonly network: Network
  /** Begins anew with the sample; undefined where the system was not started to be able to. */
  readonly reset?: () => void
  /** What the functions are made of here. */
  readonly services: Services
  /** Documents read, written and deleted since the start; undefined over a foreign emulator. */
  stats(): { reads: number; writes: number; deletes: number } | undefined
  /** What the hourly tick has added. */
  readonly tasks: LocalTasks
  /** Calls a scheduled function as the scheduler does. */
  job(
    name: 'checkDeadlines' | 'weeklyDigest' | 'reconcile' | 'refreshDashboards' | 'tick',
  ): Promise<unknown>
  /** A Google-like ID token of this address, for the add-on's audience. */
  token(email: string): Promise<string>
  close(): Promise<void>
}

const AUDIENCE = 'kurator-addon-local'
const SCHEDULER = 'scheduler@kurator-local.example.org'
const PROJECT = 'kurator-local'
/** What the store refuses for want of an index here, production refuses too. */
const INDEXES = fileURLToPath(new URL('../firestore.indexes.json', import.meta.url))

/**
 * Starts the whole local system over one data folder.
 *
 * @param data folder of the store, the workbooks, the mails and the clock; made if need be.
 * @param port of the page; 0 takes any free one.
 * @param standing the clock does not run by itself (see `openClock`).
 * @throws Error when the port is taken or the folder belongs to another process.
 */
export async function startSystem(options: {
  readonly data: string
  readonly port: number
  readonly standing?: boolean
  /** What `System.reset` does. */
  readonly reset?: () => void
}): Promise<System> {
  const folder = (name: string) => join(options.data, name)
  mkdirSync(options.data, { recursive: true })
  const clock = openClock(
    folder('clock.json'),
    sampleMoment('2021-09-20', '08:10'),
    !options.standing,
  )

  const routes: Route[] = []
  const server = createServer((request, response) => void route(routes, request, response))
  const url = await listen(server, options.port)

  const addon = folder('addon')
  await buildAddon(addon)
  const emulator = process.env['FIRESTORE_EMULATOR_HOST']
  const database = emulator
    ? undefined
    : await startFirestore({ data: folder('store'), indexes: INDEXES })
  const store = connect(database?.host ?? emulator ?? '')
  const issuer = await openIssuer(options.data, url)
  const mail = await startMail({ data: folder('mail') })
  const config = localConfig(url, mail.smtpUrl, keptSecret(folder('link-secret')))
  const services: Services = {
    config,
    store,
    clock: { now: clock.now, stamp: () => Date.now(), elapsed: () => performance.now() },
    verify: tokenVerifier(config),
    sheets: sheetsAsService(`${url}/`, () => issuer.issue(SERVICE, AUDIENCE)),
    log: jsonLog((line) => appendFileSync(folder('functions.log'), line)),
  }
  const seats = new Seats()
  const network = new Network()
  const workbooks = openWorkbooks({ data: folder('workbooks'), clock: clock.now })
  const token = (email: string) => issuer.issue(email, AUDIENCE)
  const script = await startAppsScript({
    workbooks,
    bundle: join(addon, 'Code.js'),
    data: folder('script'),
    clock: clock.now,
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
  const system: System = {
    url,
    clock,
    store,
    workbooks,
    script,
    mail,
    seats,
    network,
    ...(options.reset ? { reset: options.reset } : {}),
    services,
    stats: () => database?.stats(),
    // Who presses a button on the stand wants it now, be it night or Sunday.
    job: (name) =>
      // What reads and writes the sheets from afar reaches them over the same line.
      (name === 'reconcile' || name === 'refreshDashboards') && network.state === 'off'
        ? Promise.resolve({ offline: true })
        : callJob(url, name, issuer, { now: true }),
    tasks,
    token,
    close: async () => {
      tasks.close()
      await script.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await mail.close()
      await store.terminate()
      await database?.close()
      workbooks.close()
    },
  }
  routes.push(
    functionsRoute(services, tasks),
    sheetsRoute(workbooks, issuer),
    identityRoute(issuer, store),
    statsRoute(database),
    mail.route,
    assetsRoute(),
    standRoute(system),
    seats.frames.route,
    scriptRoute(system),
    workbookRoute(system),
  )
  return system
}

/** The add-on's HTML files by name, as `HtmlService` reads them. */
function pagesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'))
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -'.html'.length), readFileSync(join(folder, name), 'utf8')]),
  )
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => done())
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  return `http://127.0.0.1:${address.port}`
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
function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function localConfig(url: string, smtpUrl: string, linkSecret: string): Config {
  return readConfig({
    GOOGLE_CLOUD_PROJECT: PROJECT,
    KURATOR_ISSUERS: url,
    KURATOR_JWKS_URL: `${url}/jwks`,
    KURATOR_AUDIENCES: AUDIENCE,
    SCHEDULER_EMAIL: SCHEDULER,
    SERVICE_ACCOUNT_EMAIL: SERVICE,
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Программа 500+ <kurator@example.org>',
    LINK_SECRET: linkSecret,
    FUNCTIONS_URL: url,
    TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
    MAIL_PER_MINUTE: '1000000',
    MAIL_PER_DAY: '1000000',
    WORKBOOK_URL: `${url}/w/{id}`,
    // Nobody's quota is here: a day that passes on the stand must not wait for one.
    SHEETS_CALLS_PER_MINUTE: '1000000',
  })
}

async function callJob(
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

/** `/jwks` for those who check tokens, `/token?person=…` for programs that want one. */
function identityRoute(issuer: Issuer, store: Firestore): Route {
  return async (_request, response, url) => {
    if (url.pathname === '/jwks') return json(response, issuer.jwks)
    if (url.pathname !== '/token') return false
    const person = url.searchParams.get('person') ?? ''
    const email = person.includes('@') ? person : await addressOf(store, person)
    return json(response, { token: await issuer.issue(email, AUDIENCE), email })
  }
}

async function addressOf(store: Firestore, person: string): Promise<string> {
  const found = await store.collectionGroup('people').get()
  const email: unknown = found.docs.find(({ id }) => id === person)?.get('cells.email')
  if (typeof email !== 'string') {
    const ids = found.docs.map(({ id }) => id).join(', ')
    throw new BadRequest(
      404,
      `No person «${person}»; there are: ${ids}. An address will do as well.`,
    )
  }
  return email
}

function statsRoute(database: FirestoreServer | undefined): Route {
  return (_request, response, url) =>
    url.pathname === '/stats' && json(response, database?.stats() ?? {})
}
