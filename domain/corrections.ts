import { excerpt } from './cells/excerpt.ts'
import { shownText } from './entered.ts'
import type { Cells } from './entered.ts'
import type { Conflict } from './merge.ts'
import type { Correction, SentRow } from './protocol.ts'
import type { CorrectionItem, Role, RowCorrections, StoredRow, Value } from './records.ts'
import { shownValue, type RowContext, type RowReading } from './row.ts'
import type { Table } from './tables/table.ts'

/** Who may edit a column; nobody where there is no such column. */
export function editorsOf(table: Table, key: string): readonly Role[] {
  return table.columns.find((column) => column.key === key)?.edit ?? []
}

/**
 * Whether a denied entry is replaced by the value in force. Never where staff may write: the denial may
 * be the sender's, and the entry somebody else's.
 */
export function isReverted(table: Table, key: string): boolean {
  return !editorsOf(table, key).includes('staff')
}

/**
 * What is said of an entry in a column that others fill.
 *
 * @param cells the values in force; null where there is no row, and so nothing to put back
 */
export function deniedCorrection(
  table: Table,
  key: string,
  cells: Cells<Value> | null,
  context: RowContext,
): Correction {
  const { sync } = context.texts
  const [keeper] = editorsOf(table, key)
  const value = cells?.[key]
  const inForce = value === undefined ? null : excerpt(shownValue(table, key, value, context))
  const text =
    cells !== null && isReverted(table, key) && keeper !== undefined && keeper !== 'observer'
      ? sync.denied(sync.keepers[keeper], inForce)
      : sync.deniedKept()
  const column = table.columns.find((one) => one.key === key)
  const instead = column?.instead?.(context.texts)
  const whole = instead === undefined ? text : `${text} ${instead}`
  return { key, severity: 'error', code: 'column.denied', text: whole }
}

/** How a conflict tells of its author and time. */
export interface Witness {
  /** «В 10:42», «17 сентября в 10:42». */
  readonly moment: (at: number) => string
  /** «директор школы», by person id. */
  readonly personNamed: (id: string) => string
}

/** What is said of a cell that two people wrote; `stored` is the row with the value in force. */
export function conflictCorrection(
  table: Table,
  sent: SentRow,
  conflict: Conflict,
  stored: StoredRow,
  context: RowContext,
  witness: Witness,
): Correction {
  const { sync } = context.texts
  const { key } = conflict
  const entered = sent.cells[key]
  const mine = entered === undefined ? sync.empty : shownText(entered).trim()
  const theirs =
    conflict.theirs === null ? sync.empty : shownValue(table, key, conflict.theirs, context)
  // Who touched the row last did not write this cell, unless both have one rev: a name that changes with
  // every commit would be a new thing to say each time, and two workbooks would say it for ever.
  const last = stored.cellRevs[key] === stored.rev
  const author = conflict.by ?? (last ? stored.updatedBy : null)
  const time = conflict.at ?? (last ? stored.updatedAt : null)
  const by = author === null ? sync.somebody : witness.personNamed(author)
  const when = time === null ? sync.earlier : witness.moment(time)
  const text = sync.conflict(when, excerpt(theirs), by, excerpt(mine))
  return {
    key,
    severity: 'conflict',
    code: 'conflict',
    text,
    conflict: { mine, theirs, rev: stored.rev, by, at: time ?? stored.updatedAt },
  }
}

/** What is said of a formula that another value has overruled; `cells` are the values in force. */
export function overruledCorrection(
  table: Table,
  key: string,
  cells: Cells<Value>,
  context: RowContext,
): Correction {
  const { sync } = context.texts
  const value = cells[key]
  const shown = value === undefined ? sync.empty : shownValue(table, key, value, context)
  return { key, severity: 'error', code: OVERRULED, text: sync.overruled(excerpt(shown)) }
}

const OVERRULED = 'formula.overruled'

/** Corrections from the first column to the last. */
export function inSheetOrder<T extends { readonly key: string }>(
  table: Table,
  corrections: readonly T[],
): T[] {
  const place = new Map(table.columns.map(({ key }, at) => [key, at]))
  return corrections.toSorted((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0))
}

/**
 * What stays to be corrected after this commit, for the row's document and the school's card. An entry
 * that was refused in another workbook still stands there, unless the cell has been written since: each
 * workbook speaks for its own entries only, or two of them would take back each other's words for ever.
 * A denied entry is told of once: it has been put back.
 */
export function standingCorrections(
  table: Table,
  place: { readonly workbook: string; readonly row: number },
  stored: StoredRow | null,
  after: Cells<Value | null>,
  corrections: readonly Correction[],
  reading: Pick<RowReading, 'refused' | 'values'>,
): RowCorrections | null {
  const before = stored?.corrections ?? null
  const elsewhere = (before?.items ?? []).flatMap((item) => {
    const workbook = item.workbook ?? before?.workbook ?? place.workbook
    const stands = item.refused && workbook !== place.workbook && !(item.key in after)
    return stands ? [{ ...item, workbook }] : []
  })
  const here = corrections
    .filter(({ code }) => code !== 'column.denied')
    .map(({ key, text, severity, code }) => {
      const overruled = code === OVERRULED
      const refused = key in reading.refused || severity === 'conflict' || overruled
      const unrecorded = reading.refused[key]?.shown === ''
      const item = {
        key,
        text,
        severity,
        refused,
        ...(unrecorded ? { unrecorded } : {}),
        workbook: place.workbook,
      }
      return overruled ? { ...item, overruled: reading.values[key] ?? null } : item
    })
    // Of one cell nothing else is said than that its entry is refused, here as in the other workbooks.
    .filter((item, _at, all) => item.refused || !refuses([...elsewhere, ...all], item.key))
  if (here.length + elsewhere.length === 0) return null
  const home = elsewhere.length > 0 && before !== null ? before : place
  return {
    workbook: home.workbook,
    row: home.workbook === place.workbook ? place.row : home.row,
    items: inSheetOrder(
      table,
      [...here, ...elsewhere].sort((a, b) => (a.workbook < b.workbook ? -1 : 1)),
    ).map(({ workbook, ...item }): CorrectionItem =>
      item.refused && workbook !== home.workbook ? { ...item, workbook } : item,
    ),
  }
}

function refuses(items: readonly CorrectionItem[], key: string): boolean {
  return items.some((item) => item.refused && item.key === key)
}

/**
 * What a workbook shows of a row that it has not sent itself: what its own entries are to be corrected for,
 * and what is missing of the row. Of an entry that was refused elsewhere that sheet speaks.
 */
export function shownIn(
  workbook: string,
  corrections: RowCorrections | null,
): readonly CorrectionItem[] {
  return (corrections?.items ?? []).filter(
    (item) => !item.refused || (item.workbook ?? corrections?.workbook) === workbook,
  )
}

/** Columns in which an entry of this workbook stands that was not accepted. */
export function refusedIn(workbook: string, corrections: RowCorrections | null): string[] {
  return itemsOf(workbook, corrections).map(({ key }) => key)
}

/** Those of them that stand in this workbook alone: what empties the row's line must leave them. */
export function unrecordedIn(workbook: string, corrections: RowCorrections | null): string[] {
  return itemsOf(workbook, corrections).flatMap(({ key, unrecorded }) => (unrecorded ? [key] : []))
}

/** Results of this workbook's formulas that are known to be overruled. */
export function overruledIn(
  workbook: string,
  corrections: RowCorrections | null,
): Cells<Value | null> {
  return Object.fromEntries(
    itemsOf(workbook, corrections).flatMap(({ key, overruled }) =>
      overruled === undefined ? [] : [[key, overruled]],
    ),
  )
}

/** Refused entries of one workbook. */
function itemsOf(workbook: string, corrections: RowCorrections | null): readonly CorrectionItem[] {
  return (corrections?.items ?? []).filter(
    (item) => item.refused && (item.workbook ?? corrections?.workbook) === workbook,
  )
}

/** Whether an entry is refused now that was not before, or another one in its cell. */
export function refusesAnew(before: RowCorrections | null, now: RowCorrections | null): boolean {
  const known = new Set(before?.items.map(({ key, text }) => `${key} ${text}`))
  return (
    now?.items.some(({ key, text, refused }) => refused && !known.has(`${key} ${text}`)) ?? false
  )
}

export function sameItems(a: RowCorrections | null, b: RowCorrections | null): boolean {
  return lines(a) === lines(b)
}

function lines(corrections: RowCorrections | null): string {
  return JSON.stringify(
    corrections?.items.map((item) => [
      item.key,
      item.text,
      item.severity,
      item.refused && (item.workbook ?? corrections.workbook),
      item.overruled,
    ]) ?? [],
  )
}

/** Entries for the record: refused, denied, or overtaken. Of personal data only the code. */
export function refusedEntries(
  sent: SentRow,
  reading: Pick<RowReading, 'refused'>,
  denied: readonly string[],
  conflicts: readonly Conflict[],
): Cells<{ readonly shown: string; readonly code: string }> {
  const shownAt = (key: string) => {
    const entered = sent.cells[key]
    return entered === undefined ? '' : (reading.refused[key]?.shown ?? shownText(entered))
  }
  return {
    ...reading.refused,
    ...Object.fromEntries(
      denied.map((key) => [key, { shown: shownAt(key), code: 'column.denied' }]),
    ),
    ...Object.fromEntries(
      conflicts.map(({ key }) => [key, { shown: shownAt(key), code: 'conflict' }]),
    ),
  }
}
