import { describe, expect, it } from 'vitest'
import { englishForm, russianForm } from '../../../domain/texts/plural.ts'

describe('the form of a word after a number', () => {
  it.each([
    [0, 'мер', 'measures'],
    [1, 'мера', 'measure'],
    [2, 'меры', 'measures'],
    [4, 'меры', 'measures'],
    [5, 'мер', 'measures'],
    [11, 'мер', 'measures'],
    [12, 'мер', 'measures'],
    [14, 'мер', 'measures'],
    [21, 'мера', 'measures'],
    [22, 'меры', 'measures'],
    [25, 'мер', 'measures'],
    [101, 'мера', 'measures'],
    [111, 'мер', 'measures'],
    [112, 'мер', 'measures'],
    [1002, 'меры', 'measures'],
  ])('%i %s, %s', (count, russian, english) => {
    expect(russianForm(count, ['мера', 'меры', 'мер'])).toBe(russian)
    expect(englishForm(count, ['measure', 'measures'])).toBe(english)
  })
})
