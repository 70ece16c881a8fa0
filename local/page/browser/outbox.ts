import type { Gesture } from '../gesture.ts'
import { Refused, send } from './api.ts'

/** Between tries while the server does not answer, in milliseconds. */
const PAUSE_MS = 1_500

export type Saving = 'saved' | 'saving' | 'waiting'

/**
 * Sends gestures one after another, each until it is answered: the server knows one that it has had by its
 * name. So what was typed while the server did not answer arrives later, in order.
 */
export class Outbox {
  readonly #address: () => string
  readonly #person: () => string
  readonly #told: (saving: Saving, waiting: number) => void
  readonly #refused: (reason: string) => void
  readonly #queue: Gesture[] = []
  #sending = false

  constructor(options: {
    readonly address: () => string
    readonly person: () => string
    readonly told: (saving: Saving, waiting: number) => void
    readonly refused: (reason: string) => void
  }) {
    this.#address = options.address
    this.#person = options.person
    this.#told = options.told
    this.#refused = options.refused
  }

  /** Is there anything that the server has not got yet? */
  get empty(): boolean {
    return this.#queue.length === 0
  }

  put(gesture: Gesture): void {
    this.#queue.push(gesture)
    if (!this.#sending) void this.#send()
  }

  async #send(): Promise<void> {
    this.#sending = true
    for (let gesture = this.#queue[0]; gesture; gesture = this.#queue[0]) {
      this.#told('saving', this.#queue.length)
      const id = crypto.randomUUID()
      while (!(await this.#arrives(id, gesture))) {
        this.#told('waiting', this.#queue.length)
        await new Promise((done) => setTimeout(done, PAUSE_MS))
      }
      this.#queue.shift()
    }
    this.#sending = false
    this.#told('saved', 0)
  }

  /** @returns false when no answer came */
  async #arrives(id: string, gesture: Gesture): Promise<boolean> {
    try {
      await send(this.#address(), { as: this.#person(), id, gesture })
    } catch (error) {
      if (!(error instanceof Refused)) return false
      this.#refused(error.message)
    }
    return true
  }
}
