import { describe, expect, test } from 'vitest'
import { acceptedFields } from '../../../local/firestore/document.ts'
import { decodeFields, DocumentMessage, messageType } from '../../../local/firestore/protocol.ts'
import { decodeWrites, SentDocument } from '../../../local/firestore/sent.ts'

const name = 'projects/p/databases/(default)/documents/c/a'

const sent = (fields: object) =>
  new SentDocument(DocumentMessage.encode(DocumentMessage.fromObject({ name, fields })).finish())

const nested = (levels: number): object =>
  levels === 0 ? { stringValue: 'deep' } : { mapValue: { fields: { inside: nested(levels - 1) } } }

describe('a document as it was sent', () => {
  test.each<[string, object]>([
    ['nothing', {}],
    ['null', { a: { nullValue: 0 } }],
    ['truth', { a: { booleanValue: true }, b: { booleanValue: false } }],
    ['whole numbers', { a: { integerValue: '-9223372036854775808' }, b: { integerValue: 300 } }],
    ['fractions', { a: { doubleValue: -0 }, b: { doubleValue: Number.NaN } }],
    ['text', { 'Срок, до': { stringValue: 'до 30 ноября' }, empty: { stringValue: '' } }],
    ['long text', { a: { stringValue: 'я'.repeat(20_000) } }],
    ['bytes', { a: { bytesValue: Buffer.from([0, 255]) } }],
    ['lists', { a: { arrayValue: { values: [{ integerValue: 1 }, { mapValue: {} }] } } }],
    ['maps', { a: nested(18) }],
  ])('is stored as it came: %s', (_what, fields) => {
    const document = sent(fields)
    expect(document.name).toBe(name)
    const stored = document.stored ?? Buffer.from('not plain')
    expect(decodeFields(stored)).toEqual(acceptedFields(document.fields))
  })

  test.each<[string, object]>([
    ['a time', { a: { timestampValue: { seconds: 1, nanos: 1 } } }],
    ['a place', { a: { geoPointValue: { latitude: 91, longitude: 0 } } }],
    ['a reference', { a: { referenceValue: 'x' } }],
    ['a reserved name', { a: { mapValue: { fields: { __x__: { nullValue: 0 } } } } }],
    ['a name without letters', { '': { nullValue: 0 } }],
    ['a list in a list', { a: { arrayValue: { values: [{ arrayValue: {} }] } } }],
    ['a value of no type', { a: {} }],
    ['too many levels', { a: nested(21) }],
  ])('is looked at more closely: %s', (_what, fields) => {
    expect(sent(fields).stored).toBeUndefined()
  })

  test('is looked at more closely when it is cut short', () => {
    const whole = DocumentMessage.encode(
      DocumentMessage.fromObject({ name, fields: { a: { stringValue: 'abc' } } }),
    ).finish()
    const stored = (length: number) => {
      try {
        return new SentDocument(whole.subarray(0, length)).stored
      } catch {
        // A message cut inside a value cannot be read at all.
        return undefined
      }
    }
    const taken = [...whole.keys()].filter((length) => stored(length) !== undefined)
    // Cut between name and fields it is a document without fields.
    expect(taken).toEqual([2 + name.length])
  })

  test('comes with the mask, the transforms and the condition of its write', () => {
    const type = messageType('CommitRequest')
    const update = { name, fields: { a: { integerValue: 1 } } }
    const bytes = type
      .encode(
        type.fromObject({
          database: 'd',
          writes: [
            {
              update,
              updateMask: { fieldPaths: ['a'] },
              updateTransforms: [{ fieldPath: 'b', increment: { integerValue: 1 } }],
              currentDocument: { exists: true },
            },
            { delete: name },
          ],
        }),
      )
      .finish()
    expect(decodeWrites('CommitRequest', bytes)).toMatchObject({
      database: 'd',
      writes: [
        {
          operation: 'update',
          update: { name, fields: { a: {} } },
          updateMask: { fieldPaths: ['a'] },
          updateTransforms: [{ fieldPath: 'b', transformType: 'increment' }],
          currentDocument: { conditionType: 'exists', exists: true },
        },
        { operation: 'delete', delete: name },
      ],
    })
  })
})
