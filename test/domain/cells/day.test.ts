import { describe, expect, it } from 'vitest'
import {
  dayOf,
  dayOfSerial,
  lastDayOfMonth,
  partsOf,
  serialOf,
  shownDay,
} from '../../../domain/cells/day.ts'

describe('calendar days of cells', () => {
  it('makes a day of its parts', () => {
    expect(dayOf(2021, 3, 15)).toBe('2021-03-15')
    expect(dayOf(2024, 2, 29)).toBe('2024-02-29')
  })

  it('makes no day of parts that do not exist, instead of the next month’s', () => {
    expect(dayOf(2021, 2, 29)).toBeNull()
    expect(dayOf(2021, 4, 31)).toBeNull()
    expect(dayOf(2021, 13, 1)).toBeNull()
    expect(dayOf(2021, 0, 1)).toBeNull()
    expect(dayOf(21, 3, 15)).toBeNull()
  })

  it('counts days as Google Sheets does', () => {
    // Values that Sheets shows for these dates in the format «Number».
    expect(serialOf('1900-01-01')).toBe(2)
    expect(serialOf('2000-01-01')).toBe(36_526)
    expect(serialOf('2021-03-15')).toBe(44_270)
  })

  it('reads each day number of the programme’s century back', () => {
    for (let serial = 32_874; serial < 73_050; serial += 1) {
      expect(serialOf(dayOfSerial(serial))).toBe(serial)
    }
  })

  it('leaves a time of day out', () => {
    expect(dayOfSerial(44_270.99)).toBe('2021-03-15')
  })

  it('knows the last day of a month', () => {
    expect(lastDayOfMonth(2021, 2)).toBe('2021-02-28')
    expect(lastDayOfMonth(2024, 2)).toBe('2024-02-29')
    expect(lastDayOfMonth(2021, 12)).toBe('2021-12-31')
  })

  it('writes a day as people do, and takes it apart', () => {
    expect(shownDay('2021-03-05')).toBe('05.03.2021')
    expect(partsOf('2021-03-05')).toEqual({ year: 2021, month: 3, date: 5 })
  })
})
