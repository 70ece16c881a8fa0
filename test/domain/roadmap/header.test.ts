import { describe, expect, test } from 'vitest'
import { findHeader, isNumbering, repeatsHeader } from '../../../domain/roadmap/header.ts'
import { rowOf, tableOf } from './tables.ts'

const HEAD = ['№', 'Мероприятие', 'Срок', 'Ответственный']
const FIRST = ['1', 'Диагностика', '15.10.2021', 'завуч']

describe('the header of a table', () => {
  test('is its first row of known headings, under the name of the plan', () => {
    const { rows } = tableOf(['План мероприятий на 2021 год', '<', '<', '<'], HEAD, FIRST)
    expect(findHeader(rows)).toMatchObject({ at: 1, height: 1, headings: HEAD })
  })

  test('is the row that says more, where a group stands over it', () => {
    const { rows } = tableOf(
      ['№', 'Мероприятие', 'Сроки', '<', 'Ответственный'],
      ['^№', '^Мероприятие', 'Начало', 'Окончание', '^Ответственный'],
      ['1', 'Диагностика', '01.10.2021', '15.10.2021', 'завуч'],
    )
    expect(findHeader(rows)).toMatchObject({
      at: 1,
      headings: ['№', 'Мероприятие', 'Начало', 'Окончание', 'Ответственный'],
    })
  })

  test('has two rows, where the first groups quarters, merged or not', () => {
    const under = ['', '', 'I', 'II', 'III', 'IV']
    const row = ['1', 'Диагностика', '+', '', '', '']
    for (const rest of ['<', '']) {
      const { rows } = tableOf(['№', 'Мероприятие', 'Кварталы', rest, rest, rest], under, row)
      expect(findHeader(rows)?.headings.slice(2)).toEqual([
        'Кварталы / I',
        'Кварталы / II',
        'Кварталы / III',
        'Кварталы / IV',
      ])
    }
  })

  test('is not the row of a measure that speaks of terms and people', () => {
    const { rows } = tableOf(HEAD, ['1', 'Мероприятие с ответственными', '15.10.2021', 'завуч'])
    expect(findHeader(rows)).toMatchObject({ at: 0, height: 1 })
  })

  test('is none, where fewer than two headings are known', () => {
    expect(findHeader(tableOf(['Школа', 'Адрес'], ['СОШ', 'Маруха']).rows)).toBeNull()
    expect(findHeader(tableOf(['Мероприятие', 'Адрес'], ['Диагностика', 'Маруха']).rows)).toBeNull()
    expect(findHeader([])).toBeNull()
  })
})

test('a header that a page repeats is no measure', () => {
  const { rows } = tableOf(HEAD, FIRST)
  const header = findHeader(rows)
  if (header === null) throw new Error('no header')
  expect(repeatsHeader(rowOf(...HEAD), rows, header)).toBe(true)
  expect(repeatsHeader(rowOf('', 'мероприятие', 'СРОК', 'Ответственный'), rows, header)).toBe(true)
  expect(repeatsHeader(rowOf(...FIRST), rows, header)).toBe(false)
})

test('a row that numbers the columns is no measure', () => {
  expect(isNumbering(rowOf('1', '2', '3', '4'))).toBe(true)
  expect(isNumbering(rowOf('1.', '2.', '3.', '4.'))).toBe(true)
  expect(isNumbering(rowOf('1', '2'))).toBe(false)
  expect(isNumbering(rowOf('1', 'Диагностика', '3'))).toBe(false)
})
