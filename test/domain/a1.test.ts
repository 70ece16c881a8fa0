import { expect, test } from 'vitest'
import { columnLetters } from '../../domain/a1.ts'

test.for([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [27, 'AB'],
  [701, 'ZZ'],
  [702, 'AAA'],
] as const)('column %i has the letters %s', ([column, letters]) => {
  expect(columnLetters(column)).toBe(letters)
})
