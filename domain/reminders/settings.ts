import type { Programme } from '../records.ts'

/** When whom a measure is reminded of, in working days. Set per programme; see `DEFAULT_LADDER`. */
export interface Ladder {
  /** Days before the deadline on which who answers for the measure is reminded; 0 is the day itself. */
  readonly before: readonly number[]
  /** Days after it on which the next above learns of it; null for never. */
  readonly head: number | null
  readonly curator: number | null
  readonly coordinator: number | null
}

export const DEFAULT_LADDER: Ladder = { before: [14, 3, 0], head: 1, curator: 5, coordinator: 10 }

/** Local hours in which no mail goes out: from `from` to before `to`, over midnight where `from` is later. */
export interface QuietHours {
  readonly from: number
  readonly to: number
}

export const DEFAULT_QUIET: QuietHours = { from: 20, to: 7 }

export function ladderOf({ reminders }: Programme): Ladder {
  return reminders ?? DEFAULT_LADDER
}

/** @example isQuiet({ from: 20, to: 7 }, 23) // true */
export function isQuiet({ from, to }: QuietHours, hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to
}
