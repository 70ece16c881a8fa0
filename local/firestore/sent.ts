import protobuf from 'protobufjs'
import {
  decodeFields,
  type Document,
  DocumentMessage,
  type Fields,
  messageType,
} from './protocol.ts'

/**
 * A document as a client sent it. Its fields are decoded only when somebody asks; where nothing in them has to be
 * checked or cut, their bytes are stored as they came.
 */
export class SentDocument implements Document {
  readonly name: string
  /** The fields as they may be stored; undefined where they want a closer look first. */
  readonly stored: Uint8Array | undefined
  readonly #bytes: Uint8Array
  #fields: Fields | undefined

  constructor(bytes: Uint8Array) {
    const start = plainStart(bytes)
    this.#bytes = bytes
    if (start === undefined) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Document message has the shape of Document
      const document = DocumentMessage.decode(bytes) as unknown as Document
      this.name = document.name
      this.#fields = document.fields
    } else {
      this.name = new protobuf.BufferReader(
        Buffer.from(bytes.buffer, bytes.byteOffset + 1, start - 1),
      ).string()
      this.stored = bytes.subarray(start)
    }
  }

  get fields(): Fields {
    this.#fields ??= decodeFields(this.#bytes)
    return this.#fields
  }
}

/** `Write` and what holds it, with the document left as bytes: on the wire a message is bytes. */
const scope = DocumentMessage.root.define('google.firestore.v1.sent')
const writeType = messageType('Write').toJSON()
scope.add(
  protobuf.Type.fromJSON('Write', {
    ...writeType,
    fields: { ...writeType.fields, update: { type: 'bytes', id: 1 } },
  }),
)
for (const name of ['CommitRequest', 'BatchWriteRequest']) {
  const type = messageType(name).toJSON()
  const writes = { rule: 'repeated', type: 'google.firestore.v1.sent.Write', id: 2 }
  scope.add(protobuf.Type.fromJSON(name, { ...type, fields: { ...type.fields, writes } }))
}

/** Decodes a `CommitRequest` or `BatchWriteRequest`; its documents are `SentDocument`s. */
export function decodeWrites(
  name: 'CommitRequest' | 'BatchWriteRequest',
  bytes: Uint8Array,
): object {
  const message = scope.lookupType(name).decode(bytes)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type says so
  const { writes } = message as unknown as { writes: { operation?: string; update: unknown }[] }
  for (const write of writes)
    if (write.operation === 'update' && write.update instanceof Uint8Array)
      write.update = new SentDocument(write.update)
  return message
}

const deepest = 18
const longestName = 127

/** Where the fields begin, if the document is a name and fields of which nothing needs a closer look. */
function plainStart(bytes: Uint8Array): number | undefined {
  const walk = new Walk(bytes)
  if (walk.byte() !== 10) return undefined
  const start = walk.end()
  walk.at = start
  return walk.isPlainMap(18, bytes.length, 0) ? start : undefined
}

/**
 * Walks over encoded values. What it calls plain, `acceptedFields` would let pass unchanged; times, places,
 * references, vectors, reserved or long names, deep nesting and anything unusual are not.
 */
class Walk {
  at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  byte(): number {
    const byte = this.#bytes[this.at] ?? 0
    this.at += 1
    return byte
  }

  /** Reads a length; says where what it measures ends. */
  end(): number {
    let length = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte()
      length |= (byte & 0x7f) << shift
      if (byte < 0x80) return this.at + length
    }
    return Number.POSITIVE_INFINITY
  }

  /** Entries of name and value, each behind `tag`, exactly up to `end`. */
  isPlainMap(tag: number, end: number, depth: number): boolean {
    while (this.at < end) {
      if (this.byte() !== tag) return false
      const entryEnd = this.end()
      if (entryEnd > end || this.byte() !== 10) return false
      const nameEnd = this.end()
      const length = nameEnd - this.at
      const isReserved = this.#bytes[this.at] === 0x5f && this.#bytes[this.at + 1] === 0x5f
      if (length < 1 || length > longestName || isReserved) return false
      this.at = nameEnd
      if (this.byte() !== 18 || this.end() !== entryEnd) return false
      if (!this.#isPlainValue(entryEnd, depth, false)) return false
    }
    return this.at === end && depth <= deepest
  }

  /** Exactly one value up to `end`. The numbers are tags of `google.firestore.v1.Value`. */
  #isPlainValue(end: number, depth: number, isElement: boolean): boolean {
    const tag = this.byte()
    switch (tag) {
      case 0x08:
        return this.byte() <= 1 && this.at === end
      case 0x58:
        return this.byte() === 0 && this.at === end
      case 0x10:
        return this.#isVarint(end)
      case 0x19:
        this.at += 8
        return this.at === end
      case 0x8a:
      case 0x92:
        // Text and bytes: field numbers of two bytes.
        if (this.byte() !== 0x01 || this.end() !== end) return false
        this.at = end
        return true
      case 0x32:
        return this.end() === end && this.isPlainMap(0x0a, end, depth + 1)
      case 0x4a:
        return !isElement && this.end() === end && this.#isPlainList(end, depth + 1)
      default:
        return false
    }
  }

  #isPlainList(end: number, depth: number): boolean {
    while (this.at < end) {
      if (this.byte() !== 0x0a) return false
      const elementEnd = this.end()
      if (elementEnd > end || !this.#isPlainValue(elementEnd, depth, true)) return false
    }
    return this.at === end && depth <= deepest
  }

  #isVarint(end: number): boolean {
    const start = this.at
    while (this.at < end && this.byte() >= 0x80);
    return this.at === end && end - start <= 10 && (this.#bytes[end - 1] ?? 0x80) < 0x80
  }
}
