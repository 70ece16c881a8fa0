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
   * `asMeant`; `edited`: the right row, in which somebody has typed meanwhile; `moved`: another row had
   * come to stand on that line, and `owner` tells how it stood before: null where that is not known.
   */
  readonly kind: 'asMeant' | 'edited' | 'moved'
  readonly owner: SheetRow | null
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
      return { change, found, kind: asMeant ? 'asMeant' : 'edited', owner: null }
    }),
  ]
}

function judge(change: RowChange, found: SheetRow, rowsBefore: readonly SheetRow[]): Verdict {
  const { tab, before, after } = change
  const covered = coveredColumns(change)
  const verdict = (kind: Verdict['kind'], owner: SheetRow | null = null): Verdict => ({
    change,
    found,
    kind,
    owner,
  })
  if (sameRow(tab, found, after, new Set())) return verdict('asMeant')
  const idKnown = !covered.has(tab.idColumn)
  if (idKnown && found.id === after.id) return verdict('edited')
  if (!idKnown && sameRow(tab, found, before, covered)) return verdict('asMeant')
  const blank: SheetRow = { index: found.index, id: '', state: '', cells: {} }
  const owner = [...rowsBefore, blank].find(
    (row) => row.index !== before.index && sameRow(tab, found, row, covered),
  )
  if (owner) return verdict('moved', owner)
  if (idKnown)
    return verdict(
      'moved',
      rowsBefore.find(({ id }) => id !== '' && id === found.id),
    )
  return verdict('edited')
}

/** True when two rows hold the same in all columns of ours but the covered ones. */
function sameRow(
  tab: TabSnapshot,
  one: SheetRow,
  other: SheetRow,
  covered: ReadonlySet<number>,
): boolean {
  if (!covered.has(tab.idColumn) && one.id !== other.id) return false
  if (!covered.has(tab.stateColumn) && one.state !== other.state) return false
  for (const [key, column] of tab.columns) {
    if (!covered.has(column) && !sameEntry(one.cells[key], other.cells[key])) return false
  }
  return true
}

/**
 * The write that undoes what hit a wrong row. Where it is not known how that row stood, only our own
 * columns are emptied.
 */
export function repairChanges(verdicts: readonly Verdict[]): RowChange[] {
  return verdicts.flatMap(({ kind, change, found, owner }) => {
    if (kind !== 'moved') return []
    const { tab } = change
    const covered = coveredColumns(change)
    if (owner) return [restoreRow(tab, found, covered, owner)]
    for (const key of tab.peopleKeys) covered.delete(tab.columns.get(key) ?? -1)
    const emptied: Record<string, SheetRow['cells'][string]> = { ...found.cells }
    for (const [key, column] of tab.columns) if (covered.has(column)) delete emptied[key]
    const id = covered.has(tab.idColumn) ? '' : found.id
    const was = { ...found, id, state: '', cells: emptied }
    return [restoreRow(tab, found, covered, was)]
  })
}

function coveredColumns(change: RowChange): Set<number> {
  return new Set(change.writes.map(({ column }) => column))
}
