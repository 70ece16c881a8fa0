import type { RowAnswer } from './protocol.ts'
import type { InForce, Received } from './receive.ts'
import type { Role, StoredRow } from './records.ts'
import type { Table } from './tables/table.ts'

/** How long a deleted row can be brought back by the people who may delete it. */
export const RESTORE_MS = 30 * 86_400_000

/** What a person asks for a row as a whole, with who and when. */
export interface Shelving {
  readonly table: Table
  readonly id: string
  /** `archive` takes it out of all workbooks; `restore` brings it back, also to a workbook that lost it. */
  readonly wish: 'archive' | 'restore'
  readonly by: string
  readonly at: number
}

/**
 * Archives a row, or restores it. Restoring one that is in force changes no value: its rev grows, so that
 * every workbook is told of it anew, and one that has lost the line gets it again. The same request twice
 * is one change.
 *
 * @throws RestoreTooLate for a row that was archived more than `RESTORE_MS` ago
 * @throws RestoreClosed for a row that was closed with its year
 */
export function shelveRow(shelving: Shelving, { stored, earlier }: InForce): Received {
  const { wish, at } = shelving
  const shelved = stored !== null && stored.archivedAt !== null
  const nothing = stored === null || earlier !== null || (wish === 'archive' && shelved)
  if (nothing) {
    return { next: null, changed: null, answer: answerOf(shelving, 'unchanged', stored?.rev ?? 0) }
  }
  if (wish === 'restore' && stored.closedWith !== undefined) throw new RestoreClosed()
  if (wish === 'restore' && stored.archivedAt !== null && at - stored.archivedAt > RESTORE_MS) {
    throw new RestoreTooLate()
  }
  const rev = stored.rev + 1
  const next: StoredRow = {
    ...stored,
    rev,
    archivedAt: wish === 'archive' ? at : null,
    updatedAt: at,
    updatedBy: shelving.by,
  }
  const { table, id } = shelving
  const archived = wish === 'archive'
  const changed = { table: table.name, id, rev, before: {}, after: {}, refused: {}, archived }
  return { next, changed, answer: answerOf(shelving, 'stored', rev) }
}

/** The thirty days are over. */
export class RestoreTooLate extends Error {
  constructor() {
    super('The row was archived too long ago to be restored.')
    this.name = 'RestoreTooLate'
  }
}

/** A closed row comes back with its whole year. */
export class RestoreClosed extends Error {
  constructor() {
    super('The row was closed with its year.')
    this.name = 'RestoreClosed'
  }
}

/** Whether a role may delete rows of a table and bring them back: the one that could write them whole. */
export function mayShelve(table: Table, role: Role | null): boolean {
  return (
    role !== null &&
    table.columns.every(({ required, edit }) => required !== true || edit.includes(role))
  )
}

function answerOf(
  { table, id }: Shelving,
  outcome: 'stored' | 'unchanged',
  rev: number,
): RowAnswer {
  return { table: table.name, id, outcome, rev, corrections: [], write: {} }
}
