import type { Day } from '../records.ts'
import { weekday } from '../days.ts'

/** How days are written for people: with the weekday, and with the year only where it could be doubted. */
export interface DateTexts {
  /** «15 сентября»; with the year when it is not the year of `today`: «15 декабря 2020 года». */
  dayMonth(day: Day, today: Day): string
  /** «среда, 22 сентября». */
  withWeekday(day: Day, today: Day): string
  /** «в среду, 15 сентября». */
  onWeekday(day: Day, today: Day): string
  /** «понедельник, 20 сентября 2021 года». */
  full(day: Day): string
  /** «с 15 на 29 октября», «с 29 октября на 5 ноября». */
  moved(from: Day, to: Day, today: Day): string
  /** «15.09», with the year when it is not the year of `today`. */
  short(day: Day, today: Day): string
}

const MONTHS_RU =
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ')
const WEEKDAYS_RU = 'понедельник вторник среда четверг пятница суббота воскресенье'.split(' ')
const ON_WEEKDAYS_RU =
  'в понедельник|во вторник|в среду|в четверг|в пятницу|в субботу|в воскресенье'.split('|')
const MONTHS_EN =
  'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS_EN = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

export const ruDates: DateTexts = {
  dayMonth(day, today) {
    const text = `${dayNumber(day)} ${nameOf(MONTHS_RU, month(day))}`
    return year(day) === year(today) ? text : `${text} ${year(day)} года`
  },
  withWeekday: (day, today) =>
    `${nameOf(WEEKDAYS_RU, weekday(day))}, ${ruDates.dayMonth(day, today)}`,
  onWeekday: (day, today) =>
    `${nameOf(ON_WEEKDAYS_RU, weekday(day))}, ${ruDates.dayMonth(day, today)}`,
  full: (day) => `${ruDates.withWeekday(day, day)} ${year(day)} года`,
  moved(from, to, today) {
    const sameMonth = from.slice(0, 7) === to.slice(0, 7)
    const start = sameMonth ? String(dayNumber(from)) : ruDates.dayMonth(from, today)
    return `с ${start} на ${ruDates.dayMonth(to, today)}`
  },
  short(day, today) {
    const text = `${day.slice(8)}.${day.slice(5, 7)}`
    return year(day) === year(today) ? text : `${text}.${year(day)}`
  },
}

export const enDates: DateTexts = {
  dayMonth(day, today) {
    const text = `${dayNumber(day)} ${nameOf(MONTHS_EN, month(day))}`
    return year(day) === year(today) ? text : `${text} ${year(day)}`
  },
  withWeekday: (day, today) =>
    `${nameOf(WEEKDAYS_EN, weekday(day))}, ${enDates.dayMonth(day, today)}`,
  onWeekday: (day, today) => `on ${enDates.withWeekday(day, today)}`,
  full: (day) => `${enDates.withWeekday(day, day)} ${year(day)}`,
  moved: (from, to, today) =>
    `from ${enDates.dayMonth(from, today)} to ${enDates.dayMonth(to, today)}`,
  short(day, today) {
    const text = `${dayNumber(day)} ${nameOf(MONTHS_EN, month(day)).slice(0, 3)}`
    return year(day) === year(today) ? text : `${text} ${year(day)}`
  },
}

const year = (day: Day) => day.slice(0, 4)
const month = (day: Day) => Number(day.slice(5, 7))
const dayNumber = (day: Day) => Number(day.slice(8))

/** Months and weekdays count from 1. */
function nameOf(names: readonly string[], number: number): string {
  return names[number - 1] ?? ''
}
