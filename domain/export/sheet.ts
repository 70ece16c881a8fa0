import type { Row } from '../brief/source.ts'
import type { SheetCell } from '../entered.ts'
import { CORRECTIONS } from '../layout.ts'
import { showRow, type RowContext } from '../row.ts'
import type { Table } from '../tables/table.ts'

/** A table's rows as a file shows them. */
export interface ExportSheet {
  readonly title: string
  readonly columns: readonly { readonly header: string; readonly width: number }[]
  /** A cell a column; null where it is empty. */
  readonly rows: readonly (readonly (SheetCell | null)[])[]
}

/**
 * A table as a file shows it: its columns as the sheet has them, but for «Что исправить», which is the
 * sheet's own. Rows stand by school, then by their number.
 *
 * @param rows of this table
 */
export function exportSheet(table: Table, rows: readonly Row[], context: RowContext): ExportSheet {
  const columns = table.columns.filter(({ key }) => key !== CORRECTIONS)
  const shown = rows.map((row) => ({ row, cells: showRow(table, row.cells, context) }))
  const school = ({ cells }: (typeof shown)[number]) =>
    table.schoolColumn === undefined ? '' : String(cells[table.schoolColumn]?.value ?? '')
  const number = ({ cells }: (typeof shown)[number]) => String(cells['number']?.value ?? '')
  shown.sort(
    (a, b) =>
      ORDER.compare(school(a), school(b)) ||
      ORDER.compare(number(a), number(b)) ||
      (a.row.id < b.row.id ? -1 : 1),
  )
  return {
    title: table.title(context.texts),
    columns: columns.map(({ header, width }) => ({ header: header(context.texts), width })),
    rows: shown.map(({ cells }) => columns.map(({ key }) => cells[key] ?? null)),
  }
}

/** Made once: «2» before «10». */
const ORDER = new Intl.Collator('ru', { numeric: true })
