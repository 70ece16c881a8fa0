import { describe, expect, test } from 'vitest'
import { withSummedFields } from '../../../local/firestore/aggregate.ts'
import type { IndexSettings } from '../../../local/firestore/indexes.ts'
import type { StructuredQuery } from '../../../local/firestore/protocol.ts'
import { messageType } from '../../../local/firestore/protocol.ts'
import { parseQuery } from '../../../local/firestore/query.ts'
import { missingIndex } from '../../../local/firestore/strict.ts'

const settings: IndexSettings = {
  composites: [
    {
      collection: 'changes',
      scope: 'COLLECTION',
      fields: [
        { path: ['school'], mode: 'ASCENDING' },
        { path: ['at'], mode: 'DESCENDING' },
      ],
    },
    {
      collection: 'changes',
      scope: 'COLLECTION',
      fields: [
        { path: ['kind'], mode: 'ASCENDING' },
        { path: ['at'], mode: 'DESCENDING' },
      ],
    },
    {
      collection: 'changes',
      scope: 'COLLECTION',
      fields: [
        { path: ['schools'], mode: 'CONTAINS' },
        { path: ['at'], mode: 'ASCENDING' },
      ],
    },
  ],
  overrides: [
    { collection: 'changes', path: ['cells'], indexes: [] },
    {
      collection: 'changes',
      path: ['batch'],
      indexes: [{ scope: 'COLLECTION_GROUP', mode: 'ASCENDING' }],
    },
  ],
}

type Where = [path: string, op: string][]
type Orders = [path: string, direction?: string][]

function ask(where: Where, orders: Orders = [], isGroup = false, summed: string[] = []) {
  const filters = where.map(([fieldPath, op]) => ({
    fieldFilter: {
      field: { fieldPath },
      op,
      value:
        op === 'IN'
          ? { arrayValue: { values: [{ integerValue: 1 }, { integerValue: 2 }] } }
          : { integerValue: 1 },
    },
  }))
  const message = messageType('StructuredQuery').fromObject({
    from: [{ collectionId: 'changes', allDescendants: isGroup }],
    ...(filters.length === 0 ? {} : { where: { compositeFilter: { op: 'AND', filters } } }),
    orderBy: orders.map(([fieldPath, direction]) => ({
      field: { fieldPath },
      direction: direction ?? 'ASCENDING',
    })),
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a StructuredQuery message has the shape of StructuredQuery
  const structured = message as unknown as StructuredQuery
  const query = parseQuery('projects/p/databases/d/documents', structured)
  const sums = summed.map((field) => ({
    alias: field,
    kind: 'sum' as const,
    path: [field],
    upTo: undefined,
  }))
  return missingIndex(withSummedFields(query, sums), settings)
}

describe('strict about indexes', () => {
  test.each<[string, Where, Orders?, boolean?, string[]?]>([
    ['everything', []],
    ['everything of a group', [], [], true],
    ['one equality', [['a', 'EQUAL']]],
    [
      'equalities merge',
      [
        ['a', 'EQUAL'],
        ['b', 'EQUAL'],
        ['c', 'ARRAY_CONTAINS'],
      ],
    ],
    ['one range', [['a', 'LESS_THAN']]],
    ['one range, ordered by the same', [['a', 'LESS_THAN']], [['a', 'DESCENDING']]],
    ['one order', [], [['a', 'DESCENDING']]],
    ['an order by what is fixed', [['a', 'EQUAL']], [['a']]],
    ['the declared composite', [['school', 'EQUAL']], [['at', 'DESCENDING']]],
    ['the declared composite backwards', [['school', 'EQUAL']], [['at']]],
    [
      'a range on its last field',
      [
        ['school', 'EQUAL'],
        ['at', 'GREATER_THAN'],
      ],
    ],
    ['alternatives of its first field', [['school', 'IN']], [['at', 'DESCENDING']]],
    [
      'two composites that end alike, merged',
      [
        ['school', 'EQUAL'],
        ['kind', 'EQUAL'],
      ],
      [['at', 'DESCENDING']],
    ],
    ['an element and an order', [['schools', 'ARRAY_CONTAINS']], [['at']]],
    ['a group field that is declared', [['batch', 'EQUAL']], [], true],
    ['a sum of everything', [], [], false, ['n']],
  ])('production serves %s', (_name, where, orders, isGroup, summed) => {
    expect(ask(where, orders, isGroup, summed)).toBeUndefined()
  })

  test.each<[string, string, Where, Orders?, boolean?, string[]?]>([
    [
      'equality and another order',
      '"indexes": {"collectionGroup":"changes","queryScope":"COLLECTION","fields":[{"fieldPath":"a","order":"ASCENDING"},{"fieldPath":"b","order":"ASCENDING"}]}',
      [['a', 'EQUAL']],
      [['b']],
    ],
    [
      'two orders',
      '"fields":[{"fieldPath":"a","order":"ASCENDING"},{"fieldPath":"b","order":"DESCENDING"}]',
      [],
      [['a'], ['b', 'DESCENDING']],
    ],
    [
      'ranges on two fields',
      '"fields":[{"fieldPath":"a","order":"ASCENDING"},{"fieldPath":"b","order":"ASCENDING"}]',
      [
        ['a', 'LESS_THAN'],
        ['b', 'LESS_THAN'],
      ],
    ],
    [
      'a composite with one equality more',
      '"fields":[{"fieldPath":"other","order":"ASCENDING"},{"fieldPath":"school","order":"ASCENDING"},{"fieldPath":"at","order":"DESCENDING"}]',
      [
        ['other', 'EQUAL'],
        ['school', 'EQUAL'],
      ],
      [['at', 'DESCENDING']],
    ],
    [
      'an order of the name against the rest',
      '{"fieldPath":"at","order":"DESCENDING"},{"fieldPath":"__name__","order":"ASCENDING"}',
      [['school', 'EQUAL']],
      [
        ['at', 'DESCENDING'],
        ['__name__', 'ASCENDING'],
      ],
    ],
    [
      'a field that is exempt',
      '"fieldOverrides": {"collectionGroup":"changes","fieldPath":"cells"',
      [['cells', 'EQUAL']],
    ],
    ['a field inside one that is exempt', '"fieldPath":"cells.due"', [['cells.due', 'EQUAL']]],
    ['a declared group field, in one collection', '"fieldPath":"batch"', [['batch', 'EQUAL']]],
    [
      'a field of a group',
      '{"order":"ASCENDING","queryScope":"COLLECTION_GROUP"}',
      [['a', 'EQUAL']],
      [],
      true,
    ],
    [
      'a sum of what is filtered by another field',
      '"fields":[{"fieldPath":"a","order":"ASCENDING"},{"fieldPath":"n","order":"ASCENDING"}]',
      [['a', 'EQUAL']],
      [],
      false,
      ['n'],
    ],
  ])('production refuses %s', (_name, entry, where, orders, isGroup, summed) => {
    expect(ask(where, orders, isGroup, summed)).toContain(entry)
  })
})
