import type { Timestamp } from './protocol.ts'

/** Microseconds since 1970 (UTC): the unit in which the store keeps every time; exact in a number until 2255. */
export type Micros = number

export function toTimestamp(micros: Micros): Timestamp {
  const seconds = Math.floor(micros / 1_000_000)
  return { seconds, nanos: (micros - seconds * 1_000_000) * 1000 }
}

export function toMicros(time: Timestamp): Micros {
  const seconds =
    typeof time.seconds === 'number'
      ? time.seconds
      : time.seconds.high * 4294967296 + (time.seconds.low >>> 0)
  return seconds * 1_000_000 + Math.floor(time.nanos / 1000)
}

/** A clock whose every answer is later than the one before, also after a restart (`notBefore`). */
export class CommitClock {
  #last: Micros

  constructor(notBefore: Micros) {
    this.#last = notBefore
  }

  next(): Micros {
    this.#last = Math.max(this.#last + 1, Date.now() * 1000)
    return this.#last
  }

  /** The time of the newest commit, or now when that is later: what a read is stamped with. */
  read(): Micros {
    return Math.max(this.#last, Date.now() * 1000)
  }
}
