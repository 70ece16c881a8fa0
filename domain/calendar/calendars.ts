import type { Card, Day } from '../records.ts'
import type { Week } from '../tables/schools.ts'
import { workCalendar, type DayKind, type NamedDay, type WorkCalendar } from './workCalendar.ts'

/** A programme's calendars, one per working week. The office itself works five days. */
export type Calendars = Readonly<Record<Week, WorkCalendar>>

/** The kinds of the table `calendar`. */
const KINDS: Readonly<Record<string, DayKind>> = {
  workday: 'work',
  shortDay: 'short',
  dayOff: 'off',
}

/**
 * The calendars of a programme, with the days that its directory's table `calendar` names: those of the
 * whole country, and those of its own region.
 *
 * @param region whose regional days count; null for none
 */
export function calendarsOf({ briefs }: Pick<Card, 'briefs'>, region: string | null): Calendars {
  const rows = Object.values(briefs['calendar'] ?? {})
  const named = (week: Week) =>
    rows.flatMap((row): NamedDay[] => {
      const kind = KINDS[String(row['kind'])]
      const { day, week: whose = 'all', region: where = '' } = row
      if (kind === undefined || typeof day !== 'string') return []
      if (whose !== 'all' && whose !== week) return []
      if (where !== '' && !sameRegion(String(where), region)) return []
      return [{ day, kind }]
    })
  return { five: workCalendar('five', named('five')), six: workCalendar('six', named('six')) }
}

function sameRegion(a: string, b: string | null): boolean {
  return b !== null && folded(a) === folded(b)
}

/** The first of the given days' years whose days off are not published yet; null when all are known. */
export function unknownYear(calendar: WorkCalendar, days: readonly Day[]): string | null {
  const years = new Set(days.map((day) => day.slice(0, 4)))
  return [...years].sort().find((year) => !calendar.knows(year)) ?? null
}

function folded(name: string): string {
  return name.trim().toLowerCase().replaceAll('ё', 'е')
}
