import { areaA1, parseA1 } from '../../a1.ts'
import { spreadsheetUrl, type Area } from '../../state.ts'
import type { SheetFacts } from '../calls.ts'
import { strict, type Realm } from '../realm.ts'
import type { Job } from '../wire.ts'
import { createUi } from './ui.ts'

/**
 * `SpreadsheetApp`: menus, messages and what is needed to know where one is. Values are read and written
 * through the advanced service `Sheets` alone.
 */
export function spreadsheetApp(realm: Realm, job: Job): object {
  const spreadsheet = createSpreadsheet(realm, job)
  return strict(realm, 'SpreadsheetApp', {
    getActive: () => spreadsheet,
    getActiveSpreadsheet: () => spreadsheet,
    create: (title: string) => createdSpreadsheet(realm, realm.call('Spreadsheet.create', title)),
    // Writes are visible at once here; in Google this waits for them.
    flush: () => undefined,
    getUi: () => {
      if (!job.withUi) throw realm.error('Cannot call SpreadsheetApp.getUi() from this context.')
      return createUi(realm)
    },
  })
}

/** A spreadsheet that the script has just made: known by its id, and shared. */
function createdSpreadsheet(realm: Realm, id: string): object {
  const spreadsheet: object = strict(realm, 'Spreadsheet', {
    getId: () => id,
    getUrl: () => spreadsheetUrl(id),
    addEditors: (emails: readonly string[]) => {
      realm.call('Spreadsheet.addEditors', id, emails)
      return spreadsheet
    },
  })
  return spreadsheet
}

export function createSpreadsheet(realm: Realm, job: Job): object {
  const sheets = (): SheetFacts[] => realm.call('Spreadsheet.getSheets')
  const wrapped = (facts: SheetFacts): object => createSheet(realm, job, facts.sheetId, facts.title)
  const found = (test: (facts: SheetFacts) => boolean): object | null => {
    const facts = sheets().find(test)
    return facts ? wrapped(facts) : null
  }
  const spreadsheet: object = strict(realm, 'Spreadsheet', {
    getId: () => job.spreadsheetId,
    getUrl: () => spreadsheetUrl(job.spreadsheetId),
    getName: () => realm.call('Spreadsheet.getName'),
    getSpreadsheetTimeZone: () => realm.call('Spreadsheet.getSpreadsheetTimeZone'),
    getSpreadsheetLocale: () => realm.call('Spreadsheet.getSpreadsheetLocale'),
    getSheets: () => Reflect.apply(ownArray(realm), undefined, sheets().map(wrapped)),
    getSheetByName: (name: string) => found((facts) => facts.title === name),
    getSheetById: (id: number) => found((facts) => facts.sheetId === id),
    getActiveSheet: () => {
      const active = realm.call('Spreadsheet.getActiveRange')
      return found((facts) => facts.sheetId === active.sheetId)
    },
    getActiveRange: () => {
      const active = realm.call('Spreadsheet.getActiveRange')
      return createRange(realm, job, active, active.title)
    },
    toast: (text: string, title = '', seconds = 5) =>
      realm.call('Spreadsheet.toast', text, title, seconds),
  })
  return spreadsheet
}

function createSheet(realm: Realm, job: Job, sheetId: number, title: string): object {
  const facts = (): SheetFacts => {
    const now = realm.call('Spreadsheet.getSheets').find((one) => one.sheetId === sheetId)
    if (!now) throw realm.error(`Sheet ${sheetId} not found`)
    return now
  }
  const sheet: object = strict(realm, 'Sheet', {
    getSheetId: () => sheetId,
    getName: () => title,
    getSheetName: () => title,
    getParent: () => createSpreadsheet(realm, job),
    getIndex: () => facts().index + 1,
    isSheetHidden: () => facts().hidden,
    getMaxRows: () => facts().rows,
    getMaxColumns: () => facts().columns,
    getLastRow: () => facts().lastRow,
    getLastColumn: () => facts().lastColumn,
    activate: () => {
      realm.call('Sheet.activate', sheetId)
      return sheet
    },
    getRange: (first: string | number, column?: number, rows = 1, columns = 1) =>
      createRange(
        realm,
        job,
        rangeArea(realm, sheetId, facts(), first, column, rows, columns),
        title,
      ),
  })
  return sheet
}

function rangeArea(
  realm: Realm,
  sheetId: number,
  facts: SheetFacts,
  first: string | number,
  column: number | undefined,
  rows: number,
  columns: number,
): Area {
  if (typeof first === 'string') {
    const here = { sheets: [{ sheetId, properties: { title: facts.title } }] }
    const range = parseA1(first, here)
    return {
      sheetId,
      top: range.startRowIndex ?? 0,
      bottom: range.endRowIndex ?? facts.rows,
      left: range.startColumnIndex ?? 0,
      right: range.endColumnIndex ?? facts.columns,
    }
  }
  if (column === undefined || first < 1 || column < 1) {
    throw realm.error('The starting row and column of the range must be at least 1.')
  }
  return {
    sheetId,
    top: first - 1,
    bottom: first - 1 + rows,
    left: column - 1,
    right: column - 1 + columns,
  }
}

/** A range that says where it is; its values are read through `Sheets`. */
export function createRange(realm: Realm, job: Job, area: Area, title: string): object {
  const range: object = strict(realm, 'Range', {
    getRow: () => area.top + 1,
    getLastRow: () => area.bottom,
    getColumn: () => area.left + 1,
    getLastColumn: () => area.right,
    getNumRows: () => area.bottom - area.top,
    getNumColumns: () => area.right - area.left,
    getA1Notation: () => areaA1(area),
    getSheet: () => createSheet(realm, job, area.sheetId, title),
    getGridId: () => area.sheetId,
    activate: () => {
      realm.call('Range.activate', area.sheetId, areaA1(area))
      return range
    },
    // Not in Google's reference, but present in its event objects and widely used.
    rowStart: area.top + 1,
    rowEnd: area.bottom,
    columnStart: area.left + 1,
    columnEnd: area.right,
  })
  return range
}

/** `Array.of` of the script's world. */
function ownArray(realm: Realm): (...items: unknown[]) => unknown {
  const empty = realm.own([])
  return (...items) => {
    if (Array.isArray(empty)) empty.push(...items)
    return empty
  }
}
