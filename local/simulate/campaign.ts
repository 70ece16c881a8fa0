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
const PER_GROUND = 100

/** So many histories are lived at once, so that none waits for another's timers. */
const AT_ONCE = 8

/** Lives through histories of consecutive seeds. */
export async function campaign(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, histories, until } = options
  const started = performance.now()
  const failures: Failure[] = []
  const counts: Record<string, number> = {}
  let lived = 0
  let next = seed
  const ends = (): boolean =>
    next >= seed + histories ||
    failures.some(({ violations }) => violations.some(({ kind }) => until?.includes(kind) ?? true))
  const some = async (ground: Ground): Promise<void> => {
    for (let n = 0; n < PER_GROUND && !ends(); n++) {
      const mine = next++
      const steps = stepsOf(mine, BOOKS.length, options.shells)
      const report = await live(ground, steps)
      lived++
      for (const [name, count] of Object.entries(report.counts)) {
        counts[name] = (counts[name] ?? 0) + count
      }
      if (report.violations.length === 0) continue
      failures.push(await failureOf(ground, mine, steps, report, options.shrink))
    }
  }
  const lane = async (): Promise<void> => {
    while (!ends()) {
      const ground = await Ground.open()
      try {
        await some(ground)
      } finally {
        await ground.close()
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, histories) }, lane))
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
