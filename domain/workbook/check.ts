import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { shownText } from '../entered.ts'
import type { Entered } from '../entered.ts'
import { ROW_ID } from '../limits.ts'
import { asideLines } from './batch.ts'
import type { Batch } from './batch.ts'
import { entered, isFormula } from './cellData.ts'
import { findColumns, sameColumns } from './columns.ts'
import { movedEntry } from './formula.ts'
import { gridOf, headersOf, textOf } from './grid.ts'
import type { Grid } from './grid.ts'
import { sameEntry } from './hash.ts'
import type { RowChange } from './rowChange.ts'
import { shadowGrid } from './shadow.ts'
import { readRow } from './snapshot.ts'
import type { SheetRow, TabSnapshot } from './snapshot.ts'

/** What became of one row of a write. */
export interface Verdict {
  readonly change: RowChange
  /** The line as it stood right after the write. */
  readonly found: SheetRow
  /** What is to be taken back; null where the write hit what it was meant for. */
  readonly damage: Damage | null
}

/** A line that was not as it had been read when a write hit it. */
export interface Damage {
  /** With the columns as they stood at the write. */
  readonly tab: TabSnapshot
  /** The line right after the write. */
  readonly found: SheetRow
  /** By column: what stood in the written cells right before it. */
  readonly stood: ReadonlyMap<number, Entered | undefined>
}

/**
 * Compares the lines that a write hit with those that it was meant for. The write and its answer are one
 * atomic step, and the answer brings also what was overwritten: so nothing is guessed.
 *
 * A write is taken back, and all is read anew, where the line holds another row, where a person has typed
 * into a cell that was written, and where columns were moved. An edit of other cells of the row is left
 * alone if the row is still told by its id and by something that it alone shows. Ids that go from line to
 * line are taken back together: where one has missed its new line, its old one must have it again.
 *
 * @param rowsBefore the rows of a tab as they were known before the write
 */
export function checkWrite(
  batch: Batch,
  rowsBefore: (tab: TabSnapshot) => readonly SheetRow[],
  answer: sheets_v4.Schema$BatchUpdateSpreadsheetResponse,
): Verdict[] {
  const spreadsheet = answer.updatedSpreadsheet ?? {}
  const grids = new Map(
    (spreadsheet.sheets ?? []).map((sheet) => [sheet.properties?.sheetId, gridOf(sheet)]),
  )
  const shadow = shadowGrid(spreadsheet)
  const aside = asideLines(batch)
  const gridOn = (tab: TabSnapshot): Grid => {
    const grid = grids.get(tab.sheetId)
    if (!grid) throw new Error(`The write's answer lacks the tab «${tab.title}»`)
    return grid
  }
  const verdicts = [...batch.changes, ...batch.appended].map((change): Verdict => {
    const { tab, after } = change
    const grid = gridOn(tab)
    const found = readRow(tab, grid, after.index)
    const line = aside.get(change)
    const stood = new Map(
      change.writes.map(({ column }) => [
        column,
        // A new row came with a line of its own.
        line === undefined ? undefined : entered(shadow.get(line)?.[column]),
      ]),
    )
    const now = findColumns(headersOf(grid), tab.layout)
    if (!now || !sameColumns(now, tab)) {
      const moved = { ...tab, ...now }
      const damage = { tab: moved, found: readRow(moved, grid, after.index), stood }
      return { change, found, damage }
    }
    if (line === undefined || isMeant(change, grid, stood, rowsBefore(tab))) {
      return { change, found, damage: null }
    }
    return {
      change,
      found,
      damage: { tab, found, stood: withFormats(tab, grid, after.index, stood, rowsBefore(tab)) },
    }
  })
  const hit = new Set(verdicts.flatMap(({ change, damage }) => (damage ? [change.tab] : [])))
  return verdicts.map((verdict) => {
    const { change, found, damage } = verdict
    const { tab, before, after } = change
    const line = aside.get(change)
    if (damage || !hit.has(tab) || line === undefined || before.id === after.id) return verdict
    const stood = new Map(
      change.writes.map(({ column }) => [column, entered(shadow.get(line)?.[column])]),
    )
    const whole = withFormats(tab, gridOn(tab), after.index, stood, rowsBefore(tab))
    return { change, found, damage: { tab, found, stood: whole } }
  })
}

type Stood = Damage['stood']

/** True when the line held the row that was meant, and nothing of it was overwritten unread. */
function isMeant(
  { tab, before }: RowChange,
  grid: Grid,
  stood: Stood,
  rows: readonly SheetRow[],
): boolean {
  const was = rowBefore(tab, grid, before.index, stood)
  if (was.id !== before.id || was.state !== before.state) return false
  let edited = false
  for (const [key, column] of tab.columns) {
    const same = stood.has(column)
      ? sameValue(was.cells[key], before.cells[key])
      : sameStanding(was.cells[key], before.cells[key])
    if (!same && stood.has(column)) return false
    edited ||= !same
  }
  return !edited || (was.id !== '' && !stood.has(tab.idColumn) && isToldApart(tab, was, rows))
}

/** True when the row shows something that, when it was read, it alone had. */
function isToldApart(tab: TabSnapshot, row: SheetRow, rows: readonly SheetRow[]): boolean {
  return tab.peopleKeys.some((key) => {
    const entry = row.cells[key]
    if (entry === undefined) return false
    const [holder, another] = rows.filter(({ cells }) => sameEntry(cells[key], entry))
    return holder?.id === row.id && another === undefined
  })
}

/** The line as it stood right before the write. */
function rowBefore(tab: TabSnapshot, grid: Grid, index: number, stood: Stood): SheetRow {
  const found = readRow(tab, grid, index)
  const cells: Record<string, Entered> = { ...found.cells }
  for (const [key, column] of tab.columns) {
    if (!stood.has(column)) continue
    const entry = stood.get(column)
    if (entry === undefined) delete cells[key]
    else cells[key] = entry
  }
  const hidden = (column: number, now: string): string =>
    stood.has(column) ? textOf(stood.get(column)).trim() : now
  const id = hidden(tab.idColumn, found.id)
  const state = hidden(tab.stateColumn, found.state)
  return { index, id: ROW_ID.test(id) ? id : '', state, cells }
}

/** The copies tell values alone. What the row with that id showed when it was read tells the rest. */
function withFormats(
  tab: TabSnapshot,
  grid: Grid,
  index: number,
  stood: Stood,
  rows: readonly SheetRow[],
): Stood {
  const { id } = rowBefore(tab, grid, index, stood)
  const read = rows.find((row) => row.id !== '' && row.id === id)
  const keys = new Map([...tab.columns].map(([key, column]) => [column, key]))
  return new Map(
    [...stood].map(([column, entry]) => {
      const known = read?.cells[keys.get(column) ?? '']
      const failed = isFormula(known) && known !== undefined && shownText(known) === entry
      if (!failed && !sameValue(known, entry)) return [column, entry]
      return [column, movedEntry(known, (read?.index ?? index) + 1, index + 1)]
    }),
  )
}

/** What one sees of a cell has not changed; a formula may come to another result by itself. */
function sameStanding(one: Entered | undefined, other: Entered | undefined): boolean {
  return (isFormula(one) && isFormula(other)) || sameEntry(one, other)
}

/** The same value, however it is shown. */
export function sameValue(one: Entered | undefined, other: Entered | undefined): boolean {
  return valueOf(one) === valueOf(other)
}

function valueOf(entry: Entered | undefined): string | number | boolean | null {
  return typeof entry === 'object' ? entry.value : (entry ?? null)
}
