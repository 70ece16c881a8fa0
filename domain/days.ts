import type { Day } from './records.ts'

/**
 * Arithmetic of calendar days, `yyyy-mm-dd`. Days know no hours and no zone, so nothing here can slip by
 * one at a change of clocks; the zone matters only once, where a moment becomes a day (`localDay`).
 */

const DAY_MS = 86_400_000
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * Whether a text is a day that exists.
 *
 * @example isDay('2021-02-29') // false
 */
export function isDay(text: string): boolean {
  const parts = WRITTEN.exec(text)
  if (!parts) return false
  const moment = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])))
  return written(moment) === text
}

/** @example addDays('2021-12-30', 3) // '2022-01-02' */
export function addDays(day: Day, days: number): Day {
  return written(new Date(midnight(day) + days * DAY_MS))
}

/**
 * Calendar days from one day to another; negative when the second is earlier.
 *
 * @example daysBetween('2021-09-15', '2021-09-20') // 5
 */
export function daysBetween(from: Day, to: Day): number {
  return (midnight(to) - midnight(from)) / DAY_MS
}

/** Day of the week after ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): number {
  return new Date(midnight(day)).getUTCDay() || 7
}

/** The Monday of the day's week. */
export function weekStart(day: Day): Day {
  return addDays(day, 1 - weekday(day))
}

/** The Sunday of the day's week. */
export function weekEnd(day: Day): Day {
  return addDays(day, 7 - weekday(day))
}

/**
 * The calendar day that a moment falls on in a time zone.
 *
 * @param moment milliseconds since 1970 in UTC
 * @param timeZone IANA name; an unknown one throws RangeError
 * @example localDay(Date.UTC(2021, 8, 19, 21, 30), 'Europe/Moscow') // '2021-09-20'
 */
export function localDay(moment: number, timeZone: string): Day {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of formatterFor(timeZone).formatToParts(moment)) parts[type] = value
  return `${(parts.year ?? '').padStart(4, '0')}-${parts.month}-${parts.day}`
}

/**
 * The hour of a moment in a time zone, 0 to 23.
 *
 * @example localHour(Date.UTC(2021, 8, 20, 5, 10), 'Europe/Moscow') // 8
 */
export function localHour(moment: number, timeZone: string): number {
  return Number(
    new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(
      moment,
    ),
  )
}

/** Making a formatter costs a thousand times more than using it, and there are few zones. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

function midnight(day: Day): number {
  if (!isDay(day)) throw new RangeError(`Not a calendar day: «${day}». Expected yyyy-mm-dd.`)
  return Date.parse(`${day}T00:00:00Z`)
}

function written(moment: Date): Day {
  return moment.toISOString().slice(0, 10)
}
