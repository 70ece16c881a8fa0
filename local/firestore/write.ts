import { acceptedFields } from './document.ts'
import { alreadyExists, failedPrecondition, invalidArgument, notFound } from './errors.ts'
import { formatFieldPath, getField, parseWritablePath, withField } from './fieldPath.ts'
import { sortedNames } from './order.ts'
import { checkTransformCount } from './limits.ts'
import { type DocumentPath, formatDocumentName } from './paths.ts'
import {
  encodeFields,
  type Fields,
  type FieldTransform,
  kindOf,
  type Precondition,
  type Value,
  type Write,
} from './protocol.ts'
import { SentDocument } from './sent.ts'
import type { DocumentState } from './store/writer.ts'
import { type Micros, toMicros } from './time.ts'
import { applyTransform } from './transform.ts'

/** The name of the document that a write is about. */
export function writtenName(write: Write): string {
  switch (write.operation) {
    case 'update':
      return write.update.name
    case 'delete':
      return write.delete
    case 'transform':
      return write.transform.document
    default:
      throw invalidArgument('A write must say what to do: update, delete or transform.')
  }
}

/** What is wrong with a write whatever the document is: two transforms of a field and of one inside it. */
export function checkWrite(write: Write): void {
  const transforms =
    write.operation === 'transform' ? write.transform.fieldTransforms : write.updateTransforms
  checkTransformCount(transforms.length, writtenName(write))
  const paths = transforms.map(({ fieldPath }) => parseWritablePath(fieldPath))
  for (const outer of paths)
    for (const inner of paths)
      if (inner.length > outer.length && outer.every((name, at) => name === inner[at]))
        throw invalidArgument(
          `Cannot transform property ${formatFieldPath(outer)} and its nested property at the same time.`,
        )
}

/** Which writes of one document may follow each other in one commit, by what they require of it. */
export function checkOrder(writes: readonly Write[]): void {
  const last = new Map<string, string>()
  for (const write of writes) {
    const name = writtenName(write)
    const kind = kindOfWrite(write)
    const before = last.get(name)
    const mustExist =
      write.currentDocument?.conditionType === 'exists' && write.currentDocument.exists
    if (
      (kind === 'insert' && before !== undefined && before !== 'delete') ||
      (mustExist && before === 'delete')
    )
      throw invalidArgument(`Cannot ${before} then ${kind} an entity in the same request.`)
    last.set(name, kind)
  }
}

function kindOfWrite({ operation, currentDocument }: Write): string {
  if (operation === 'delete') return 'delete'
  if (currentDocument?.conditionType !== 'exists') return 'upsert'
  return currentDocument.exists ? 'update' : 'insert'
}

export interface WriteOutcome {
  /** undefined: the document is not there any more. */
  state: DocumentState | undefined
  transformResults: Value[]
}

/** A document that a commit leaves as it was sent. */
class SentState implements DocumentState {
  readonly sent: SentDocument
  readonly created: Micros
  readonly updated: Micros

  constructor(sent: SentDocument, created: Micros, updated: Micros) {
    this.sent = sent
    this.created = created
    this.updated = updated
  }

  get fields(): Fields {
    return this.sent.fields
  }
}

/** The fields of a document as they are stored. */
export function storedBytes(state: DocumentState): Uint8Array {
  return (state instanceof SentState ? state.sent.stored : undefined) ?? encodeFields(state.fields)
}

/** What a write makes of a document. `commitTime` becomes its update time; `now` is the request's time. */
export function applyWrite(
  write: Write,
  path: DocumentPath,
  old: DocumentState | undefined,
  commitTime: Micros,
  now: Micros,
): WriteOutcome {
  checkPrecondition(write.currentDocument, path, old)
  if (write.operation === 'delete') return { state: undefined, transformResults: [] }
  const transforms =
    write.operation === 'transform' ? write.transform.fieldTransforms : write.updateTransforms
  if (
    write.update instanceof SentDocument &&
    write.update.stored !== undefined &&
    write.updateMask === null &&
    transforms.length === 0
  )
    return {
      state: new SentState(write.update, old?.created ?? commitTime, commitTime),
      transformResults: [],
    }
  const updated = write.operation === 'update' ? updatedFields(write, old) : (old?.fields ?? {})
  const { fields, results } = transformed(updated, transforms, now)
  return {
    state: { fields, created: old?.created ?? commitTime, updated: commitTime },
    transformResults: results,
  }
}

function checkPrecondition(
  precondition: Precondition | null,
  path: DocumentPath,
  old: DocumentState | undefined,
): void {
  if (precondition === null) return
  const name = formatDocumentName(path)
  if (precondition.conditionType === 'exists') {
    if (precondition.exists && old === undefined) throw notFound(`No document to update: ${name}`)
    if (!precondition.exists && old !== undefined)
      throw alreadyExists(`Document already exists: ${name}`)
  }
  if (precondition.conditionType === 'updateTime' && precondition.updateTime !== null) {
    if (old === undefined) throw notFound(`No document to update: ${name}`)
    if (old.updated !== toMicros(precondition.updateTime))
      throw failedPrecondition(
        `The document ${name} was changed since the update time that the write requires.`,
      )
  }
}

function updatedFields(write: Write, old: DocumentState | undefined): Fields {
  const { updateMask } = write
  const update = acceptedFields(write.update.fields)
  if (updateMask === null) return update
  let fields = old?.fields ?? {}
  for (const text of updateMask.fieldPaths) {
    const path = parseWritablePath(text)
    fields = withField(fields, path, getField(update, path))
  }
  return fields
}

function transformed(
  fields: Fields,
  transforms: readonly FieldTransform[],
  now: Micros,
): { fields: Fields; results: Value[] } {
  const results: Value[] = []
  let after = fields
  for (const transform of transforms) {
    const path = parseWritablePath(transform.fieldPath)
    const { value, result } = applyTransform(transform, getField(after, path), now)
    after = withField(after, path, value)
    results.push(result)
  }
  return { fields: after, results }
}

/** Whether two documents hold the very same values: 1 and 1.0 differ here. */
export function sameFields(left: Fields, right: Fields): boolean {
  const names = sortedNames(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => {
      const [one, other] = [left[name], Object.hasOwn(right, name) ? right[name] : undefined]
      return one !== undefined && other !== undefined && sameValue(one, other)
    })
  )
}

function sameValue(left: Value, right: Value): boolean {
  const kind = kindOf(left)
  if (kind !== kindOf(right)) return false
  switch (kind) {
    case 'mapValue':
      return sameFields(left.mapValue?.fields ?? {}, right.mapValue?.fields ?? {})
    case 'arrayValue': {
      const [ones, others] = [left.arrayValue?.values ?? [], right.arrayValue?.values ?? []]
      return (
        ones.length === others.length &&
        ones.every((one, at) => {
          const other = others[at]
          return other !== undefined && sameValue(one, other)
        })
      )
    }
    case 'doubleValue':
      return Object.is(left.doubleValue, right.doubleValue)
    case 'bytesValue':
      return (
        Buffer.compare(left.bytesValue ?? Buffer.alloc(0), right.bytesValue ?? Buffer.alloc(0)) ===
        0
      )
    case 'timestampValue':
      return (
        left.timestampValue !== undefined &&
        right.timestampValue !== undefined &&
        toMicros(left.timestampValue) === toMicros(right.timestampValue)
      )
    case 'integerValue':
      return (
        left.integerValue?.low === right.integerValue?.low &&
        left.integerValue?.high === right.integerValue?.high
      )
    case 'geoPointValue':
      return (
        left.geoPointValue?.latitude === right.geoPointValue?.latitude &&
        left.geoPointValue?.longitude === right.geoPointValue?.longitude
      )
    default:
      return (
        left.stringValue === right.stringValue &&
        left.referenceValue === right.referenceValue &&
        left.booleanValue === right.booleanValue
      )
  }
}
