import type { Day } from '../records.ts'

const MS_PER_DAY = 86_400_000
/** Google Sheets counts days from 30.12.1899 (Sheets API, «DATE» serial numbers). */
const SHEETS_EPOCH = Date.UTC(1899, 11, 30)

/**
 * A calendar day as `yyyy-mm-dd`, or null where there is no such day.
 *
 * @example dayOf(2021, 3, 15) // '2021-03-15'
 * @example dayOf(2021, 2, 31) // null
 */
export function dayOf(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists =
    year >= 1000 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : null
}

/**
 * The last day of a month.
 *
 * @example lastDayOfMonth(2021, 2) // '2021-02-28'
 */
export function lastDayOfMonth(year: number, month: number): Day {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/**
 * The Sheets date number of a day: whole days since 30.12.1899.
 *
 * @example serialOf('2021-03-15') // 44270
 */
export function serialOf(day: Day): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - SHEETS_EPOCH) / MS_PER_DAY)
}

/**
 * The day of a Sheets date number; a time of day in its fraction is left out.
 *
 * @example dayOfSerial(44270.5) // '2021-03-15'
 */
export function dayOfSerial(serial: number): Day {
  return new Date(SHEETS_EPOCH + Math.floor(serial) * MS_PER_DAY).toISOString().slice(0, 10)
}

/**
 * A day as people write it.
 *
 * @example shownDay('2021-03-15') // '15.03.2021'
 */
export function shownDay(day: Day): string {
  const [year, month, date] = day.split('-')
  return `${date}.${month}.${year}`
}

/** Year, month and day of the month as numbers. */
export function partsOf(day: Day): {
  readonly year: number
  readonly month: number
  readonly date: number
} {
  const [year, month, date] = day.split('-').map(Number)
  return { year: year ?? 0, month: month ?? 0, date: date ?? 0 }
}
