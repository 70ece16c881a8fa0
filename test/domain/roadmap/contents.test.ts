import { expect, test } from 'vitest'
import { contentsOf, isMark } from '../../../domain/roadmap/contents.ts'
import { rowOf } from './tables.ts'

test.each([
  ['dates', ['15.10.2021', 'до 1 ноября', 'в течение года', 'сентябрь – май']],
  ['posts', ['директор', 'зам. директора по УВР', 'руководитель ШМО', 'Классные руководители']],
  ['numbers', ['1', '2,5', '96 %', '1 000']],
  ['marks', ['+', 'х', '✓', 'да']],
] as const)('a column of %s is known by what stands in it', (kind, texts) => {
  const contents = contentsOf(rowOf(...texts))
  expect(contents[kind]).toBe(1)
  expect(contents.filled).toBe(4)
})

test('a share is of the filled cells, and a merged one counts once', () => {
  expect(contentsOf(rowOf('15.10.2021', '', 'Диагностика', '<'))).toMatchObject({
    filled: 2,
    dates: 0.5,
  })
})

test('an empty column is nothing, not half of everything', () => {
  expect(contentsOf([])).toEqual({ filled: 0, dates: 0, posts: 0, numbers: 0, marks: 0, length: 0 })
})

test('what looks like a date by its shape is no number, a decimal is no date', () => {
  expect(contentsOf(rowOf('15.10.2021'))).toMatchObject({ dates: 1, numbers: 0 })
  expect(contentsOf(rowOf('2021'))).toMatchObject({ dates: 0, numbers: 1 })
  expect(contentsOf(rowOf('10.5'))).toMatchObject({ dates: 0, numbers: 1 })
})

test('a dash under a quarter is no mark', () => {
  expect(['+', 'V', 'да'].every(isMark)).toBe(true)
  expect(['–', '-', '96 %', ''].some(isMark)).toBe(false)
})
