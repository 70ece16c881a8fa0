import { describe, expect, it } from 'vitest'
import { FEDERAL_YEARS } from '../../../domain/calendar/federalDays.ts'
import { workCalendar } from '../../../domain/calendar/workCalendar.ts'
import { addDays, weekday } from '../../../domain/days.ts'
import type { Week } from '../../../domain/tables/schools.ts'
import { Random } from '../../../local/simulate/random.ts'

/**
 * The production calendars of the five-day week as they were published, day by day: weekdays that are
 * off, Saturdays that are worked, days that are short. Written down apart from the decrees, from which
 * the calendar under test is made.
 */
const published: Readonly<Record<string, readonly [off: string, worked: string, short: string]>> = {
  2021: [
    '01-01 01-04 01-05 01-06 01-07 01-08 02-22 02-23 03-08 05-03 05-04 05-05 05-06 05-07 05-10 06-14 11-01 11-02 11-03 11-04 11-05 12-31',
    '02-20',
    '02-20 04-30 06-11',
  ],
  2022: [
    '01-03 01-04 01-05 01-06 01-07 02-23 03-07 03-08 05-02 05-03 05-09 05-10 06-13 11-04',
    '03-05',
    '02-22 03-05 11-03',
  ],
  2023: [
    '01-02 01-03 01-04 01-05 01-06 02-23 02-24 03-08 05-01 05-08 05-09 06-12 11-06',
    '',
    '02-22 03-07 11-03',
  ],
  2024: [
    '01-01 01-02 01-03 01-04 01-05 01-08 02-23 03-08 04-29 04-30 05-01 05-09 05-10 06-12 11-04 12-30 12-31',
    '04-27 11-02 12-28',
    '02-22 03-07 05-08 06-11 11-02',
  ],
  2025: [
    '01-01 01-02 01-03 01-06 01-07 01-08 05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 12-31',
    '11-01',
    '03-07 04-30 06-11 11-01',
  ],
  2026: [
    '01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31',
    '',
    '04-30 05-08 06-11 11-03',
  ],
}

function daysOf(year: string): readonly string[] {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) days.push(day)
  return days
}

describe('the calendar of a five-day week', () => {
  it.each(Object.keys(published))('%s is the published one, day by day', (year) => {
    const calendar = workCalendar('five')
    const [off = '', worked = '', short = ''] = published[year] ?? []
    const expected = daysOf(year).map((day) => {
      const date = day.slice(5)
      if (short.includes(date)) return `${day} short`
      if (worked.includes(date)) return `${day} work`
      return `${day} ${off.includes(date) || weekday(day) > 5 ? 'off' : 'work'}`
    })
    expect(daysOf(year).map((day) => `${day} ${calendar.kindOf(day)}`)).toEqual(expected)
    expect(calendar.knows(year)).toBe(true)
  })

  it('knows no year but those of published decrees, and counts weekends and holidays by law', () => {
    const calendar = workCalendar('five')
    expect(Object.keys(FEDERAL_YEARS)).toEqual(Object.keys(published))
    expect(calendar.knows('2027')).toBe(false)
    expect(calendar.kindOf('2027-02-23')).toBe('off')
    expect(calendar.kindOf('2027-11-13')).toBe('off')
    // By the rule of the law the 3rd would be free too, but a decree may move it: not guessed.
    expect(calendar.kindOf('2027-05-03')).toBe('work')
  })

  it('takes a year as known once the programme has named its first of January', () => {
    expect(workCalendar('five', [{ day: '2027-01-01', kind: 'off' }]).knows('2027')).toBe(true)
    expect(workCalendar('five', [{ day: '2027-06-06', kind: 'off' }]).knows('2027')).toBe(false)
  })
})

describe('the calendar of a six-day week', () => {
  it.each([
    ['2021-02-20', 'work'],
    ['2021-02-22', 'short'],
    ['2021-05-03', 'work'],
    ['2021-05-04', 'off'],
    ['2021-05-10', 'off'],
    ['2021-11-05', 'off'],
    ['2021-12-31', 'off'],
    ['2022-03-07', 'short'],
    ['2022-05-02', 'off'],
    ['2022-05-03', 'work'],
    ['2022-12-31', 'short'],
    ['2023-11-06', 'work'],
    ['2024-04-27', 'work'],
    ['2024-12-31', 'off'],
    ['2025-05-08', 'off'],
    ['2026-01-09', 'work'],
    ['2026-03-09', 'off'],
    ['2026-05-11', 'work'],
  ])('%s is %s: Saturdays are worked, only moves from a Sunday count', (day, kind) => {
    expect(workCalendar('six').kindOf(day)).toBe(kind)
  })
})

describe('days that the programme names', () => {
  it('go before all others', () => {
    const calendar = workCalendar('five', [
      { day: '2025-03-31', kind: 'off' },
      { day: '2025-06-14', kind: 'work' },
      { day: '2025-06-11', kind: 'work' },
    ])
    expect(calendar.kindOf('2025-03-31')).toBe('off')
    expect(calendar.kindOf('2025-06-14')).toBe('work')
    expect(calendar.kindOf('2025-06-11')).toBe('work')
    expect(workCalendar('five').kindOf('2025-03-31')).toBe('work')
  })

  it('that leave no worked day are a mistake which is named', () => {
    const never = Array.from({ length: 800 }, (_, n) => addDays('2025-01-01', n)).map((day) => ({
      day,
      kind: 'off' as const,
    }))
    expect(() => workCalendar('five', never).onOrAfter('2025-02-01')).toThrow(/no worked day/)
  })
})

describe('counting worked days', () => {
  it.each([1, 2, 3])('agrees with a count day by day (seed %i)', (seed) => {
    const random = new Random(seed)
    for (let round = 0; round < 300; round++) {
      const week: Week = random.chance(0.5) ? 'five' : 'six'
      const start = addDays('2021-01-01', random.below(2500))
      const named = Array.from({ length: 5 }, () => ({
        day: addDays(start, random.below(40) - 20),
        kind: random.chance(0.7) ? ('off' as const) : ('work' as const),
      }))
      const calendar = workCalendar(week, named)
      const count = random.below(31) - 15
      let expected = start
      for (let left = Math.abs(count); left > 0;) {
        expected = addDays(expected, Math.sign(count))
        if (calendar.kindOf(expected) !== 'off') left--
      }
      expect({ seed, round, day: calendar.shift(start, count) }).toEqual({
        seed,
        round,
        day: expected,
      })
      const worked = (day: string) => calendar.kindOf(day) !== 'off'
      const around = Array.from({ length: 41 }, (_, n) => addDays(start, n - 20))
      expect(calendar.onOrBefore(start)).toBe(around.slice(0, 21).findLast(worked))
      expect(calendar.onOrAfter(start)).toBe(around.slice(20).find(worked))
    }
  })
})
