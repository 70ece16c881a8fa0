import protobuf from 'protobufjs'
import { type FieldPath, pickFields } from './fieldPath.ts'
import { formatDocumentName } from './paths.ts'
import { encodeFields } from './protocol.ts'
import type { StoredDocument } from './store/reader.ts'
import { type Micros, toTimestamp } from './time.ts'

/**
 * Answers that hold documents, put together from the stored bytes: decoding a document only to encode it again
 * would take most of a read's time. Field numbers are those of google/firestore/v1/*.proto.
 */
export function documentBytes(
  document: StoredDocument,
  select: readonly FieldPath[] | undefined,
): Uint8Array {
  const head = protobuf.Writer.create()
    .uint32(10)
    .string(formatDocumentName(document.path))
    .finish()
  const fields =
    select === undefined ? document.bytes : encodeFields(pickFields(document.fields, select))
  const tail = protobuf.Writer.create()
  writeTime(tail, 3, document.created)
  writeTime(tail, 4, document.updated)
  return Buffer.concat([head, fields, tail.finish()])
}

function writeTime(writer: protobuf.Writer, field: number, time: Micros): void {
  const { seconds, nanos } = toTimestamp(time)
  writer.uint32((field << 3) | 2).fork()
  writer.uint32(8).int64(Number(seconds)).uint32(16).int32(nanos)
  writer.ldelim()
}

/** What of a message is set, by field number. */
interface Answer {
  transaction?: { field: number; id: Uint8Array } | undefined
  document?: { field: number; bytes: Uint8Array }
  missing?: { field: number; name: string }
  readTime?: { field: number; time: Micros }
  skipped?: { field: number; count: number }
}

function answer({ transaction, document, missing, readTime, skipped }: Answer): Uint8Array {
  const writer = protobuf.Writer.create()
  if (document !== undefined) writer.uint32((document.field << 3) | 2).bytes(document.bytes)
  if (missing !== undefined) writer.uint32((missing.field << 3) | 2).string(missing.name)
  if (transaction !== undefined) writer.uint32((transaction.field << 3) | 2).bytes(transaction.id)
  if (readTime !== undefined) writeTime(writer, readTime.field, readTime.time)
  if (skipped !== undefined && skipped.count > 0)
    writer.uint32(skipped.field << 3).int32(skipped.count)
  return writer.finish()
}

export function batchGetAnswer(
  found: { document: Uint8Array } | { missing: string },
  time: Micros,
): Uint8Array {
  return answer({
    ...('document' in found
      ? { document: { field: 1, bytes: found.document } }
      : { missing: { field: 2, name: found.missing } }),
    readTime: { field: 4, time },
  })
}

export function transactionAnswer(field: number, transaction: Uint8Array): Uint8Array {
  return answer({ transaction: { field, id: transaction } })
}

export function runQueryAnswer(
  document: Uint8Array | undefined,
  time: Micros,
  skipped: number,
): Uint8Array {
  return answer({
    ...(document === undefined ? {} : { document: { field: 1, bytes: document } }),
    readTime: { field: 3, time },
    skipped: { field: 4, count: skipped },
  })
}

/** A `ListDocumentsResponse`. */
export function listDocumentsAnswer(documents: readonly Uint8Array[], next: string): Uint8Array {
  const writer = protobuf.Writer.create()
  for (const document of documents) writer.uint32(10).bytes(document)
  if (next !== '') writer.uint32(18).string(next)
  return writer.finish()
}

/** A `Document` message that is only a name: a document that is not there but has some below it. */
export function missingDocumentBytes(name: string): Uint8Array {
  return protobuf.Writer.create().uint32(10).string(name).finish()
}
