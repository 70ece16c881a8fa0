import type { Card, Day } from '../records.ts'
import type { Week } from '../tables/schools.ts'
import { workCalendar, type DayKind, type NamedDay, type WorkCalendar } from './workCalendar.ts'

/** A programme's calendars, one per working week. The office itself works five days. */
export type Calendars = Readonly<Record<Week, WorkCalendar>>

const KINDS: readonly DayKind[] = ['work', 'short', 'off']

/** The calendars of a programme, with the days that its directory's table `calendar` names. */
export function calendarsOf(directory: Card): Calendars {
  const named = Object.values(directory.briefs['calendar'] ?? {}).flatMap((row): NamedDay[] => {
    const kind = KINDS.find((known) => known === row['kind'])
    const day = row['day']
    return kind === undefined || typeof day !== 'string' ? [] : [{ day, kind }]
  })
  return { five: workCalendar('five', named), six: workCalendar('six', named) }
}

/** The first of the given days' years whose days off are not published yet; null when all are known. */
export function unknownYear(calendar: WorkCalendar, days: readonly Day[]): string | null {
  const years = new Set(days.map((day) => day.slice(0, 4)))
  return [...years].sort().find((year) => !calendar.knows(year)) ?? null
}
