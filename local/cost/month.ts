import type { Counts, Event, Measured } from './measure.ts'

/** How people work: not measured, to be put in by whoever knows their district. */
export interface Habits {
  /** Cells that a school types on a working day. */
  readonly edits: number
  /** How often a school opens the sidebar on a working day. */
  readonly panels: number
}

export const USUAL: Habits = { edits: 10, panels: 2 }

const HOURS = 30 * 24
const WORKING_DAYS = 22
const WEEKS = 30 / 7
/** Rounds of ten minutes within the eight hours of the working days. */
const ROUNDS = WORKING_DAYS * 8 * 6

const COUNTS = ['reads', 'writes', 'deletes', 'calls', 'letters'] as const

/**
 * What a month of 30 days costs a programme of `schools` schools: the counts measured at two sizes, continued in a
 * straight line, as often as they happen. What the schools type is spread over the rounds of the working hours.
 */
export function monthOf(
  [few, many]: readonly [Measured, Measured],
  schools: number,
  { edits, panels }: Habits = USUAL,
): Counts {
  const typed = schools * WORKING_DAYS * edits
  const busy = Math.min(typed, ROUNDS)
  const together = Math.min(schools, Math.max(1, typed / ROUNDS))
  return mapCounts((key) => {
    const of = (event: Event): number => {
      const [low, high] = [few.events[event][key], many.events[event][key]]
      const slope = (high - low) / (many.schools - few.schools)
      return Math.max(0, low + slope * (schools - few.schools))
    }
    // Between a round for one school and one for all; what a quiet round costs is in the hour already.
    const more = schools > 1 ? ((of('all') - of('one')) * (together - 1)) / (schools - 1) : 0
    const round = Math.max(0, of('one') + more - of('quiet'))
    return Math.round(
      HOURS * of('hour') +
        typed * of('edit') +
        busy * round +
        schools * WORKING_DAYS * panels * of('panel') +
        WEEKS * (of('nights') + of('digest')),
    )
  })
}

function mapCounts(value: (key: keyof Counts) => number): Counts {
  const [reads = 0, writes = 0, deletes = 0, calls = 0, letters = 0] = COUNTS.map(value)
  return { reads, writes, deletes, calls, letters }
}
