import { expect, it } from 'vitest'
import { excerpt } from '../../../domain/cells/excerpt.ts'

it('quotes a short entry whole and in one line', () => {
  expect(excerpt(' до 15\nмарта ')).toBe('до 15 марта')
})

it('quotes the beginning of a long one', () => {
  expect(excerpt('слово '.repeat(1_000))).satisfy((text: string) => text.length <= 60)
  expect(excerpt('слово '.repeat(1_000))).toMatch(/слово…$|…$/)
  expect(excerpt('а'.repeat(60))).toBe('а'.repeat(60))
})

it('does not cut a letter of two halves', () => {
  expect(excerpt(`${'а'.repeat(58)}😀😀`)).toBe(`${'а'.repeat(58)}…`)
})
