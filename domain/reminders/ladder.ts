import type { WorkCalendar } from '../calendar/workCalendar.ts'
import type { Measure } from '../figures.ts'
import type { Day } from '../records.ts'
import type { Ladder } from './settings.ts'

/** Who is told of a measure at a rung of the ladder. */
export type Rung = 'responsible' | 'head' | 'curator' | 'coordinator'

/** Days whose reminders are told now: after `after`, up to `upTo`. Usually one; more after a day missed. */
export interface Window {
  /** The last day whose reminders are out already; null when none has been before. */
  readonly after: Day | null
  readonly upTo: Day
}

/**
 * The day on which a reminder `days` working days before a deadline goes out. A deadline on a day off is
 * reminded of from the last working day before it.
 *
 * @example reminderDay('2021-09-26', 0, workCalendar('five')) // '2021-09-24': the 26th is a Sunday
 */
export function reminderDay(deadline: Day, days: number, calendar: WorkCalendar): Day {
  return calendar.shift(calendar.onOrBefore(deadline), -days)
}

/**
 * The day on which others learn that a measure is overdue: the working day that many after its deadline.
 *
 * @example escalationDay('2021-09-24', 1, workCalendar('five')) // '2021-09-27', the Monday after a Friday
 */
export function escalationDay(deadline: Day, days: number, calendar: WorkCalendar): Day {
  return calendar.shift(deadline, days)
}

/**
 * Whether a rung of the ladder falls into the window for a measure. Nobody is reminded of what is done or
 * has no deadline; those above learn of what is overdue only.
 *
 * @param calendar of the people who are told: a school's own week, the office's five days
 */
export function isDue(
  measure: Pick<Measure, 'status' | 'deadline' | 'next'>,
  rung: Rung,
  window: Window,
  ladder: Ladder,
  calendar: WorkCalendar,
): boolean {
  const { status, deadline, next } = measure
  if (status === 'done' || deadline === null) return false
  const within = (day: Day) =>
    day <= window.upTo && (window.after === null ? day === window.upTo : day > window.after)
  if (rung === 'responsible') {
    return next !== null && ladder.before.some((days) => within(reminderDay(next, days, calendar)))
  }
  const days = ladder[rung]
  return days !== null && deadline < window.upTo && within(escalationDay(deadline, days, calendar))
}
