import { FieldPath, type Firestore, type WriteResult } from '@google-cloud/firestore'
import { describe, expect, test } from 'vitest'
import { Code, refusal } from './expecting.ts'

/** Maps inside maps, `levels` of them. */
const nested = (levels: number): object => (levels === 0 ? {} : { m: nested(levels - 1) })

/** What is too large or too deep, each with its neighbour that is not. */
export function limitsContract(database: () => Firestore): void {
  const set = (data: object): Promise<WriteResult> =>
    database()
      .doc('c/a')
      .set({ ...data })

  describe('limits', () => {
    test('a document of more than 1 MiB is refused', async () => {
      expect(await refusal(set({ text: 'x'.repeat(1_048_576) }))).toBe(Code.INVALID_ARGUMENT)
      expect((await database().doc('c/a').get()).exists).toBe(false)
      await set({ text: 'x'.repeat(1_040_000) })
      expect((await database().doc('c/a').get()).exists).toBe(true)
    })

    test('maps of more than 20 levels are refused', async () => {
      expect(await refusal(set(nested(21)))).toBe(Code.INVALID_ARGUMENT)
      await set(nested(20))
      expect((await database().doc('c/a').get()).data()).toEqual(nested(20))
    })

    test('ids longer than 1500 bytes are refused', async () => {
      const write = (length: number) =>
        database()
          .doc(`c/${'я'.repeat(length / 2)}`)
          .set({})
      expect(await refusal(write(1502))).toBe(Code.INVALID_ARGUMENT)
      await write(1500)
      expect((await database().collection('c').count().get()).data().count).toBe(1)
    })

    test('field names longer than 1500 bytes are refused', async () => {
      expect(await refusal(set({ ['a'.repeat(1501)]: 1 }))).toBe(Code.INVALID_ARGUMENT)
      const longest = new FieldPath('a'.repeat(1500))
      await set({ ['a'.repeat(1500)]: 1 })
      expect((await database().doc('c/a').get()).get(longest)).toBe(1)
    })
  })
}
