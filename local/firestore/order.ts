import { parseDocumentName } from './paths.ts'
import { type Int64, kindOf, type Timestamp, type Value } from './protocol.ts'

/**
 * Values and names as bytes whose plain order is Firestore's order, and whose equality is Firestore's equality (1 = 1.0).
 * Every encoding ends by itself: none is the beginning of another.
 * https://firebase.google.com/docs/firestore/manage-data/data-types#value_type_ordering
 */
export const Tag = {
  end: 0x00,
  name: 0x01,
  numericId: 0x02,
  id: 0x03,
  null: 0x10,
  boolean: 0x20,
  nan: 0x30,
  number: 0x38,
  timestamp: 0x40,
  string: 0x50,
  bytes: 0x60,
  reference: 0x70,
  geoPoint: 0x80,
  array: 0x90,
  vector: 0xa0,
  map: 0xb0,
} as const

/** A buffer that grows while ordered bytes are written to it. */
export class OrderedBytes {
  #buffer = Buffer.allocUnsafe(128)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** A copy of what has been written since `from`. */
  take(from = 0): Buffer {
    return Buffer.from(this.#buffer.subarray(from, this.#length))
  }

  /** Turns the order of everything written since `from` round: for descending components. */
  invertFrom(from: number): void {
    for (let at = from; at < this.#length; at += 1) {
      this.#buffer[at] = ~(this.#buffer[at] ?? 0) & 0xff
    }
  }

  byte(byte: number): void {
    this.#reserve(1)
    this.#buffer[this.#length] = byte
    this.#length += 1
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Bytes of any length; a zero is written as 00 FF, so that the closing 00 01 sorts first. */
  escaped(bytes: Uint8Array): void {
    if (!bytes.includes(0)) this.raw(bytes)
    else
      for (const byte of bytes) {
        this.byte(byte)
        if (byte === 0) this.byte(0xff)
      }
    this.byte(0x00)
    this.byte(0x01)
  }

  text(text: string): void {
    this.escaped(Buffer.from(text, 'utf8'))
  }

  double(double: number): void {
    this.#reserve(8)
    const at = this.#length
    // Adding zero turns -0 into 0: Firestore holds them equal.
    this.#buffer.writeDoubleBE(double + 0, at)
    this.#length += 8
    if (double < 0) this.invertFrom(at)
    else this.#buffer[at] = (this.#buffer[at] ?? 0) ^ 0x80
  }

  signed32(number: number): void {
    this.#reserve(4)
    this.#buffer.writeUInt32BE((number ^ 0x80000000) >>> 0, this.#length)
    this.#length += 4
  }

  unsigned32(number: number): void {
    this.#reserve(4)
    this.#buffer.writeUInt32BE(number >>> 0, this.#length)
    this.#length += 4
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return
    const bigger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + more))
    bigger.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = bigger
  }
}

export function writeValue(out: OrderedBytes, value: Value): void {
  switch (kindOf(value)) {
    case 'nullValue':
      out.byte(Tag.null)
      return
    case 'booleanValue':
      out.byte(Tag.boolean)
      out.byte(value.booleanValue === true ? 1 : 0)
      return
    case 'integerValue':
      writeInteger(out, value.integerValue ?? { low: 0, high: 0 })
      return
    case 'doubleValue':
      writeDouble(out, value.doubleValue ?? 0)
      return
    case 'timestampValue':
      writeTimestamp(out, value.timestampValue ?? { seconds: 0, nanos: 0 })
      return
    case 'stringValue':
      out.byte(Tag.string)
      out.text(value.stringValue ?? '')
      return
    case 'bytesValue':
      out.byte(Tag.bytes)
      out.escaped(value.bytesValue ?? new Uint8Array())
      return
    case 'referenceValue':
      writeReference(out, value.referenceValue ?? '')
      return
    case 'geoPointValue':
      out.byte(Tag.geoPoint)
      out.double(value.geoPointValue?.latitude ?? 0)
      out.double(value.geoPointValue?.longitude ?? 0)
      return
    case 'arrayValue':
      out.byte(Tag.array)
      for (const element of value.arrayValue?.values ?? []) writeValue(out, element)
      out.byte(Tag.end)
      return
    case 'mapValue':
      writeMap(out, value)
      return
    case undefined:
      throw new TypeError('A value without a type cannot be ordered: it should have been refused.')
  }
}

export function encodeValue(value: Value): Buffer {
  const out = new OrderedBytes()
  writeValue(out, value)
  return out.take()
}

export function compareValues(left: Value, right: Value): number {
  return Buffer.compare(encodeValue(left), encodeValue(right))
}

/** Integers and doubles share one order: the nearest double, then how far the integer is from it. */
function writeInteger(out: OrderedBytes, integer: Int64): void {
  const exact = BigInt.asIntN(64, (BigInt(integer.high) << 32n) | BigInt(integer.low >>> 0))
  const double = Number(exact)
  out.byte(Tag.number)
  out.double(double)
  writeRemainder(out, Number(exact - BigInt(double)))
}

function writeDouble(out: OrderedBytes, double: number): void {
  if (Number.isNaN(double)) {
    out.byte(Tag.nan)
    return
  }
  out.byte(Tag.number)
  out.double(double)
  writeRemainder(out, 0)
}

/** At most ±512: half the distance between two doubles near 2^63. */
function writeRemainder(out: OrderedBytes, remainder: number): void {
  const shifted = remainder + 0x8000
  out.byte(shifted >> 8)
  out.byte(shifted & 0xff)
}

function writeTimestamp(out: OrderedBytes, time: Timestamp): void {
  const { seconds } = time
  const high = typeof seconds === 'number' ? Math.floor(seconds / 4294967296) : seconds.high
  const low = typeof seconds === 'number' ? seconds : seconds.low
  out.byte(Tag.timestamp)
  out.signed32(high)
  out.unsigned32(low)
  out.unsigned32(time.nanos)
}

function writeReference(out: OrderedBytes, name: string): void {
  const { database, collection, id } = parseDocumentName(name)
  out.byte(Tag.reference)
  for (const segment of database.split('/')) writeId(out, segment)
  for (const segment of collection.split('/')) writeId(out, segment)
  writeId(out, id)
  out.byte(Tag.end)
}

function writeMap(out: OrderedBytes, value: Value): void {
  const fields = value.mapValue?.fields ?? {}
  if (isVector(value)) {
    const values = fields['value']?.arrayValue?.values ?? []
    out.byte(Tag.vector)
    out.unsigned32(values.length)
    for (const element of values) writeValue(out, element)
    return
  }
  out.byte(Tag.map)
  for (const name of sortedNames(fields)) {
    const field = fields[name]
    if (field === undefined) continue
    out.byte(Tag.name)
    out.text(name)
    writeValue(out, field)
  }
  out.byte(Tag.end)
}

/** Names of fields in the order of their UTF-8 bytes (JavaScript's own order differs beyond U+FFFF). */
export function sortedNames(fields: Record<string, unknown>): string[] {
  const names = Object.keys(fields)
  return names.length < 2
    ? names
    : names.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
}

/** A vector is a map that says so: `{__type__: '__vector__', value: [numbers]}`. */
export function isVector(value: Value): boolean {
  const fields = value.mapValue?.fields
  return (
    fields !== undefined &&
    Object.hasOwn(fields, '__type__') &&
    fields['__type__']?.stringValue === '__vector__'
  )
}

/** An id in the order of names: numeric ids (`__id7__`) come before all others. */
export function writeId(out: OrderedBytes, id: string): void {
  const numeric = /^__id(-?\d+)__$/.exec(id)?.[1]
  if (numeric === undefined) {
    out.byte(Tag.id)
    out.text(id)
    return
  }
  out.byte(Tag.numericId)
  out.raw(
    Buffer.from(
      BigInt.asUintN(64, BigInt(numeric) + (1n << 63n))
        .toString(16)
        .padStart(16, '0'),
      'hex',
    ),
  )
  out.text(id)
}

export function encodeId(id: string): Buffer {
  // Nearly every id is its own bytes between the tag and the end.
  if (!id.startsWith('__id') && !id.includes('\0'))
    return Buffer.from(`${String.fromCharCode(Tag.id)}${id}\u0000\u0001`)
  const out = new OrderedBytes()
  writeId(out, id)
  return out.take()
}

/** The id that encodeId wrote. */
export function decodeId(bytes: Uint8Array): string {
  const start = bytes[0] === Tag.numericId ? 9 : 1
  const body = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.length - start - 2)
  if (!body.includes(0)) return body.toString('utf8')
  const plain: number[] = []
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    plain.push(byte)
    if (byte === 0) at += 1
  }
  return Buffer.from(plain).toString('utf8')
}

/** Writes the segments of a path below the root, so that paths sort segment by segment, parents first. */
export function writePath(out: OrderedBytes, path: string): void {
  for (const segment of path.split('/')) writeId(out, segment)
}

/** The first bytes after every key that begins with `prefix`; undefined when there are none. */
export function afterPrefix(prefix: Uint8Array): Buffer | undefined {
  let length = prefix.length
  while (length > 0 && prefix[length - 1] === 0xff) length -= 1
  if (length === 0) return undefined
  const bytes = Buffer.from(prefix.subarray(0, length))
  bytes[length - 1] = (bytes[length - 1] ?? 0) + 1
  return bytes
}
