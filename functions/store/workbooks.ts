import type { Firestore } from '@google-cloud/firestore'
import { localDay } from '../../domain/days.ts'
import type { Binding, Day } from '../../domain/records.ts'
import { recordIn } from './documents.ts'

/** A bound workbook with its spreadsheet's id. */
export interface Workbook extends Binding {
  readonly id: string
}

export async function workbooksOf(
  store: Firestore,
  programme: string,
): Promise<readonly Workbook[]> {
  const found = await store.collection('workbooks').where('programme', '==', programme).get()
  return found.docs.flatMap((snapshot): Workbook[] => {
    const binding = recordIn<Binding>(snapshot)
    return binding === null ? [] : [{ ...binding, id: snapshot.id }]
  })
}

/**
 * The day on which each school's workbook was last seen with nothing unsent, by school id. A workbook that
 * nobody has ever been able to look at is seen to the day on which that began; one that nobody has tried
 * to look at tells nothing, for its own trigger may send all.
 */
export function seenOn(workbooks: readonly Workbook[], timeZone: string): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>()
  for (const { scope, ceiling, lastSeenAt, health } of workbooks) {
    const failing = health !== undefined && health.state !== 'fine' ? health.since : undefined
    const moment = lastSeenAt ?? failing
    if (scope === 'all' || ceiling !== 'staff' || moment === undefined) continue
    const day = localDay(moment, timeZone)
    for (const school of scope) {
      if (day > (days.get(school) ?? '')) days.set(school, day)
    }
  }
  return days
}
