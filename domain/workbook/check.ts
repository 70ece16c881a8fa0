import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { sameEntry } from './hash.ts'
import type { Batch } from './batch.ts'
import { restoreRow } from './rowChange.ts'
import type { RowChange } from './rowChange.ts'
import { gridOf, readRow } from './snapshot.ts'
import type { SheetRow, TabSnapshot } from './snapshot.ts'

/** What became of one row of a write. */
export interface Verdict {
  readonly change: RowChange
  /** The line as it stood right after the write. */
  readonly found: SheetRow
  /**
   * `asMeant`; `edited`: the right row, in which somebody has typed meanwhile; `moved`: another row, or
   * another row's visible cells, had come to stand on that line.
   */
  readonly kind: 'asMeant' | 'edited' | 'moved'
  /** Of a moved one: the row whose visible cells were hit, as it stood before; null if not known. */
  readonly content: SheetRow | null
  /** Of a moved one: the row whose hidden cells were hit. */
  readonly service: SheetRow | null
}

/**
 * Compares the rows that a write brought back with those that were meant. The write and its answer are
 * one atomic step, so what is found on a line is what was hit.
 *
 * @param rowsBefore the rows of a tab as they were known before the write
 */
export function checkWrite(
  batch: Batch,
  rowsBefore: (tab: TabSnapshot) => readonly SheetRow[],
  answer: sheets_v4.Schema$BatchUpdateSpreadsheetResponse,
): Verdict[] {
  const grids = new Map(
    (answer.updatedSpreadsheet?.sheets ?? []).map((sheet) => [
      sheet.properties?.sheetId,
      gridOf(sheet) ?? new Map(),
    ]),
  )
  const foundOn = ({ tab, after }: RowChange): SheetRow => {
    const grid = grids.get(tab.sheetId)
    if (!grid) throw new Error(`The write's answer lacks the tab «${tab.title}»`)
    return readRow(tab, grid, after.index)
  }
  return [
    ...batch.changes.map((change) => judge(change, foundOn(change), rowsBefore(change.tab))),
    // A new row came with a line of its own: whatever moved, it hit nobody.
    ...batch.appended.map((change): Verdict => {
      const found = foundOn(change)
      const asMeant = sameRow(change.tab, found, change.after, new Set())
      const kind = asMeant ? 'asMeant' : 'edited'
      return { change, found, kind, content: null, service: null }
    }),
  ]
}

function judge(change: RowChange, found: SheetRow, rowsBefore: readonly SheetRow[]): Verdict {
  const { tab, before, after } = change
  const covered = coveredColumns(change)
  const settled = (kind: 'asMeant' | 'edited'): Verdict => ({
    change,
    found,
    kind,
    content: null,
    service: null,
  })
  if (sameRow(tab, found, after, new Set())) return settled('asMeant')
  const idKnown = !covered.has(tab.idColumn)
  const sameId = idKnown && found.id === after.id
  const service = idKnown
    ? (rowsBefore.find(({ id }) => id !== '' && id === found.id) ?? null)
    : null
  if (sameCells(tab, found, before, covered)) {
    if (!idKnown || sameId) return settled('asMeant')
    return { change, found, kind: 'moved', content: service, service }
  }
  // The line may have been emptied, as when its row was cut away. It is no row's.
  const blank: SheetRow = { index: -1, id: '', state: '', cells: {} }
  const content = [...rowsBefore, blank].find(
    (row) => row.index !== before.index && sameCells(tab, found, row, covered),
  )
  // With the hidden cells covered it is not seen whether they moved along: an id that comes to stand
  // twice goes by its content in the next run.
  if (content) return { change, found, kind: 'moved', content, service: service ?? content }
  const alike = mostAlike(tab, found, rowsBefore, covered)
  if (alike && alike.index !== before.index) {
    return { change, found, kind: 'moved', content: alike, service: service ?? alike }
  }
  if (!idKnown || sameId) return settled('edited')
  return { change, found, kind: 'moved', content: service, service }
}

/** The row with most of the found cells that no other row had: it was moved here, and edited as well. */
function mostAlike(
  tab: TabSnapshot,
  found: SheetRow,
  rows: readonly SheetRow[],
  covered: ReadonlySet<number>,
): SheetRow | undefined {
  const marks = new Map<SheetRow, number>()
  for (const [key, column] of tab.columns) {
    const entry = found.cells[key]
    if (covered.has(column) || entry === undefined) continue
    const holders = rows.filter(({ cells }) => sameEntry(cells[key], entry))
    const [only] = holders
    if (only && holders.length === 1) marks.set(only, (marks.get(only) ?? 0) + 1)
  }
  return [...marks].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** True when two rows hold the same in all our columns but the covered ones, the hidden ones included. */
function sameRow(
  tab: TabSnapshot,
  one: SheetRow,
  other: SheetRow,
  covered: ReadonlySet<number>,
): boolean {
  return one.id === other.id && one.state === other.state && sameCells(tab, one, other, covered)
}

/** True when two rows show the same in all our columns but the covered ones. */
function sameCells(
  tab: TabSnapshot,
  one: SheetRow,
  other: SheetRow,
  covered: ReadonlySet<number>,
): boolean {
  return [...tab.columns].every(
    ([key, column]) => covered.has(column) || sameEntry(one.cells[key], other.cells[key]),
  )
}

/**
 * The write that undoes what hit wrong rows. Of a row that is not known, such as one that was begun on
 * that line meanwhile, the cells are emptied: what we wrote there belongs to another row.
 */
export function repairChanges(verdicts: readonly Verdict[]): RowChange[] {
  return verdicts.flatMap(({ kind, change, found, content, service }) => {
    if (kind !== 'moved') return []
    const { tab, after } = change
    const covered = coveredColumns(change)
    // A state written beside its own id is right while it vouches for what people see of that row. With
    // cells of theirs taken back it would vouch for a content that is nowhere.
    const visible = tab.peopleKeys.some((key) => covered.has(tab.columns.get(key) ?? -1))
    if (!covered.has(tab.idColumn) && found.id === after.id && !visible) {
      covered.delete(tab.stateColumn)
    }
    const was: SheetRow = {
      index: found.index,
      id: covered.has(tab.idColumn) ? (service?.id ?? '') : found.id,
      state: covered.has(tab.stateColumn) ? (service?.state ?? '') : found.state,
      cells: mixed(tab, found, content, covered),
    }
    return covered.size === 0 ? [] : [restoreRow(tab, found, covered, was)]
  })
}

/** The line's visible cells, with the covered ones as they stood in the row that they belong to. */
function mixed(
  tab: TabSnapshot,
  found: SheetRow,
  content: SheetRow | null,
  covered: ReadonlySet<number>,
): SheetRow['cells'] {
  const cells = { ...found.cells }
  for (const [key, column] of tab.columns) {
    if (!covered.has(column)) continue
    const entry = content?.cells[key]
    if (entry === undefined) delete cells[key]
    else cells[key] = entry
  }
  return cells
}

function coveredColumns(change: RowChange): Set<number> {
  return new Set(change.writes.map(({ column }) => column))
}
