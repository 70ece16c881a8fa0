import type { Card, Day } from '../../domain/records.ts'

/** A stage whose tab is to be seen, by the id of its row. */
export interface StageTab {
  readonly stage: string
  readonly table: string
}

/** The stages that run on a day and open a tab. */
export function runningStages(directory: Card, day: Day): readonly StageTab[] {
  return Object.entries(directory.briefs['stages'] ?? {}).flatMap(
    ([stage, { start, end, opens }]) =>
      typeof opens === 'string' && String(start) <= day && day <= String(end)
        ? [{ stage, table: opens }]
        : [],
  )
}
