import { type Engine, readingIn, viewing } from '../engine.ts'
import { invalidArgument, notFound, unimplemented } from '../errors.ts'
import { type FieldPath, parseFieldPath } from '../fieldPath.ts'
import { decodeId, encodeId } from '../order.ts'
import type { Bill } from '../meter.ts'
import {
  childCollection,
  type DocumentPath,
  formatDocumentName,
  parseDocumentName,
  parseParent,
} from '../paths.ts'
import type { Mask } from '../protocol.ts'
import type { Reader, StoredDocument } from '../store/reader.ts'
import type { Micros } from '../time.ts'
import {
  batchGetAnswer,
  documentBytes,
  listDocumentsAnswer,
  missingDocumentBytes,
  transactionAnswer,
} from '../wire.ts'
import type {
  BatchGetDocumentsRequest,
  GetDocumentRequest,
  ListCollectionIdsRequest,
  ListDocumentsRequest,
  Send,
} from './requests.ts'

export function selected(mask: Mask | null): readonly FieldPath[] | undefined {
  return mask?.fieldPaths.map(parseFieldPath)
}

export async function getDocument(
  engine: Engine,
  request: GetDocumentRequest,
  bill: Bill,
): Promise<Uint8Array> {
  const path = parseDocumentName(request.name)
  const { transaction } = readingIn(engine, request)
  if (transaction !== undefined && !transaction.isReadOnly)
    await engine.transactions.locks.acquire(transaction, [request.name])
  return viewing(engine, transaction, (view) => {
    view.transaction?.readDocument(request.name)
    bill.lookup(1)
    const document = view.reader.get(path)
    if (document === undefined) throw notFound(`Document "${request.name}" not found.`)
    return documentBytes(document, selected(request.mask))
  })
}

/** Answers each name once, found or missing; the first answer carries the transaction that was begun. */
export async function batchGetDocuments(
  engine: Engine,
  request: BatchGetDocumentsRequest,
  bill: Bill,
  send: Send,
): Promise<void> {
  const names = [...new Set(request.documents)]
  const paths = names.map(parseDocumentName)
  const mask = selected(request.mask)
  const { transaction, begun } = readingIn(engine, request)
  bill.lookup(names.length)
  if (transaction === undefined && paths.length <= readAtOnce) {
    // Nobody can commit between reads that do not wait for each other: they need no snapshot.
    const time = engine.clock.read()
    const answers = paths.map((path) => lookUp(engine.store.writer, path, mask, time))
    for (const answer of answers) await send(answer)
    return
  }
  if (transaction !== undefined && !transaction.isReadOnly)
    await engine.transactions.locks.acquire(transaction, names)
  await viewing(engine, transaction, async ({ reader, time, transaction }) => {
    for (const name of names) transaction?.readDocument(name)
    if (begun !== undefined) await send(transactionAnswer(3, begun))
    for (const path of paths) await send(lookUp(reader, path, mask, time))
  })
}

/** How many documents are held in memory for one answer: each may have 1 MiB. */
const readAtOnce = 10

function lookUp(
  reader: Reader,
  path: DocumentPath,
  mask: readonly FieldPath[] | undefined,
  time: Micros,
): Uint8Array {
  const document = reader.get(path)
  const found =
    document === undefined
      ? { missing: formatDocumentName(path) }
      : { document: documentBytes(document, mask) }
  return batchGetAnswer(found, time)
}

const pageLimit = 1000

/** Documents of one collection by name; with `show_missing` also those that exist only as parents. */
export async function listDocuments(
  engine: Engine,
  request: ListDocumentsRequest,
  bill: Bill,
): Promise<Uint8Array> {
  if (request.orderBy !== '' && request.orderBy !== '__name__')
    throw unimplemented(`ListDocuments ordered by "${request.orderBy}"`)
  const parent = parseParent(request.parent)
  const collection = childCollection(parent, request.collectionId)
  const { transaction } = readingIn(engine, request)
  const size = request.pageSize > 0 ? Math.min(request.pageSize, pageLimit) : pageLimit
  const start = pageStart(request.pageToken)
  return viewing(engine, transaction, ({ reader }) => {
    const missing = request.showMissing
      ? missingIds(reader, { database: parent.database, path: collection })
      : []
    const page = nextPage(
      documentsFrom(reader, parent.database, collection, start),
      missing.filter((id) => Buffer.compare(id, start) >= 0),
      size + 1,
    )
    const shown = page.slice(0, size)
    bill.query(shown.length)
    const mask = selected(request.mask)
    const bytes = shown.map(({ id, document }) =>
      document === undefined
        ? missingDocumentBytes(
            formatDocumentName({ database: parent.database, collection, id: decodeId(id) }),
          )
        : documentBytes(document, mask),
    )
    return listDocumentsAnswer(bytes, page[size]?.id.toString('base64url') ?? '')
  })
}

function pageStart(token: string): Buffer {
  return Buffer.from(token, 'base64url')
}

function* documentsFrom(
  reader: Reader,
  database: string,
  collection: string,
  start: Buffer,
): Generator<StoredDocument> {
  const scope = reader.collectionRow(database, collection)
  if (scope === undefined) return
  const range = { index: undefined, scope, lower: start, upper: undefined }
  for (const { document } of reader.scan(range)) yield document
}

/** Ids of the documents below which something lies, in the order of names. */
function missingIds(reader: Reader, collection: { database: string; path: string }): Buffer[] {
  const ids = new Set<string>()
  for (const path of reader.collectionsBelow(collection))
    ids.add(path.slice(collection.path.length + 1).split('/')[0] ?? '')
  return [...ids].map(encodeId).sort((left, right) => Buffer.compare(left, right))
}

interface Listed {
  id: Buffer
  document: StoredDocument | undefined
}

/** Merges documents and missing ids by name, up to `size`. */
function nextPage(
  documents: Generator<StoredDocument>,
  missing: readonly Buffer[],
  size: number,
): Listed[] {
  const page: Listed[] = []
  let at = 0
  for (const document of documents) {
    const id = encodeId(document.path.id)
    for (let other = missing[at]; other !== undefined; other = missing[at]) {
      const order = Buffer.compare(other, id)
      if (order > 0) break
      at += 1
      if (order < 0) page.push({ id: other, document: undefined })
    }
    page.push({ id, document })
    if (page.length >= size) return page.slice(0, size)
  }
  for (const id of missing.slice(at)) page.push({ id, document: undefined })
  return page.slice(0, size)
}

/** Ids of the collections right below a document or the root. */
export async function listCollectionIds(
  engine: Engine,
  request: ListCollectionIdsRequest,
  bill: Bill,
): Promise<{ collectionIds: string[]; nextPageToken: string }> {
  if (request.readTime !== null) throw unimplemented('reads of the past (read_time)')
  if (request.pageSize < 0) throw invalidArgument('The page size must not be negative.')
  const parent = parseParent(request.parent)
  return viewing(engine, undefined, ({ reader }) => {
    const ids = new Set<string>()
    const depth = parent.path === '' ? 0 : parent.path.length + 1
    for (const path of reader.collectionsBelow(parent)) {
      const child = path.slice(depth).split('/')[0] ?? ''
      if (child !== '') ids.add(child)
    }
    const sorted = [...ids]
      .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
      .filter(
        (id) =>
          request.pageToken === '' ||
          Buffer.compare(Buffer.from(id), Buffer.from(request.pageToken, 'base64url')) >= 0,
      )
    const size = request.pageSize > 0 ? request.pageSize : sorted.length
    const next = sorted[size]
    bill.query(0)
    return {
      collectionIds: sorted.slice(0, size),
      nextPageToken: next === undefined ? '' : Buffer.from(next).toString('base64url'),
    }
  })
}
