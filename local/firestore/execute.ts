import { passes } from './filter.ts'
import { entryKeys, type Index } from './indexes.ts'
import { planQuery, type Scan } from './plan.ts'
import { isInScope, type Query, queriedCollection } from './query.ts'
import type { Entry, Range, Reader, StoredDocument } from './store/reader.ts'
import type { Writer } from './store/writer.ts'

/** A query's scans with the indexes that they read, ready to run on a snapshot taken afterwards. */
export interface Prepared {
  query: Query
  scans: readonly { scan: Scan; index: number | undefined }[]
}

/** Plans a query and sees to it that its indexes exist. */
export function prepare(query: Query, writer: Writer): Prepared {
  return {
    query,
    scans: planQuery(query).map((scan) => ({
      scan,
      index:
        scan.index === undefined
          ? undefined
          : writer.ensureIndex(query.parent.database, scan.index),
    })),
  }
}

export interface Found {
  document: StoredDocument
  /** Skipped for the offset: read and paid, not shown. */
  isSkipped: boolean
}

/** The documents of a query in its order, the skipped ones included. */
export function* execute({ query, scans }: Prepared, reader: Reader): Generator<Found> {
  let toSkip = query.offset
  let toShow = query.limit ?? Number.POSITIVE_INFINITY
  const streams = scans.map(({ scan, index }) => stream(query, scan, index, reader))
  for (const document of merge(streams)) {
    if (toShow === 0) return
    if (toSkip > 0) {
      toSkip -= 1
      yield { document, isSkipped: true }
      continue
    }
    toShow -= 1
    yield { document, isSkipped: false }
    if (toShow === 0) return
  }
}

/** How many documents a query has, from index entries alone where that is enough. */
export function count(prepared: Prepared, reader: Reader): number {
  const { query, scans } = prepared
  const [only] = scans
  const isIndexed = only?.index === undefined || reader.hasIndex(only.index)
  const isWhole = query.scope === 'COLLECTION' || query.parent.path === ''
  if (
    scans.length !== 1 ||
    only === undefined ||
    only.scan.remaining.length > 0 ||
    !isWhole ||
    !isIndexed
  ) {
    let shown = 0
    for (const found of execute(prepared, reader)) if (!found.isSkipped) shown += 1
    return shown
  }
  const range = rangeOf(query, only.scan, only.index, reader)
  const entries = range === undefined ? 0 : reader.count(range)
  return Math.min(Math.max(entries - query.offset, 0), query.limit ?? Number.POSITIVE_INFINITY)
}

function rangeOf(
  query: Query,
  scan: Scan,
  index: number | undefined,
  reader: Reader,
): Range | undefined {
  const scope =
    query.scope === 'COLLECTION'
      ? reader.collectionRow(query.parent.database, queriedCollection(query))
      : 0
  return scope === undefined ? undefined : { index, scope, lower: scan.lower, upper: scan.upper }
}

function* stream(
  query: Query,
  scan: Scan,
  index: number | undefined,
  reader: Reader,
): Generator<Entry> {
  const range = rangeOf(query, scan, index, reader)
  if (range === undefined) return
  const isIndexed = index === undefined || reader.hasIndex(index)
  const entries =
    isIndexed || scan.index === undefined
      ? reader.scan(range)
      : withoutIndex(query, scan.index, range, reader)
  for (const { key, document } of entries) {
    if (query.scope === 'COLLECTION_GROUP' && !isInScope(query, document.path)) continue
    if (scan.remaining.every((test) => passes(test, document.path, document.fields)))
      yield { key: key.subarray(scan.prefixLength), document }
  }
}

/** What an index would give that was made only after the state that is read: seldom, and slow. */
function withoutIndex(query: Query, index: Index, range: Range, reader: Reader): Entry[] {
  const entries: Entry[] = []
  for (const document of reader.documentsOf(query.parent.database, index.collection)) {
    if (!isInScope(query, document.path)) continue
    for (const key of entryKeys(index, document.path, document.fields))
      if (
        Buffer.compare(key, range.lower) >= 0 &&
        (range.upper === undefined || Buffer.compare(key, range.upper) < 0)
      )
        entries.push({ key, document })
  }
  return entries.sort((left, right) => Buffer.compare(left.key, right.key))
}

/** Merges ordered streams into one; a document that is in several comes once. */
function* merge(streams: Generator<Entry>[]): Generator<StoredDocument> {
  const [only, ...others] = streams
  if (only !== undefined && others.length === 0) {
    for (const { document } of only) yield document
    return
  }
  try {
    yield* mergeMany(streams)
  } finally {
    // A stream left open would hold its connection to an old state of the store.
    for (const one of streams) one.return(undefined)
  }
}

function* mergeMany(streams: readonly Generator<Entry>[]): Generator<StoredDocument> {
  const heads = streams.flatMap((source) => {
    const next = source.next()
    return next.done === true ? [] : [{ source, entry: next.value }]
  })
  let last: Uint8Array | undefined
  while (heads.length > 0) {
    let best = 0
    for (let at = 1; at < heads.length; at += 1) {
      const [left, right] = [heads[at], heads[best]]
      if (left && right && Buffer.compare(left.entry.key, right.entry.key) < 0) best = at
    }
    const head = heads[best]
    if (head === undefined) return
    if (last === undefined || Buffer.compare(head.entry.key, last) !== 0) {
      last = head.entry.key
      yield head.entry.document
    }
    const next = head.source.next()
    if (next.done === true) heads.splice(best, 1)
    else head.entry = next.value
  }
}
