import { simpleParser, type EmailAddress } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Route } from '../router.ts'
import { inboxRoute } from './inbox.ts'
import { preview } from './preview.ts'
import { MailStore, type CaughtMail, type MailLine } from './store.ts'

/** Takes every mail that the functions send, and delivers none: the world's mail on one computer. */
export interface Mail {
  /** `smtp://127.0.0.1:PORT`, where the functions send to. */
  readonly smtpUrl: string
  /** The last first. */
  list(): readonly MailLine[]
  /** @throws Error when there is no such mail. */
  get(id: number): CaughtMail
  unread(): number
  clear(): void
  /** The inbox's pages, under `/inbox`. */
  readonly route: Route
  close(): Promise<void>
}

/** Largest message that is taken, as of most mail servers. */
const MESSAGE_BYTES = 10_000_000

/**
 * Opens the catcher on loopback.
 *
 * @param data folder where mails are kept; a mail is on disk before it is acknowledged
 * @param smtpPort 0, the default, takes any free one
 * @param timeZone in which the pages show times: the sample's, unless told otherwise
 */
export async function startMail(options: {
  readonly data: string
  readonly smtpPort?: number
  readonly timeZone?: string
}): Promise<Mail> {
  const store = new MailStore(options.data)
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MESSAGE_BYTES,
    // A sender's idle connection must not hold up the end of the program.
    closeTimeout: 500,
    onData(stream, session, done) {
      receive(stream, session, store).then(() => done(), done)
    },
  })
  // Faults of one connection, such as a peer that went away, are told to that connection.
  server.on('error', (error) => console.error('The mail catcher:', error.message))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.smtpPort ?? 0, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The catcher has no port.')
  return {
    smtpUrl: `smtp://127.0.0.1:${address.port}`,
    list: () => store.list(),
    get(id) {
      const mail = store.get(id)
      if (!mail) throw new Error(`There is no mail ${id}.`)
      return mail
    },
    unread: () => store.unread(),
    clear: () => store.clear(),
    route: inboxRoute(store, options.timeZone ?? 'Europe/Moscow'),
    async close() {
      await new Promise<void>((resolve) => server.close(resolve))
      store.close()
    },
  }
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  store: MailStore,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('SMTP gives bytes')
    chunks.push(chunk)
  }
  if (stream.sizeExceeded) throw tooLarge()
  const raw = Buffer.concat(chunks)
  const parsed = await simpleParser(raw)
  const html = typeof parsed.html === 'string' ? parsed.html : ''
  const text = parsed.text ?? ''
  store.add(
    {
      at: (parsed.date ?? new Date()).getTime(),
      from: (parsed.from?.value ?? []).map(named).join(', '),
      subject: parsed.subject ?? '',
      preview: preview(html, text),
      messageId: parsed.messageId ?? '',
      html,
      text,
      raw,
    },
    session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
  )
}

/** «Программа 500+ <kurator@example.org>». */
function named({ name, address = '' }: EmailAddress): string {
  return name === '' ? address : `${name} <${address}>`
}

function tooLarge(): Error {
  return Object.assign(new Error(`A message may have ${MESSAGE_BYTES} bytes.`), {
    responseCode: 552,
  })
}
