import { expect, test } from 'vitest'
import { resultsOf, shareBelow } from '../../../domain/identification/results.ts'
import { result } from './district.ts'

test('rows of one procedure, subject and year group are one outcome, however the subject is written', () => {
  const { outcomes } = resultsOf([
    result('a', 2021, { procedure: 'vpr', subject: 'Математика', grade: 5, took: 20, below: 4 }),
    result('a', 2021, { procedure: 'vpr', subject: 'математика ', grade: 5, took: 22, below: 9 }),
    result('a', 2021, { procedure: 'vpr', subject: 'математика', grade: 6, took: 10, below: 1 }),
    result('a', 2020, { procedure: 'vpr', subject: 'математика', grade: 5, took: 10, below: 1 }),
  ])
  expect(outcomes.map(({ year, took, below }) => [year, took, below])).toEqual([
    [2021, 42, 13],
    [2021, 10, 1],
    [2020, 10, 1],
  ])
})

test('a state exam is one, with and without its year group', () => {
  const { outcomes } = resultsOf([
    result('a', 2021, { took: 20, below: 4, grade: 9 }),
    result('a', 2021, { took: 2, below: 1 }),
  ])
  expect(outcomes).toMatchObject([{ took: 22, below: 5 }])
})

test('a row without its numbers is no result of zero', () => {
  const { outcomes, incomplete } = resultsOf([
    result('a', 2021, { took: 20 }),
    result('a', 2021, { subject: 'физика', took: 0, below: 0 }),
    result('a', 2021, { subject: 'химия', took: 5, below: 6 }),
  ])
  expect(outcomes).toEqual([])
  expect(incomplete).toHaveLength(3)
})

test('the share of nobody is none', () => {
  expect(shareBelow([])).toBeNull()
  expect(shareBelow([{ took: 30, below: 9 }])).toBe(30)
})
