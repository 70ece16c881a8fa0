import { describe, expect, it } from 'vitest'
import {
  addDays,
  daysBetween,
  isDay,
  localDay,
  weekday,
  weekEnd,
  weekStart,
} from '../../domain/days.ts'

describe('calendar days', () => {
  it.each([
    ['2021-02-28', true],
    ['2021-02-29', false],
    ['2024-02-29', true],
    ['2021-13-01', false],
    ['2021-9-20', false],
    ['2021-09-20T00:00', false],
    ['', false],
  ])('isDay(%j) is %j', (text, exists) => {
    expect(isDay(text)).toBe(exists)
  })

  it('walk one by one through the years without a gap, in step with the week', () => {
    let day = '2019-12-31'
    let week = weekday(day)
    for (let count = 1; count <= 3000; count++) {
      const next = addDays(day, 1)
      expect(daysBetween(day, next)).toBe(1)
      expect(daysBetween('2019-12-31', next)).toBe(count)
      expect(addDays(next, -count)).toBe('2019-12-31')
      week = (week % 7) + 1
      expect(weekday(next)).toBe(week)
      day = next
    }
    expect(day).toBe('2028-03-18')
  })

  it('know the week from Monday to Sunday', () => {
    expect(weekday('2021-09-20')).toBe(1)
    expect(weekday('2021-09-26')).toBe(7)
    for (const day of ['2021-09-20', '2021-09-23', '2021-09-26']) {
      expect(weekStart(day)).toBe('2021-09-20')
      expect(weekEnd(day)).toBe('2021-09-26')
    }
    expect(weekStart('2022-01-01')).toBe('2021-12-27')
  })

  it('refuse what is not a day, and say what they got', () => {
    expect(() => addDays('20.09.2021', 1)).toThrow('Not a calendar day: «20.09.2021»')
    expect(addDays('2021-09-20', 1)).toBe('2021-09-21')
  })
})

describe('the local day of a moment', () => {
  const evening = Date.UTC(2021, 8, 19, 21, 30)

  it.each([
    ['UTC', '2021-09-19'],
    ['Europe/Moscow', '2021-09-20'],
    ['Europe/Kaliningrad', '2021-09-19'],
    ['Asia/Kamchatka', '2021-09-20'],
  ])('in %s is %s', (timeZone, day) => {
    expect(localDay(evening, timeZone)).toBe(day)
  })

  it('turns at local midnight, to the millisecond, also where clocks change', () => {
    const midnight = Date.UTC(2021, 9, 30, 22) // 31.10.2021 00:00 in Berlin, whose clocks go back that night
    expect(localDay(midnight - 1, 'Europe/Berlin')).toBe('2021-10-30')
    expect(localDay(midnight, 'Europe/Berlin')).toBe('2021-10-31')
    expect(localDay(midnight + 25 * 3_600_000 - 1, 'Europe/Berlin')).toBe('2021-10-31')
    expect(localDay(midnight + 25 * 3_600_000, 'Europe/Berlin')).toBe('2021-11-01')
  })

  it('refuses an unknown zone', () => {
    expect(() => localDay(evening, 'Europe/Zelenchuk')).toThrow(RangeError)
  })
})
