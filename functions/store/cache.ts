/** How long the functions may go on by what they read of bindings, people and settings. */
export const CACHE_MS = 60_000

/** Entries kept at most; a flood of unknown workbook ids must not fill the memory. */
const ENTRIES = 5_000

/**
 * Values that may be up to `CACHE_MS` old. Several who ask for one value at once share one reading; a
 * reading that fails is not kept.
 */
export class Cache<T> {
  readonly #entries = new Map<string, { readonly readAt: number; readonly value: Promise<T> }>()
  readonly #elapsed: () => number

  /** `elapsed`: milliseconds that only grow. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed
  }

  get(key: string, read: () => Promise<T>): Promise<T> {
    const now = this.#elapsed()
    const known = this.#entries.get(key)
    if (known !== undefined && now - known.readAt < CACHE_MS) return known.value
    if (this.#entries.size >= ENTRIES) this.#entries.clear()
    const entry = { readAt: now, value: read() }
    this.#entries.set(key, entry)
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
    })
    return entry.value
  }

  /** After a write of our own: the next reader reads anew. */
  forget(key: string): void {
    this.#entries.delete(key)
  }
}
