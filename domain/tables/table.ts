import type { CellContext, CellKind, Problem } from '../cells/cell.ts'
import type { Cells } from '../entered.ts'
import type { Brief, Card, Role, StoredRow, Value } from '../records.ts'
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
  /** What it is for, in a sentence or two: the head of its page in the guide. */
  readonly about: (texts: Texts) => string
  /** Which card keeps its briefs: the row's school's, or the programme's directory. */
  readonly card: 'school' | 'directory'
  /** The column that holds the row's school id; where none, rows belong to the programme. */
  readonly schoolColumn?: string
  /** In the order of the sheet. */
  readonly columns: readonly Column[]
  /** Checks over a whole row as it stands: a refused cell counts with its value in force, or not at all. */
  readonly rules: readonly RowRule[]
  /** What the card keeps of a row: keys of columns; none where nobody asks the card for such rows. */
  readonly brief: readonly string[]
  /** What the card keeps besides: facts that follow from when the cells were written. */
  readonly told?: (row: Pick<StoredRow, 'cells' | 'cellRevs'>) => Brief
  /** For tables that others refer to: name and aliases out of a brief. */
  readonly refer?: (brief: Brief) => { readonly name: string; readonly aliases: readonly string[] }
  /** Roles that see the tab. */
  readonly see: readonly Role[]
  /** Of those, whose workbooks have the tab open at first; the others find it behind «Другие таблицы…». */
  readonly front: readonly Role[]
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
  /** What one may type there in a Russian workbook, for the guide; lists and references show their own. */
  readonly example?: string
  /** Collapsed at first under this group. */
  readonly group?: 'figures' | 'details'
  /** What to do instead, for people who may not fill it. */
  readonly instead?: (texts: Texts) => string
  /** Belongs to the row's original only: a copied row starts without it. */
  readonly personal?: boolean
  /** Computed columns: from the row's values and the day. */
  readonly compute?: (cells: Cells<Value>, context: CellContext) => Value | null
}

/** One check over a whole row. Nothing is said at a cell that was refused, or of which something was said. */
export interface RowRule {
  /** Stable name, such as `measures.noEvidence`. */
  readonly code: string
  /**
   * `hint`: the row is stored as it is. An `error` may stand at an empty cell only: it is a cell that
   * this row must have.
   */
  readonly severity: 'error' | 'hint'
  readonly find: (cells: Cells<Value>, context: CellContext) => readonly Found[]
  /** A row at which it speaks, and the same put right: the page of rules shows the one, a test holds both. */
  readonly wrong: RowExample
  readonly right: RowExample
}

/** What a rule has to say, and at which column. */
export interface Found {
  readonly key: string
  readonly text: string
}

export interface RowExample {
  readonly cells: Cells<Value>
  /** Briefs of the rows beside it, in the same card. */
  readonly beside?: Card['briefs']
}

export interface RowProblem extends Problem {
  readonly key: string
  readonly severity: 'error' | 'hint'
}

/** What the rules of a table say of a row, in the order of the rules. */
export function ruleProblems(
  table: Pick<Table, 'rules'>,
  cells: Cells<Value>,
  context: CellContext,
): readonly RowProblem[] {
  return table.rules.flatMap(({ code, severity, find }) =>
    find(cells, context).map((found) => ({ ...found, code, severity })),
  )
}
