import { describe, expect, test } from 'vitest'
import {
  afterPrefix,
  compareValues,
  decodeId,
  encodeId,
  encodeValue,
} from '../../../local/firestore/order.ts'
import { fromBigInt } from '../../../local/firestore/transform.ts'
import { Random } from './differential/random.ts'

const double = (doubleValue: number) => ({ doubleValue })
const integer = (value: bigint) => ({ integerValue: fromBigInt(value) })

describe('values as ordered bytes', () => {
  test('compare integers and doubles exactly, also where a double cannot tell them apart', () => {
    const ascending = [
      integer(-(2n ** 63n)),
      integer(-(2n ** 63n) + 1n),
      double(-1.5),
      integer(-1n),
      double(-Number.MIN_VALUE),
      integer(0n),
      double(Number.MIN_VALUE),
      double(0.5),
      integer(1n),
      integer(2n ** 53n),
      integer(2n ** 53n + 1n),
      double(2 ** 53 + 2),
      integer(2n ** 63n - 1n),
      double(2 ** 63),
      double(Infinity),
    ]
    for (const [at, value] of ascending.entries())
      for (const [other, right] of ascending.entries())
        expect(Math.sign(compareValues(value, right))).toBe(Math.sign(at - other))
    expect(compareValues(integer(0n), double(-0))).toBe(0)
    expect(compareValues(integer(2n ** 53n), double(2 ** 53))).toBe(0)
  })

  test('compare random numbers as numbers', () => {
    const random = new Random(7)
    for (let round = 0; round < 2000; round += 1) {
      const [left, right] = [
        random.fraction() * 2 ** random.below(80),
        -random.fraction() + random.below(3),
      ]
      expect(Math.sign(compareValues(double(left), double(right)))).toBe(Math.sign(left - right))
    }
  })

  test('none begins another', () => {
    const values = ['', 'a', 'a\u0000', 'a\u0000\u0001', 'ab'].map((stringValue) => ({
      stringValue,
    }))
    const arrays = [[], [values[0]], [values[0], values[1]]].map((list) => ({
      arrayValue: { values: list.filter((value) => value !== undefined) },
    }))
    const all = [...values, ...arrays].map(encodeValue)
    const begun = all.filter((one) =>
      all.some((other) => other !== one && other.subarray(0, one.length).equals(one)),
    )
    expect(begun).toEqual([])
  })

  test('an id comes back, numeric ids stand first and by number', () => {
    for (const id of ['a', 'имя', 'a\u0000b', '__id-5__', '__id12__', '🏫'])
      expect(decodeId(encodeId(id))).toBe(id)
    const ordered = ['__id-5__', '__id7__', '__id12__', '!', 'a', 'b']
    const sorted = ordered
      .toReversed()
      .toSorted((left, right) => Buffer.compare(encodeId(left), encodeId(right)))
    expect(sorted).toEqual(ordered)
  })

  test('the end of a prefix is behind all that begin with it', () => {
    expect(afterPrefix(Buffer.from([1, 2]))).toEqual(Buffer.from([1, 3]))
    expect(afterPrefix(Buffer.from([1, 255, 255]))).toEqual(Buffer.from([2]))
    expect(afterPrefix(Buffer.from([255]))).toBeUndefined()
  })
})
