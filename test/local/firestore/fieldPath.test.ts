import { describe, expect, test } from 'vitest'
import {
  formatFieldPath,
  getField,
  parseFieldPath,
  parseWritablePath,
  withField,
} from '../../../local/firestore/fieldPath.ts'

const number = (value: number) => ({ doubleValue: value })

describe('field paths', () => {
  test.each<[string, string[]]>([
    ['a', ['a']],
    ['a.b_2', ['a', 'b_2']],
    ['a.`b.c`', ['a', 'b.c']],
    ['`a\\`b\\\\c`', ['a`b\\c']],
    ['`имя школы`.x', ['имя школы', 'x']],
  ])('%s is read and written', (text, path) => {
    expect(parseFieldPath(text)).toEqual(path)
    expect(formatFieldPath(path)).toBe(text)
  })

  test.each(['', 'a..b', '.a', 'a.', '1a', 'a b', '`a', '``', '`a`b', 'имя'])(
    '“%s” is refused',
    (text) => {
      expect(() => parseFieldPath(text)).toThrow('is not valid')
    },
  )

  test('a write may not name what Firestore keeps to itself', () => {
    expect(() => parseWritablePath('a.__b__')).toThrow('reserved')
    expect(parseWritablePath('a.__b')).toEqual(['a', '__b'])
  })
})

describe('fields', () => {
  const fields = { m: { mapValue: { fields: { x: number(1), y: number(2) } } }, n: number(3) }

  test('are found inside maps only', () => {
    expect(getField(fields, ['m', 'x'])).toEqual(number(1))
    expect(getField(fields, ['n', 'x'])).toBeUndefined()
    expect(getField(fields, ['constructor'])).toBeUndefined()
  })

  test('are replaced without touching what was there', () => {
    const before = structuredClone(fields)
    expect(withField(fields, ['m', 'x'], number(9))).toEqual({
      m: { mapValue: { fields: { x: number(9), y: number(2) } } },
      n: number(3),
    })
    expect(withField(fields, ['n', 'x'], number(9))['n']).toEqual({
      mapValue: { fields: { x: number(9) } },
    })
    expect(withField(fields, ['m', 'x'], undefined)['m']).toEqual({
      mapValue: { fields: { y: number(2) } },
    })
    expect(withField(fields, ['n', 'x'], undefined)).toBe(fields)
    expect(fields).toEqual(before)
  })
})
