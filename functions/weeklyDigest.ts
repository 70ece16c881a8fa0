import { createHash, randomUUID } from 'node:crypto'
import type { Request, Response } from '@google-cloud/functions-framework'
import { composeDigest } from '../domain/digest/compose.ts'
import type { Digest } from '../domain/digest/digest.ts'
import { renderHtml } from '../domain/digest/html.ts'
import { recipients, type Recipient } from '../domain/digest/recipients.ts'
import { renderText } from '../domain/digest/text.ts'
import type { Day } from '../domain/records.ts'
import { Claims, type Message } from './mail/claims.ts'
import type { Mailer } from './mail/mailer.ts'
import { smtpMailer } from './mail/smtp.ts'
import { readDay } from './readDay.ts'
import { scheduledFunction } from './scheduled.ts'
import type { Services } from './services.ts'
import { workbookLinks } from './workbookLinks.ts'

/** What became of the digests of one programme; every recipient is counted once. */
export interface DigestRun {
  readonly programme: string
  readonly day: Day
  readonly sent: number
  /** There was nothing to tell them. */
  readonly quiet: number
  /** Settled by an earlier run, or in the hands of another. */
  readonly skipped: number
  /** The mail server could not take it now; the next run tries again. */
  readonly postponed: number
  readonly failed: number
  /** The connection broke on the way: it may have arrived, and is not sent again by itself. */
  readonly unknown: number
}

type Fate = Exclude<keyof DigestRun, 'programme' | 'day'>

/**
 * The function `weeklyDigest`: one letter per address, by the roles of its people. Safe to run twice,
 * late or at once: a letter that was claimed by one run is not sent by another.
 */
export function weeklyDigestFunction(
  services: Services,
  openMailer: () => Mailer = () => smtpMailer(services.config.smtpUrl, services.config.mailFrom),
): (req: Request, res: Response) => Promise<void> {
  return scheduledFunction(services, 'weeklyDigest', async (programme): Promise<DigestRun> => {
    const mailer = openMailer()
    try {
      return await sendDigests(services, programme, mailer)
    } finally {
      mailer.close()
    }
  })
}

async function sendDigests(
  services: Services,
  programme: string,
  mailer: Mailer,
): Promise<DigestRun> {
  const { store, clock, config, log } = services
  const [{ directory, today }, linksFor] = await Promise.all([
    readDay(services, programme),
    workbookLinks(services, programme),
  ])
  const run = randomUUID()
  const claims = new Claims(store, programme, run, () => clock.stamp())
  const fates: Record<Fate, number> = {
    sent: 0,
    quiet: 0,
    skipped: 0,
    postponed: 0,
    failed: 0,
    unknown: 0,
  }
  for (const recipient of recipients(directory)) {
    const digest = composeDigest(today, recipient, linksFor)
    if (digest === null) {
      fates.quiet++
      continue
    }
    const message = messageTo(recipient, today.day, programme, config.mailFrom)
    const fate = await deliver(claims, mailer, message, recipient, digest, clock.now())
    fates[fate]++
    if (fate !== 'sent' && fate !== 'skipped') {
      log('WARNING', `digest ${fate}`, { programme, run, message: message.key })
    }
  }
  log('INFO', 'digests sent', { programme, run, day: today.day, ...fates })
  return { programme, day: today.day, ...fates }
}

async function deliver(
  claims: Claims,
  mailer: Mailer,
  message: Message,
  recipient: Recipient,
  digest: Digest,
  date: Date,
): Promise<Fate> {
  if ((await claims.claim(message)) !== 'ours') return 'skipped'
  const letter = {
    to: recipient.email,
    subject: digest.subject,
    html: renderHtml(digest),
    text: renderText(digest),
    messageId: message.messageId,
    date,
  }
  if (!(await claims.startSending(message.key))) return 'skipped'
  const delivery = await mailer.send(letter)
  switch (delivery.outcome) {
    case 'accepted':
      await claims.settle(message.key, 'sent')
      return 'sent'
    case 'unknown':
      await claims.settle(message.key, 'unknown', delivery.reason)
      return 'unknown'
    default:
      if (delivery.temporary) {
        await claims.postpone(message.key, delivery.reason)
        return 'postponed'
      }
      await claims.settle(message.key, 'failed', delivery.reason)
      return 'failed'
  }
}

/** The key holds no address, and is the same for every run of the day. */
function messageTo(
  { email, people }: Recipient,
  day: Day,
  programme: string,
  mailFrom: string,
): Message {
  const hash = createHash('sha256').update(email).digest('hex').slice(0, 24)
  const host = /@([^>\s]+)/.exec(mailFrom)?.[1] ?? 'localhost'
  return {
    key: `${day}-${hash}`,
    person: people[0] ?? '',
    kind: 'weeklyDigest',
    day,
    messageId: `<${day}.${hash}.${programme}@${host}>`,
  }
}
