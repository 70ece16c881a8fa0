import type { Firestore } from '@google-cloud/firestore'
import { describe, expect, test } from 'vitest'

/** Google's emulator takes seconds when transactions contend. */
const slow = { timeout: 120_000 }

/** Transactions: what they read still holds when they commit. */
export function transactionsContract(database: () => Firestore): void {
  describe('transactions', () => {
    test('read and write as one', async () => {
      const document = database().doc('c/a')
      await document.set({ n: 1 })
      const seen = await database().runTransaction(async (transaction) => {
        const n: number = (await transaction.get(document)).get('n')
        transaction.update(document, { n: n + 1 })
        transaction.set(database().doc('c/b'), { n })
        return n
      })
      expect(seen).toBe(1)
      expect((await document.get()).data()).toEqual({ n: 2 })
      expect((await database().doc('c/b').get()).data()).toEqual({ n: 1 })
    })

    test('that throw leave nothing behind', async () => {
      const work = database().runTransaction(async (transaction) => {
        await transaction.get(database().doc('c/a'))
        transaction.set(database().doc('c/a'), { n: 1 })
        throw new Error('changed my mind')
      })
      await expect(work).rejects.toThrow('changed my mind')
      expect((await database().doc('c/a').get()).exists).toBe(false)
    })

    test('lose no increment when three go at once', slow, async () => {
      const document = database().doc('c/a')
      await document.set({ n: 0 })
      await Promise.all(
        Array.from({ length: 3 }, () =>
          database().runTransaction(async (transaction) => {
            const n: number = (await transaction.get(document)).get('n')
            transaction.update(document, { n: n + 1 })
          }),
        ),
      )
      expect((await document.get()).get('n')).toBe(3)
    })

    test('do not both create what each found missing', slow, async () => {
      const taken = await Promise.all(
        ['one', 'two', 'three'].map((owner) =>
          database().runTransaction(async (transaction) => {
            const claim = database().doc('mail/key')
            if ((await transaction.get(claim)).exists) return false
            transaction.set(claim, { owner })
            return true
          }),
        ),
      )
      expect(taken.filter(Boolean)).toHaveLength(1)
    })

    test('notice a document that joins their query', slow, async () => {
      const open = database().collection('c').where('open', '==', true)
      const counted = database().doc('totals/open')
      const count = () =>
        database().runTransaction(async (transaction) => {
          const found = await transaction.get(open)
          transaction.set(database().collection('c').doc(), { open: true })
          transaction.set(counted, { n: found.size + 1 })
        })
      await Promise.all([count(), count(), count()])
      expect((await counted.get()).get('n')).toBe((await open.count().get()).data().count)
    })

    test('that only read see one moment', async () => {
      await database().doc('c/a').set({ n: 1 })
      await database().doc('c/b').set({ n: 1 })
      const seen = await database().runTransaction(
        async (transaction) => {
          const a = await transaction.get(database().doc('c/a'))
          const batch = database().batch()
          batch.set(database().doc('c/a'), { n: 2 })
          batch.set(database().doc('c/b'), { n: 2 })
          await batch.commit()
          const b = await transaction.get(database().doc('c/b'))
          const all = await transaction.get(database().collection('c'))
          return [a.get('n'), b.get('n'), ...all.docs.map((document) => document.get('n'))]
        },
        { readOnly: true },
      )
      expect(seen).toEqual([1, 1, 1, 1])
      expect((await database().doc('c/b').get()).get('n')).toBe(2)
    })
  })
}
