import type { Firestore } from '@google-cloud/firestore'
import { join } from 'node:path'
import { openClock, type Clock } from './clock.ts'
import { startHost, type Host, type Job } from './host.ts'
import { startMail, type Mail } from './mail/mail.ts'
import { standRoute } from './page/stand.ts'
import { BadRequest, json, type Route } from './router.ts'
import { sampleMoment } from './sample/files.ts'

/** A host with all that it needs of the world imitated: a clock that can be moved, a mail catcher, the stand. */
export interface System extends Host {
  readonly clock: Clock
  readonly mail: Mail
  /** Begins anew with the sample; undefined where the system was not started to be able to. */
  readonly reset?: () => void
  /** Calls a scheduled function as the scheduler does, and at once. */
  job(name: Job): Promise<unknown>
}

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
  const clock = openClock(
    folder('clock.json'),
    sampleMoment('2021-09-20', '08:10'),
    !options.standing,
  )
  const mail = await startMail({ data: folder('mail') })
  const systemOf = (host: Host): System => ({
    ...host,
    clock,
    mail,
    ...(options.reset ? { reset: options.reset } : {}),
    // Who presses a button on the stand wants it now, be it night or Sunday.
    job: (name) =>
      // What reads and writes the sheets from afar reaches them over the same line.
      (name === 'reconcile' || name === 'refreshDashboards') && host.network.state === 'off'
        ? Promise.resolve({ offline: true })
        : host.job(name, { now: true }),
    close: async () => {
      await host.close()
      await mail.close()
    },
  })
  const host = await startHost({
    data: options.data,
    port: options.port,
    now: clock.now,
    mail: {
      SMTP_URL: mail.smtpUrl,
      MAIL_FROM: 'Программа 500+ <kurator@example.org>',
      MAIL_PER_MINUTE: '1000000',
      MAIL_PER_DAY: '1000000',
    },
    routes: (host) => ({
      last: [tokenRoute(host), statsRoute(host), mail.route, standRoute(systemOf(host))],
    }),
  }).catch(async (error: unknown) => {
    await mail.close()
    throw error
  })
  return systemOf(host)
}

/** `/token?person=…` for programs that want an ID token. */
function tokenRoute(host: Host): Route {
  return async (_request, response, url) => {
    if (url.pathname !== '/token') return false
    const person = url.searchParams.get('person') ?? ''
    const email = person.includes('@') ? person : await addressOf(host.store, person)
    return json(response, { token: await host.token(email), email })
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

function statsRoute(host: Host): Route {
  return (_request, response, url) =>
    url.pathname === '/stats' && json(response, host.stats() ?? {})
}
