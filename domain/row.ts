import { z } from 'zod'
import type { CellContext, KeptText, Problem, Referable, ReferenceList } from './cells/cell.ts'
import { readDeclared } from './cells/declared.ts'
import { isEmpty, isTooLong, looksLike, stillInForce, textOfValue } from './cells/entry.ts'
import { isPersonal } from './cells/personalCode.ts'
import { shownText } from './entered.ts'
import type { Cells, Entered, SheetCell } from './entered.ts'
import { CORRECTIONS } from './layout.ts'
import type { Card, Day, Value } from './records.ts'
import { ruleProblems, type Column, type Table } from './tables/table.ts'
import type { Texts } from './texts/texts.ts'

/** All that reading or showing rows may depend on; one serves a whole request. */
export interface RowContext {
  readonly texts: Texts
  /** The programme's local day. */
  readonly today: Day
  readonly firstDay: Day
  readonly lastDay: Day
  /** The workbook's school, where it holds one; otherwise the row's own column tells. */
  readonly school: string | null
  /** See `referencesIn`. */
  references(list: ReferenceList, school: string | null): readonly Referable[]
  /** Briefs of the card that the row belongs to, for rules that look at the rows beside it. */
  readonly beside?: Card['briefs']
}

/** What is known of the row besides its cells. */
export interface RowState {
  /** The values in force in the store; empty for a new row. */
  readonly stored: Cells<Value>
  /** The person is still in this row: nothing is called missing yet. */
  readonly typing: boolean
  /** Keys of cells that the person has declared to hold no personal data. */
  readonly harmless?: readonly string[]
  /** The row's own id: beside itself it is no other row. */
  readonly id?: string
}

export interface Said extends Problem {
  readonly key: string
  /** `error`: the value is not stored, or must still be given. `hint`: all is stored. */
  readonly severity: 'error' | 'hint'
}

export interface RowReading {
  /** What the row says, for the people's columns that the sheet has; null: the cell is empty. */
  readonly values: Cells<Value | null>
  /** Values of cells that nobody has filled yet; the server sets them where the store has none. */
  readonly initial: Cells<Value>
  /** What to tell, in the order of the sheet. */
  readonly problems: readonly Said[]
  /** Entries that were not accepted. Of personal data, and of whole documents, only the code: the text is nowhere but in the sheet. */
  readonly refused: Cells<{ readonly shown: string; readonly code: string }>
  /** Cells whose entry was suspected and is taken on the person's word, for the record. */
  readonly declared: readonly string[]
  /** Cells whose canonical form differs from the typed one and may replace it; never a formula. */
  readonly canonical: Cells<SheetCell>
  /** Required columns without a value, said or not yet. */
  readonly missing: readonly string[]
  /** Nothing is missing and nothing refused: the row is more than a draft. */
  readonly complete: boolean
  /** The school that the row belongs to, as far as it is known. */
  readonly school: string | null
}

interface Draft {
  readonly columns: readonly string[]
  readonly values: Record<string, Value | null>
  readonly problems: Map<string, Said>
  readonly refused: Record<string, { readonly shown: string; readonly code: string }>
  readonly declared: string[]
  readonly canonical: Record<string, SheetCell>
}

/**
 * Reads one row as a person left it: forgivingly by cell, then as a whole.
 *
 * @param columns keys of the people's columns that the tab has: a column that is not there is not empty
 * @param entered the row's cells; an empty cell has no entry
 * @example
 * readRow(measures, ['deadline'], { deadline: '15.3.21' }, context, { stored: {}, typing: true }).values
 * // { deadline: '2021-03-15' }
 */
export function readRow(
  table: Table,
  columns: readonly string[],
  entered: Cells<Entered>,
  context: RowContext,
  state: RowState,
): RowReading {
  const draft: Draft = {
    columns,
    values: {},
    problems: new Map(),
    refused: {},
    declared: [],
    canonical: {},
  }
  const present = table.columns.filter(
    (column) => column.edit.length > 0 && columns.includes(column.key),
  )
  const ofSchool = present.find((column) => column.key === table.schoolColumn)
  // The school first: what the other cells may refer to depends on it.
  if (ofSchool) readCell(ofSchool, entered, state, draft, cellContext(table, context))
  const named = schoolIn(
    ofSchool ? (draft.values[ofSchool.key] ?? state.stored[ofSchool.key]) : null,
  )
  const school = named ?? context.school
  const about = {
    ...cellContext(table, { ...context, school }),
    ...(state.id === undefined ? {} : { id: state.id }),
  }
  for (const column of present) {
    if (column !== ofSchool) readCell(column, entered, state, draft, about)
  }

  const filled = inForce(state.stored, draft.values)
  const initial = initialValues(table, filled, ofSchool ? null : school)
  for (const column of present) {
    const value = initial[column.key]
    if (value === undefined || draft.refused[column.key] !== undefined) continue
    draft.canonical[column.key] = column.kind.show(value, about)
  }
  const whole = { ...initial, ...filled }
  const missing = table.columns
    .filter((column) => column.required === true && whole[column.key] === undefined)
    .map((column) => column.key)
  const begun = Object.keys(filled).length > 0 || draft.problems.size > 0
  const sayMissing = begun && (!state.typing || isDecided(table, filled))
  if (sayMissing) {
    for (const key of missing) {
      say(draft, { key, severity: 'error', code: 'row.missing', text: context.texts.cells.missing })
    }
  }
  for (const problem of begun ? ruleProblems(table, whole, about) : []) {
    if (whole[problem.key] !== undefined || sayMissing) say(draft, problem)
  }
  const problems = table.columns.flatMap((column) => draft.problems.get(column.key) ?? [])
  return {
    values: draft.values,
    initial,
    problems,
    refused: draft.refused,
    declared: draft.declared,
    canonical: draft.canonical,
    missing,
    complete: missing.length === 0 && problems.every((problem) => problem.severity === 'hint'),
    school,
  }
}

/**
 * The row as the sheet shows it: every column that has a value, computed ones included.
 *
 * @example showRow(measures, { deadline: '2021-03-15' }, context).deadline // { value: 44270, format: 'date' }
 */
export function showRow(table: Table, cells: Cells<Value>, context: RowContext): Cells<SheetCell> {
  const shown: Record<string, SheetCell> = {}
  const school = schoolIn(cells[table.schoolColumn ?? '']) ?? context.school
  const about = cellContext(table, { ...context, school })
  for (const column of table.columns) {
    const value = column.compute ? column.compute(cells, about) : cells[column.key]
    if (value === undefined || value === null) continue
    shown[column.key] = column.kind.show(value, about)
  }
  return shown
}

/**
 * A stored value as people read it in a sentence.
 *
 * @example shownValue(measures, 'deadline', '2021-03-15', context) // '15.03.2021'
 */
export function shownValue(table: Table, key: string, value: Value, context: RowContext): string {
  const column = table.columns.find((known) => known.key === key)
  if (column === undefined) return String(value)
  return textOfValue(column.kind, value, cellContext(table, context))
}

/**
 * What a row is called where it is spoken of: the first column that every row must have, but the school.
 *
 * @example rowTitle(measures, { event: 'Педсовет', deadline: '2021-03-15' }, context) // 'Педсовет'
 */
export function rowTitle(table: Table, cells: Cells<Value>, context: RowContext): string {
  const named = table.columns.find(
    ({ key, required }) =>
      required === true && key !== table.schoolColumn && cells[key] !== undefined,
  )
  const value = named && cells[named.key]
  return named === undefined || value === undefined
    ? ''
    : shownValue(table, named.key, value, context)
}

/**
 * The one text for «Что исправить»: a line per cell, in the order of the sheet; empty when all is well.
 *
 * @example correctionText(measures, [{ key: 'deadline', text: 'Не указан год: «15/03». …' }], texts)
 * // 'Срок: Не указан год: «15/03». …'
 */
export function correctionText(
  table: Table,
  problems: readonly { readonly key: string; readonly text: string }[],
  texts: Texts,
): string {
  return problems.map(({ key, text }) => `${headerOf(table, key, texts)}: ${text}`).join('\n')
}

/** What the store may hold of a table's row: every cell is optional, and no other is there. */
export function rowSchema(table: Table): z.ZodType<Cells<Value | undefined>> {
  const stored = table.columns.filter(
    (column) => column.compute === undefined && column.key !== CORRECTIONS,
  )
  return z.strictObject(
    Object.fromEntries(stored.map((column) => [column.key, column.kind.schema.optional()])),
  )
}

function readCell(
  column: Column,
  entered: Cells<Entered>,
  state: RowState,
  draft: Draft,
  context: CellContext,
): void {
  const { key, kind } = column
  const entry = entered[key]
  if (entry === undefined || isEmpty(entry)) {
    // A text that another column has kept here stays.
    draft.values[key] ??= null
    return
  }
  const { parsed, declared } = readDeclared(kind, key, entry, context, state)
  if (declared) draft.declared.push(key)
  const kept = keep(parsed.keptIn, entered, state, draft)
  if (parsed.ok) {
    draft.values[key] = parsed.value
    const hint = kept ? parsed.hint : parsed.keptIn?.taken
    if (hint) say(draft, { key, severity: 'hint', ...hint })
    const cell = kind.show(parsed.value, context)
    const rewritable = parsed.asTyped !== true && kept
    if (rewritable && !looksLike(entry, cell)) draft.canonical[key] = cell
    return
  }
  const safe = kept && parsed.keptIn !== undefined
  const problem = kept ? parsed.problem : (parsed.keptIn?.taken ?? parsed.problem)
  const stored = state.stored[key]
  const tail = stored === undefined ? '' : stillInForce(kind, stored, context)
  const text = problem.text + tail
  say(draft, { key, severity: safe ? 'hint' : 'error', code: problem.code, text })
  if (safe) return
  const shown = isPersonal(problem.code) || isTooLong(entry) ? '' : shownText(entry)
  draft.refused[key] = { shown, code: problem.code }
}

/** Puts a text into the column that keeps it; false where that column holds something else. */
function keep(
  keptIn: KeptText | undefined,
  entered: Cells<Entered>,
  state: RowState,
  draft: Draft,
): boolean {
  if (keptIn === undefined) return true
  const { key, value } = keptIn
  const typed = entered[key]
  const there = draft.columns.includes(key)
    ? typed === undefined
      ? ''
      : shownText(typed).trim()
    : String(state.stored[key] ?? '')
  if (there !== '' && there !== value) return false
  draft.values[key] = value
  if (there === '' && draft.columns.includes(key)) draft.canonical[key] = { value }
  return true
}

/** The first word at a cell stays: the cell's own problem comes before the row's. */
function say(draft: Draft, problem: Said): void {
  if (!draft.problems.has(problem.key)) draft.problems.set(problem.key, problem)
}

function inForce(stored: Cells<Value>, values: Cells<Value | null>): Cells<Value> {
  const cells: Record<string, Value> = { ...stored }
  for (const [key, value] of Object.entries(values)) {
    if (value === null) delete cells[key]
    else cells[key] = value
  }
  return cells
}

function initialValues(
  table: Table,
  filled: Cells<Value>,
  school: string | null,
): Readonly<Record<string, Value>> {
  const initial: Record<string, Value> = {}
  for (const { key, initial: value } of table.columns) {
    if (value !== undefined && filled[key] === undefined) initial[key] = value
  }
  const key = table.schoolColumn
  if (key !== undefined && school !== null && filled[key] === undefined) initial[key] = school
  return initial
}

/** Somebody has set a status: what a row begins with is no longer what it says. */
function isDecided(table: Table, filled: Cells<Value>): boolean {
  return table.columns.some(
    ({ key, initial }) =>
      initial !== undefined && filled[key] !== undefined && filled[key] !== initial,
  )
}

function schoolIn(value: Value | null | undefined): string | null {
  return typeof value === 'string' ? value : null
}

function headerOf(table: Table, key: string, texts: Texts): string {
  return table.columns.find((column) => column.key === key)?.header(texts) ?? key
}

/** What the cells of a row of this table may depend on. */
export function cellContext(table: Table, context: RowContext): CellContext {
  const { texts, today, firstDay, lastDay, school, beside } = context
  return {
    ...(beside === undefined ? {} : { beside }),
    texts,
    today,
    firstDay,
    lastDay,
    school,
    headerOf: (key) => headerOf(table, key, texts),
    references: (list) => context.references(list, school),
  }
}
