import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The format that this code reads and writes; SQLite's `user_version` of the store. */
export const format = 1
/** `KURA`: SQLite's `application_id`, by which a store of ours is told from any other database. */
const application = 0x4b555241

const schema = `
  CREATE TABLE collections (
    id INTEGER PRIMARY KEY, database TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL,
    UNIQUE (database, path)
  ) STRICT;
  CREATE INDEX collections_by_name ON collections (database, name);
  CREATE TABLE documents (
    id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name BLOB NOT NULL, fields BLOB NOT NULL,
    created INTEGER NOT NULL, updated INTEGER NOT NULL,
    UNIQUE (collection, name)
  ) STRICT;
  CREATE TABLE indexes (
    id INTEGER PRIMARY KEY, database TEXT NOT NULL, identity TEXT NOT NULL, definition TEXT NOT NULL,
    UNIQUE (database, identity)
  ) STRICT;
  CREATE TABLE entries (
    ix INTEGER NOT NULL, scope INTEGER NOT NULL, key BLOB NOT NULL, document INTEGER NOT NULL,
    PRIMARY KEY (ix, scope, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE clock (newest INTEGER NOT NULL) STRICT;
  INSERT INTO clock VALUES (0);
  PRAGMA application_id = ${application};
  PRAGMA user_version = ${format};
`

export interface Folder {
  path: string
  file: string
  /** Gives the folder back to other processes. */
  release(): void
}

export function storeFile(folder: string): string {
  return join(folder, 'firestore.sqlite')
}

/** Takes a data folder for this process, creating it when it is not there. */
export function takeFolder(path: string): Folder {
  mkdirSync(path, { recursive: true })
  const lock = new DatabaseSync(join(path, 'lock.sqlite'))
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new Error(
      `The data folder ${path} is in use by another process. Stop that one, or name another folder.`,
      { cause: error },
    )
  }
  return { path, file: storeFile(path), release: () => lock.close() }
}

/** Opens the store of a folder for writing: durable after each commit, with a schema of the present format. */
export function openStore(folder: Folder): DatabaseSync {
  const isNew = !existsSync(folder.file)
  const connection = new DatabaseSync(folder.file)
  connection.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536',
  )
  if (isNew) connection.exec(`BEGIN; ${schema} COMMIT`)
  const { application_id: owner } = connection.prepare('PRAGMA application_id').get() ?? {}
  const { user_version: found } = connection.prepare('PRAGMA user_version').get() ?? {}
  if (owner !== application || found !== format) {
    connection.close()
    throw new Error(
      `The store ${folder.file} is not of format ${format} (it says ${String(found)}). Start the version that wrote it, or name another folder.`,
    )
  }
  return connection
}
