import { crc32 } from 'node:zlib'
import { entryKeys, type Index, indexIdentity } from '../indexes.ts'
import { encodeId } from '../order.ts'
import { collectionId, type DocumentPath } from '../paths.ts'
import { encodeFields, type Fields } from '../protocol.ts'
import type { Micros } from '../time.ts'
import { Reader, type StoredDocument } from './reader.ts'

interface KeptIndex {
  row: number
  index: Index
}

/** A document as a commit leaves it. */
export interface DocumentState {
  readonly fields: Fields
  created: Micros
  updated: Micros
}

/**
 * Changes documents and the index entries that belong to them, through the store's one writing connection.
 * An index comes into being when a query first needs it, and is kept up from then on.
 */
export class Writer extends Reader {
  readonly #indexes = new Map<string, Map<string, KeptIndex>>()

  /** Runs `work` as one SQLite transaction: all of it is on disk when this returns, or nothing. */
  transaction<Result>(work: () => Result): Result {
    this.connection.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.connection.exec('COMMIT')
      return result
    } catch (error) {
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK')
      this.forget()
      throw error
    }
  }

  /** Stores a document; `bytes` are its fields encoded, where the caller has them already. */
  put(
    path: DocumentPath,
    state: DocumentState,
    old: StoredDocument | undefined,
    bytes: Uint8Array = encodeFields(state.fields),
  ): void {
    const scope = this.#ensureCollection(path)
    let row: number
    if (old === undefined) {
      const result = this.statement(
        'INSERT INTO documents (collection, name, fields, created, updated, sum) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(scope, encodeId(path.id), bytes, state.created, state.updated, crc32(bytes))
      row = Number(result.lastInsertRowid)
    } else {
      row = old.row
      this.statement(
        'UPDATE documents SET fields = ?, created = ?, updated = ?, sum = ? WHERE id = ?',
      ).run(bytes, state.created, state.updated, crc32(bytes), row)
    }
    this.#changeEntries(path, scope, row, old, state)
  }

  delete(old: StoredDocument): void {
    this.statement('DELETE FROM documents WHERE id = ?').run(old.row)
    const scope = this.#ensureCollection(old.path)
    this.#changeEntries(old.path, scope, old.row, old, undefined)
  }

  /** The row of an index, built from the documents there are when this is its first use. */
  ensureIndex(database: string, index: Index): number {
    const identity = indexIdentity(index)
    const known = this.#indexesOf(database).get(identity)
    if (known !== undefined) return known.row
    const built = this.transaction(() => {
      const inserted = this.statement(
        'INSERT INTO indexes (database, identity, definition) VALUES (?, ?, ?)',
      ).run(database, identity, JSON.stringify(index))
      const row = Number(inserted.lastInsertRowid)
      for (const document of this.documentsOf(database, index.collection)) {
        const collection = this.collectionRow(database, document.path.collection) ?? 0
        const scope = index.scope === 'COLLECTION' ? collection : 0
        for (const key of entryKeys(index, document.path, document.fields))
          this.#insertEntry(row, scope, key, document.row)
      }
      return row
    })
    this.#indexesOf(database).set(identity, { row: built, index })
    return built
  }

  rememberTime(newest: Micros): void {
    this.statement('UPDATE clock SET newest = max(newest, ?)').run(newest)
  }

  newestTime(): Micros {
    return Number(this.statement('SELECT newest FROM clock').get()?.['newest'])
  }

  #indexesOf(database: string): Map<string, KeptIndex> {
    const known = this.#indexes.get(database)
    if (known !== undefined) return known
    const kept = new Map<string, KeptIndex>()
    const rows = this.statement('SELECT id, identity, definition FROM indexes WHERE database = ?')
    for (const row of rows.all(database)) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by ensureIndex
      const index = JSON.parse(String(row['definition'])) as Index
      kept.set(String(row['identity']), { row: Number(row['id']), index })
    }
    this.#indexes.set(database, kept)
    return kept
  }

  #changeEntries(
    path: DocumentPath,
    collection: number,
    row: number,
    old: StoredDocument | undefined,
    state: DocumentState | undefined,
  ): void {
    const id = collectionId(path.collection)
    for (const { row: ix, index } of this.#indexesOf(path.database).values()) {
      if (index.collection !== undefined && index.collection !== id) continue
      const scope = index.scope === 'COLLECTION' ? collection : 0
      const before = old === undefined ? [] : entryKeys(index, path, old.fields)
      const after = state === undefined ? [] : entryKeys(index, path, state.fields)
      for (const key of without(before, after))
        this.statement('DELETE FROM entries WHERE ix = ? AND scope = ? AND key = ?').run(
          ix,
          scope,
          key,
        )
      for (const key of without(after, before)) this.#insertEntry(ix, scope, key, row)
    }
  }

  #insertEntry(ix: number, scope: number, key: Uint8Array, document: number): void {
    this.statement('INSERT INTO entries (ix, scope, key, document) VALUES (?, ?, ?, ?)').run(
      ix,
      scope,
      key,
      document,
    )
  }

  #ensureCollection(path: DocumentPath): number {
    const known = this.collectionRow(path.database, path.collection)
    if (known !== undefined) return known
    const result = this.statement(
      'INSERT INTO collections (database, path, name) VALUES (?, ?, ?)',
    ).run(path.database, path.collection, collectionId(path.collection))
    return Number(result.lastInsertRowid)
  }
}

/** The keys that are not among `others`. */
function without(keys: readonly Buffer[], others: readonly Buffer[]): readonly Buffer[] {
  if (keys.length === 0 || others.length === 0) return keys
  const known = new Set(others.map((key) => key.toString('latin1')))
  return keys.filter((key) => !known.has(key.toString('latin1')))
}
