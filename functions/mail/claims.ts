import type { Firestore } from '@google-cloud/firestore'
import type { Day, MailClaim } from '../../domain/records.ts'
import { mailDayDoc, mailDoc, recordIn } from '../store/documents.ts'

/** How long a run may hold a message without a word; a living run sends within seconds. */
export const LEASE_MS = 120_000

export interface Message {
  /** One per letter: an address and a week for a digest, an address and a day for a reminder. */
  readonly key: string
  /** Names the address without telling it; with the day, the one letter of that day. */
  readonly address: string
  readonly person: string
  readonly kind: string
  /** The day on which it is sent. */
  readonly day: Day
  readonly messageId: string
}

/** What a run finds when it wants to send a message. */
export type Claimed =
  /** It is this run's to send. */
  | 'ours'
  /** Another run holds it. */
  | 'held'
  /** It is sent, has failed, or its fate is not known: nothing is to be done. */
  | 'settled'
  /** The address has another letter today: this one waits for tomorrow. */
  | 'today'

/** Whether a letter's fate is decided, so that no run touches it again. */
export function isSettled(claim: Pick<MailClaim, 'state'> | null): boolean {
  return claim !== null && claim.state !== 'claimed' && claim.state !== 'sending'
}

/**
 * The claims of one run on messages. Each message is sent by one run at most: a claim is made by
 * create-if-absent, passes to another run only when its lease ran out before `sending`, and a run that
 * died in `sending` leaves it `unknown`, for the letter may be out. With the claim goes the day of the
 * address, in one transaction: of two letters for one day, one waits.
 */
export class Claims {
  readonly #store: Firestore
  readonly #programme: string
  readonly #run: string
  readonly #now: () => number

  /**
   * @param run a token of this run alone
   * @param now real time in milliseconds
   */
  constructor(store: Firestore, programme: string, run: string, now: () => number) {
    this.#store = store
    this.#programme = programme
    this.#run = run
    this.#now = now
  }

  /** How letters stand, in the order of their keys; null for one that nobody has claimed. One round trip. */
  async look(keys: readonly string[]): Promise<readonly (MailClaim | null)[]> {
    if (keys.length === 0) return []
    const documents = keys.map((key) => mailDoc(this.#store, this.#programme, key))
    const found = await this.#store.getAll(...documents)
    return found.map((snapshot) => recordIn<MailClaim>(snapshot))
  }

  claim({ key, address, ...message }: Message): Promise<Claimed> {
    const document = mailDoc(this.#store, this.#programme, key)
    const dayOf = mailDayDoc(this.#store, this.#programme, message.day, address)
    return this.#store.runTransaction(async (transaction): Promise<Claimed> => {
      const [found, taken] = await transaction.getAll(document, dayOf)
      if (found === undefined || taken === undefined)
        throw new Error('The store left documents out.')
      const claim = recordIn<MailClaim>(found)
      const now = this.#now()
      if (isSettled(claim)) return 'settled'
      if (claim !== null && claim.leaseUntil > now) return 'held'
      if (claim?.state === 'sending') {
        const reason = 'the run ended while sending'
        transaction.set(document, { ...claim, state: 'unknown', reason })
        return 'settled'
      }
      if (taken.exists && taken.get('key') !== key) return 'today'
      transaction.set(document, {
        ...message,
        state: 'claimed',
        run: this.#run,
        leaseUntil: now + LEASE_MS,
      } satisfies MailClaim)
      if (!taken.exists) transaction.set(dayOf, { key })
      return 'ours'
    })
  }

  /** To be called right before the letter goes out; false when the claim is not this run's any more. */
  startSending(key: string): Promise<boolean> {
    return this.#with(key, (claim, write) => {
      if (claim?.state !== 'claimed' || claim.run !== this.#run) return false
      write({ ...claim, state: 'sending', leaseUntil: this.#now() + LEASE_MS })
      return true
    })
  }

  /** Records what became of a letter that this run was sending. */
  settle(key: string, state: 'sent' | 'failed' | 'unknown', reason?: string): Promise<void> {
    return this.#end(key, state, this.#now(), reason)
  }

  /** The server certainly has not taken the letter and may later: the next run tries again. */
  postpone(key: string, reason: string): Promise<void> {
    return this.#end(key, 'claimed', 0, reason)
  }

  /**
   * Another run may have called this one dead and the letter's fate unknown; who knows what became of it
   * may say so. A claim that has passed to another run is left alone.
   */
  #end(
    key: string,
    state: MailClaim['state'],
    leaseUntil: number,
    reason: string | undefined,
  ): Promise<void> {
    return this.#with(key, (claim, write) => {
      if (claim?.run !== this.#run) return
      if (claim.state !== 'sending' && claim.state !== 'unknown') return
      const { reason: _, ...rest } = claim
      write({ ...rest, state, leaseUntil, ...(reason === undefined ? {} : { reason }) })
    })
  }

  #with<T>(
    key: string,
    decide: (claim: MailClaim | null, write: (claim: MailClaim) => void) => T,
  ): Promise<T> {
    const document = mailDoc(this.#store, this.#programme, key)
    return this.#store.runTransaction(async (transaction) => {
      const claim = recordIn<MailClaim>(await transaction.get(document))
      return decide(claim, (next) => transaction.set(document, next))
    })
  }
}
