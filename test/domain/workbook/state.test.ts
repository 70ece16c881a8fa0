import { expect, test } from 'vitest'
import { fingerprint } from '../../../domain/workbook/hash.ts'
import { formatState, parseState } from '../../../domain/workbook/state.ts'

const state = {
  rev: 12,
  bases: {},
  ...fingerprint({ event: 'Педсовет', deadline: '15.09.2021' }),
  typing: true,
  apart: false,
}

test.each([
  { name: 'a row being typed', state },
  { name: 'a row that stands apart', state: { ...state, typing: false, apart: true } },
  { name: 'a row in conflict', state: { ...state, bases: { deadline: 7, q1: 0 } } },
  {
    name: 'an empty row',
    state: { rev: 0, bases: {}, hash: '', prints: [], typing: false, apart: false },
  },
])('the state of $name is read as it was written', ({ state }) => {
  expect(parseState('row-00001', formatState('row-00001', state, 'book-1'), 'book-1')).toEqual(
    state,
  )
})

test('a state beside another id, or in another workbook, vouches for nothing', () => {
  const text = formatState('row-00001', state, 'book-1')
  expect(parseState('row-00002', text, 'book-1')).toBeNull()
  expect(parseState('', text, 'book-1')).toBeNull()
  expect(parseState('row-00001', text, 'book-2')).toBeNull()
})

test.each([
  ['', 'empty'],
  ['1:12', 'cut short'],
  [formatState('row-00001', state, 'book-1').replace('1:12:', '1:13:'), 'with another rev'],
  [formatState('row-00001', state, 'book-1').replace(':t:', '::'), 'with another flag'],
  [
    formatState('row-00001', { ...state, bases: { a: 7 } }, 'book-1').replace('a=7', 'a=9'),
    'with another base',
  ],
  [formatState('row-00001', state, 'book-1').replace(/^1:/, '2:'), 'of another version'],
])('a state «%s», %s, vouches for nothing', (text) => {
  expect(parseState('row-00001', text, 'book-1')).toBeNull()
})

test('the form of a state is pinned: old ones stand in people’s sheets', () => {
  expect(formatState('row-00001', state, 'book-1')).toMatchInlineSnapshot(
    `"1:12:0e3edet11fnvku:7ueh9z:t:0csfpdz0"`,
  )
})
