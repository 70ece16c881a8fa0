import { expect, test } from 'vitest'
import { squared, tidyLines } from '../../../domain/roadmap/document.ts'
import { rowOf } from './tables.ts'

test('rows are equally long, without empty ends', () => {
  const rows = squared([rowOf('а', '', ''), rowOf('б', 'в'), rowOf('', ''), rowOf()])
  expect(rows).toEqual([rowOf('а', ''), rowOf('б', 'в')])
})

test('an empty row between others stays, or numbers of rows would be wrong', () => {
  expect(squared([rowOf('а'), rowOf(''), rowOf('б')])).toHaveLength(3)
  expect(squared([rowOf('', '')])).toEqual([])
  expect(squared([])).toEqual([])
})

test('lines are trimmed and joined by one sign, invisible signs and empty lines are gone', () => {
  expect(tidyLines('  Диаг\u00adностика\u00a0 \t классов \r\n\v\n – 5–9 классы\u200b ')).toBe(
    'Диагностика классов\n– 5–9 классы',
  )
  // «й» of two signs is the one that people type.
  expect(tidyLines('и\u0306')).toBe('й')
})
