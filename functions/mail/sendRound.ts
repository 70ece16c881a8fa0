import { createHash, randomUUID } from 'node:crypto'
import type { Digest } from '../../domain/digest/digest.ts'
import { renderHtml } from '../../domain/digest/html.ts'
import type { Recipient } from '../../domain/digest/recipients.ts'
import { renderText } from '../../domain/digest/text.ts'
import {
  MAIL_PROBLEMS,
  type Day,
  type MailClaim,
  type MailCounts,
  type MailRun,
  type MailStop,
} from '../../domain/records.ts'
import type { Services } from '../services.ts'
import { recordIn, runDoc } from '../store/documents.ts'
import { Claims, isSettled, type Message } from './claims.ts'
import type { Delivery, Mailer } from './mailer.ts'
import { Quota } from './quota.ts'

/** One job's letters of a programme for one day or week. */
export interface Round {
  readonly job: MailRun['job']
  readonly programme: string
  /** Today: the day that the letters tell of, and on which they count as an address's letter. */
  readonly day: Day
  /** What names the round: the day of reminders, the Monday of a digest's week. */
  readonly of: Day
  /** In the order of urgency: when the allowance is short, the first go first. */
  readonly recipients: readonly Recipient[]
  /** Whether there may be something to tell: claims are looked up for these only. */
  concerns(recipient: Recipient): boolean
  /** Keys of other letters that `letter` has to know of. */
  alsoAsk(address: string): readonly string[]
  /**
   * What to send; `quiet` when there is nothing to tell, `waits` when it is not to be sent today.
   *
   * @param others the letters that `alsoAsk` named
   */
  letter(
    recipient: Recipient,
    others: readonly (MailClaim | null)[],
  ): Digest | 'quiet' | 'waits' | 'held'
}

type Fate = keyof Omit<MailCounts, 'examined'>

/** Recipients that are looked at together: their claims come in one round trip. */
const PAGE = 100
/** Letters on their way at once. */
const AT_ONCE = 4
/** Refusals in a row after which a server is taken to be busy, or gone. */
const REFUSALS = 3
/** Longest that a pass begins new pages; a function dies after 9 or 10 minutes. */
const PASS_MS = 6 * 60_000

/**
 * Sends a round, or goes on with one: every run looks at everybody, and the claims tell what is done, so
 * that a run that died, comes late or comes fifty times sends nobody a letter twice and leaves nobody
 * out. It ends early when its time, the mail server's allowance or the server is at an end; the record
 * (`MailRun`) says so, and the next run goes on.
 */
export async function sendRound(
  services: Services,
  mailer: Mailer,
  round: Round,
): Promise<MailRun> {
  return new Pass(services, mailer, round).run()
}

class Pass {
  readonly #services: Services
  readonly #mailer: Mailer
  readonly #round: Round
  readonly #run = randomUUID()
  readonly #claims: Claims
  readonly #quota: Quota
  readonly #fates: Record<Fate, number> = {
    sent: 0,
    quiet: 0,
    waits: 0,
    held: 0,
    postponed: 0,
    failed: 0,
    unknown: 0,
    left: 0,
  }
  readonly #problems: { readonly person: string; readonly state: 'failed' | 'unknown' }[] = []
  #stopped: MailStop | null = null
  #refusals = 0

  constructor(services: Services, mailer: Mailer, round: Round) {
    const { store, clock, config } = services
    this.#services = services
    this.#mailer = mailer
    this.#round = round
    this.#claims = new Claims(store, round.programme, this.#run, () => clock.stamp())
    const limits = { perMinute: config.mailPerMinute, perDay: config.mailPerDay }
    this.#quota = new Quota(store, limits, () => clock.stamp())
  }

  async run(): Promise<MailRun> {
    const { clock } = this.#services
    const { recipients } = this.#round
    const until = clock.elapsed() + PASS_MS
    for (let at = 0; at < recipients.length; at += PAGE) {
      if (this.#stopped === null && clock.elapsed() >= until) this.#stopped = 'time'
      const page = recipients.slice(at, at + PAGE)
      if (this.#stopped === null) await this.#page(page)
      else this.#fates.left += page.length
    }
    return this.#record()
  }

  async #page(page: readonly Recipient[]): Promise<void> {
    const letters = await this.#compose(page)
    const grant = await this.#quota.take(letters.length)
    const granted = letters.slice(0, grant.letters)
    let sent = 0
    const waiting = [...granted]
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (this.#stopped !== null) {
          this.#fates.left++
          continue
        }
        try {
          const fate = await this.#deliver(next)
          this.#count(fate, next.recipient)
          if (fate !== 'held') sent++
        } catch (error) {
          // A fault of ours ends the run, once the letters on their way have ended theirs.
          waiting.length = 0
          throw error
        }
      }
    }
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker))
    const fault = ended.find((end) => end.status === 'rejected')
    if (fault !== undefined) throw fault.reason
    await this.#quota.giveBack(granted.length - sent)
    this.#fates.left += letters.length - granted.length
    this.#stopped ??= grant.short
  }

  /** The letters of a page that are still to be sent; the others are counted. */
  async #compose(page: readonly Recipient[]): Promise<readonly Letter[]> {
    const round = this.#round
    const concerned = page.filter((recipient) => round.concerns(recipient))
    this.#fates.quiet += page.length - concerned.length
    const asked = concerned.map((recipient) => {
      const message = messageTo(recipient, round, this.#services.config.mailFrom)
      return { recipient, message, others: round.alsoAsk(message.address) }
    })
    const claims = await this.#claims.look(
      asked.flatMap(({ message, others }) => [message.key, ...others]),
    )
    let at = 0
    return asked.flatMap(({ recipient, message, others }): readonly Letter[] => {
      const own = claims[at] ?? null
      const further = claims.slice(at + 1, at + 1 + others.length)
      at += 1 + others.length
      if (own !== null && isSettled(own)) {
        this.#count(
          own.state === 'failed' || own.state === 'unknown' ? own.state : 'sent',
          recipient,
        )
        return []
      }
      const digest = round.letter(recipient, further)
      if (typeof digest !== 'string') return [{ recipient, message, digest }]
      this.#count(digest, recipient)
      return []
    })
  }

  async #deliver({ recipient, message, digest }: Letter): Promise<Fate> {
    const claims = this.#claims
    const claimed = await claims.claim(message)
    if (claimed === 'settled') {
      const [claim] = await claims.look([message.key])
      return claim?.state === 'failed' || claim?.state === 'unknown' ? claim.state : 'sent'
    }
    // Another run has it, or the address has another letter today: the next run looks anew.
    if (claimed !== 'ours') return 'held'
    const letter = {
      to: recipient.email,
      subject: digest.subject,
      html: renderHtml(digest),
      text: renderText(digest),
      messageId: message.messageId,
      date: this.#services.clock.now(),
      unsubscribe: digest.unsubscribe,
    }
    if (!(await claims.startSending(message.key))) return 'held'
    return this.#settle(message.key, await this.#mailer.send(letter))
  }

  async #settle(key: string, delivery: Delivery): Promise<Fate> {
    const claims = this.#claims
    const refused = delivery.outcome !== 'accepted'
    this.#refusals = refused && !isForGood(delivery) ? this.#refusals + 1 : 0
    const unreachable = delivery.outcome === 'refused' && delivery.unreachable === true
    if (unreachable || this.#refusals >= REFUSALS) this.#stopped = 'server'
    switch (delivery.outcome) {
      case 'accepted':
        await claims.settle(key, 'sent')
        return 'sent'
      case 'unknown':
        await claims.settle(key, 'unknown', delivery.reason)
        return 'unknown'
      default:
        if (delivery.temporary) {
          await claims.postpone(key, delivery.reason)
          return 'postponed'
        }
        await claims.settle(key, 'failed', delivery.reason)
        return 'failed'
    }
  }

  #count(fate: Fate, { people }: Recipient): void {
    this.#fates[fate]++
    const person = people[0] ?? ''
    if ((fate === 'failed' || fate === 'unknown') && this.#problems.length < MAIL_PROBLEMS) {
      this.#problems.push({ person, state: fate })
    }
  }

  async #record(): Promise<MailRun> {
    const { store, log } = this.#services
    const { job, programme, day, of, recipients } = this.#round
    const fates = this.#fates
    const done = fates.left + fates.held + fates.postponed === 0
    const document = runDoc(store, programme, `${job}-${of}`)
    const record = await store.runTransaction(async (transaction) => {
      const before = recordIn<MailRun>(await transaction.get(document))
      const finishedOn = before?.finishedOn ?? (done ? day : null)
      const next: MailRun = {
        job,
        day: of,
        startedOn: before?.startedOn ?? day,
        finishedOn,
        passes: (before?.passes ?? 0) + 1,
        counts: { examined: recipients.length, ...fates },
        stopped: this.#stopped,
        problems: this.#problems,
      }
      transaction.set(document, next)
      return next
    })
    const severity = done ? 'INFO' : 'WARNING'
    log(severity, `${job} sent`, {
      programme,
      run: this.#run,
      day,
      stopped: this.#stopped,
      ...fates,
    })
    return record
  }
}

interface Letter {
  readonly recipient: Recipient
  readonly message: Message
  readonly digest: Digest
}

/** A refusal of this one address says nothing of the server. */
function isForGood(delivery: Delivery): boolean {
  return delivery.outcome === 'refused' && !delivery.temporary
}

/** Names an address in keys and records without telling it. */
export function addressKey(email: string): string {
  return createHash('sha256').update(email).digest('hex').slice(0, 24)
}

/** The key of a digest's claim; every run of the week has the same. */
export function digestKey(monday: Day, address: string): string {
  return `week-${monday}-${address}`
}

/** The key of a reminder's claim. */
export function reminderKey(day: Day, address: string): string {
  return `day-${day}-${address}`
}

function messageTo(
  { email, people }: Recipient,
  { job, day, of, programme }: Round,
  mailFrom: string,
): Message {
  const address = addressKey(email)
  const key = job === 'weeklyDigest' ? digestKey(of, address) : reminderKey(of, address)
  const host = /@([^>\s]+)/.exec(mailFrom)?.[1] ?? 'localhost'
  return {
    key,
    address,
    person: people[0] ?? '',
    kind: job,
    day,
    messageId: `<${key}.${programme}@${host}>`,
  }
}
