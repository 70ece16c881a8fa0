import type { DatabaseSync } from 'node:sqlite'
import { exception } from './failure.ts'

/** Durable texts by owner: a document, a person or the script. */
export interface Properties {
  get(owner: string, key: string): string | null
  all(owner: string): Record<string, string>
  /** @throws {ServiceError} in Google's words when a value or the store would be too large */
  set(owner: string, values: Readonly<Record<string, string>>, deleteOthers: boolean): void
  delete(owner: string, key: string): void
}

/** https://developers.google.com/apps-script/guides/services/quotas */
const VALUE_BYTES = 9 * 1024
const STORE_BYTES = 500 * 1024

export function openProperties(db: DatabaseSync): Properties {
  db.exec(
    'CREATE TABLE IF NOT EXISTS properties (owner TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (owner, key)) STRICT, WITHOUT ROWID',
  )
  const sql = {
    get: db.prepare('SELECT value FROM properties WHERE owner = ? AND key = ?'),
    all: db.prepare('SELECT key, value FROM properties WHERE owner = ? ORDER BY key'),
    put: db.prepare('INSERT OR REPLACE INTO properties (owner, key, value) VALUES (?, ?, ?)'),
    delete: db.prepare('DELETE FROM properties WHERE owner = ? AND key = ?'),
    clear: db.prepare('DELETE FROM properties WHERE owner = ?'),
  }
  const all = (owner: string): Record<string, string> =>
    Object.fromEntries(sql.all.all(owner).map(({ key, value }) => [String(key), String(value)]))

  return {
    get: (owner, key) => {
      const row = sql.get.get(owner, key)
      return row ? String(row['value']) : null
    },
    all,
    set: (owner, values, deleteOthers) => {
      if (Object.values(values).some((value) => Buffer.byteLength(value) > VALUE_BYTES)) {
        throw exception('Argument too large: value')
      }
      const next = { ...(deleteOthers ? {} : all(owner)), ...values }
      const size = Object.entries(next).reduce(
        (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
        0,
      )
      if (size > STORE_BYTES) {
        throw exception(
          'You have exceeded the property storage quota. Please remove some properties and try again.',
        )
      }
      db.exec('BEGIN IMMEDIATE')
      try {
        if (deleteOthers) sql.clear.run(owner)
        for (const [key, value] of Object.entries(values)) sql.put.run(owner, key, value)
        db.exec('COMMIT')
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
    delete: (owner, key) => void sql.delete.run(owner, key),
  }
}
