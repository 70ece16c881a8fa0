import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { entryKeys, overrideOf, readIndexSettings } from '../../../local/firestore/indexes.ts'
import { temporaryFolder } from './servers.ts'

const number = (doubleValue: number) => ({ doubleValue })
const place = (id: string) => ({ collection: 'c', id })

const read = (content: object) => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'firestore.indexes.json')
  writeFileSync(file, JSON.stringify(content))
  try {
    return readIndexSettings(file)
  } finally {
    folder.remove()
  }
}

const by = (mode: 'ASCENDING' | 'DESCENDING' | 'CONTAINS') => ({
  collection: 'c',
  scope: 'COLLECTION' as const,
  fields: [{ path: ['v'], mode }],
  nameMode: 'ASCENDING' as const,
})

const key = (mode: 'ASCENDING' | 'DESCENDING', value: number, id: string) =>
  entryKeys(by(mode), place(id), { v: number(value) })[0] ?? Buffer.alloc(0)

describe('firestore.indexes.json', () => {
  test('is read', () => {
    const settings = read({
      indexes: [
        {
          collectionGroup: 'c',
          queryScope: 'COLLECTION',
          fields: [
            { fieldPath: 'tags', arrayConfig: 'CONTAINS' },
            { fieldPath: 'a.b', order: 'DESCENDING' },
          ],
        },
      ],
      fieldOverrides: [{ collectionGroup: 'c', fieldPath: 'cells', indexes: [] }],
    })
    expect(settings.composites[0]?.fields).toEqual([
      { path: ['tags'], mode: 'CONTAINS' },
      { path: ['a', 'b'], mode: 'DESCENDING' },
    ])
    expect(overrideOf(settings, 'c', ['cells', 'due'])?.indexes).toEqual([])
    expect(overrideOf(settings, 'c', ['due'])).toBeUndefined()
    expect(overrideOf(settings, 'other', ['cells'])).toBeUndefined()
  })

  test('says what is wrong with it, and where', () => {
    const entry = { collectionGroup: 'c', fields: [{ fieldPath: 'a', order: 'UP' }] }
    expect(() => read({ indexes: [entry] })).toThrow('indexes[0]: a field needs "order"')
    expect(() => read({ indexes: [{ fields: [] }] })).toThrow('"collectionGroup" must be a string')
    expect(() => read({ indexes: {} })).toThrow('"indexes" must be a list')
  })
})

describe('index entries', () => {
  test('stand in the order of the field, then of the name', () => {
    expect(Buffer.compare(key('ASCENDING', 1, 'z'), key('ASCENDING', 2, 'a'))).toBe(-1)
    expect(Buffer.compare(key('DESCENDING', 1, 'z'), key('DESCENDING', 2, 'a'))).toBe(1)
    expect(Buffer.compare(key('DESCENDING', 1, 'a'), key('DESCENDING', 1, 'b'))).toBe(-1)
  })

  test('are none without the field, and one for each different element', () => {
    expect(entryKeys(by('ASCENDING'), place('a'), {})).toEqual([])
    expect(entryKeys(by('CONTAINS'), place('a'), { v: number(1) })).toEqual([])
    const values = [number(1), number(2), number(1)]
    expect(entryKeys(by('CONTAINS'), place('a'), { v: { arrayValue: { values } } })).toHaveLength(2)
  })
})
