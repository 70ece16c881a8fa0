/** Whoever may hold locks: a transaction, or a write outside one while it is being made. */
export interface Holder {
  readonly held: Set<string>
}

interface Lock {
  holders: Set<Holder>
  queue: (() => void)[]
}

/**
 * Soft locks on documents. They order those who contend, so that few abort; correctness does not rest on them
 * (commits are validated). A holder is waited for at most `patience` milliseconds, then passed by.
 */
export class Locks {
  readonly #locks = new Map<string, Lock>()
  readonly #patience: number

  constructor(patience: number) {
    this.#patience = patience
  }

  /** Resolves when all keys are held. Keys are taken in one order, so that two takers rarely block each other. */
  async acquire(holder: Holder, keys: readonly string[]): Promise<void> {
    for (const key of keys.toSorted()) {
      if (holder.held.has(key)) continue
      const lock = this.#locks.get(key)
      if (lock === undefined) {
        this.#locks.set(key, { holders: new Set([holder]), queue: [] })
        holder.held.add(key)
        continue
      }
      if (lock.holders.size > 0 || lock.queue.length > 0) await this.#wait(lock)
      lock.holders.add(holder)
      holder.held.add(key)
      if (this.#locks.get(key) === undefined) this.#locks.set(key, lock)
    }
  }

  release(holder: Holder): void {
    for (const key of holder.held) {
      const lock = this.#locks.get(key)
      if (lock === undefined) continue
      lock.holders.delete(holder)
      if (lock.holders.size > 0) continue
      const next = lock.queue.shift()
      if (next === undefined) this.#locks.delete(key)
      else next()
    }
    holder.held.clear()
  }

  #wait(lock: Lock): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        lock.queue.splice(lock.queue.indexOf(go), 1)
        resolve()
      }, this.#patience)
      lock.queue.push(go)
    })
  }
}
