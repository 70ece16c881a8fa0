/** Locks by name, each held by one run at a time; those who wait get it in the order of asking. */
export interface Locks {
  /** Resolves to whether the run holds the lock after at most `ms` milliseconds. */
  acquire(name: string, run: number, ms: number): Promise<boolean>
  holds(name: string, run: number): boolean
  release(name: string, run: number): void
  /** A run that has ended holds nothing and waits for nothing. */
  releaseAll(run: number): void
}

interface Waiter {
  readonly run: number
  readonly grant: (held: boolean) => void
}

export function createLocks(): Locks {
  const holders = new Map<string, number>()
  const queues = new Map<string, Waiter[]>()

  const release = (name: string, run: number): void => {
    if (holders.get(name) !== run) return
    const next = queues.get(name)?.shift()
    if (!next) {
      holders.delete(name)
      return
    }
    holders.set(name, next.run)
    next.grant(true)
  }

  return {
    acquire: async (name, run, ms) => {
      const holder = holders.get(name)
      if (holder === undefined || holder === run) {
        holders.set(name, run)
        return true
      }
      if (ms <= 0) return false
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const waiter: Waiter = { run, grant: resolve }
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push(waiter)
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiter), 1)
        resolve(false)
      }, ms)
      const held = await promise
      clearTimeout(timer)
      return held
    },
    holds: (name, run) => holders.get(name) === run,
    release,
    releaseAll: (run) => {
      for (const queue of queues.values()) {
        for (const waiter of queue.filter((one) => one.run === run)) {
          queue.splice(queue.indexOf(waiter), 1)
          waiter.grant(false)
        }
      }
      for (const [name, holder] of holders) if (holder === run) release(name, run)
    },
  }
}
