import { FieldValue, type Firestore, type Query, Timestamp } from '@google-cloud/firestore'
import { beforeEach, describe, expect, test } from 'vitest'
import { Code, ids, refusal } from './expecting.ts'

const records = [
  { card: 'a', seq: 1, paths: ['measures/1'], at: 30, from: { shell: 'addon' } },
  { card: 'a', seq: 2, paths: ['measures/1', 'measures/2'], at: 10, from: { shell: 'page' } },
  { card: 'b', seq: 3, paths: ['measures/1'], at: 20, from: { shell: 'page' } },
  { card: 'a', seq: 4, paths: ['measures/2'], at: 40, from: { shell: 'page' } },
]

const found = async (query: Query) => (await query.get()).docs.map((document) => document.data())

/** What Kurator asks of the store and no other part of the contract does, over documents laid as its own. */
export function programmeContract(database: () => Firestore): void {
  const programme = () => database().doc('programmes/p')
  const changes = () => programme().collection('changes')
  const cards = () => programme().collection('cards')

  describe('a programme', () => {
    beforeEach(async () => {
      const batch = database().batch()
      batch.set(programme(), { title: 'P' })
      for (const record of records) batch.set(changes().doc(`c${record.seq}`), record)
      batch.set(programme().collection('measures').doc('1'), { school: 'a' })
      batch.set(programme().collection('measures').doc('2'), { school: 'b' })
      batch.set(cards().doc('a'), { seq: 4, touchedAt: Timestamp.fromMillis(1000) })
      batch.set(cards().doc('b'), { seq: 3, touchedAt: Timestamp.fromMillis(2000) })
      batch.set(database().doc('workbooks/w'), { programme: 'p', lease: null })
      batch.set(database().doc('workbooks/x'), { programme: 'q' })
      await batch.commit()
    })

    test('has rows, all or of one school', async () => {
      const measures = programme().collection('measures')
      expect(await ids(measures)).toEqual(['1', '2'])
      expect(await ids(measures.where('school', '==', 'b'))).toEqual(['2'])
      expect((await measures.listDocuments()).map(({ id }) => id)).toEqual(['1', '2'])
    })

    test('tells a card’s records after one, and up to another', async () => {
      const after = changes().where('card', '==', 'a').where('seq', '>', 1)
      const shells = after.orderBy('seq').limit(200).select('from')
      expect(await found(shells)).toEqual([
        { from: { shell: 'page' } },
        { from: { shell: 'page' } },
      ])
      const paths = after.where('seq', '<=', 2).orderBy('seq').limit(200).select('seq', 'paths')
      expect(await found(paths)).toEqual([{ seq: 2, paths: ['measures/1', 'measures/2'] }])
    })

    test('tells the last records that name a row', async () => {
      const naming = changes().where('paths', 'array-contains', 'measures/1').orderBy('seq', 'desc')
      expect(await ids(naming.limit(2))).toEqual(['c3', 'c2'])
    })

    test('tells all records by their time, and the last day', async () => {
      expect(await ids(changes().orderBy('at'))).toEqual(['c2', 'c3', 'c1', 'c4'])
      const days = programme().collection('days')
      for (const day of ['2021-09-13', '2021-09-20']) await days.doc(day).create({ day })
      expect(await ids(days.orderBy('day', 'desc').limit(1))).toEqual(['2021-09-20'])
    })

    test('tells how far its cards are, all or those touched since', async () => {
      expect(await found(cards().select('seq'))).toEqual([{ seq: 4 }, { seq: 3 }])
      const touched = cards().where('touchedAt', '>', new Date(1000))
      expect(await found(touched.select('seq'))).toEqual([{ seq: 3 }])
    })

    test('is found among others, with its workbooks', async () => {
      await database().doc('programmes/q').set({ title: 'Q' })
      const programmes = database().collection('programmes')
      expect(await found(programmes.select())).toEqual([{}, {}])
      expect(await ids(programmes.limit(1))).toEqual(['p'])
      const workbooks = database().collection('workbooks')
      expect(await ids(workbooks.where('programme', '==', 'p'))).toEqual(['w'])
    })

    test('stores rows, record and cards in one transaction', async () => {
      const commit = (id: string) =>
        database().runTransaction(async (transaction) => {
          const [card] = await transaction.getAll(cards().doc('a'), changes().doc(id))
          const [other] = await transaction.getAll(cards().doc('b'))
          const seq: number = card?.get('seq') + other?.get('seq')
          transaction.set(programme().collection('measures').doc('1'), { school: 'b' })
          transaction.create(changes().doc(id), { card: 'a', seq })
          transaction.set(cards().doc('a'), { seq, touchedAt: FieldValue.serverTimestamp() })
        })
      await commit('c5')
      expect(await refusal(commit('c5'))).toBe(Code.ALREADY_EXISTS)
      expect((await changes().doc('c5').get()).data()).toEqual({ card: 'a', seq: 7 })
      const card = await cards().doc('a').get()
      expect(card.get('seq')).toBe(7)
      expect(card.get('touchedAt')).toBeInstanceOf(Timestamp)
    })

    test('lends a workbook and has it back', async () => {
      const workbook = database().doc('workbooks/w')
      await database().runTransaction(async (transaction) => {
        await transaction.get(workbook)
        transaction.update(workbook, { lease: { run: 'r', until: 5 } })
      })
      expect((await workbook.get()).get('lease')).toEqual({ run: 'r', until: 5 })
      await database().runTransaction(async (transaction) => {
        await transaction.get(workbook)
        transaction.update(workbook, { health: 'fine', lease: FieldValue.delete() })
      })
      expect((await workbook.get()).data()).toEqual({ programme: 'p', health: 'fine' })
    })

    test('is made with its first row, once', async () => {
      const make = (id: string) =>
        database().runTransaction(async (transaction) => {
          const made = database().collection('programmes').doc(id)
          if ((await transaction.get(made)).exists) return false
          transaction.create(made, { title: 'New' })
          transaction.create(made.collection('people').doc('1'), { role: 'coordinator' })
          return true
        })
      expect([await make('new'), await make('new'), await make('p')]).toEqual([true, false, false])
      expect(await ids(database().collection('programmes/new/people'))).toEqual(['1'])
    })

    test('is looked at in a transaction that writes nothing', async () => {
      const title = database().runTransaction(async (transaction): Promise<unknown> =>
        (await transaction.get(programme())).get('title'),
      )
      expect(await title).toBe('P')
    })

    test('is tried again after an abort, and written once', async () => {
      const aborted = Object.assign(new Error('Too much contention.'), { code: 10 })
      let attempts = 0
      await database().runTransaction(async (transaction) => {
        const seq: number = (await transaction.get(cards().doc('a'))).get('seq')
        transaction.set(cards().doc('a'), { seq: seq + 1 })
        attempts += 1
        if (attempts === 1) throw aborted
      })
      expect(attempts).toBe(2)
      expect((await cards().doc('a').get()).data()).toEqual({ seq: 5 })
    })
  })
}
