import { isCancelled } from './deadlines.ts'
import type { Cells } from './entered.ts'
import type { RowAnswer } from './protocol.ts'
import type { InForce, Received } from './receive.ts'
import type { ChangedRow, Day, StoredRow, Value } from './records.ts'
import { measures } from './tables/measures.ts'
import { officeMeasures } from './tables/officeMeasures.ts'
import type { Table } from './tables/table.ts'

/** The tables whose rows a new year closes or carries over. */
export const YEAR_TABLES: readonly Table[] = [measures, officeMeasures]

/**
 * What becomes of a measure when a year ends: it is closed with the year, it is open and goes over into the
 * next, or its deadline lies in the next already.
 */
export type Fate = 'closed' | 'carried' | 'ahead'

/**
 * A measure is finished once nobody waits for anything: it is cancelled by consent, or done and, where a curator checks,
 * confirmed. What is done and not checked yet is carried, or nobody would check it any more.
 *
 * @param to the last day of the year
 */
export function fateOf(table: Table, cells: Cells<Value>, to: Day): Fate {
  const { deadline, status, check } = cells
  const has = (key: string) => table.columns.some((column) => column.key === key)
  if (typeof deadline === 'string' && deadline > to) return 'ahead'
  // The municipality cancels its own measures, and nobody checks them.
  const cancelled = has('consent') ? isCancelled(cells) : status === 'cancelled'
  const checked = !has('check') || check === 'confirmed'
  return cancelled || (status === 'done' && checked) ? 'closed' : 'carried'
}

/** A row to close, carry or take back, with who and when. */
export interface YearRow {
  readonly table: Table
  readonly id: string
  /** The last day of the year. */
  readonly to: Day
  readonly by: string
  readonly at: number
}

/**
 * Closes a finished row with its year, or marks an open one as carried. A closed row leaves the workbooks and
 * is not changed by anybody any more (`receiveRow`); of a carried one nothing changes but the mark. What is
 * closed, carried or deleted already stays as it is: the same twice is one change.
 */
export function turnYear(row: YearRow, { stored }: InForce): Received {
  const { to } = row
  if (stored === null || stored.archivedAt !== null) return unchanged(row, stored)
  const fate = fateOf(row.table, stored.cells, to)
  if (fate === 'closed') {
    return changed(row, stored, { closedWith: to, archivedAt: row.at }, { archived: true })
  }
  if (fate === 'ahead' || stored.carriedFrom === to) return unchanged(row, stored)
  return changed(row, stored, { carriedFrom: to }, {})
}

/** Takes back what `turnYear` did for this year; what was closed is in force again as it was. */
export function turnBack(row: YearRow, { stored }: InForce): Received {
  if (stored === null) return unchanged(row, stored)
  const closed = stored.closedWith === row.to
  if (!closed && stored.carriedFrom !== row.to) return unchanged(row, stored)
  const { closedWith: _closed, carriedFrom: _carried, ...before } = stored
  return changed(row, before, closed ? { archivedAt: null } : {}, closed ? { archived: false } : {})
}

function changed(
  { table, id, to, by, at }: YearRow,
  stored: StoredRow,
  next: Partial<StoredRow>,
  said: Pick<ChangedRow, 'archived'>,
): Received {
  const rev = stored.rev + 1
  return {
    next: { ...stored, ...next, rev, updatedAt: at, updatedBy: by },
    changed: { table: table.name, id, rev, before: {}, after: {}, refused: {}, year: to, ...said },
    answer: answerOf(table, id, 'stored', rev),
  }
}

function unchanged({ table, id }: YearRow, stored: StoredRow | null): Received {
  return { next: null, changed: null, answer: answerOf(table, id, 'unchanged', stored?.rev ?? 0) }
}

function answerOf(
  table: Table,
  id: string,
  outcome: 'stored' | 'unchanged',
  rev: number,
): RowAnswer {
  return { table: table.name, id, outcome, rev, corrections: [], write: {} }
}
