import type { Firestore } from '@google-cloud/firestore'
import { describe, expect, test } from 'vitest'

/** Lookups and listings. */
export function readsContract(database: () => Firestore): void {
  describe('reads', () => {
    test('getAll answers in the order asked, the missing too', async () => {
      await database()
        .doc('c/a')
        .set({ a: 1, b: { c: 2, d: 3 } })
      await database().doc('c/b').set({ a: 2 })
      const [b, missing, a] = await database().getAll(
        database().doc('c/b'),
        database().doc('c/missing'),
        database().doc('c/a'),
        { fieldMask: ['a', 'b.c'] },
      )
      expect(b?.data()).toEqual({ a: 2 })
      expect(missing?.exists).toBe(false)
      expect(a?.data()).toEqual({ a: 1, b: { c: 2 } })
    })

    test('listDocuments names those that are only parents, too', async () => {
      for (const path of ['c/b', 'c/a/n/1', 'c/d/n/1/o/2', 'c/b/n/1', 'other/x'])
        await database().doc(path).set({})
      const listed = await database().collection('c').listDocuments()
      expect(listed.map(({ id }) => id)).toEqual(['a', 'b', 'd'])
    })

    test('listCollections names what lies right below', async () => {
      for (const path of ['b/1', 'a/1', 'a/1/n/1', 'a/1/m/1', 'x/none/y/1'])
        await database().doc(path).set({})
      const root = await database().listCollections()
      expect(root.map(({ id }) => id)).toEqual(['a', 'b', 'x'])
      const below = await database().doc('a/1').listCollections()
      expect(below.map(({ id }) => id)).toEqual(['m', 'n'])
      expect(await database().doc('b/1').listCollections()).toEqual([])
    })
  })
}
