import {
  conflictCorrection,
  deniedCorrection,
  editorsOf,
  inSheetOrder,
  overruledCorrection,
  overruledIn,
  refusedEntries,
  refusesAnew,
  sameItems,
  standingCorrections,
  type Witness,
} from './corrections.ts'
import { shownDay } from './cells/day.ts'
import { shownText } from './entered.ts'
import type { Cells } from './entered.ts'
import { CORRECTIONS } from './layout.ts'
import {
  historySince,
  mergeRow,
  type Merged,
  type MergeInput,
  type ReadCell,
  type RowChange,
} from './merge.ts'
import type { Correction, RowAnswer, SentRow } from './protocol.ts'
import type { Card, ChangedRow, Day, Role, StoredRow, Value } from './records.ts'
import { readRow, shownValue, type RowContext, type RowReading } from './row.ts'
import type { Table } from './tables/table.ts'
import { cellsToWrite, correctionsCell } from './writeBack.ts'

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
  /** Earlier requests of the workbook whose answers never reached it. */
  readonly lost: readonly string[]
  /** Person id and moment to write into the row. */
  readonly by: string
  readonly at: number
  /** With the row's card as the transaction read it. */
  readonly context: (card: Card) => RowContext
  readonly witness: Witness
}

/** A row as it is looked at: what was sent, but for an emptied school. */
interface TakenRow extends RowToReceive {
  /** Key of the school's column, where the sheet's cell is to be filled again. */
  readonly emptiedSchool?: string
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
  readonly finish: (history: readonly RowChange[]) => Received
}

export interface Received {
  readonly answer: RowAnswer
  /** The row to store; null when it stays as it is. */
  readonly next: StoredRow | null
  /** What goes on record; null when nothing happened. */
  readonly changed: ChangedRow | null
}

/** Reads a sent row against the row in force. Pure: a transaction that is tried again calls it again. */
export function receiveRow(sent: RowToReceive, inForce: InForce): Pending {
  const { stored } = inForce
  const row = withoutEmptiedSchool(sent, stored)
  const context = row.context(inForce.card)
  const refusal = refuseRow(row, stored, context)
  if (refusal !== null) return { historySince: null, finish: () => refusal }

  const reading = read(row, row.columns, stored, context)
  const input: Omit<MergeInput, 'history'> = {
    stored,
    cells: readCells(row, reading, stored, context),
    baseRev: (key) => baseOf(row, inForce, key),
    workbook: row.workbook,
    lost: row.lost,
    mayEdit: (key) => rolesIn(row, stored).every((role) => editsColumn(row.table, key, role)),
    decisions: row.sent.decisions ?? {},
    overruled: overruledIn(row.workbook, stored?.corrections ?? null),
  }
  const since = stored === null ? null : historySince(input)
  return {
    historySince:
      stored === null || since === null ? null : { rev: since, commits: stored.rev - since },
    finish: (history) => finishRow(row, inForce, context, { ...input, history }, reading),
  }
}

/**
 * A stored row stays its school's when somebody empties that cell, which is brought back: without a
 * school it would be in nobody's workbook and on no card.
 */
function withoutEmptiedSchool(row: RowToReceive, stored: StoredRow | null): TakenRow {
  const key = row.table.schoolColumn
  if (key === undefined || stored?.cells[key] === undefined) return row
  if (shownText(row.sent.cells[key] ?? '').trim() !== '' || !row.columns.includes(key)) return row
  return { ...row, columns: row.columns.filter((column) => column !== key), emptiedSchool: key }
}

/** Rows that are not looked at cell by cell: another school's, a reader's, and those without a school. */
function refuseRow(
  row: RowToReceive,
  stored: StoredRow | null,
  context: RowContext,
): Received | null {
  const { table, sent } = row
  const { sync } = context.texts
  if (stored === null && Object.keys(sent.cells).length === 0) {
    return nothingStored(row, 'unchanged', [], context)
  }
  const key = table.schoolColumn ?? table.columns[0]?.key ?? CORRECTIONS
  if (table.schoolColumn !== undefined && row.school === null) {
    const problem = { key, code: 'row.noSchool', text: sync.noSchool() }
    return nothingStored(row, 'draft', [problem], context)
  }
  const roles = rolesIn(row, stored)
  if (roles.includes(null)) {
    const problem = { key, code: 'row.denied', text: sync.rowDenied() }
    return nothingStored(row, 'denied', [problem], context)
  }
  const writes = (role: Role | null) =>
    table.columns.some((column) => editsColumn(table, column.key, role))
  return roles.every(writes) ? null : readOnly(row, context)
}

function finishRow(
  row: TakenRow,
  { stored, earlier }: InForce,
  context: RowContext,
  input: MergeInput,
  first: RowReading,
): Received {
  const { table, sent } = row
  const merged = mergeRow(input)
  const { newer, overruled, denied, conflicts } = merged
  const accepts = Object.keys(merged.after).length > 0
  const begins = accepts || Object.keys(first.refused).some((key) => input.mayEdit(key))
  if (stored === null && denied.length > 0 && !begins) return notBegun(row, denied, context)

  // What is not taken from the sheet counts with the store's value, in the checks of the whole row too.
  const disputed = [...conflicts.map(({ key }) => key), ...overruled]
  const aside = new Set([...newer, ...denied, ...disputed])
  const columns = row.columns.filter((key) => !aside.has(key))
  const reading = aside.size === 0 ? first : read(row, columns, stored, context)

  const { emptiedSchool } = row
  const brought = emptiedSchool === undefined ? newer : [emptiedSchool, ...newer]
  const { before, after } = withInitial(merged, reading, stored)
  const cells = applied(stored?.cells ?? {}, after)
  const corrections = inSheetOrder(table, [
    ...reading.problems,
    ...denied.map((key) => deniedCorrection(table, key, cells, context)),
    ...overruled.map((key) => overruledCorrection(table, key, cells, context)),
    // Only a row that is there can have been written by somebody else.
    ...conflicts.flatMap((conflict) =>
      stored === null
        ? []
        : [conflictCorrection(table, sent, conflict, stored, context, row.witness)],
    ),
  ])
  const place = { workbook: row.workbook, row: sent.row }
  const said = { refused: reading.refused, values: first.values }
  const standing = standingCorrections(table, place, stored, after, corrections, said)
  // With nothing new to say, a workbook only has not heard yet that the row was deleted. An entry that is
  // refused for the first time is new: it stands in the line alone, which an answer «deleted» would empty.
  const asleep =
    stored !== null &&
    stored.archivedAt !== null &&
    !accepts &&
    conflicts.length === 0 &&
    !refusesAnew(stored.corrections, standing)
  const touched =
    !asleep &&
    (stored === null || Object.keys(after).length > 0 || !sameItems(standing, stored.corrections))
  const year = stored?.closedWith
  if (year !== undefined && !asleep) return closedRow(row, year, context)
  const rev = (stored?.rev ?? 0) + (touched ? 1 : 0)
  const next: StoredRow = {
    cells,
    school: table.schoolColumn === undefined ? null : schoolIn(cells[table.schoolColumn]),
    rev,
    cellRevs: {
      ...stored?.cellRevs,
      ...Object.fromEntries(Object.keys(after).map((key) => [key, rev])),
    },
    // An edit brings an archived row back: somebody still works with it.
    archivedAt: null,
    ...(stored?.carriedFrom === undefined ? {} : { carriedFrom: stored.carriedFrom }),
    updatedAt: row.at,
    updatedBy: row.by,
    corrections: standing,
  }
  const refused = refusedEntries(sent, first, denied, conflicts)
  const recorded = touched || (denied.length > 0 && earlier === null)
  const canonical = Object.entries(reading.canonical).filter(([key]) => columns.includes(key))
  const answer: RowAnswer = {
    table: table.name,
    id: sent.id,
    outcome: outcomeOf(conflicts.length > 0, reading.complete, touched),
    rev: asleep ? sent.rev : rev,
    ...(asleep ? { archived: true } : {}),
    ...(disputed.length > 0 ? { bases: basesOf(disputed, input) } : {}),
    corrections,
    write: {
      ...Object.fromEntries(canonical),
      ...cellsToWrite({ table, cells, corrections, newer: brought, denied }, context),
    },
  }
  return {
    answer,
    next: touched ? next : null,
    changed: recorded
      ? {
          table: table.name,
          id: sent.id,
          rev,
          before,
          after,
          refused,
          ...declaredIn(first),
          ...(touched && stored !== null && stored.archivedAt !== null ? { archived: false } : {}),
        }
      : null,
  }
}

/**
 * The rev on which the sheet's cell stands. One that the store has never had, as after a backup came back,
 * vouches for nothing: whatever differs is asked about.
 */
function baseOf({ sent }: RowToReceive, { stored, earlier }: InForce, key: string): number {
  if (earlier !== null && key in earlier.after) return earlier.rev
  const base = sent.bases?.[key] ?? sent.rev
  return stored !== null && base > stored.rev ? 0 : base
}

/** The row moves on, the cells in question stay on what their author had seen. */
function basesOf(keys: readonly string[], { baseRev }: MergeInput): Record<string, number> {
  return Object.fromEntries(keys.map((key) => [key, baseRev(key)]))
}

/** What somebody declared harmless is on record also where another's value stays in force. */
function declaredIn({ declared }: RowReading): Pick<ChangedRow, 'harmless'> {
  return declared.length === 0 ? {} : { harmless: declared }
}

function outcomeOf(
  conflicting: boolean,
  complete: boolean,
  touched: boolean,
): RowAnswer['outcome'] {
  if (conflicting) return 'conflict'
  if (!complete) return 'draft'
  return touched ? 'stored' : 'unchanged'
}

/** The sender's roles where the row is and where it goes. */
function rolesIn(row: RowToReceive, stored: StoredRow | null): readonly (Role | null)[] {
  const here = row.roleAt(row.school)
  return stored === null || stored.school === row.school
    ? [here]
    : [here, row.roleAt(stored.school)]
}

function editsColumn(table: Table, key: string, role: Role | null): boolean {
  return role !== null && editorsOf(table, key).includes(role)
}

function read(
  row: RowToReceive,
  columns: readonly string[],
  stored: StoredRow | null,
  context: RowContext,
): RowReading {
  const { typing = false, harmless = [] } = row.sent
  const state = { stored: stored?.cells ?? {}, typing, harmless, id: row.sent.id }
  return readRow(row.table, columns, row.sent.cells, context, state)
}

/** The reading as the merge takes it. Emptying a cell that has an initial value means that value. */
function readCells(
  row: RowToReceive,
  reading: RowReading,
  stored: StoredRow | null,
  context: RowContext,
): ReadonlyMap<string, ReadCell> {
  const keys = new Set([...row.columns, ...Object.keys(reading.values)])
  return new Map(
    [...keys].map((key): readonly [string, ReadCell] => {
      const held = stored?.cells[key]
      const value = reading.values[key]
      if (value === undefined || key in reading.refused) {
        // A stored value that could not be chosen again today has still not been touched.
        const entry = row.sent.cells[key]
        const same =
          held !== undefined &&
          entry !== undefined &&
          shownText(entry).trim() === shownValue(row.table, key, held, context)
        return [key, same ? { ok: true, value: held } : { ok: false }]
      }
      const initial = held === undefined ? null : (reading.initial[key] ?? null)
      const entry = row.sent.cells[key]
      const formula = typeof entry === 'object' && entry.formula !== undefined
      return [key, { ok: true, value: value ?? initial, ...(formula ? { formula } : {}) }]
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
  return Object.fromEntries(
    Object.entries({ ...cells, ...after }).flatMap(([key, value]) =>
      value === null ? [] : [[key, value]],
    ),
  )
}

function readOnly(row: RowToReceive, context: RowContext): Received {
  const key = row.table.columns[0]?.key ?? CORRECTIONS
  const problem = { key, code: 'row.readOnly', text: context.texts.sync.readOnly() }
  return nothingStored(row, 'denied', [problem], context)
}

/** A row that was closed with its year: what is typed into a line of it stays there, and nowhere else. */
function closedRow(row: RowToReceive, year: Day, context: RowContext): Received {
  const key = row.table.columns[0]?.key ?? CORRECTIONS
  const text = context.texts.sync.rowClosed(shownDay(year))
  return nothingStored(row, 'denied', [{ key, code: 'row.closed', text }], context)
}

/** A new row of which nothing is the sender's to write: what was typed stays in its cells. */
function notBegun(row: RowToReceive, denied: readonly string[], context: RowContext): Received {
  const problems = denied.map((key) => deniedCorrection(row.table, key, null, context))
  return nothingStored(row, 'denied', inSheetOrder(row.table, problems), context)
}

function nothingStored(
  row: RowToReceive,
  outcome: RowAnswer['outcome'],
  problems: readonly Omit<Correction, 'severity'>[],
  context: RowContext,
): Received {
  const { table, sent } = row
  const corrections = problems.map((problem) => ({ ...problem, severity: 'error' as const }))
  const write = { [CORRECTIONS]: correctionsCell(table, corrections, context) }
  const answer = { table: table.name, id: sent.id, outcome, rev: sent.rev, corrections, write }
  return { next: null, changed: null, answer }
}

function schoolIn(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null
}
