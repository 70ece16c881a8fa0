import type { Firestore } from '@google-cloud/firestore'
import { addDays } from '../../domain/days.ts'
import type { Day, ProgrammeYear } from '../../domain/records.ts'
import { Refusal } from '../errors.ts'
import { recordIn, yearDocs } from '../store/documents.ts'
import type { World } from '../world.ts'

/** The years that were ended, or taken back, the latest first. */
export async function readYears(
  store: Firestore,
  programme: string,
): Promise<readonly ProgrammeYear[]> {
  const found = await yearDocs(store, programme).get()
  return found.docs
    .flatMap((one) => recordIn<ProgrammeYear>(one) ?? [])
    .sort((a, b) => b.to.localeCompare(a.to))
}

/** The first day of the year that is to be ended now. */
export function firstDayOf(years: readonly ProgrammeYear[], world: World): Day {
  const ended = years.find(({ state }) => state !== 'reopened')
  return ended === undefined ? world.programme.firstDay : addDays(ended.to, 1)
}

/** The last day that is proposed: the end of the last calendar year, or today where that was before the year. */
export function proposedEnd(from: Day, today: Day): Day {
  const december = `${Number(today.slice(0, 4)) - 1}-12-31`
  return december >= from ? december : today
}

/**
 * Whether a year may end on a day. One that is being ended, or has been, may be gone on with.
 *
 * @throws Refusal `year.end` for a day that is not over, or not after the last year
 */
export function checkEnd(to: Day, years: readonly ProgrammeYear[], world: World): void {
  if (years.some((year) => year.to === to && year.state !== 'reopened')) return
  if (to > world.today || to < firstDayOf(years, world)) throw new Refusal('year.end')
}
