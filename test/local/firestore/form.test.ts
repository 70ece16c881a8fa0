import { AggregateField, FieldValue, Filter, type Firestore } from '@google-cloud/firestore'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { client, startOurs, type TestServer } from './servers.ts'

// A machine may be busy: these tests start processes or make them work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

describe('the form of a request', () => {
  let server: TestServer
  let database: Firestore
  const forms: string[] = []

  beforeAll(async () => {
    server = await startOurs({ onRequest: (form) => forms.push(form) })
    database = client(server)
  })
  afterAll(async () => {
    await database.terminate()
    await server.stop()
  })
  beforeEach(() => {
    forms.length = 0
  })

  const query = () => database.collection('c/d/n')

  test.each<[string, () => Promise<unknown>]>([
    [
      'RunQuery: from */*/*, where (a == or b == null or NaN), by a, by b downwards, start after 1 values, end before 2 values, offset, limit, select x.y',
      () =>
        query()
          .where(Filter.or(Filter.where('a', '==', 1), Filter.where('b', '==', null)))
          .orderBy('a')
          .orderBy('b', 'desc')
          .startAfter(1)
          .endBefore(1, 2)
          .offset(1)
          .limit(2)
          .select('x.y')
          .get(),
    ],
    [
      'RunQuery: from group *, where v in',
      () => database.collectionGroup('n').where('v', 'in', [1]).get(),
    ],
    [
      'RunAggregationQuery: sum v, count, from *',
      () =>
        database
          .collection('c')
          .aggregate({ sum: AggregateField.sum('v'), count: AggregateField.count() })
          .get(),
    ],
    [
      'Commit: delete; update; update with increment setToServerValue',
      () => {
        const batch = database.batch()
        batch.set(database.doc('c/a'), {
          at: FieldValue.serverTimestamp(),
          n: FieldValue.increment(1),
        })
        for (const id of ['b', 'x']) batch.set(database.doc(`c/${id}`), { id })
        batch.delete(database.doc('c/e'))
        return batch.commit()
      },
    ],
    [
      'BatchWrite: update',
      () => {
        const writer = database.bulkWriter()
        void writer.set(database.doc('c/w'), {})
        return writer.close()
      },
    ],
    ['ListDocuments: of */*/*, the missing too, mask', () => query().listDocuments()],
    ['ListCollectionIds: of a document', () => database.doc('c/a').listCollections()],
  ])('%s', async (form, call) => {
    await call()
    expect(forms).toEqual([form])
  })

  test('is the same whatever the values and the collection’s name', async () => {
    await database.collection('c').where('v', '==', 1).get()
    await database.collection('other').where('v', '==', 'two').get()
    expect(new Set(forms).size).toBe(1)
  })

  test('tells what a transaction is and a write asks for', async () => {
    const { writeTime } = await database.doc('c/u').set({})
    forms.length = 0
    await database.doc('c/u').update({ a: 1 }, { lastUpdateTime: writeTime })
    await database.runTransaction((transaction) => transaction.get(database.doc('c/u')), {
      readOnly: true,
    })
    expect(forms.slice(0, 2)).toEqual([
      'Commit: update with mask if unchanged',
      'BatchGetDocuments: begins a read-only transaction',
    ])
  })
})
