import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { type Folder, openStore, storeFile, takeFolder } from './folder.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/** One moment of the store, kept still while others write. Give it back with `release`. */
export interface Snapshot extends Disposable {
  reader: Reader
}

/** The data folder of one process: one writer, and as many readers as look at the store at once. */
export class Store {
  readonly writer: Writer
  readonly #folder: Folder
  readonly #idle: Reader[] = []

  private constructor(folder: Folder, writer: Writer) {
    this.#folder = folder
    this.writer = writer
  }

  /** Takes the folder and opens what is in it; throws when it is in use, damaged, or of another format. */
  static open(path: string): Store {
    const folder = takeFolder(path)
    try {
      return new Store(folder, new Writer(openStore(folder)))
    } catch (error) {
      folder.release()
      throw error
    }
  }

  /** Looks at a folder without taking it: its server may be running. */
  static openToRead(path: string): Pick<Store, 'snapshot'> {
    const file = storeFile(path)
    if (!existsSync(file)) throw new Error(`There is no store in ${path}: ${file} is missing.`)
    return { snapshot: () => snapshotOf(new Reader(new DatabaseSync(file, { readOnly: true }))) }
  }

  /** The store as it is now, whatever is written later. */
  snapshot(): Snapshot {
    const reader =
      this.#idle.pop() ?? new Reader(new DatabaseSync(this.#folder.file, { readOnly: true }))
    return snapshotOf(reader, () => this.#idle.push(reader))
  }

  close(): void {
    for (const reader of this.#idle) reader.connection.close()
    this.writer.connection.close()
    this.#folder.release()
  }
}

/** Holds a reader at the present state. Afterwards it is given back, or closed if somebody still walks through it. */
function snapshotOf(
  reader: Reader,
  giveBack: () => void = () => reader.connection.close(),
): Snapshot {
  reader.connection.exec('BEGIN')
  // SQLite takes its snapshot at the first read, not at BEGIN.
  reader.statement('SELECT newest FROM clock').get()
  let isReleased = false
  return {
    reader,
    [Symbol.dispose]: () => {
      if (isReleased) return
      isReleased = true
      reader.connection.exec('ROLLBACK')
      if (reader.walks === 0) giveBack()
      else reader.connection.close()
    },
  }
}
