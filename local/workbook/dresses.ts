import type { DatabaseSync } from 'node:sqlite'
import type { Cell, Row } from './state.ts'

/** What a cell wears besides its value. A column's cells mostly wear the same, the empty ones too. */
type Dress = Pick<Cell, 'userEnteredFormat' | 'dataValidation'>

/** A cell on disk: the number of its dress, alone where the cell is empty. */
type StoredCell = number | (Omit<Cell, keyof Dress> & { readonly dress?: number })

export type StoredRow = Omit<Row, 'cells'> & {
  readonly cells: Readonly<Record<number, StoredCell>>
}

/**
 * Dresses of cells, each once on disk and once in memory. Without it a workbook of the sample takes twenty
 * times the disk, for the drop-downs of its empty rows.
 */
export class Dresses {
  readonly #db: DatabaseSync
  #byId = new Map<number, Dress>()
  #byText = new Map<string, number>()
  /** Of dresses met before, so that their text need not be made again. */
  #known = new WeakMap<object, WeakMap<object, number>>()

  constructor(db: DatabaseSync) {
    this.#db = db
    db.exec(
      'CREATE TABLE IF NOT EXISTS dresses (id INTEGER PRIMARY KEY, dress TEXT NOT NULL UNIQUE) STRICT',
    )
    this.reload()
  }

  /** Forgets what a transaction that was rolled back has put on. */
  reload(): void {
    this.#byId.clear()
    this.#byText.clear()
    this.#known = new WeakMap()
    for (const { id, dress } of this.#db.prepare('SELECT id, dress FROM dresses').all()) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this file writes the table
      this.#byId.set(Number(id), JSON.parse(String(dress)) as Dress)
      this.#byText.set(String(dress), Number(id))
    }
  }

  /** Inside a transaction: a dress that is new is written with the row. */
  takeOff(row: Row): StoredRow {
    const cells: Record<number, StoredCell> = {}
    for (const [key, cell] of Object.entries(row.cells)) {
      const { userEnteredFormat, dataValidation, ...bare } = cell
      if (!userEnteredFormat && !dataValidation) cells[Number(key)] = bare
      else {
        const dress = this.#numberOf(userEnteredFormat, dataValidation)
        cells[Number(key)] = Object.keys(bare).length === 0 ? dress : { ...bare, dress }
      }
    }
    return { ...row, cells }
  }

  putOn(row: StoredRow): Row {
    const cells: Record<number, Cell> = {}
    for (const [key, stored] of Object.entries(row.cells)) {
      if (typeof stored === 'number') cells[Number(key)] = this.#dress(stored)
      else {
        const { dress, ...bare } = stored
        cells[Number(key)] = dress === undefined ? bare : { ...this.#dress(dress), ...bare }
      }
    }
    return { ...row, cells }
  }

  #dress(id: number): Dress {
    const dress = this.#byId.get(id)
    if (!dress) throw new Error(`Dress ${id} of a cell is missing in the store`)
    return dress
  }

  #numberOf(format: Dress['userEnteredFormat'], validation: Dress['dataValidation']): number {
    const [first, second] = [format ?? NONE, validation ?? NONE]
    const known = this.#known.get(first)?.get(second)
    if (known !== undefined) return known
    const dress: Dress = {
      ...(format ? { userEnteredFormat: format } : {}),
      ...(validation ? { dataValidation: validation } : {}),
    }
    const text = JSON.stringify(dress)
    const id = this.#byText.get(text) ?? this.#insert(dress, text)
    const seconds = this.#known.get(first) ?? new WeakMap<object, number>()
    this.#known.set(first, seconds.set(second, id))
    return id
  }

  #insert(dress: Dress, text: string): number {
    const { lastInsertRowid } = this.#db.prepare('INSERT INTO dresses (dress) VALUES (?)').run(text)
    const id = Number(lastInsertRowid)
    this.#byId.set(id, dress)
    this.#byText.set(text, id)
    return id
  }
}

/** Stands for «no format» and «no validation». */
const NONE = {}
