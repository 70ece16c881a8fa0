import { describe, expect, it } from 'vitest'
import { dayOf, partsOf } from '../../../domain/cells/day.ts'
import { readDateText } from '../../../domain/cells/dateText.ts'
import { addDays } from '../../../domain/days.ts'

const MONTHS =
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ')

const two = (number: number) => String(number).padStart(2, '0')

describe('dates in texts', () => {
  it('reads every day of three years in eight spellings', () => {
    for (let day = '2020-01-01'; day < '2023-01-01'; day = addDays(day, 1)) {
      const { year, month, date } = partsOf(day)
      const spellings = [
        `${two(date)}.${two(month)}.${year}`,
        `${date}.${month}.${year % 100}`,
        `${date}-${month}-${year}`,
        day,
        `${date} ${MONTHS[month - 1]} ${year} г.`,
        `до ${date} ${MONTHS[month - 1]} ${year} года`,
        `«${date}» ${MONTHS[month - 1]?.toUpperCase()} ${year}`,
        `не позднее ${two(date)}.${two(month)}.${year}г.`,
      ]
      expect(spellings.map(readDateText)).toEqual(spellings.map(() => ({ is: 'day', day })))
    }
  })

  it('never takes a day and month without a year for a date', () => {
    for (let day = '2020-01-01'; day < '2021-01-01'; day = addDays(day, 1)) {
      const { month, date } = partsOf(day)
      const spellings = [
        `${date}.${month}`,
        `${date}/${month}`,
        `${date} ${MONTHS[month - 1]}`,
        `до ${date}.${month}`,
      ]
      expect(spellings.map(readDateText)).toEqual(
        spellings.map(() => ({ is: 'noYear', month, date })),
      )
    }
  })

  it('reads a range by both its ends, written in full or in short', () => {
    const may = { is: 'period', first: '2021-05-01', last: '2021-05-15' }
    expect(readDateText('01.05.2021-15.05.2021')).toEqual(may)
    expect(readDateText('01.05–15.05.2021')).toEqual(may)
    expect(readDateText('1 – 15 мая 2021 г.')).toEqual(may)
    expect(readDateText('с 1 по 15 мая 2021 года')).toEqual(may)
    expect(readDateText('from 1 May to 15 May 2021')).toEqual(may)
  })

  it('knows no first day of a repeated term', () => {
    expect(readDateText('ежемесячно до 25.12.2021')).toEqual({
      is: 'period',
      first: null,
      last: '2021-12-25',
    })
  })

  it('reads quarters, half-years and school years by their calendar', () => {
    expect(readDateText('I квартал 2027 г.')).toEqual({
      is: 'period',
      first: '2027-01-01',
      last: '2027-03-31',
    })
    expect(readDateText('II полугодие 2021')).toEqual({
      is: 'period',
      first: '2021-07-01',
      last: '2021-12-31',
    })
    expect(readDateText('2021/22 уч. год')).toEqual({
      is: 'period',
      first: '2021-09-01',
      last: '2022-05-31',
    })
  })

  it('does not take a school term (четверть) for a quarter of the calendar', () => {
    expect(readDateText('1-я четверть 2021/22 уч. г.')).toEqual({ is: 'words' })
  })

  it('leaves two years in a row open: two calendar years, or one school year', () => {
    expect(readDateText('2021-2022')).toEqual({ is: 'words' })
    expect(readDateText('2021-2022 уч. г.').is).toBe('period')
    expect(readDateText('2021-2024').is).toBe('period')
  })

  it('reads the day first, and says where the month may have been', () => {
    expect(readDateText('03/04/2021')).toEqual({ is: 'day', day: '2021-04-03', slashed: true })
    expect(readDateText('13/04/2021')).toEqual({ is: 'day', day: '2021-04-13' })
    expect(readDateText('03.04.2021')).toEqual({ is: 'day', day: '2021-04-03' })
    expect(readDateText('04/13/2021')).toEqual({ is: 'swapped', day: '2021-04-13' })
  })

  it('calls a day that does not exist impossible, in any spelling', () => {
    const texts = ['31.02.2021', '2021-02-31', '31 февраля 2021 г.', 'до 31/02/2021']
    expect(texts.filter((text) => readDateText(text).is !== 'impossible')).toEqual([])
    expect(dayOf(2021, 2, 31)).toBeNull()
  })

  it('ends quickly on long nonsense', () => {
    const long = 'с 1 по '.repeat(2_000) + '-'.repeat(2_000) + '1 '.repeat(2_000)
    const begun = performance.now()
    readDateText(long)
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
