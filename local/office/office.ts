import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { textsIn } from '../../domain/texts/texts.ts'
import type { Binding, Programme } from '../../domain/records.ts'
import { createProgramme } from '../../functions/createProgramme.ts'
import { jsonLog } from '../../functions/log.ts'
import { smtpMailer } from '../../functions/mail/smtp.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { Known } from '../../functions/store/known.ts'
import { startHost, type Host } from '../host.ts'
import { SERVICE } from '../service.ts'
import type { OfficeConfig } from './config.ts'
import { Entries } from './entries.ts'
import { Gate } from './gate.ts'
import { officePage } from './page.ts'
import { signInRoute } from './signIn.ts'

/** An office's own server, running. */
export interface Office {
  readonly host: Host
  /** Where this computer answers; people come to the configured address. */
  readonly url: string
  /** Closes windows whose people have signed out or may sit there no more; every minute it happens by itself. */
  sweep(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts an office's own server; the first start makes the programme, its coordinator and their workbook.
 *
 * @param now the moment, for tests of what ends
 * @throws Error when the port is taken or the data folder belongs to another process.
 */
export async function startOffice(
  config: OfficeConfig,
  now: () => Date = () => new Date(),
): Promise<Office> {
  const { data, mail, programme } = config
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const entries = new Entries(data, keptSecret(join(data, 'sign-in-secret')), () => now().getTime())
  const mailer = smtpMailer(mail.server, mail.from)
  const log = jsonLog((line) => appendFileSync(join(data, 'office.log'), line))
  let gate: Gate | undefined
  const close = (): void => {
    entries.close()
    mailer.close()
  }
  const host = await startHost({
    data,
    port: config.port,
    address: config.listen,
    publicUrl: config.url,
    now,
    mail: {
      SMTP_URL: mail.server,
      MAIL_FROM: mail.from,
      MAIL_PER_MINUTE: String(mail.perMinute),
      MAIL_PER_DAY: String(mail.perDay),
    },
    page: officePage,
    signedIn: (request) => {
      if (gate === undefined) throw new Error('a request came before the gate')
      return gate.person(request)
    },
    routes: (started) => {
      const known = new Known(started.store, () => started.services.clock.elapsed())
      gate = new Gate(config, entries, started, known)
      return { first: [gate.route, signInRoute(config, entries, gate, mailer, log)] }
    },
  }).catch((error: unknown) => {
    close()
    throw error
  })
  const sweepWindows = async () => gate?.sweep()
  await firstStart(host, config.coordinator, programme)
  const sweep = setInterval(() => {
    sweepWindows().catch((error: unknown) => log('ERROR', String(error)))
  }, 60_000)
  return {
    host,
    url: host.url,
    sweep: sweepWindows,
    close: async () => {
      clearInterval(sweep)
      await host.close()
      close()
    },
  }
}

/** Makes the programme and its coordinator's workbook where there are none; safe to be cut off and called again. */
async function firstStart(
  host: Host,
  coordinator: string,
  { id, ...settings }: OfficeConfig['programme'],
): Promise<void> {
  const programme: Programme = settings
  await createProgramme(host.services, {
    id,
    programme,
    coordinator: { id: 'coordinator', email: coordinator },
  })
  const bound = await host.store.collection('workbooks').where('programme', '==', id).get()
  if (bound.docs.some((doc) => doc.get('ceiling') === 'coordinator')) return
  const title = textsIn(settings.language).office.bookOf
  const made = host.workbooks
    .list()
    .find((book) => book.owner === coordinator && book.title === title)
  const { timeZone } = settings
  const book = made?.id ?? host.workbooks.create({ title, owner: coordinator, timeZone })
  host.workbooks.share(book, SERVICE)
  const binding: Binding = { programme: id, scope: 'all', ceiling: 'coordinator' }
  await bindingDoc(host.store, book).create({ ...binding })
  await setUp(host, coordinator, book)
}

/** The function that makes a workbook's tabs, asked as the coordinator asks it from the menu. */
async function setUp(host: Host, coordinator: string, spreadsheetId: string): Promise<void> {
  const answer = await fetch(`${host.url}/setup`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await host.token(coordinator)}`,
    },
    body: JSON.stringify({ do: 'repair', spreadsheetId }),
  })
  if (answer.ok) return
  // Without its tabs it is not the coordinator's workbook: the next start makes them.
  await bindingDoc(host.store, spreadsheetId).delete()
  throw new Error(`The coordinator's workbook was not made: ${await answer.text()}`)
}

/** Keys the hashes of codes; kept apart from them, so that a copy of the database alone opens nothing. */
function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
