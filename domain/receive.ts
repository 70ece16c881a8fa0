import type { Cells, Entered, SheetCell } from './entered.ts'
import { shownText } from './entered.ts'
import { CORRECTIONS } from './layout.ts'
import { mergeRow, needsHistory, type Conflict, type MergeInput, type ReadCell, type RowChange } from './merge.ts'
import type { Correction, RowAnswer, SentRow } from './protocol.ts'
import type { Card, ChangedRow, CorrectionItem, Role, StoredRow, Value } from './records.ts'
import { correctionText, readRow, showRow, shownValue, type RowContext, type RowReading } from './row.ts'
import type { Table } from './tables/table.ts'

/** A sent row and all that decides what becomes of it, but for what the store holds. */
export interface RowToReceive {
  readonly table: Table
  readonly sent: SentRow
  /** Keys of the people's columns that the tab has. */
  readonly columns: readonly string[]
  /** The school that the row says, or that the workbook is for; null in tables of the programme. */
  readonly school: string | null
  /** What the sender may be at a school; null for nothing. */
  readonly roleAt: (school: string | null) => Role | null
  readonly workbook: string
  /** Person id and moment to write into the row. */
  readonly by: string
  readonly at: number
  readonly context: (card: Card) => RowContext
  /** «В 10:42», «17 сентября в 10:42». */
  readonly moment: (at: number) => string
  /** «директор школы» by person id. */
  readonly personNamed: (id: string | null) => string
}

/** What the store told of a row. */
export interface InForce {
  readonly stored: StoredRow | null
  /** What this same request did to the row, when it came before. */
  readonly earlier: ChangedRow | null
  readonly card: Card
}

/** A row that may have to know its earlier commits before it can be finished. */
export interface Pending {
  /** Which: those after `rev`, at most `commits` of them; null for none. */
  readonly historySince: { readonly rev: number; readonly commits: number } | null
  finish(history: readonly RowChange[]): Received
}

export interface Received {
  readonly answer: RowAnswer
  /** The row to store; null when it stays as it is. */
  readonly next: StoredRow | null
  /** What goes on record; null when nothing happened. */
  readonly changed: ChangedRow | null
}

/** Reads a sent row against the row in force. Pure: a transaction that is tried again calls it again. */
export function receiveRow(row: RowToReceive, inForce: InForce): Pending {
  const { stored, earlier } = inForce
  const refusal = refuseRow(row, stored, inForce.card)
  if (refusal !== null) return { historySince: null, finish: () => refusal }

  const role = row.roleAt(row.school)
  const context = row.context(inForce.card)
  const reading = read(row, row.columns, stored, context)
  const input: Omit<MergeInput, 'history'> = {
    stored,
    cells: readCells(row, reading),
    baseRev: (key) => (earlier !== null && key in earlier.after ? earlier.rev : row.sent.rev),
    mayEdit: (key) => role !== null && editors(row.table, key).includes(role),
    decisions: row.sent.decisions ?? {},
  }
  return {
    historySince:
      stored !== null && needsHistory(input)
        ? { rev: row.sent.rev, commits: stored.rev - row.sent.rev }
        : null,
    finish: (history) => finishRow(row, inForce, context, { ...input, history }, reading),
  }
}

/** Rows that are not looked at cell by cell: another school's, a reader's, and those without a school. */
function refuseRow(row: RowToReceive, stored: StoredRow | null, card: Card): Received | null {
  const { table, sent } = row
  const { texts } = row.context(card)
  const empty = stored === null && Object.keys(sent.cells).length === 0
  const refuse = (outcome: RowAnswer['outcome'], key: string, code: string, text: string) =>
    answerOnly(row, outcome, [{ key, severity: 'error', code, text }], texts)

  if (empty) return answerOnly(row, 'unchanged', [], texts)
  if (table.schoolColumn !== undefined && row.school === null) {
    return refuse('draft', table.schoolColumn, 'row.noSchool', texts.sync.noSchool())
  }
  const first = table.columns[0]?.key ?? CORRECTIONS
  const place = table.schoolColumn ?? first
  const here = row.roleAt(row.school)
  const there = stored === null ? here : row.roleAt(stored.school)
  if (here === null || there === null) {
    return refuse('denied', place, 'row.denied', texts.sync.rowDenied())
  }
  const writes = (role: Role) => table.columns.some((column) => column.edit.includes(role))
  if (!writes(here) || !writes(there)) {
    return refuse('denied', first, 'row.readOnly', texts.sync.readOnly())
  }
  return null
}

function finishRow(
  row: RowToReceive,
  { stored, earlier }: InForce,
  context: RowContext,
  input: MergeInput,
  first: RowReading,
): Received {
  const { table, sent } = row
  const merged = mergeRow(input)
  const aside = new Set([
    ...merged.newer,
    ...merged.denied,
    ...merged.conflicts.map(({ key }) => key),
  ])
  // What is not taken from the sheet counts with the store's value, in the checks of the whole row too.
  const columns = row.columns.filter((key) => !aside.has(key))
  const reading = aside.size === 0 ? first : read(row, columns, stored, context)

  if (stored === null && merged.denied.length > 0 && Object.keys(merged.after).length === 0) {
    const text = context.texts.sync.readOnly()
    const [key = CORRECTIONS] = merged.denied
    const denial = { key, severity: 'error', code: 'row.readOnly', text } as const
    return answerOnly(row, 'denied', [denial], context.texts)
  }

  const { before, after } = withInitial(merged, reading, stored)
  const cells = applied(stored?.cells ?? {}, after)
  const corrections = inSheetOrder(table, [
    ...reading.problems,
    ...merged.denied.map((key) => deniedCorrection(row, key, cells, context)),
    ...merged.conflicts.map((conflict) => conflictCorrection(row, conflict, stored, context)),
  ])
  const standing = standingCorrections(row, stored, after, corrections, reading)
  const touched =
    stored === null ||
    Object.keys(after).length > 0 ||
    !sameItems(standing?.items ?? [], stored.corrections?.items ?? [])
  const rev = (stored?.rev ?? 0) + (touched ? 1 : 0)
  const next: StoredRow | null = touched
    ? {
        cells,
        school: table.schoolColumn === undefined ? null : schoolOf(cells[table.schoolColumn]),
        rev,
        cellRevs: {
          ...stored?.cellRevs,
          ...Object.fromEntries(Object.keys(after).map((key) => [key, rev])),
        },
        // An edit brings an archived row back: somebody still works with it.
        archivedAt: null,
        updatedAt: row.at,
        updatedBy: row.by,
        corrections: standing,
      }
    : null

  const refused = refusedEntries(row, merged.denied, merged.conflicts, first, reading)
  const recorded = next !== null || (merged.denied.length > 0 && earlier === null)
  const conflicting = merged.conflicts.length > 0
  return {
    next,
    changed: recorded ? { table: table.name, id: sent.id, rev, before, after, refused } : null,
    answer: {
      table: table.name,
      id: sent.id,
      outcome: conflicting
        ? 'conflict'
        : reading.complete
          ? touched
            ? 'stored'
            : 'unchanged'
          : 'draft',
      rev: conflicting ? sent.rev : rev,
      corrections,
      write: {
        ...serverCells(table, cells, corrections, context),
        ...Object.fromEntries(
          Object.entries(reading.canonical).filter(([key]) => columns.includes(key)),
        ),
        ...writtenBack(table, [...merged.newer, ...merged.denied.filter(isReverted)], cells, context),
      },
    },
  }

  /** A denial puts the value in force back, but never over what staff may write. */
  function isReverted(key: string): boolean {
    return !editors(table, key).includes('staff')
  }
}

function read(
  row: RowToReceive,
  columns: readonly string[],
  stored: StoredRow | null,
  context: RowContext,
): RowReading {
  const state = { stored: stored?.cells ?? {}, typing: row.sent.typing ?? false }
  return readRow(row.table, columns, row.sent.cells, context, state)
}

/** The reading as the merge takes it. Emptying a cell that has an initial value means that value. */
function readCells(
  row: RowToReceive,
  reading: RowReading,
  stored: StoredRow | null,
): ReadonlyMap<string, ReadCell> {
  const keys = new Set([...row.columns, ...Object.keys(reading.values)])
  return new Map(
    [...keys].map((key): readonly [string, ReadCell] => {
      const value = reading.values[key]
      if (value === undefined || key in reading.refused) return [key, { ok: false }]
      const held = stored?.cells[key] !== undefined
      return [key, { ok: true, value: value ?? (held ? (reading.initial[key] ?? null) : null) }]
    }),
  )
}

/** The accepted cells, and the initial values of those that nobody has filled. */
function withInitial(
  merged: Pick<Merged, 'before' | 'after'>,
  reading: RowReading,
  stored: StoredRow | null,
): Pick<Merged, 'before' | 'after'> {
  const before = { ...merged.before }
  const after = { ...merged.after }
  for (const [key, value] of Object.entries(reading.initial)) {
    if (key in after || stored?.cells[key] !== undefined) continue
    before[key] = null
    after[key] = value
  }
  return { before, after }
}

function applied(cells: Cells<Value>, after: Cells<Value | null>): Cells<Value> {
  const changed = { ...cells, ...after }
  return Object.fromEntries(
    Object.entries(changed).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  )
}

/** The columns that the server computes, and «Что исправить». */
function serverCells(
  table: Table,
  cells: Cells<Value>,
  corrections: readonly Correction[],
  context: RowContext,
): Cells<SheetCell> {
  const shown = showRow(table, cells, context)
  const computed = table.columns.filter((column) => column.compute !== undefined)
  return {
    ...Object.fromEntries(computed.map(({ key }) => [key, shown[key] ?? { value: null }])),
    [CORRECTIONS]: { value: correctionText(table, corrections, context.texts) || null },
  }
}

function writtenBack(
  table: Table,
  keys: readonly string[],
  cells: Cells<Value>,
  context: RowContext,
): Cells<SheetCell> {
  const shown = showRow(table, cells, context)
  return Object.fromEntries(keys.map((key) => [key, shown[key] ?? { value: null }]))
}

/** An answer to a row of which nothing is stored. */
function answerOnly(
  row: RowToReceive,
  outcome: RowAnswer['outcome'],
  corrections: readonly Correction[],
  texts: Texts,
): Received {
  const { table, sent } = row
  const text = correctionText(table, corrections, texts)
  return {
    next: null,
    changed: null,
    answer: {
      table: table.name,
      id: sent.id,
      outcome,
      rev: sent.rev,
      corrections: [...corrections],
      write: { [CORRECTIONS]: { value: text || null } },
    },
  }
}

function schoolOf(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null
}
