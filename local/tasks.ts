import type { Task, Tasks } from '../functions/mail/tasks.ts'

/** Tasks of this process, instead of Cloud Tasks: the same calls, the same tries. */
export interface LocalTasks extends Tasks {
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>
  close(): void
}

/** Calls of one task, as the queue in production is set up. */
const TRIES = 5
/** How many tasks run at once. */
const AT_ONCE = 4

/**
 * Runs tasks one after another in a few lanes. A task that fails is tried again after a wait that doubles.
 *
 * @param call does a task; rejects when it is to be tried again
 * @param wait resolves after so many milliseconds
 * @param failed is told of a task that failed for the last time
 */
export function localTasks(
  call: (task: Task) => Promise<unknown>,
  wait: (ms: number) => Promise<void>,
  failed: (task: Task, error: unknown) => void,
): LocalTasks {
  const known = new Set<string>()
  const waiting: Task[] = []
  const lanes = new Set<Promise<void>>()
  const open = { lanes: true }

  const run = async (task: Task): Promise<void> => {
    for (let tried = 1; open.lanes; tried++) {
      try {
        await call(task)
        return
      } catch (error) {
        if (tried === TRIES) return failed(task, error)
        await wait(1_000 * 2 ** (tried - 1))
      }
    }
  }
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined && open.lanes; task = waiting.shift()) {
      await run(task)
    }
  }
  return {
    add(task) {
      if (known.has(task.name)) return Promise.resolve('known')
      known.add(task.name)
      waiting.push(task)
      if (lanes.size < AT_ONCE) {
        const started = lane().finally(() => lanes.delete(started))
        lanes.add(started)
      }
      return Promise.resolve('added')
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes)
    },
    close() {
      open.lanes = false
      waiting.length = 0
    },
  }
}
