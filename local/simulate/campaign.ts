import { BOOKS, Ground } from './ground.ts'
import { live, type Counts, type Report, type Violation } from './history.ts'
import { shrink } from './shrink.ts'
import { stepsOf } from './steps.ts'

export interface CampaignOptions {
  readonly histories: number
  /** Of the first history; the others follow by one. */
  readonly seed: number
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
  readonly counts: Counts
  readonly failures: readonly Failure[]
}

/** So many histories share one store before it is begun anew. */
const PER_GROUND = 300

/** So many histories are lived at once, so that none waits for another's timers. */
const AT_ONCE = 8

/** Lives through histories of consecutive seeds. */
export async function campaign(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, histories, until } = options
  const started = performance.now()
  const failures: Failure[] = []
  const counts: Record<string, number> = {}
  let lived = 0
  const ends = (): boolean =>
    failures.some(({ violations }) => violations.some(({ kind }) => until?.includes(kind) ?? true))
  for (let first = 0; first < histories && !ends(); first += PER_GROUND) {
    const seeds = Array.from(
      { length: Math.min(PER_GROUND, histories - first) },
      (_, at) => seed + first + at,
    )
    const ground = await Ground.open()
    const lane = async (): Promise<void> => {
      for (let next = seeds.shift(); next !== undefined && !ends(); next = seeds.shift()) {
        const steps = stepsOf(next, BOOKS.length, options.shells)
        const report = await live(ground, steps)
        lived++
        for (const [name, count] of Object.entries(report.counts)) {
          counts[name] = (counts[name] ?? 0) + count
        }
        if (report.violations.length === 0) continue
        failures.push(await failureOf(ground, next, steps, report, options.shrink))
      }
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, lane))
    } finally {
      await ground.close()
    }
  }
  failures.sort((a, b) => a.seed - b.seed)
  const seconds = (performance.now() - started) / 1000
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sums of every field of Counts
  return { histories: lived, seconds, counts: counts as unknown as Counts, failures }
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
