const MINUTE = 60_000

/**
 * Lets at most so many calls begin in any minute, and makes the others wait: what Google allows one
 * account (60 reads and 60 writes a minute in the Sheets API).
 *
 * @example const reads = new Throttle(60, () => performance.now(), sleep)
 *          await reads.take()
 */
export class Throttle {
  readonly #perMinute: number
  readonly #elapsed: () => number
  readonly #sleep: (ms: number) => Promise<void>
  /** When the calls of the last minute began. */
  #begun: number[] = []

  /** `elapsed`: milliseconds that only grow. */
  constructor(perMinute: number, elapsed: () => number, sleep: (ms: number) => Promise<void>) {
    this.#perMinute = perMinute
    this.#elapsed = elapsed
    this.#sleep = sleep
  }

  /** Resolves when a call may begin. */
  async take(): Promise<void> {
    for (;;) {
      const now = this.#elapsed()
      this.#begun = this.#begun.filter((begun) => now - begun < MINUTE)
      const [oldest] = this.#begun
      if (oldest === undefined || this.#begun.length < this.#perMinute) {
        this.#begun.push(now)
        return
      }
      await this.#sleep(oldest + MINUTE - now)
    }
  }
}
