import { describe, expect, it } from 'vitest'
import { addDays } from '../../../domain/days.ts'
import { enDates, ruDates } from '../../../domain/texts/dates.ts'

const today = '2021-09-20'

describe('dates in Russian', () => {
  it('know every weekday, said and happening', () => {
    const week = Array.from({ length: 7 }, (_, index) => addDays(today, index))
    expect(week.map((day) => ruDates.withWeekday(day, today))).toEqual([
      'понедельник, 20 сентября',
      'вторник, 21 сентября',
      'среда, 22 сентября',
      'четверг, 23 сентября',
      'пятница, 24 сентября',
      'суббота, 25 сентября',
      'воскресенье, 26 сентября',
    ])
    expect(week.map((day) => ruDates.onWeekday(day, today).split(',')[0])).toEqual([
      'в понедельник',
      'во вторник',
      'в среду',
      'в четверг',
      'в пятницу',
      'в субботу',
      'в воскресенье',
    ])
  })

  it('agree with the language library on the months', () => {
    const format = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', timeZone: 'UTC' })
    for (let month = 1; month <= 12; month++) {
      const day = `2021-${String(month).padStart(2, '0')}-05`
      expect(ruDates.dayMonth(day, today)).toBe(format.format(Date.parse(day)))
    }
  })

  it('name the year only where it is another', () => {
    expect(ruDates.dayMonth('2021-12-31', today)).toBe('31 декабря')
    expect(ruDates.dayMonth('2022-01-01', today)).toBe('1 января 2022 года')
    expect(ruDates.short('2021-09-05', today)).toBe('05.09')
    expect(ruDates.short('2020-09-05', today)).toBe('05.09.2020')
    expect(ruDates.full(today)).toBe('понедельник, 20 сентября 2021 года')
  })

  it('tell a move shortly within a month', () => {
    expect(ruDates.moved('2021-10-15', '2021-10-29', today)).toBe('с 15 на 29 октября')
    expect(ruDates.moved('2021-10-29', '2021-11-05', today)).toBe('с 29 октября на 5 ноября')
    expect(ruDates.moved('2021-12-15', '2022-01-20', today)).toBe(
      'с 15 декабря на 20 января 2022 года',
    )
  })
})

describe('dates in English', () => {
  it('say the same', () => {
    expect(enDates.full(today)).toBe('Monday, 20 September 2021')
    expect(enDates.onWeekday('2021-09-15', today)).toBe('on Wednesday, 15 September')
    expect(enDates.moved('2021-12-15', '2022-01-20', today)).toBe(
      'from 15 December to 20 January 2022',
    )
    expect(enDates.short('2020-09-05', today)).toBe('5 Sep 2020')
  })
})
