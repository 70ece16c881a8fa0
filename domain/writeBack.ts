import { isReverted } from './corrections.ts'
import type { Cells, SheetCell } from './entered.ts'
import { CORRECTIONS } from './layout.ts'
import type { Correction } from './protocol.ts'
import type { Value } from './records.ts'
import { correctionText, showRow, type RowContext } from './row.ts'
import type { Table } from './tables/table.ts'

/** What goes back into a sent row besides the canonical forms of its own entries. */
export interface WriteBack {
  readonly table: Table
  /** The values in force after the commit. */
  readonly cells: Cells<Value>
  readonly corrections: readonly Correction[]
  /** Cells where the store's value is newer than the sheet's. */
  readonly newer: readonly string[]
  /** Cells that the sender may not write. */
  readonly denied: readonly string[]
}

/** The computed columns, «Что исправить», newer values, and what a denial puts back. */
export function cellsToWrite(row: WriteBack, context: RowContext): Cells<SheetCell> {
  const { table, cells, corrections, newer, denied } = row
  const computed = table.columns.filter((column) => column.compute !== undefined)
  const keys = [
    ...computed.map(({ key }) => key),
    ...newer,
    ...denied.filter((key) => isReverted(table, key)),
  ]
  const shown = showRow(table, cells, context)
  return {
    ...Object.fromEntries(keys.map((key) => [key, shown[key] ?? { value: null }])),
    [CORRECTIONS]: correctionsCell(table, corrections, context),
  }
}

/** «Что исправить», empty when all is well. */
export function correctionsCell(
  table: Table,
  corrections: readonly { readonly key: string; readonly text: string }[],
  context: Pick<RowContext, 'texts'>,
): SheetCell {
  return { value: correctionText(table, corrections, context.texts) || null }
}
