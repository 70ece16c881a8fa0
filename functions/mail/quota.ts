import type { Firestore } from '@google-cloud/firestore'
import { recordIn } from '../store/documents.ts'

/** What the mail account has used, of all programmes together. */
interface Used {
  readonly day: number
  /** Number of the minute since 1970, and letters in it. */
  readonly minute: number
  readonly inMinute: number
}

export interface Limits {
  readonly perMinute: number
  readonly perDay: number
}

/** How many letters may go now, and what holds back the others. */
export interface Grant {
  readonly letters: number
  readonly short: 'minute' | 'day' | null
}

/** The mail server's allowance, shared by all runs of all instances: one document a day. */
export class Quota {
  readonly #store: Firestore
  readonly #limits: Limits
  readonly #now: () => number

  /** @param now real time in milliseconds: mail servers count real days, of UTC here */
  constructor(store: Firestore, limits: Limits, now: () => number) {
    this.#store = store
    this.#limits = limits
    this.#now = now
  }

  /** Takes leave to send as many of `wanted` letters as there is room for. */
  take(wanted: number): Promise<Grant> {
    return this.#change((used): readonly [number, Grant] => {
      const inMinute = this.#limits.perMinute - used.inMinute
      const inDay = this.#limits.perDay - used.day
      const letters = Math.max(0, Math.min(wanted, inMinute, inDay))
      const short = letters === wanted ? null : inDay <= inMinute ? 'day' : 'minute'
      return [letters, { letters, short }]
    })
  }

  /** Gives back what was not sent. */
  async giveBack(letters: number): Promise<void> {
    if (letters > 0) await this.#change(() => [-letters, undefined])
  }

  #change<T>(decide: (used: Used) => readonly [number, T]): Promise<T> {
    const now = this.#now()
    const minute = Math.floor(now / 60_000)
    const document = this.#store
      .collection('mailQuota')
      .doc(new Date(now).toISOString().slice(0, 10))
    return this.#store.runTransaction(async (transaction) => {
      const found = recordIn<Used>(await transaction.get(document))
      const used = {
        day: found?.day ?? 0,
        minute,
        inMinute: found?.minute === minute ? found.inMinute : 0,
      }
      const [letters, result] = decide(used)
      if (letters !== 0) {
        transaction.set(document, {
          day: Math.max(0, used.day + letters),
          minute,
          inMinute: Math.max(0, used.inMinute + letters),
        } satisfies Used)
      }
      return result
    })
  }
}
