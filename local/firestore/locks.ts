/** Whoever may hold locks: a transaction, or a write outside one while it is being made. */
export class Holder {
  readonly held = new Set<string>()
  /** How often its client has tried already: who was refused before goes first. */
  readonly attempt: number
  /** What it waits for at the moment. */
  waiting: Waiter | undefined
  /** When it last got a lock (ms since 1970): from then on the patience of others is counted. */
  busySince = 0
  /** Its locks are given back for good: it takes no more. */
  isDone = false

  constructor(attempt = 0) {
    this.attempt = attempt
  }

  /** Told when it must give way, because it and others wait for each other. */
  giveWay(): void {}
}

interface Waiter {
  lock: Lock
  holder: Holder
  go: () => void
}

interface Lock {
  key: string
  holders: Set<Holder>
  queue: Waiter[]
  /** Runs while somebody waits: how long the present holders are still respected. */
  timer: NodeJS.Timeout | undefined
}

/**
 * Soft locks on documents. They let those who contend take turns, so that few abort; correctness does not rest on
 * them (commits are validated). Who holds a lock for longer than `patience` milliseconds while others wait, loses it,
 * unless it waits itself. When some wait for each other in a circle, the newest of them gives way.
 */
export class Locks {
  readonly #locks = new Map<string, Lock>()
  readonly #patience: number

  constructor(patience: number) {
    this.#patience = patience
  }

  /** Resolves when all keys are held. They are taken in one order, so that two takers do not block each other. */
  async acquire(holder: Holder, keys: readonly string[]): Promise<void> {
    for (const key of keys.toSorted()) {
      if (holder.isDone) return
      if (holder.held.has(key)) continue
      const lock = this.#locks.get(key)
      if (lock !== undefined) {
        await this.#wait(lock, holder)
        continue
      }
      this.#locks.set(key, { key, holders: new Set([holder]), queue: [], timer: undefined })
      holder.held.add(key)
      holder.busySince = Date.now()
    }
  }

  /** Gives back everything that somebody holds or waits for. */
  release(holder: Holder): void {
    holder.isDone = true
    const { waiting } = holder
    if (waiting !== undefined) {
      waiting.lock.queue.splice(waiting.lock.queue.indexOf(waiting), 1)
      holder.waiting = undefined
      waiting.go()
    }
    for (const key of holder.held) {
      const lock = this.#locks.get(key)
      if (lock === undefined) continue
      lock.holders.delete(holder)
      if (lock.holders.size === 0) this.#passOn(lock)
    }
    holder.held.clear()
  }

  #wait(lock: Lock, holder: Holder): Promise<void> {
    return new Promise((resolve) => {
      const waiter = { lock, holder, go: resolve }
      holder.waiting = waiter
      const behind = lock.queue.findIndex((other) => priority(other.holder) < priority(holder))
      lock.queue.splice(behind === -1 ? lock.queue.length : behind, 0, waiter)
      lock.timer ??= setTimeout(() => this.#lose(lock), this.#patience)
      const circle = circleThrough(holder)
      const victim = circle.toSorted((left, right) => left.attempt - right.attempt)[0]
      if (victim === undefined) return
      victim.giveWay()
      this.release(victim)
    })
  }

  /** Passes the lock on when its holders have been respected long enough; they are while they wait themselves. */
  #lose(lock: Lock): void {
    const now = Date.now()
    const left = [...lock.holders].map((holder) =>
      holder.waiting === undefined ? holder.busySince + this.#patience - now : this.#patience,
    )
    const longest = Math.max(0, ...left)
    if (longest > 0) lock.timer = setTimeout(() => this.#lose(lock), longest)
    else this.#passOn(lock)
  }

  /** Takes the lock from its holders and gives it to the first who waits. */
  #passOn(lock: Lock): void {
    clearTimeout(lock.timer)
    lock.timer = undefined
    for (const holder of lock.holders) holder.held.delete(lock.key)
    lock.holders.clear()
    const next = lock.queue.shift()
    if (next === undefined) {
      this.#locks.delete(lock.key)
      return
    }
    lock.holders.add(next.holder)
    next.holder.held.add(lock.key)
    next.holder.waiting = undefined
    next.holder.busySince = Date.now()
    if (lock.queue.length > 0) lock.timer = setTimeout(() => this.#lose(lock), this.#patience)
    next.go()
  }
}

/** Who holds something already is nearer its end than who holds nothing; then who has tried more often. */
function priority(holder: Holder): number {
  return (holder.held.size > 0 ? 1000 : 0) + holder.attempt
}

/** Those who wait for each other so that `start` waits for itself; newest first, empty when there is no circle. */
function circleThrough(start: Holder): Holder[] {
  const seen = new Set<Holder>()
  const search = (holder: Holder): Holder[] | undefined => {
    if (seen.has(holder)) return undefined
    seen.add(holder)
    for (const next of holder.waiting?.lock.holders ?? []) {
      const rest = next === start ? [] : search(next)
      if (rest !== undefined) return [holder, ...rest]
    }
    return undefined
  }
  return search(start) ?? []
}
