import { setTimeout as wait } from 'node:timers/promises'
import type { NetworkState } from './view.ts'

/** How long an answer takes over the slow line, in milliseconds. */
const SLOW_MS = 3_000

/** The line between the sheet and the functions, which the stand can cut. */
export class Network {
  state: NetworkState = 'on'
  #calls = 0

  /**
   * Carries out a call of the add-on to the functions as the line has it. On a failing line every second
   * call arrives and its answer is lost: the case that a client must survive.
   *
   * @throws Error when no answer comes
   */
  async over<T>(call: () => Promise<T>): Promise<T> {
    if (this.state === 'off') throw new Error('the line is cut')
    if (this.state === 'slow') await wait(SLOW_MS)
    const answer = await call()
    this.#calls += 1
    if (this.state === 'failing' && this.#calls % 2 === 1) throw new Error('the answer was lost')
    return answer
  }
}
