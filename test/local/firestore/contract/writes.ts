import { FieldPath, FieldValue, type Firestore, type Timestamp } from '@google-cloud/firestore'
import { describe, expect, test } from 'vitest'
import { Code, refusal } from './expecting.ts'

const fieldsOf = async (database: Firestore, path: string) =>
  (await database.doc(path).get()).data()

/** Writes: whole, merged, conditional, transforming, in batches and in bulk. */
export function writesContract(database: () => Firestore): void {
  const read = (path: string) => fieldsOf(database(), path)

  describe('writes', () => {
    test('set replaces, merge keeps what it does not name', async () => {
      const document = database().doc('c/a')
      await document.set({ a: 1, m: { x: 1, y: 2 } })
      await document.set({ b: 2 })
      expect(await read('c/a')).toEqual({ b: 2 })
      await document.set({ m: { x: 1, y: 2 } })
      await document.set({ m: { y: 3 }, n: 4 }, { merge: true })
      expect(await read('c/a')).toEqual({ m: { x: 1, y: 3 }, n: 4 })
      await document.set({ m: { x: 9, y: 9 }, n: 9 }, { mergeFields: ['m.x'] })
      expect(await read('c/a')).toEqual({ m: { x: 9, y: 3 }, n: 4 })
    })

    test('update names nested and quoted fields, and removes them', async () => {
      const document = database().doc('c/a')
      await document.set({ m: { x: 1, y: 2 }, 'a.b': 1, plain: 5 })
      await document.update({ 'm.x': 7, plain: { now: 'map' } })
      await document.update(new FieldPath('a.b'), 2, 'new.deep', 3)
      await document.update({ 'm.y': FieldValue.delete() })
      expect(await read('c/a')).toEqual({
        m: { x: 7 },
        'a.b': 2,
        plain: { now: 'map' },
        new: { deep: 3 },
      })
    })

    test('update of a field inside what is no map makes it one', async () => {
      await database().doc('c/a').set({ m: 5 })
      await database().doc('c/a').update({ 'm.x': 1 })
      expect(await read('c/a')).toEqual({ m: { x: 1 } })
    })

    test('update and create ask whether the document is there', async () => {
      const document = database().doc('c/a')
      expect(await refusal(document.update({ a: 1 }))).toBe(Code.NOT_FOUND)
      expect(await read('c/a')).toBeUndefined()
      await document.create({ a: 1 })
      expect(await refusal(document.create({ a: 2 }))).toBe(Code.ALREADY_EXISTS)
      expect(await read('c/a')).toEqual({ a: 1 })
      await document.update({ a: 3 })
      expect(await read('c/a')).toEqual({ a: 3 })
    })

    test('delete may ask for the document, and need not', async () => {
      const document = database().doc('c/a')
      await document.delete()
      expect(await refusal(document.delete({ exists: true }))).toBe(Code.NOT_FOUND)
      await document.set({ a: 1 })
      await document.delete({ exists: true })
      expect(await read('c/a')).toBeUndefined()
    })

    test('a write may ask for the state that was read', async () => {
      const document = database().doc('c/a')
      const { writeTime: first } = await document.set({ a: 1 })
      const { writeTime: second } = await document.set({ a: 2 })
      expect(await refusal(document.update({ a: 3 }, { lastUpdateTime: first }))).toBe(
        Code.FAILED_PRECONDITION,
      )
      expect(await refusal(document.delete({ lastUpdateTime: first }))).toBe(
        Code.FAILED_PRECONDITION,
      )
      expect(await read('c/a')).toEqual({ a: 2 })
      await document.update({ a: 3 }, { lastUpdateTime: second })
      expect(await read('c/a')).toEqual({ a: 3 })
    })

    test('times: created once, updated by each change, and not by a write that changes nothing', async () => {
      const document = database().doc('c/a')
      const { writeTime: created } = await document.set({ a: 1 })
      const { writeTime: changed } = await document.set({ a: 2 })
      const { writeTime: same } = await document.set({ a: 2 })
      const snapshot = await document.get()
      expect(snapshot.createTime).toEqual(created)
      expect(snapshot.updateTime).toEqual(changed)
      expect(same).toEqual(changed)
      expect(changed.valueOf() > created.valueOf()).toBe(true)
    })

    test('transforms: numbers', async () => {
      const document = database().doc('c/a')
      await document.set({ i: 1, d: 0.5, text: 'x' })
      await document.update({
        i: FieldValue.increment(2),
        d: FieldValue.increment(1),
        text: FieldValue.increment(3),
        'new.n': FieldValue.increment(-4),
      })
      expect(await read('c/a')).toEqual({ i: 3, d: 1.5, text: 3, new: { n: -4 } })
      await document.update({ i: FieldValue.increment(0.5) })
      expect((await document.get()).get('i')).toBe(3.5)
    })

    test('transforms: arrays take each element once', async () => {
      const document = database().doc('c/a')
      await document.set({ list: [1, 'a', { k: 1 }, 1], text: 'x' })
      await document.update({
        list: FieldValue.arrayUnion('b', 1, { k: 1 }, { k: 2 }, 'b'),
        text: FieldValue.arrayUnion(1),
      })
      expect(await read('c/a')).toEqual({ list: [1, 'a', { k: 1 }, 1, 'b', { k: 2 }], text: [1] })
      await document.update({
        list: FieldValue.arrayRemove(1, { k: 2 }, 'nothing'),
        text: FieldValue.arrayRemove(1),
        fresh: FieldValue.arrayRemove(1),
      })
      expect(await read('c/a')).toEqual({ list: ['a', { k: 1 }, 'b'], text: [], fresh: [] })
    })

    test('transforms: the server’s time is one for all fields, to the millisecond', async () => {
      const document = database().doc('c/a')
      const before = Date.now()
      await document.set({
        at: FieldValue.serverTimestamp(),
        in: { at: FieldValue.serverTimestamp() },
      })
      const snapshot = await document.get()
      const at: Timestamp = snapshot.get('at')
      expect(snapshot.get('in.at')).toEqual(at)
      expect(at.nanoseconds % 1_000_000).toBe(0)
      expect(at.toMillis()).toBeGreaterThanOrEqual(before - 1)
      expect(at.toMillis()).toBeLessThanOrEqual(Date.now())
    })

    test('a batch is all or nothing', async () => {
      const batch = database().batch()
      batch.set(database().doc('c/a'), { a: 1 })
      batch.update(database().doc('c/missing'), { a: 1 })
      expect(await refusal(batch.commit())).toBe(Code.NOT_FOUND)
      expect(await read('c/a')).toBeUndefined()
      const good = database().batch()
      good.set(database().doc('c/a'), { n: 1 })
      good.update(database().doc('c/a'), { n: FieldValue.increment(1) })
      good.set(database().doc('c/b'), { n: 1 })
      good.delete(database().doc('c/b'))
      await good.commit()
      expect(await read('c/a')).toEqual({ n: 2 })
      expect(await read('c/b')).toBeUndefined()
    })

    test('a bulk writer writes each by itself', async () => {
      await database().doc('c/there').set({ a: 0 })
      const writer = database().bulkWriter()
      writer.onWriteError(() => false)
      const refused = refusal(writer.create(database().doc('c/there'), { a: 1 }))
      const written = Array.from({ length: 50 }, (_, at) =>
        writer.set(database().doc(`c/${at}`), { at }),
      )
      await writer.close()
      expect(await refused).toBe(Code.ALREADY_EXISTS)
      await Promise.all(written)
      expect((await database().collection('c').count().get()).data().count).toBe(51)
      expect(await read('c/there')).toEqual({ a: 0 })
    })

    test('recursiveDelete takes a document with all below it, and nothing else', async () => {
      for (const path of ['c/a', 'c/a/n/1', 'c/a/n/1/o/2', 'c/ab', 'c/b/n/1', 'c2/a'])
        await database().doc(path).set({ path })
      await database().recursiveDelete(database().doc('c/a'))
      expect(await read('c/a/n/1/o/2')).toBeUndefined()
      expect(await read('c/b/n/1')).toEqual({ path: 'c/b/n/1' })
      expect(await read('c/ab')).toEqual({ path: 'c/ab' })
      await database().recursiveDelete(database().collection('c'))
      expect(await read('c/b/n/1')).toBeUndefined()
      expect(await read('c2/a')).toEqual({ path: 'c2/a' })
    })

    test('names and fields that Firestore keeps to itself are refused', async () => {
      expect(await refusal(database().doc('c/__a__').set({ a: 1 }))).toBe(Code.INVALID_ARGUMENT)
      expect(await refusal(database().doc('c/a').set({ __a__: 1 }))).toBe(Code.INVALID_ARGUMENT)
      expect(
        await refusal(
          database()
            .doc('c/a')
            .set({ m: { __a__: 1 } }),
        ),
      ).toBe(Code.INVALID_ARGUMENT)
      expect(await read('c/a')).toBeUndefined()
      await database().doc('c/_a_').set({ _a_: 1 })
      expect(await read('c/_a_')).toEqual({ _a_: 1 })
    })
  })
}
