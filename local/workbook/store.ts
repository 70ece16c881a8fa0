import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SheetChange } from './changes.ts'
import { Dresses, type StoredRow } from './dresses.ts'
import type { Sheet, Spreadsheet } from './state.ts'

/** Spreadsheets on disk: what `save` has returned from is there after `kill -9` or a power cut. */
export interface Store {
  /** Every spreadsheet, with the number of its latest version. */
  load(): { spreadsheet: Spreadsheet; version: number }[]
  /** Writes what has changed, in one transaction. */
  save(spreadsheet: Spreadsheet, version: number, changes: readonly SheetChange[]): void
  close(): void
}

/** An empty row is not written: its key in the sheet's order says that it is there. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS spreadsheets (id TEXT PRIMARY KEY, version INTEGER NOT NULL, head TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sheets (
    spreadsheet TEXT NOT NULL, sheet INTEGER NOT NULL, head TEXT NOT NULL, keys TEXT NOT NULL,
    PRIMARY KEY (spreadsheet, sheet)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rows (
    spreadsheet TEXT NOT NULL, sheet INTEGER NOT NULL, key INTEGER NOT NULL, row TEXT NOT NULL,
    PRIMARY KEY (spreadsheet, sheet, key)
  ) STRICT, WITHOUT ROWID;
`

/** @param folder made if need be; holds `workbooks.sqlite` */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true })
  const db = new DatabaseSync(join(folder, 'workbooks.sqlite'))
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
  db.exec(SCHEMA)
  const dresses = new Dresses(db)
  const sql = {
    spreadsheets: db.prepare('SELECT id, version, head FROM spreadsheets ORDER BY rowid'),
    sheets: db.prepare('SELECT head, keys FROM sheets WHERE spreadsheet = ? AND sheet = ?'),
    rows: db.prepare('SELECT key, row FROM rows WHERE spreadsheet = ? AND sheet = ?'),
    putSpreadsheet: db.prepare(
      'INSERT INTO spreadsheets (id, version, head) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, head = excluded.head',
    ),
    putSheet: db.prepare(
      'INSERT OR REPLACE INTO sheets (spreadsheet, sheet, head, keys) VALUES (?, ?, ?, ?)',
    ),
    putRow: db.prepare(
      'INSERT OR REPLACE INTO rows (spreadsheet, sheet, key, row) VALUES (?, ?, ?, ?)',
    ),
    dropRow: db.prepare('DELETE FROM rows WHERE spreadsheet = ? AND sheet = ? AND key = ?'),
    dropRows: db.prepare('DELETE FROM rows WHERE spreadsheet = ? AND sheet = ?'),
    dropSheet: db.prepare('DELETE FROM sheets WHERE spreadsheet = ? AND sheet = ?'),
  }

  const loadSheet = (id: string, sheetId: number): Sheet => {
    const stored = sql.sheets.get(id, sheetId)
    if (!stored) throw new Error(`Sheet ${sheetId} of spreadsheet ${id} is missing in the store`)
    const rows = new Map(
      sql.rows
        .all(id, sheetId)
        .map(({ key, row }) => [Number(key), dresses.putOn(parse<StoredRow>(row))]),
    )
    const keys = parse<number[]>(stored['keys'])
    return {
      ...parse<Omit<Sheet, 'rows'>>(stored['head']),
      rows: keys.map((key) => rows.get(key) ?? { key, cells: {}, properties: {} }),
    }
  }

  const write = (id: string, change: SheetChange): void => {
    const { sheetId, sheet } = change
    if (!sheet) {
      sql.dropRows.run(id, sheetId)
      sql.dropSheet.run(id, sheetId)
      return
    }
    if (change.head || change.order) {
      const { rows, ...head } = sheet
      const keys = rows.map((row) => row.key)
      sql.putSheet.run(id, sheetId, JSON.stringify(head), JSON.stringify(keys))
    }
    for (const { row } of change.rows) {
      if (Object.keys({ ...row.cells, ...row.properties }).length === 0)
        sql.dropRow.run(id, sheetId, row.key)
      else sql.putRow.run(id, sheetId, row.key, JSON.stringify(dresses.takeOff(row)))
    }
    for (const key of change.removedKeys) sql.dropRow.run(id, sheetId, key)
  }

  return {
    load: () =>
      sql.spreadsheets.all().map(({ id, version, head }) => {
        const { sheetIds, ...rest } = parse<StoredHead>(head)
        const sheets = sheetIds.map((sheetId) => loadSheet(String(id), sheetId))
        return { spreadsheet: { ...rest, id: String(id), sheets }, version: Number(version) }
      }),
    save: (spreadsheet, version, changes) => {
      const { id, sheets, ...head } = spreadsheet
      const stored: StoredHead = { ...head, sheetIds: sheets.map((sheet) => sheet.sheetId) }
      db.exec('BEGIN IMMEDIATE')
      try {
        sql.putSpreadsheet.run(id, version, JSON.stringify(stored))
        for (const change of changes) write(id, change)
        db.exec('COMMIT')
      } catch (error) {
        db.exec('ROLLBACK')
        dresses.reload()
        throw error
      }
    },
    close: () => {
      if (db.isOpen) db.close()
    },
  }
}

type StoredHead = Omit<Spreadsheet, 'id' | 'sheets'> & { readonly sheetIds: readonly number[] }

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it says what each column holds
function parse<T>(text: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this file writes the store, with the types that it reads back
  return JSON.parse(String(text)) as T
}
