import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const kept = z.object({ moment: z.iso.datetime() })

/**
 * The programme's clock on one computer: it can stand on any day, and runs on from there.
 *
 * It is what the functions take for «now»; the store's own time stamps are not moved by it.
 */
export interface Clock {
  /** The programme's moment. */
  readonly now: () => Date
  /** Moves the clock; it runs on from the new moment unless it was opened standing. */
  set(moment: Date): void
}

/**
 * Opens the clock kept in a file; a new one shows `first`.
 *
 * @param file where its moment is kept, so that a restart goes on from there.
 * @param first the moment of a new clock.
 * @param runs false for a clock that stands still until it is set: the demo's account must not depend
 *   on how fast the machine is.
 */
export function openClock(file: string, first: Date, runs = true): Clock {
  let moment = readMoment(file) ?? first
  let setAt = performance.now()
  const now = () => (runs ? new Date(moment.getTime() + performance.now() - setAt) : moment)
  return {
    now,
    set(next) {
      moment = next
      setAt = performance.now()
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify({ moment: next.toISOString() }))
    },
  }
}

function readMoment(file: string): Date | undefined {
  try {
    return new Date(kept.parse(JSON.parse(readFileSync(file, 'utf8'))).moment)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
