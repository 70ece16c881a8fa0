import { FieldValue, type Firestore, GeoPoint, Timestamp } from '@google-cloud/firestore'
import { describe, expect, test } from 'vitest'
import { ids } from './expecting.ts'

/** What documents may hold, and in which order the values stand. */
export function valuesContract(database: () => Firestore): void {
  describe('values', () => {
    test('come back as they were written', async () => {
      const document = database().doc('c/all')
      const other = database().doc('c/other')
      const data = {
        nothing: null,
        yes: true,
        no: false,
        integer: 42,
        negative: -7,
        large: Number.MAX_SAFE_INTEGER,
        double: 1.5,
        zero: 0,
        nan: Number.NaN,
        infinity: Infinity,
        text: 'Срок: 15.03.2021 🏫',
        empty: '',
        time: Timestamp.fromMillis(1_600_000_000_123),
        bytes: Buffer.from([0, 1, 254, 255]),
        reference: other,
        place: new GeoPoint(55.75, 37.62),
        list: [1, 'two', { three: 3 }, null],
        emptyList: [],
        map: { nested: { deep: [true] }, 'a.b`c\\d': 1 },
        emptyMap: {},
        vector: FieldValue.vector([1, 2.5, -3]),
      }
      await document.set(data)
      const { reference, ...read } = (await document.get()).data() ?? {}
      expect(reference.path).toBe('c/other')
      expect({ ...read, reference: other }).toEqual(data)
    })

    test('keep 64-bit integers whole', async () => {
      const exact = database()
      await exact.doc('c/a').set({ n: FieldValue.increment(2 ** 53 - 1) })
      await exact.doc('c/a').update({ n: FieldValue.increment(2) })
      await exact.doc('c/b').set({ n: 2 ** 53 })
      const above = exact.collection('c').where('n', '>', 2 ** 53)
      expect(await ids(above)).toEqual(['a'])
    })

    test('keep microseconds of a time', async () => {
      const document = database().doc('c/a')
      await document.set({ at: new Timestamp(1_600_000_000, 123_456_789) })
      expect((await document.get()).get('at')).toEqual(new Timestamp(1_600_000_000, 123_456_000))
    })

    test('stand in the order of types, then of values', async () => {
      const ordered = [
        null,
        false,
        true,
        Number.NaN,
        -Infinity,
        -(2 ** 53),
        -1.5,
        -1,
        0,
        0.1,
        1,
        1.5,
        2 ** 53,
        Infinity,
        new Timestamp(-10, 0),
        new Timestamp(0, 0),
        new Timestamp(0, 1000),
        new Timestamp(1, 0),
        '',
        'a',
        'a\u0000',
        'aa',
        'b',
        'я',
        '\uffee',
        '🏫',
        Buffer.from([]),
        Buffer.from([0]),
        Buffer.from([0, 0]),
        Buffer.from([1]),
        Buffer.from([255]),
        database().doc('a/b'),
        database().doc('a/b/c/d'),
        database().doc('a/c'),
        database().doc('b/a'),
        new GeoPoint(-10, 5),
        new GeoPoint(0, -5),
        new GeoPoint(0, 5),
        new GeoPoint(1, 0),
        [],
        [null],
        [1],
        [1, 2],
        [2],
        ['a'],
        FieldValue.vector([5]),
        FieldValue.vector([1, 2]),
        FieldValue.vector([1, 3]),
        {},
        { a: 1 },
        { a: 1, b: 1 },
        { a: 2 },
        { b: 0 },
      ]
      const names = ordered.map((_, at) => `v${String(at).padStart(2, '0')}`)
      const batch = database().batch()
      for (const [at, value] of ordered.entries())
        batch.set(database().doc(`c/${names[at]}`), { value })
      await batch.commit()
      const collection = database().collection('c')
      expect(await ids(collection.orderBy('value'))).toEqual(names)
      expect(await ids(collection.orderBy('value', 'desc'))).toEqual(names.toReversed())
    })

    test('of integers and doubles are equal when their numbers are', async () => {
      const collection = database().collection('c')
      await collection.doc('double').set({ n: FieldValue.increment(1.5) })
      await collection.doc('double').update({ n: FieldValue.increment(0.5) })
      await collection.doc('integer').set({ n: 2 })
      expect(await ids(collection.where('n', '==', 2))).toEqual(['double', 'integer'])
    })
  })
}
