import type { CellContext, CellKind, Problem } from '../cells/cell.ts'
import type { Cells } from '../entered.ts'
import type { Brief, Role, Value } from '../records.ts'
import type { Texts } from '../texts/texts.ts'

/**
 * One sheet table: the only place that knows its columns. From it come the tab, the reading of what
 * people type, the checks, who sees and edits what, the stored form, the digest's fields and the
 * guide's page.
 */
export interface Table {
  /** Name of the collection and in the protocol, such as `measures`. */
  readonly name: string
  readonly title: (texts: Texts) => string
  /** Which card keeps its briefs: the row's school's, or the programme's directory. */
  readonly card: 'school' | 'directory'
  /** The column that holds the row's school id; where none, rows belong to the programme. */
  readonly schoolColumn?: string
  /** In the order of the sheet. */
  readonly columns: readonly Column[]
  /**
   * Checks over a whole row as it stands: a refused cell counts with its value in force, or not at all,
   * and nothing more is said at it. An `error` may stand at an empty cell only: it is a cell that this
   * row must have.
   */
  readonly rules: readonly RowRule[]
  /** What the card keeps of a row: keys of columns. */
  readonly brief: readonly string[]
  /** For tables that others refer to: name and aliases out of a brief. */
  readonly refer?: (brief: Brief) => { readonly name: string; readonly aliases: readonly string[] }
  /** Roles that see the tab. */
  readonly see: readonly Role[]
}

export interface Column {
  readonly key: string
  readonly header: (texts: Texts) => string
  /** One sentence of help and an example, shown in the guide and as the header's hint. */
  readonly help: (texts: Texts) => string
  readonly kind: CellKind
  /** Pixels. */
  readonly width: number
  /** Roles that may edit it; none: the server computes it. */
  readonly edit: readonly Role[]
  /** Missing while the row is not finished; said once the row is left. */
  readonly required?: boolean
  /** The value of a cell that nobody has filled, such as «Не начата». */
  readonly initial?: Value
  /** Collapsed at first under this group. */
  readonly group?: 'figures' | 'details'
  /** What to do instead, for people who may not fill it. */
  readonly instead?: (texts: Texts) => string
  /** Belongs to the row's original only: a copied row starts without it. */
  readonly personal?: boolean
  /** Computed columns: from the row's values and the day. */
  readonly compute?: (cells: Cells<Value>, context: CellContext) => Value | null
}

/** Looks at a whole row; says what is wrong at which column. */
export type RowRule = (cells: Cells<Value>, context: CellContext) => readonly RowProblem[]

export interface RowProblem extends Problem {
  readonly key: string
  readonly severity: 'error' | 'hint'
}
