import { expect, test } from 'vitest'
import { lacksYear, readYear, withYear, yearsIn, yearText } from '../../../domain/roadmap/year.ts'

const school = { first: 2021, last: 2022 }

test.each([
  ['Дорожная карта на 2021–2022 учебный год', school],
  ['План на 2021/22 год', school],
  ['План на 2022 год', { first: 2022, last: 2022 }],
  ['План на 2021 год с продолжением в 2023 году', null],
  ['Программа на 2021–2024 годы', null],
  ['Приказ № 2021', null],
])('the years of «%s»', (text, years) => {
  expect(yearsIn(text)).toEqual(years)
})

test.each([
  ['до 15 марта', 'до 15 марта 2022'],
  ['до 15 сентября', 'до 15 сентября 2021'],
  ['октябрь – май', 'октябрь 2021 - май 2022'],
  ['в течение года', 'в течение года'],
  ['15.03.2022', '15.03.2022'],
  ['ежемесячно', 'ежемесячно'],
])('the term «%s» in a school year', (text, whole) => {
  expect(withYear(text, school)).toBe(whole)
  expect(lacksYear(text)).toBe(whole !== text)
})

test('a year is written as it is read', () => {
  expect(readYear('2021/2022')).toEqual(school)
  expect(yearText(school)).toBe('2021/2022')
  expect(readYear('2021')).toEqual({ first: 2021, last: 2021 })
  expect(readYear('2021/2024')).toBeNull()
})
