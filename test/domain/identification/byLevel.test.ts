import { expect, test } from 'vitest'
import { atLevel, readByLevel } from '../../../domain/identification/byLevel.ts'

test.each([
  ['30', { every: 30, levels: {} }],
  ['30 %', { every: 30, levels: {} }],
  ['НОШ 40, ООШ: 35; 30', { every: 30, levels: { primary: 40, basic: 35 } }],
  ['сош — 25%', { every: 20, levels: { secondary: 25 } }],
  ['primary 40', { every: 20, levels: { primary: 40 } }],
])('reads «%s»', (text, expected) => {
  expect(readByLevel(text, 20, [1, 100])).toEqual(expected)
})

test.each(['', 'тридцать', '30, 40', 'ДОУ 30', '0', '101', 'СОШ 30, СОШ 40', '30,5'])(
  'refuses «%s»',
  (text) => {
    expect(readByLevel(text, 20, [1, 100])).toBeNull()
  },
)

test('a school without a level goes by what counts for all', () => {
  const read = { every: 30, levels: { primary: 40 } } as const
  expect(atLevel(read, 'primary')).toBe(40)
  expect(atLevel(read, 'basic')).toBe(30)
  expect(atLevel(read, null)).toBe(30)
})
