import { describe, expect, test } from 'vitest'
import { noIndexSettings } from '../../../local/firestore/indexes.ts'
import { checkDocumentLimits, documentSize, indexEntries } from '../../../local/firestore/limits.ts'

const path = {
  database: 'projects/p/databases/(default)',
  collection: 'users/jeff/tasks',
  id: 'my_task_id',
}
const text = (stringValue: string) => ({ stringValue })
const list = (length: number) => ({
  arrayValue: { values: Array.from({ length }, (_, at) => text(`${at}`)) },
})

describe('the size of a document', () => {
  test('is that of the example in Firestore’s documentation', () => {
    const fields = {
      type: text('Personal'),
      done: { booleanValue: false },
      priority: { integerValue: { low: 1, high: 0 } },
      description: text('Learn Cloud Firestore'),
    }
    expect(documentSize(path, fields)).toBe(147)
  })

  test('may be 1 MiB and not a byte more', () => {
    const rest = documentSize(path, { t: text('') })
    const largest = { t: text('x'.repeat(1_048_576 - rest)) }
    expect(() => checkDocumentLimits(path, largest, noIndexSettings)).not.toThrow()
    const larger = { t: text('x'.repeat(1_048_577 - rest)) }
    expect(() => checkDocumentLimits(path, larger, noIndexSettings)).toThrow(
      'its size (1048577 bytes) exceeds the maximum allowed size of 1048576 bytes',
    )
  })
})

describe('index entries', () => {
  test('are two for a value, and two for each element of an array and field of a map', () => {
    expect(indexEntries('c', { a: text('x') }, noIndexSettings)).toBe(2)
    expect(indexEntries('c', { a: list(5) }, noIndexSettings)).toBe(10)
    const map = { mapValue: { fields: { x: text('x'), y: text('y') } } }
    expect(indexEntries('c', { a: map }, noIndexSettings)).toBe(4)
  })

  test('do not count exempt fields, and count composite indexes', () => {
    const settings = {
      composites: [
        {
          collection: 'c',
          scope: 'COLLECTION' as const,
          fields: [
            { path: ['a'], mode: 'CONTAINS' as const },
            { path: ['b'], mode: 'ASCENDING' as const },
          ],
        },
      ],
      overrides: [{ collection: 'c', path: ['a'], indexes: [] }],
    }
    expect(indexEntries('c', { a: list(5), b: text('x') }, settings)).toBe(5 + 2)
    expect(indexEntries('c', { a: list(5) }, settings)).toBe(0)
    expect(indexEntries('other', { a: list(5) }, settings)).toBe(10)
  })

  test('may be 40,000', () => {
    const large = { collection: 'c', id: 'a', database: path.database }
    expect(() => checkDocumentLimits(large, { a: list(20_000) }, noIndexSettings)).not.toThrow()
    expect(() => checkDocumentLimits(large, { a: list(20_001) }, noIndexSettings)).toThrow(
      'Too many index entries',
    )
  })
})
