import { addDays, daysBetween, weekday } from '../days.ts'
import type { Day } from '../records.ts'
import type { Week } from '../tables/schools.ts'
import { FEDERAL_YEARS, HOLIDAYS, type FederalYear } from './federalDays.ts'

/** A short day is worked, and ends an hour earlier. */
export type DayKind = 'work' | 'short' | 'off'

/** A day that the programme itself has named: a regional holiday, a Saturday that is worked. */
export interface NamedDay {
  readonly day: Day
  readonly kind: DayKind
}

/**
 * Which days are worked. It times reminders and nothing else: a deadline stands on the day that was
 * agreed, worked or not.
 */
export interface WorkCalendar {
  kindOf(day: Day): DayKind
  isWorkday(day: Day): boolean
  /** The day itself where it is worked, else the last worked day before it. */
  onOrBefore(day: Day): Day
  /** The day itself where it is worked, else the first worked day after it. */
  onOrAfter(day: Day): Day
  /** The `count`-th worked day after the day; before it where `count` is negative; 0 is the day itself. */
  shift(day: Day, count: number): Day
  /** Whether a year's days off are published, or entered by the programme. */
  knows(year: string): boolean
}

/**
 * The calendar of a working week.
 *
 * - Days off of the week: Saturday and Sunday, or Sunday alone.
 * - Holidays by law; one that falls on a day off of the week gives the next worked day free, unless the
 *   year's decree moves it elsewhere. New Year's days move by decree only (Labour Code, article 112).
 * - A day off that a decree moves is worked, and as long as the day that became free (article 95). In a
 *   six-day week Saturdays are worked anyway: only moves from a Sunday count.
 * - The worked day before a holiday is short.
 * - What the programme names itself goes before all of this.
 *
 * In a year without a decree only weekends and holidays by law are off: nothing is guessed. Such a year
 * counts as known when the programme has named its first of January, as who enters a whole calendar does.
 *
 * @example workCalendar('five').kindOf('2024-04-27') // 'work', a moved Saturday
 * @example workCalendar('six').kindOf('2026-01-09') // 'work'; 'off' in a five-day week
 */
export function workCalendar(week: Week, named: readonly NamedDay[] = []): WorkCalendar {
  const own = new Map(named.map(({ day, kind }) => [day, kind]))
  const years = new Map<string, ReadonlyMap<Day, DayKind>>()
  const special = (day: Day): DayKind | undefined => {
    const year = day.slice(0, 4)
    let days = years.get(year)
    if (days === undefined) years.set(year, (days = specialDays(year, week)))
    return days.get(day)
  }
  const kindOf = (day: Day): DayKind =>
    own.get(day) ?? special(day) ?? (isWeeklyOff(day, week) ? 'off' : 'work')
  const isWorkday = (day: Day) => kindOf(day) !== 'off'
  const towards = (day: Day, step: 1 | -1): Day => {
    let found = day
    while (!isWorkday(found)) {
      found = addDays(found, step)
      if (Math.abs(daysBetween(day, found)) > LONGEST_REST) {
        throw new RangeError(`The calendar has no worked day within a year of ${day}.`)
      }
    }
    return found
  }
  return {
    kindOf,
    isWorkday,
    onOrBefore: (day) => towards(day, -1),
    onOrAfter: (day) => towards(day, 1),
    shift: (day, count) => {
      const step = count < 0 ? -1 : 1
      let found = day
      for (let left = Math.abs(count); left > 0; left--) found = towards(addDays(found, step), step)
      return found
    },
    knows: (year) => year in FEDERAL_YEARS || own.has(`${year}-01-01`),
  }
}

/** Days beyond which a search for a worked day is a mistake in the programme's own calendar. */
const LONGEST_REST = 366

/** All days of a year whose kind is not that of their weekday. */
function specialDays(year: string, week: Week): ReadonlyMap<Day, DayKind> {
  const days = new Map<Day, DayKind>()
  const published: FederalYear | undefined = FEDERAL_YEARS[year]
  const holidays = HOLIDAYS.map((day) => `${year}-${day}`)
  for (const day of holidays) days.set(day, 'off')

  const moves = (published?.moved ?? []).filter(([from]) => isWeeklyOff(from, week))
  for (const [, to] of moves) days.set(to, 'off')
  for (const { from, to } of published?.free ?? []) {
    for (let day = from; day <= to; day = addDays(day, 1)) days.set(day, 'off')
  }
  if (published !== undefined) {
    const decreed = new Set(moves.map(([from]) => from))
    const falling = holidays.slice(NEW_YEAR).filter((day) => isWeeklyOff(day, week))
    for (const holiday of falling.filter((day) => !decreed.has(day))) {
      let next = addDays(holiday, 1)
      while (days.get(next) === 'off' || isWeeklyOff(next, week)) next = addDays(next, 1)
      days.set(next, 'off')
    }
  }

  const eves = new Set([...holidays, nextNewYear(year)].map((day) => addDays(day, -1)))
  for (const eve of eves) {
    if (days.get(eve) !== 'off' && !isWeeklyOff(eve, week)) days.set(eve, 'short')
  }
  for (const [from, to] of moves) {
    if (!holidays.includes(from)) days.set(from, eves.has(to) ? 'short' : 'work')
  }
  return days
}

/** How many of the holidays are New Year's, which move by decree only. */
const NEW_YEAR = 8

function nextNewYear(year: string): Day {
  return `${String(Number(year) + 1).padStart(4, '0')}-01-01`
}

function isWeeklyOff(day: Day, week: Week): boolean {
  return weekday(day) === 7 || (week === 'five' && weekday(day) === 6)
}
