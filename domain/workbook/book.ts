import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Layout } from '../layout.ts'
import type { Batch } from './batch.ts'
import type { Memory } from './effects.ts'
import { fingerprint, sameEntry } from './hash.ts'
import { findHeld } from './hold.ts'
import type { HoldReason } from './hold.ts'
import { identify } from './identify.ts'
import type { KnownRow } from './identify.ts'
import { changeRow } from './rowChange.ts'
import type { RowChange } from './rowChange.ts'
import { peopleCells, readTabs } from './snapshot.ts'
import type { SheetRow, TabSnapshot } from './snapshot.ts'
import { formatState, parseState } from './state.ts'
import type { Lines } from './turn.ts'

/** One tab as the run knows it: read once, then kept in step with what the run writes. */
export interface Tab {
  readonly snapshot: TabSnapshot
  /** By row index. */
  readonly rows: Map<number, KnownRow>
  readonly held: ReadonlyMap<number, HoldReason>
}

/** Reads the tabs and tells which row is which. */
export function openBook(answer: sheets_v4.Schema$Spreadsheet, layout: Layout): Tab[] {
  return readTabs(answer, layout).map((snapshot) => {
    const known = identify(snapshot)
    const held = new Map([...findHeld(known)].map(([{ row }, reason]) => [row.index, reason]))
    return { snapshot, rows: new Map(known.map((one) => [one.row.index, one])), held }
  })
}

/**
 * The writes that put every id where it belongs, before anything is sent: new rows get one, moved
 * contents take theirs along, and lines that lost their content lose it. What is held stays as it is until
 * it is sent.
 *
 * A new row's state vouches for its content at rev 0, so that the id follows it if a crash and a sort
 * come before the answer.
 */
export function identityChanges(
  tab: Tab,
  newIds: ReadonlyMap<KnownRow, string>,
  sendHeld: boolean,
): RowChange[] {
  const { snapshot, rows, held } = tab
  return [...rows.values()]
    .flatMap((known) => {
      if (held.has(known.row.index) && !sendHeld) return []
      const fresh = newIds.get(known)
      if (fresh !== undefined) return [newRowChange(tab, known, fresh)]
      const { id, state, row } = known
      if (id === null) return [changeRow(snapshot, row, { id: '', state: '' })]
      if (id === row.id) return []
      return [
        changeRow(snapshot, row, {
          id,
          state: state ? formatState(id, state, snapshot.workbook) : '',
        }),
      ]
    })
    .filter(({ writes }) => writes.length > 0)
}

/** Rows that need a new id: they hold something of people's, and no id is theirs. */
export function newRows(tab: Tab): KnownRow[] {
  return [...tab.rows.values()].filter(({ id, now }) => id === null && now.hash !== '')
}

/** A copy begins without the curator's cells; what was typed into one of them since is left to the server. */
function newRowChange({ snapshot, rows }: Tab, known: KnownRow, id: string): RowChange {
  const repeated = (key: string): boolean =>
    [...rows.values()].some(
      ({ row }) => row !== known.row && sameEntry(row.cells[key], known.row.cells[key]),
    )
  const keys = snapshot.layout.columns.flatMap(({ key, personal, server }) =>
    known.copied && (server || (personal && repeated(key))) ? [key] : [],
  )
  const cells = Object.fromEntries(keys.map((key) => [key, { value: null }]))
  const { after } = changeRow(snapshot, known.row, { cells })
  const now = fingerprint(peopleCells(snapshot, after))
  const begun = { rev: 0, bases: {}, ...now, typing: false, apart: false }
  const state = formatState(id, begun, snapshot.workbook)
  return changeRow(snapshot, known.row, { id, state, cells })
}

/** Takes over how a line stands after a write. */
export function settle(tab: Tab, row: SheetRow): void {
  tab.rows.set(row.index, {
    row,
    now: fingerprint(peopleCells(tab.snapshot, row)),
    id: row.id === '' ? null : row.id,
    state: parseState(row.id, row.state, tab.snapshot.workbook),
    copied: false,
  })
}

/** How many ids of each table stood in the sheet with something that they belong to, when it was read. */
export function linesRead(tabs: readonly Tab[]): Lines {
  return Object.fromEntries(
    tabs.map(({ snapshot, rows }) => [
      snapshot.layout.table,
      [...rows.values()].filter(({ id }) => id !== null).length,
    ]),
  )
}

/** How many ids each table will show after a write. */
export function linesAfter(tabs: readonly Tab[], { changes, appended }: Batch): Lines {
  return Object.fromEntries(
    tabs.map(({ snapshot, rows }) => {
      const ids = new Map([...rows.values()].map(({ row }) => [row.index, row.id]))
      for (const { tab, after } of [...changes, ...appended]) {
        if (tab === snapshot) ids.set(after.index, after.id)
      }
      return [snapshot.layout.table, new Set([...ids.values()].filter((id) => id !== '')).size]
    }),
  )
}

/** How many stored rows a tab shows, and the sum of their revs. */
export function tabSum(tab: Tab): Memory['sums'][string] {
  const stored = [...tab.rows.values()].flatMap(({ state }) =>
    state && state.rev > 0 ? [state.rev] : [],
  )
  return { rows: stored.length, revs: stored.reduce((sum, rev) => sum + rev, 0) }
}
