import { crc32 } from 'node:zlib'
import { status } from '@grpc/grpc-js'
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { FirestoreError } from '../errors.ts'
import { decodeId, encodeId } from '../order.ts'
import { type DocumentPath, formatDocumentName, type ParentPath } from '../paths.ts'
import { decodeFields, type Fields } from '../protocol.ts'
import type { Micros } from '../time.ts'

/** A document as it lies on disk; its fields are decoded only when somebody asks. */
export class StoredDocument {
  readonly row: number
  readonly path: DocumentPath
  readonly bytes: Uint8Array
  readonly created: Micros
  readonly updated: Micros
  #fields: Fields | undefined

  constructor(
    row: number,
    path: DocumentPath,
    bytes: Uint8Array,
    created: Micros,
    updated: Micros,
  ) {
    this.row = row
    this.path = path
    this.bytes = bytes
    this.created = created
    this.updated = updated
  }

  get fields(): Fields {
    this.#fields ??= decodeFields(this.bytes)
    return this.#fields
  }
}

/** A stretch of one ordered list; `upper` is exclusive, undefined is the end of the list. */
export interface Range {
  /** The index's row, or undefined for the documents of one collection by id. */
  index: number | undefined
  /** The collection's row, or 0 for a whole group. */
  scope: number
  lower: Uint8Array
  upper: Uint8Array | undefined
}

export interface Entry {
  key: Uint8Array
  document: StoredDocument
}

interface DocumentRow {
  id: number
  collection: number
  name: Uint8Array
  fields: Uint8Array
  created: number
  updated: number
  /** CRC-32 of the fields: SQLite does not notice when a disk returns other bytes than it was given. */
  sum: number
}

const columns = 'id, collection, name, fields, created, updated, sum'
const documentSql = `SELECT ${columns} FROM documents WHERE collection = ? AND name = ?`
const documentColumns = 'd.id, d.collection, d.name, d.fields, d.created, d.updated, d.sum'

type Row = Record<string, SQLOutputValue>

function documentRow(row: Row): DocumentRow {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables are STRICT: their columns have these types
  return row as unknown as DocumentRow
}

function storedDocument(row: DocumentRow, path: DocumentPath): StoredDocument {
  if (crc32(row.fields) !== row.sum)
    throw new FirestoreError(
      status.DATA_LOSS,
      `The document ${formatDocumentName(path)} is damaged on disk: its bytes are not those that were written. Restore a backup.`,
    )
  return new StoredDocument(row.id, path, row.fields, row.created, row.updated)
}

function rangeSql({ index, scope, lower, upper }: Range): {
  from: string
  values: SQLInputValue[]
} {
  const key = index === undefined ? 'name' : 'key'
  const place =
    index === undefined ? 'documents WHERE collection = ?' : 'entries WHERE ix = ? AND scope = ?'
  return {
    from: `${place} AND ${key} >= ? ${upper === undefined ? '' : `AND ${key} < ?`}`,
    values: [
      ...(index === undefined ? [scope] : [index, scope]),
      lower,
      ...(upper === undefined ? [] : [upper]),
    ],
  }
}

/** How many collections a reader keeps in mind. */
const remembered = 10_000

/** Reads one state of the store through one SQLite connection. */
export class Reader {
  readonly connection: DatabaseSync
  /** Walks that have begun and not ended: while there is one, the connection cannot move to a newer state. */
  walks = 0
  readonly #statements = new Map<string, StatementSync>()
  readonly #indexes = new Set<number>()
  readonly #collectionRows = new Map<string, number>()
  readonly #collectionPaths = new Map<number, { database: string; path: string }>()

  constructor(connection: DatabaseSync) {
    this.connection = connection
  }

  /** The prepared statement of an SQL text, made once. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.connection.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  /** The row of a collection; undefined when nothing was ever written to it. */
  collectionRow(database: string, path: string): number | undefined {
    const key = `${database}\n${path}`
    const known = this.#collectionRows.get(key)
    if (known !== undefined) return known
    const row = this.statement('SELECT id FROM collections WHERE database = ? AND path = ?').get(
      database,
      path,
    )
    if (row === undefined) return undefined
    const id = Number(row['id'])
    if (this.#collectionRows.size >= remembered) this.#collectionRows.clear()
    this.#collectionRows.set(key, id)
    return id
  }

  /** Forgets what it remembers of collections: what a transaction created is gone when that is rolled back. */
  forget(): void {
    this.#collectionRows.clear()
    this.#collectionPaths.clear()
  }

  get(path: DocumentPath): StoredDocument | undefined {
    const collection = this.collectionRow(path.database, path.collection)
    if (collection === undefined) return undefined
    const row = this.statement(documentSql).get(collection, encodeId(path.id))
    if (row === undefined) return undefined
    return storedDocument(documentRow(row), path)
  }

  /** Walks a range in order. Each walk has a statement of its own, so that several may go on at once. */
  *scan(range: Range): Generator<Entry> {
    const { from, values } = rangeSql(range)
    const sql =
      range.index === undefined
        ? `SELECT name AS key, ${columns} FROM ${from} ORDER BY key`
        : `SELECT key, ${documentColumns} FROM (SELECT key, document FROM ${from} ORDER BY key) e
           CROSS JOIN documents d ON d.id = e.document ORDER BY key`
    for (const row of this.#walk(sql, values)) {
      const key = row['key']
      if (key instanceof Uint8Array) yield { key, document: this.#document(documentRow(row)) }
    }
  }

  /** Whether an index is part of the state that is read: one that was made later is not. */
  hasIndex(index: number): boolean {
    if (this.#indexes.has(index)) return true
    const isThere = this.statement('SELECT 1 FROM indexes WHERE id = ?').get(index) !== undefined
    if (isThere) this.#indexes.add(index)
    return isThere
  }

  /** How many entries a range has, without reading the documents. */
  count(range: Range): number {
    const { from, values } = rangeSql(range)
    return Number(this.statement(`SELECT count(*) AS n FROM ${from}`).get(...values)?.['n'])
  }

  /** Every document of the collections with this id, or of the whole database. */
  *documentsOf(database: string, collection: string | undefined): Generator<StoredDocument> {
    const named = collection === undefined ? '' : 'AND c.name = ?'
    const sql = `SELECT ${documentColumns} FROM collections c
      JOIN documents d ON d.collection = c.id WHERE c.database = ? ${named}`
    const values = collection === undefined ? [database] : [database, collection]
    for (const row of this.#walk(sql, values)) yield this.#document(documentRow(row))
  }

  /** Every document of every database, in no order. */
  *everything(): Generator<StoredDocument> {
    for (const row of this.#walk(`SELECT ${columns} FROM documents`, []))
      yield this.#document(documentRow(row))
  }

  /** Paths of the collections that hold documents somewhere below a parent, in no order. */
  *collectionsBelow(parent: ParentPath): Generator<string> {
    const start = parent.path === '' ? '' : `${parent.path}/`
    const sql = `SELECT path FROM collections c
      WHERE database = ? AND path >= ? AND substr(path, 1, ?) = ?
      AND EXISTS (SELECT 1 FROM documents d WHERE d.collection = c.id)`
    for (const row of this.#walk(sql, [parent.database, start, start.length, start]))
      yield String(row['path'])
  }

  *#walk(sql: string, values: readonly SQLInputValue[]): Generator<Row> {
    this.walks += 1
    try {
      yield* this.connection.prepare(sql).iterate(...values)
    } finally {
      this.walks -= 1
    }
  }

  #document(row: DocumentRow): StoredDocument {
    const { database, path } = this.#collectionPath(row.collection)
    const place = { database, collection: path, id: decodeId(row.name) }
    return storedDocument(row, place)
  }

  #collectionPath(row: number): { database: string; path: string } {
    const known = this.#collectionPaths.get(row)
    if (known !== undefined) return known
    const found = this.statement('SELECT database, path FROM collections WHERE id = ?').get(row)
    const place = { database: String(found?.['database']), path: String(found?.['path']) }
    if (this.#collectionPaths.size >= remembered) this.#collectionPaths.clear()
    this.#collectionPaths.set(row, place)
    return place
  }
}
