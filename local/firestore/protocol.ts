import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import protobuf from 'protobufjs'

/** A 64-bit integer as protobufjs reads it (`Long` has these two halves). */
export interface Int64 {
  low: number
  high: number
}
export interface Timestamp {
  seconds: Int64 | number
  nanos: number
}
export type Fields = Record<string, Value>
/** `google.firestore.v1.Value`: exactly one own property. Read its kind with `kindOf`, because decoded messages inherit defaults. */
export interface Value {
  nullValue?: number
  booleanValue?: boolean
  integerValue?: Int64
  doubleValue?: number
  timestampValue?: Timestamp
  stringValue?: string
  bytesValue?: Uint8Array
  referenceValue?: string
  geoPointValue?: { latitude: number; longitude: number }
  arrayValue?: { values?: Value[] }
  mapValue?: { fields?: Fields }
}
export interface Document {
  name: string
  fields: Fields
}
export interface Mask {
  fieldPaths: string[]
}
export interface Precondition {
  conditionType?: 'exists' | 'updateTime'
  exists: boolean
  updateTime: Timestamp | null
}
export interface FieldTransform {
  fieldPath: string
  transformType?:
    | 'setToServerValue'
    | 'increment'
    | 'maximum'
    | 'minimum'
    | 'appendMissingElements'
    | 'removeAllFromArray'
  setToServerValue: number
  increment: Value
  maximum: Value
  minimum: Value
  appendMissingElements: { values?: Value[] }
  removeAllFromArray: { values?: Value[] }
}
export interface Write {
  operation?: 'update' | 'delete' | 'transform'
  update: Document
  delete: string
  transform: { document: string; fieldTransforms: FieldTransform[] }
  updateMask: Mask | null
  updateTransforms: FieldTransform[]
  currentDocument: Precondition | null
}
export interface WriteResult {
  updateTime: Timestamp | null
  transformResults: Value[]
}
export interface FieldReference {
  fieldPath: string
}
/** Enumerations arrive as their numbers. */
export interface Filter {
  filterType?: 'compositeFilter' | 'fieldFilter' | 'unaryFilter'
  compositeFilter: { op: number; filters: Filter[] }
  fieldFilter: { field: FieldReference | null; op: number; value: Value | null }
  unaryFilter: { field: FieldReference | null; op: number }
}
export interface Cursor {
  values: Value[]
  before: boolean
}
export interface StructuredQuery {
  select: { fields: FieldReference[] } | null
  from: { collectionId: string; allDescendants: boolean }[]
  where: Filter | null
  orderBy: { field: FieldReference | null; direction: number }[]
  startAt: Cursor | null
  endAt: Cursor | null
  offset: number
  limit: { value: number } | null
  findNearest: object | null
}
export interface Aggregation {
  operator?: 'count' | 'sum' | 'avg'
  count: { upTo: { value: Int64 } | null }
  sum: { field: FieldReference | null }
  avg: { field: FieldReference | null }
  alias: string
}
export interface TransactionOptions {
  mode?: 'readOnly' | 'readWrite'
  readOnly: { readTime: Timestamp | null }
  readWrite: { retryTransaction: Uint8Array }
}
/** What every reading request may carry: a transaction to read in, one to begin, or a time in the past. */
export interface Consistency {
  transaction: Uint8Array
  newTransaction?: TransactionOptions | null
  readTime: Timestamp | null
}

const packageFolder = dirname(
  createRequire(import.meta.url).resolve('@google-cloud/firestore/package.json'),
)
const root = protobuf.Root.fromJSON(
  JSON.parse(readFileSync(join(packageFolder, 'build/protos/v1.json'), 'utf8')),
)

/** The service `google.firestore.v1.Firestore` with its methods, as the client library declares it. */
export const service = root.lookupService('google.firestore.v1.Firestore')
export const DocumentMessage = root.lookupType('google.firestore.v1.Document')
export const ValueMessage = root.lookupType('google.firestore.v1.Value')

/** The message type of a method's request or response, by its name inside `google.firestore.v1`. */
export function messageType(name: string): protobuf.Type {
  return root.lookupType(name.includes('.') ? name : `google.firestore.v1.${name}`)
}

export type ValueKind = keyof Value

const kinds: readonly ValueKind[] = [
  'nullValue',
  'booleanValue',
  'integerValue',
  'doubleValue',
  'timestampValue',
  'stringValue',
  'bytesValue',
  'referenceValue',
  'geoPointValue',
  'arrayValue',
  'mapValue',
]

/** Which of the value types is set; undefined when none is, or one that documents cannot hold. */
export function kindOf(value: Value): ValueKind | undefined {
  const [set] = Object.keys(value)
  return kinds.find((kind) => kind === set)
}

/** The fields of a document as stored and sent: a `Document` message that holds only its fields. */
export function encodeFields(fields: Fields): Uint8Array {
  return DocumentMessage.encode(DocumentMessage.create({ fields })).finish()
}

export function decodeFields(bytes: Uint8Array): Fields {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Document message has the shape of Document
  return (DocumentMessage.decode(bytes) as unknown as Document).fields
}
