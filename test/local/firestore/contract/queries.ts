import {
  AggregateField,
  FieldPath,
  Filter,
  type Firestore,
  type Query,
} from '@google-cloud/firestore'
import { beforeEach, describe, expect, test } from 'vitest'
import { ids } from './expecting.ts'

const measures = {
  a: { school: 1, due: 5, tags: ['x', 'y'], nested: { deep: 1 } },
  b: { school: 1, due: 3, tags: ['y'], title: 'б' },
  c: { school: 2, due: 5, tags: [], title: 'а' },
  d: { school: 2, due: null, title: 'в' },
  e: { school: 3, due: Number.NaN, tags: ['x', 'z'] },
  f: { school: 3, title: 'г', nested: { deep: 2 } },
  g: { due: 'soon', 'a.b': 1 },
}

const paths = async (query: Query) => (await query.get()).docs.map(({ ref }) => ref.path)
const count = async (query: Query) => (await query.count().get()).data().count
const sums = async (query: Query, field: string) =>
  (
    await query
      .aggregate({ sum: AggregateField.sum(field), average: AggregateField.average(field) })
      .get()
  ).data()

/** Queries: filters, order, cursors, limits, groups and aggregations. */
export function queriesContract(database: () => Firestore): void {
  describe('queries', () => {
    let collection: Query

    beforeEach(async () => {
      const batch = database().batch()
      for (const [id, data] of Object.entries(measures)) batch.set(database().doc(`m/${id}`), data)
      await batch.commit()
      collection = database().collection('m')
    })

    test.each<[string, (query: Query) => Query, string[]]>([
      ['everything by name', (q) => q, ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
      ['==', (q) => q.where('school', '==', 1), ['a', 'b']],
      ['== null', (q) => q.where('due', '==', null), ['d']],
      ['== NaN', (q) => q.where('due', '==', Number.NaN), ['e']],
      ['!=', (q) => q.where('school', '!=', 2), ['a', 'b', 'e', 'f']],
      ['!= leaves null out', (q) => q.where('due', '!=', 3), ['e', 'a', 'c', 'g']],
      ['!= null', (q) => q.where('due', '!=', null), ['e', 'b', 'a', 'c', 'g']],
      ['!= NaN', (q) => q.where('due', '!=', Number.NaN), ['b', 'a', 'c', 'g']],
      ['< within the type', (q) => q.where('due', '<', 5), ['b']],
      ['<=', (q) => q.where('due', '<=', 5), ['b', 'a', 'c']],
      ['> within the type', (q) => q.where('due', '>', 3), ['a', 'c']],
      ['>=', (q) => q.where('due', '>=', 3), ['b', 'a', 'c']],
      ['> of strings', (q) => q.where('title', '>', 'а'), ['b', 'd', 'f']],
      ['in', (q) => q.where('school', 'in', [1, 3]), ['a', 'b', 'e', 'f']],
      ['in with null', (q) => q.where('due', 'in', [null, 3]), ['b']],
      ['not-in', (q) => q.where('school', 'not-in', [1, 3]), ['c', 'd']],
      ['not-in leaves null out', (q) => q.where('due', 'not-in', [3]), ['e', 'a', 'c', 'g']],
      ['array-contains', (q) => q.where('tags', 'array-contains', 'x'), ['a', 'e']],
      [
        'array-contains-any, each document once',
        (q) => q.where('tags', 'array-contains-any', ['x', 'y', 'z']),
        ['a', 'b', 'e'],
      ],
      ['a nested field', (q) => q.where('nested.deep', '>', 1), ['f']],
      ['a quoted field', (q) => q.where(new FieldPath('a.b'), '==', 1), ['g']],
      ['a whole map', (q) => q.where('nested', '==', { deep: 1 }), ['a']],
      ['a whole array', (q) => q.where('tags', '==', ['y']), ['b']],
      ['two equalities', (q) => q.where('school', '==', 1).where('due', '==', 5), ['a']],
      ['equality and order', (q) => q.where('school', '==', 1).orderBy('due'), ['b', 'a']],
      [
        'equality and descending order',
        (q) => q.where('school', '==', 1).orderBy('due', 'desc'),
        ['a', 'b'],
      ],
      ['order leaves out who lacks the field', (q) => q.orderBy('title'), ['c', 'b', 'd', 'f']],
      ['order by two fields', (q) => q.orderBy('due', 'desc').orderBy('title'), ['c', 'b', 'd']],
      [
        'range on one field, order by another',
        (q) => q.where('due', '>=', 3).orderBy('due').orderBy('school', 'desc'),
        ['b', 'c', 'a'],
      ],
      ['ranges on two fields', (q) => q.where('due', '>=', 3).where('school', '<', 2), ['b', 'a']],
      [
        'or',
        (q) => q.where(Filter.or(Filter.where('school', '==', 3), Filter.where('due', '==', 3))),
        ['b', 'e', 'f'],
      ],
      [
        'or inside and',
        (q) =>
          q.where(
            Filter.and(
              Filter.where('school', 'in', [1, 2]),
              Filter.or(Filter.where('due', '==', 5), Filter.where('title', '==', 'в')),
            ),
          ),
        ['a', 'c', 'd'],
      ],
      [
        'or in an order',
        (q) =>
          q
            .where(Filter.or(Filter.where('school', '==', 2), Filter.where('school', '==', 1)))
            .orderBy('due', 'desc'),
        ['c', 'a', 'b', 'd'],
      ],
      ['limit', (q) => q.orderBy('due').limit(2), ['d', 'e']],
      ['limitToLast', (q) => q.orderBy('due').limitToLast(2), ['c', 'g']],
      ['offset', (q) => q.orderBy('due').offset(2).limit(2), ['b', 'a']],
      ['startAt', (q) => q.orderBy('due').startAt(5), ['a', 'c', 'g']],
      ['startAfter', (q) => q.orderBy('due').startAfter(3), ['a', 'c', 'g']],
      ['endAt', (q) => q.orderBy('due').endAt(3), ['d', 'e', 'b']],
      ['endBefore', (q) => q.orderBy('due').endBefore(5), ['d', 'e', 'b']],
      [
        'a cursor in descending order',
        (q) => q.orderBy('due', 'desc').startAt(5),
        ['c', 'a', 'b', 'e', 'd'],
      ],
      ['a cursor of two values', (q) => q.orderBy('due').orderBy('school').startAfter(5, 1), ['c']],
      [
        'a cursor with the name',
        (q) => q.orderBy('due').orderBy(FieldPath.documentId()).startAfter(5, 'a').limit(1),
        ['c'],
      ],
      ['name >', (q) => q.where(FieldPath.documentId(), '>', 'e'), ['f', 'g']],
      ['name ==', (q) => q.where(FieldPath.documentId(), '==', 'e'), ['e']],
      ['name in', (q) => q.where(FieldPath.documentId(), 'in', ['g', 'b', 'no']), ['b', 'g']],
      [
        'equality and name',
        (q) => q.where('school', '==', 1).where(FieldPath.documentId(), '>', 'a'),
        ['b'],
      ],
    ])('%s', async (_name, build, expected) => {
      expect(await ids(build(collection))).toEqual(expected)
    })

    test('a cursor goes on after a document', async () => {
      const first = await collection.orderBy('due').limit(3).get()
      const last = first.docs.at(-1)
      if (last === undefined) throw new Error('The first page is empty.')
      expect(await ids(collection.orderBy('due').startAfter(last))).toEqual(['a', 'c', 'g'])
    })

    test('select shows only the fields asked for', async () => {
      const found = await collection.where('school', '==', 1).select('due', 'nested.deep').get()
      expect(found.docs.map((document) => document.data())).toEqual([
        { due: 5, nested: { deep: 1 } },
        { due: 3 },
      ])
      const names = await collection.where('school', '==', 1).select().get()
      expect(names.docs.map((document) => document.data())).toEqual([{}, {}])
    })

    test('a group takes the collections of one id wherever they are', async () => {
      await database().doc('m/a/n/1').set({ v: 1 })
      await database().doc('m/b/n/2').set({ v: 2 })
      await database().doc('n/3').set({ v: 3 })
      await database().doc('n/3/other/4').set({ v: 4 })
      const group = database().collectionGroup('n')
      expect(await paths(group)).toEqual(['m/a/n/1', 'm/b/n/2', 'n/3'])
      expect(await paths(group.where('v', '>', 1))).toEqual(['m/b/n/2', 'n/3'])
      expect(await paths(group.orderBy('v', 'desc').limit(1))).toEqual(['n/3'])
    })

    test('a collection does not take what lies deeper', async () => {
      await database().doc('m/a/m/inner').set({ school: 1 })
      expect(await ids(collection.where('school', '==', 1))).toEqual(['a', 'b'])
    })

    test('count, sum and average', async () => {
      const aggregate = await collection
        .where('school', '<=', 3)
        .aggregate({
          count: AggregateField.count(),
          sum: AggregateField.sum('school'),
          average: AggregateField.average('school'),
        })
        .get()
      expect(aggregate.data()).toEqual({ count: 6, sum: 12, average: 2 })
    })

    test('count keeps to filter, limit and offset', async () => {
      expect(await count(collection)).toBe(7)
      expect(await count(collection.where('school', '==', 1))).toBe(2)
      expect(await count(collection.limit(3))).toBe(3)
      expect(await count(collection.where('school', 'in', [1, 2]))).toBe(4)
      expect(await count(collection.where('tags', 'array-contains-any', ['x', 'y']))).toBe(3)
    })

    test('sums of integers stay integers; of nothing 0, the average null', async () => {
      expect(await sums(collection, 'nested.deep')).toEqual({ sum: 3, average: 1.5 })
      expect(await sums(collection, 'title')).toEqual({ sum: 0, average: null })
      expect(await sums(collection, 'nowhere')).toEqual({ sum: 0, average: null })
      expect(await sums(collection, 'due')).toEqual({ sum: Number.NaN, average: Number.NaN })
    })
  })
}
