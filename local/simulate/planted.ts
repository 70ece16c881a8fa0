import { BUGS, type Bug } from './bugs.ts'
import type { Failure } from './campaign.ts'
import { liveThrough } from './workers.ts'

/** Where a planted fault is first seen. */
export interface Catch {
  readonly bug: string
  /** The kind of violation; null where no history showed the fault. */
  readonly kind: string | null
  readonly seed: number | null
  /** Histories lived until then. */
  readonly histories: number
}

export interface Search {
  readonly histories: number
  /** Of the first history. */
  readonly seed: number
  readonly shells: 1 | 2
  readonly workers: number
}

/** Plants each fault in turn, as the lines of a table. */
export async function* plantEach(search: (bug: Bug) => Search): AsyncGenerator<Catch> {
  for (const bug of BUGS) yield await catchBug(bug, search(bug))
}

/**
 * Looks for the first history that shows a fault by one of the kinds it is expected to. A history that
 * shows such a violation without the fault as well does not count.
 */
export async function catchBug({ name, shows }: Bug, search: Search): Promise<Catch> {
  const first = search.seed
  const last = first + search.histories - 1
  const options = { shells: search.shells, workers: search.workers, shrink: false, until: shows }
  for (let seed = first; seed <= last;) {
    const planted = await liveThrough({ ...options, seed, histories: last - seed + 1, bug: name })
    const failure = planted.failures.find((one) => kindsIn(one, shows).length > 0)
    if (!failure) break
    const sound = await liveThrough({ ...options, seed: failure.seed, histories: 1 })
    const alike = new Set(sound.failures.flatMap((one) => kindsIn(one, shows)))
    const kind = kindsIn(failure, shows).find((one) => !alike.has(one))
    const histories = failure.seed - first + 1
    if (kind !== undefined) return { bug: name, kind, seed: failure.seed, histories }
    seed = failure.seed + 1
  }
  return { bug: name, kind: null, seed: null, histories: search.histories }
}

function kindsIn({ violations }: Failure, kinds: readonly string[]): string[] {
  return violations.flatMap(({ kind }) => (kinds.includes(kind) ? [kind] : []))
}
