import type { Cells, Entered, SheetCell } from '../entered.ts'
import { entryOf, isFormula } from './cellData.ts'
import { sameEntry } from './hash.ts'
import type { SheetRow, TabSnapshot } from './snapshot.ts'

/** One row of a coming write: what goes into which cells, and what the row must then look like. */
export interface RowChange {
  readonly tab: TabSnapshot
  readonly before: SheetRow
  readonly after: SheetRow
  readonly writes: readonly CellWrite[]
}

export interface CellWrite {
  readonly column: number
  readonly cell: SheetCell | { readonly formula: string }
}

/** What is to stand in a row; what is not named stays. */
export interface Wanted {
  readonly id?: string
  readonly state?: string
  readonly cells?: Cells<SheetCell>
}

/**
 * The writes that bring a row to what is wanted, without those that would change nothing. A formula is
 * left alone; a column that the tab lacks is passed over.
 */
export function changeRow(tab: TabSnapshot, before: SheetRow, wanted: Wanted): RowChange {
  const writes: CellWrite[] = []
  const cells: Record<string, Entered> = { ...before.cells }
  for (const [key, cell] of Object.entries(wanted.cells ?? {})) {
    const column = tab.columns.get(key)
    const entry = entryOf(cell)
    if (column === undefined || isFormula(before.cells[key])) continue
    if (sameEntry(before.cells[key], entry)) continue
    writes.push({ column, cell })
    if (entry === undefined) delete cells[key]
    else cells[key] = entry
  }
  const { id = before.id, state = before.state } = wanted
  if (id !== before.id) writes.push({ column: tab.idColumn, cell: textCell(id) })
  if (state !== before.state) writes.push({ column: tab.stateColumn, cell: textCell(state) })
  return { tab, before, after: { index: before.index, id, state, cells }, writes }
}

function textCell(text: string): SheetCell {
  return { value: text === '' ? null : text }
}
