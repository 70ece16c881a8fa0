import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GoogleAuth } from 'google-auth-library'
import { decodeJwt } from 'jose'
import { z } from 'zod'
import { DEPLOYMENTS } from '../../deploy/functions.ts'
import { keysOf } from '../../deploy/keysOf.ts'
import { CODE_MS } from '../../functions/bind.ts'
import { readConfig, type Config } from '../../functions/config.ts'
import { createProgramme } from '../../functions/createProgramme.ts'
import { tokenVerifier, type VerifyToken } from '../../functions/identity.ts'
import { jsonLog } from '../../functions/log.ts'
import type { Services } from '../../functions/services.ts'
import { googleSheets, SHEETS_SCOPES, type SheetsApi } from '../../functions/sheets.ts'
import { coordinatorsCode } from '../../functions/store/bindCodes.ts'
import { functionsRoute } from '../functions.ts'
import {
  AUDIENCE,
  callJob,
  keptSecret,
  keysRoute,
  listen,
  openStore,
  PROJECT,
  SCHEDULER,
} from '../host.ts'
import type { Host } from '../host.ts'
import { openIssuer } from '../issuer.ts'
import { BadRequest, route, type Route } from '../router.ts'
import { localTasks } from '../tasks.ts'
import type { OfficeConfig } from './config.ts'
import { fromInside } from './gate.ts'

/** The functions and the store on an office's own server, with Google's sheets in front. */
export interface OfficeFunctions extends Pick<Host, 'store' | 'job' | 'url'> {
  /** By which the coordinator connects their workbook; null once one is connected. */
  readonly code: string | null
  close(): Promise<void>
}

/** Google, as this server needs it. */
export interface Outside {
  /** Who issues people's ID tokens, and where the keys are; Google's own unless given. */
  readonly issuers?: string
  readonly jwksUrl?: string
  /** Address of the service account that workbooks are shared with. */
  readonly service: string
  readonly sheets: SheetsApi
}

/** Google itself, as the service account of a key file. @throws Error in Russian where the file is none */
export function googleItself(keyFile: string): Outside {
  const shape = z.object({ client_email: z.email() })
  try {
    const { client_email: service } = shape.parse(JSON.parse(readFileSync(keyFile, 'utf8')))
    const auth = async () => new GoogleAuth({ keyFile, scopes: SHEETS_SCOPES })
    return { service, sheets: googleSheets(auth) }
  } catch (error) {
    throw new Error(
      `Файл ${keyFile} — не ключ сервисного аккаунта. Скачайте ключ в формате JSON и впишите его место в google.keyFile.`,
      { cause: error },
    )
  }
}

const JOBS: readonly string[] = keysOf(DEPLOYMENTS).filter((name) => !DEPLOYMENTS[name].public)

/**
 * Starts them; the first start makes the programme and its coordinator.
 *
 * The world may call what it may call in the cloud, each function checking a Google ID token or a signed link itself.
 * Jobs are called from this computer alone, with tokens of a key of its own that is good for nothing else.
 */
export async function startFunctions(
  config: OfficeConfig,
  clients: readonly string[],
  outside: Outside,
  now: () => Date = () => new Date(),
): Promise<OfficeFunctions> {
  const { data, programme, coordinator } = config
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const routes: Route[] = []
  const ready = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    void ready.promise.then(() => route(routes, request, response, [config.url]))
  })
  const url = await listen(server, config.port, config.listen)
  const { store, database } = await openStore(join(data, 'store'))
  const issuer = await openIssuer(data, url)
  const settings = settingsOf(config, clients, outside, keptSecret(join(data, 'link-secret')))
  const services: Services = {
    config: settings,
    store,
    clock: { now, stamp: () => Date.now(), elapsed: () => performance.now() },
    verify: verifierOf(settings, url),
    sheets: outside.sheets,
    log: jsonLog((line) => appendFileSync(join(data, 'functions.log'), line)),
  }
  const tasks = localTasks(
    ({ job, programme: id }) => callJob(url, job, issuer, { programme: id }),
    (ms) => sleep(ms, undefined, { ref: false }),
    (task, error) => services.log('ERROR', String(error), { task: task.name }),
  )
  routes.push(onlyInside, functionsRoute(services, tasks), keysRoute(issuer))
  ready.resolve()

  const { id, ...first } = programme
  const person = { id: 'coordinator', email: coordinator }
  await createProgramme(services, { id, programme: first, coordinator: person })
  const bound = await store.collection('workbooks').where('programme', '==', id).get()
  const connected = bound.docs.some((workbook) => workbook.get('ceiling') === 'coordinator')
  const code = connected ? null : await coordinatorsCode(store, id, Date.now() + CODE_MS)
  return {
    store,
    url,
    code,
    job: (name, asked = {}) => callJob(url, name, issuer, asked),
    close: async () => {
      tasks.close()
      await Promise.race([tasks.idle(), sleep(10_000, undefined, { ref: false })])
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await store.terminate()
      await database?.close()
    },
  }
}

/** Jobs, and the keys by which their tokens are checked, are nobody's business outside. */
const onlyInside: Route = (request, _response, { pathname }) => {
  const inner = JOBS.includes(pathname.slice(1)) || pathname === '/jwks'
  if (inner && !fromInside(request)) throw new BadRequest(404, 'Nothing is here.')
  return false
}

function settingsOf(
  { url, mail }: OfficeConfig,
  clients: readonly string[],
  { issuers, jwksUrl, service }: Outside,
  linkSecret: string,
): Config {
  return readConfig({
    GOOGLE_CLOUD_PROJECT: PROJECT,
    KURATOR_AUDIENCES: [...clients, AUDIENCE].join(','),
    SCHEDULER_EMAIL: SCHEDULER,
    SERVICE_ACCOUNT_EMAIL: service,
    LINK_SECRET: linkSecret,
    FUNCTIONS_URL: url,
    TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
    SMTP_URL: mail.server,
    MAIL_FROM: mail.from,
    MAIL_PER_MINUTE: String(mail.perMinute),
    MAIL_PER_DAY: String(mail.perDay),
    ...(issuers === undefined ? {} : { KURATOR_ISSUERS: issuers }),
    ...(jwksUrl === undefined ? {} : { KURATOR_JWKS_URL: jwksUrl }),
  })
}

/** People's tokens are Google's; those of the jobs this server's own, which vouch for the scheduler alone. */
function verifierOf(settings: Config, ownUrl: string): VerifyToken {
  const google = tokenVerifier(settings)
  const own = tokenVerifier({ ...settings, issuers: [ownUrl], jwksUrl: new URL(`${ownUrl}/jwks`) })
  return (header, now) => (issuerOf(header) === ownUrl ? own : google)(header, now)
}

/** Who a token says has issued it: which keys to try, no more. */
function issuerOf(header: string | undefined): string | undefined {
  try {
    return decodeJwt(header?.replace(/^Bearer /i, '') ?? '').iss
  } catch {
    // No token at all: the verifier says what is wrong with it.
    return undefined
  }
}
