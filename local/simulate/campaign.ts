import { BOOKS, Ground } from './ground.ts'
import { live, type Report, type Violation } from './history.ts'
import type { Seeds } from './seeds.ts'
import { shrink } from './shrink.ts'
import { stepsOf } from './steps.ts'

export interface CampaignOptions {
  /** How many shells work in each workbook: the add-on, or `reconcile` too. */
  readonly shells: 1 | 2
  /** Stop at the first violation of one of these kinds; undefined for any, an empty list for none. */
  readonly until?: readonly string[]
  /** Look for a shorter history that shows the first violation too. */
  readonly shrink: boolean
}

/** A history in which something happened that must not. */
export interface Failure {
  readonly seed: number
  readonly violations: readonly Violation[]
  /** What happened in the shrunken history, told in words. */
  readonly trace: readonly string[]
  readonly steps: number
}

export interface CampaignReport {
  readonly histories: number
  readonly seconds: number
  /** Sums over all histories, by name; see `Counts`. */
  readonly counts: Readonly<Record<string, number>>
  readonly failures: readonly Failure[]
}

/** So many histories share one store before it is begun anew. */
const PER_GROUND = 100

/** So many histories are lived at once, so that none waits for another's timers. */
const AT_ONCE = 4

/** Lives through the histories of seeds until there are no more. */
export async function campaign(options: CampaignOptions, seeds: Seeds): Promise<CampaignReport> {
  const { until, shells } = options
  const started = performance.now()
  const failures: Failure[] = []
  const counts: Record<string, number> = {}
  let lived = 0
  const one = async (ground: Ground, seed: number): Promise<void> => {
    const steps = stepsOf(seed, BOOKS.length, shells)
    const report = await live(ground, steps)
    lived++
    for (const [name, count] of Object.entries(report.counts)) {
      counts[name] = (counts[name] ?? 0) + count
    }
    if (report.violations.length === 0) return
    if (report.violations.some(({ kind }) => until?.includes(kind) ?? true)) seeds.endAt(seed)
    failures.push(await failureOf(ground, seed, steps, report, options.shrink))
  }
  const lane = async (): Promise<void> => {
    let seed = seeds.take()
    while (seed !== null) {
      const ground = await Ground.open()
      try {
        for (let n = 0; n < PER_GROUND && seed !== null; n++) {
          await one(ground, seed)
          seed = seeds.take()
        }
      } finally {
        await ground.close()
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  const seconds = (performance.now() - started) / 1000
  return { histories: lived, seconds, counts, failures }
}

async function failureOf(
  ground: Ground,
  seed: number,
  steps: ReturnType<typeof stepsOf>,
  report: Report,
  shorter: boolean,
): Promise<Failure> {
  const { violations, trace } = report
  if (!shorter) return { seed, violations, trace, steps: steps.length }
  const kind = violations[0]?.kind
  const short = await shrink(steps, async (part) =>
    (await live(ground, part)).violations.some((violation) => violation.kind === kind),
  )
  const again = await live(ground, short)
  return { seed, violations: again.violations, trace: again.trace, steps: short.length }
}
