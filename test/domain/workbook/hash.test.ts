import { describe, expect, test } from 'vitest'
import { fingerprint, hashText, isBlank, sameEntry } from '../../../domain/workbook/hash.ts'

function bits(text: string): bigint {
  const hash = hashText(text)
  return (BigInt(parseInt(hash.slice(0, 7), 36)) << 32n) | BigInt(parseInt(hash.slice(7), 36))
}

describe('the hash of a text', () => {
  test('has 14 characters and stays the same from version to version', () => {
    expect(hashText('')).toMatch(/^[0-9a-z]{14}$/)
    // States in people's sheets were written with it: a change here makes every row look edited.
    expect([hashText(''), hashText('Срок'), hashText('15.03.2021')]).toMatchInlineSnapshot(`
      [
        "0de52yx1hba9b0",
        "0xeqs9y08iqgr3",
        "1hjd9z11n86zu7",
      ]
    `)
  })

  test('differs for 200,000 texts that differ by little', () => {
    const seen = new Set<string>()
    for (let i = 0; i < 100_000; i++) {
      seen.add(hashText(`мера ${i}`))
      seen.add(hashText(`мера ${i} `))
    }
    expect(seen.size).toBe(200_000)
  })

  test('changes about half of its bits when one letter changes', () => {
    let changed = 0
    for (let i = 0; i < 1_000; i++) {
      const difference = bits(`№ ${i}а`) ^ bits(`№ ${i}б`)
      changed += difference.toString(2).replaceAll('0', '').length
    }
    expect(changed / 1_000 / 64).toBeGreaterThan(0.45)
    expect(changed / 1_000 / 64).toBeLessThan(0.55)
  })
})

describe('the fingerprint of a row', () => {
  test('does not depend on the order of columns, nor on empty cells', () => {
    expect(fingerprint({ a: 'x', b: 1 })).toEqual(fingerprint({ b: 1, a: 'x', c: '' }))
    expect(fingerprint({ a: '', b: { value: '', shown: '', formula: '=""' } })).toEqual({
      hash: '',
      prints: [],
    })
  })

  test('tells columns, kinds and values apart', () => {
    const rows = [
      { a: 'x' },
      { b: 'x' },
      { a: 'xx' },
      { a: '1' },
      { a: 1 },
      { a: true },
      { a: 'yes' },
      { a: 'x', b: 'y' },
      { a: 'x3:b=sy' },
      { a: { value: null, shown: '#REF!', error: '#REF!' } },
    ]
    expect(new Set(rows.map((cells) => fingerprint(cells).hash)).size).toBe(rows.length)
  })

  test('of a number changes with its being a date or a percentage, not with its decimals', () => {
    const date = { a: { value: 44_270, shown: '15.03.2021' } }
    const long = { a: { value: 44_270, shown: '44 270,00' } }
    expect(fingerprint(date).hash).not.toBe(fingerprint({ a: 44_270 }).hash)
    expect(fingerprint(long).hash).toBe(fingerprint({ a: 44_270 }).hash)
    expect(fingerprint({ a: { value: 0.15, shown: '15%' } }).hash).not.toBe(
      fingerprint({ a: 0.15 }).hash,
    )
    expect(fingerprint({ a: { value: 44_270, shown: '15 мар. 2021' } })).toEqual(fingerprint(date))
  })

  test('has a print for each cell, so that one changed cell shows as one print', () => {
    const before = fingerprint({ a: 'x', b: 'y', c: 'z' }).prints
    const after = fingerprint({ a: 'x', b: 'other', c: 'z' }).prints
    expect(before).toHaveLength(3)
    expect(after.filter((print) => !before.includes(print))).toHaveLength(1)
  })
})

test('entries are the same when the hash cannot tell them apart', () => {
  expect(sameEntry(undefined, '')).toBe(true)
  expect(sameEntry('a', 'a ')).toBe(false)
  expect(sameEntry({ value: 'a', shown: 'a', formula: '="a"' }, 'a')).toBe(true)
  expect(isBlank({ value: null, shown: '#N/A', error: '#N/A' })).toBe(false)
})
