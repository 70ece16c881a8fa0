import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'

/** The format that this code reads and writes; SQLite's `user_version` of the store. */
export const format = 2
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
    created INTEGER NOT NULL, updated INTEGER NOT NULL, sum INTEGER NOT NULL DEFAULT 0,
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

/** How a store of each older format becomes one of the next. */
const raises: Record<number, (connection: DatabaseSync) => void> = {
  1: (connection) => {
    connection.exec('ALTER TABLE documents ADD COLUMN sum INTEGER NOT NULL DEFAULT 0')
    const update = connection.prepare('UPDATE documents SET sum = ? WHERE id = ?')
    for (const { id, fields } of connection.prepare('SELECT id, fields FROM documents').all())
      if (fields instanceof Uint8Array && typeof id === 'number') update.run(crc32(fields), id)
  },
}

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

/**
 * Opens the store of a folder for writing, durable after each commit. A new folder gets an empty store, an older
 * format is raised after a backup. Throws when the store is damaged, of a newer format, or not one of ours.
 */
export function openStore(folder: Folder): DatabaseSync {
  const { file } = folder
  if (!existsSync(file) && existsSync(`${file}-wal`))
    throw new Error(
      `The data folder ${folder.path} is damaged: ${file} is missing, and its journal is not. Restore a backup.`,
    )
  const connection = new DatabaseSync(file)
  try {
    prepare(connection, folder)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function prepare(connection: DatabaseSync, folder: Folder): void {
  const { file } = folder
  const problem = damageOf(connection)
  if (problem !== undefined)
    throw new Error(
      `The store ${file} is damaged (${problem}). Restore a backup into a new folder.`,
    )
  connection.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536',
  )
  const tables = connection.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']
  if (tables === 0) connection.exec(`BEGIN; ${schema} COMMIT`)
  if (pragma(connection, 'application_id') !== application)
    throw new Error(
      `${file} is a database, but not a store of this Firestore. Name another folder.`,
    )
  const found = pragma(connection, 'user_version')
  if (found > format)
    throw new Error(
      `The store ${file} is of format ${found}, newer than ${format}, which this version knows. Start the newer version, or name another folder.`,
    )
  if (found < format) raise(connection, folder, found)
}

/** What SQLite finds wrong with the file; undefined when nothing. */
function damageOf(connection: DatabaseSync): string | undefined {
  try {
    const answer = connection.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    return answer === 'ok' ? undefined : String(answer)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function pragma(connection: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(connection.prepare(`PRAGMA ${name}`).get()?.[name])
}

/** Brings an older store to the present format in one step. Before that it is copied whole into the folder. */
function raise(connection: DatabaseSync, folder: Folder, found: number): void {
  const backup = join(folder.path, `backup-of-format-${found}.sqlite`)
  if (!existsSync(backup)) connection.prepare('VACUUM INTO ?').run(backup)
  connection.exec('BEGIN')
  for (let from = found; from < format; from += 1) {
    const step = raises[from]
    if (step === undefined) {
      connection.exec('ROLLBACK')
      throw new Error(`The store ${folder.file} is of format ${from}, which no version knows.`)
    }
    step(connection)
  }
  connection.exec(`PRAGMA user_version = ${format}; COMMIT`)
  console.warn(`The store ${folder.file} is now of format ${format}; as it was it is in ${backup}.`)
}
