import { invalidArgument } from './errors.ts'
import { type FieldPath, getField } from './fieldPath.ts'
import { type IndexSettings, type Mode, overrideOf } from './indexes.ts'
import { encodeValue, isVector } from './order.ts'
import { collectionId, type DocumentPath, formatDocumentName } from './paths.ts'
import { type Fields, kindOf, type Value } from './protocol.ts'

/** https://firebase.google.com/docs/firestore/quotas */
export const largestDocument = 1_048_576
export const largestRequest = 10 * 1024 * 1024
const mostIndexEntries = 40_000
const mostTransforms = 500

/** Throws INVALID_ARGUMENT, as production does, for a document that is too large or would fill too many index entries. */
export function checkDocumentLimits(
  path: DocumentPath,
  fields: Fields,
  settings: IndexSettings,
): void {
  const size = documentSize(path, fields)
  if (size > largestDocument)
    throw invalidArgument(
      `Document "${formatDocumentName(path)}" cannot be written because its size (${size} bytes) exceeds the maximum allowed size of ${largestDocument} bytes.`,
    )
  // A scalar takes at least one byte and makes two entries: smaller documents cannot have too many.
  if (size < mostIndexEntries / 4) return
  const entries = indexEntries(collectionId(path.collection), fields, settings)
  if (entries > mostIndexEntries)
    throw invalidArgument(
      `Too many index entries for document "${formatDocumentName(path)}": ${entries}, at most ${mostIndexEntries} are allowed. Exempt its large arrays and maps in firestore.indexes.json ("fieldOverrides").`,
    )
}

export function checkTransformCount(count: number, name: string): void {
  if (count > mostTransforms)
    throw invalidArgument(
      `The document "${name}" has ${count} field transforms in one write; at most ${mostTransforms} are allowed.`,
    )
}

/** Bytes of a document as Firestore counts them: https://firebase.google.com/docs/firestore/storage-size */
export function documentSize(path: DocumentPath, fields: Fields): number {
  return nameSize(`${path.collection}/${path.id}`) + fieldsSize(fields) + 32
}

function nameSize(path: string): number {
  return path.split('/').reduce((size, segment) => size + textSize(segment), 16)
}

function textSize(text: string): number {
  return Buffer.byteLength(text) + 1
}

function fieldsSize(fields: Fields): number {
  let size = 0
  for (const [name, value] of Object.entries(fields)) size += textSize(name) + valueSize(value)
  return size
}

function valueSize(value: Value): number {
  switch (kindOf(value)) {
    case 'integerValue':
    case 'doubleValue':
    case 'timestampValue':
      return 8
    case 'geoPointValue':
      return 16
    case 'stringValue':
      return textSize(value.stringValue ?? '')
    case 'bytesValue':
      return value.bytesValue?.length ?? 0
    case 'referenceValue':
      return nameSize((value.referenceValue ?? '').split('/').slice(5).join('/'))
    case 'arrayValue':
      return (value.arrayValue?.values ?? []).reduce(
        (size, element) => size + valueSize(element),
        0,
      )
    case 'mapValue':
      return fieldsSize(value.mapValue?.fields ?? {})
    default:
      return 1
  }
}

/** How many entries production keeps for a document: automatic ones less the exempt, and those of composite indexes. */
export function indexEntries(collection: string, fields: Fields, settings: IndexSettings): number {
  let entries = automaticEntries(collection, fields, [], settings)
  for (const composite of settings.composites) {
    if (composite.collection !== collection) continue
    entries += composite.fields
      .map(({ path, mode }) => timesIndexed(getField(fields, path), mode))
      .reduce((product, times) => product * times, 1)
  }
  return entries
}

function timesIndexed(value: Value | undefined, mode: Mode): number {
  if (value === undefined) return 0
  return mode === 'CONTAINS' ? elementCount(value) : 1
}

function elementCount(value: Value): number {
  const values = value.arrayValue?.values ?? []
  return new Set(values.map((element) => encodeValue(element).toString('latin1'))).size
}

function automaticEntries(
  collection: string,
  fields: Fields,
  parent: FieldPath,
  settings: IndexSettings,
): number {
  let entries = 0
  for (const [name, value] of Object.entries(fields)) {
    const path = [...parent, name]
    if (kindOf(value) === 'mapValue' && !isVector(value)) {
      entries += automaticEntries(collection, value.mapValue?.fields ?? {}, path, settings)
      continue
    }
    const each = kindOf(value) === 'arrayValue' ? elementCount(value) : 1
    entries += each * automaticModes(collection, path, settings)
  }
  return entries
}

/** Ascending and descending, unless an override of the field or a map around it says else. */
function automaticModes(collection: string, path: FieldPath, settings: IndexSettings): number {
  const override = overrideOf(settings, collection, path)
  return override === undefined ? 2 : override.indexes.length
}
