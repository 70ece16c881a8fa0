import type { Cells } from './entered.ts'
import type { ChangeRecord, ChangedRow, StoredRow, Value } from './records.ts'

/** What one cell of a sent row says, once read. */
export type ReadCell =
  /** `formula`: it is the result of a formula, which nobody but its author replaces. */
  | { readonly ok: true; readonly value: Value | null; readonly formula?: boolean }
  /** An entry that cannot be taken; nothing of it is merged. */
  | { readonly ok: false }

/** One earlier commit of a row, out of a change record. */
export type RowChange = Pick<ChangedRow, 'rev' | 'before' | 'after'> &
  Pick<ChangeRecord, 'by' | 'at' | 'request'> & { readonly workbook: string }

export interface MergeInput {
  readonly stored: Pick<StoredRow, 'cells' | 'cellRevs' | 'rev'> | null
  /** The people's columns that the tab has; an emptied cell is `{ ok: true, value: null }`. */
  readonly cells: ReadonlyMap<string, ReadCell>
  /** The rev on which the sheet's cell stands, as far as the sheet knows. */
  readonly baseRev: (key: string) => number
  /** Where the row comes from. */
  readonly workbook: string
  /** Requests whose answers have never reached the sheet: what they wrote is no other person's. */
  readonly lost: readonly string[]
  readonly mayEdit: (key: string) => boolean
  readonly decisions: Cells<{ readonly keep: 'mine' | 'theirs'; readonly rev: number }>
  /** Results of formulas in the sheet whose authors know that another value is in force. */
  readonly overruled: Cells<Value | null>
  /** Commits of this row after the sheet's rev; needed only when `historySince` says so. */
  readonly history: readonly RowChange[]
}

export interface Merged {
  /** Cells whose value changes, with the values before and after; null is empty. */
  readonly before: Cells<Value | null>
  readonly after: Cells<Value | null>
  /** Cells where the store's value is newer and goes to the sheet. */
  readonly newer: readonly string[]
  /** Cells where the store's value is in force, and a formula stands that cannot be replaced by it. */
  readonly overruled: readonly string[]
  /** Cells that this person may not write. */
  readonly denied: readonly string[]
  readonly conflicts: readonly Conflict[]
}

/** Two people wrote one cell: `theirs` was committed first and is in force. */
export interface Conflict {
  readonly key: string
  readonly mine: Value | null
  readonly theirs: Value | null
  /** Who committed theirs, and when; unknown if the record of it is missing. */
  readonly by: string | null
  readonly at: number | null
}

/**
 * The rev since which the merge must know the row's commits, when a cell differs from the store and was
 * written there after the sheet last saw it; null where none was.
 */
export function historySince(input: Omit<MergeInput, 'history'>): number | null {
  const bases = [...input.cells].flatMap(([key, cell]) => {
    const base = input.baseRev(key)
    const differs = cell.ok && cell.value !== inForce(input, key)
    return differs && writtenAt(input, key) > base ? [base] : []
  })
  return bases.length === 0 ? null : Math.min(...bases)
}

/**
 * Three-way merge of one row by cell: what the store holds, what the sheet held when it last saw the
 * store, what the sheet holds now. Different cells both survive; in the same cell the first commit
 * stays and the second is a conflict until its author decides.
 */
export function mergeRow(input: MergeInput): Merged {
  const before: Record<string, Value | null> = {}
  const after: Record<string, Value | null> = {}
  const newer: string[] = []
  const overruled: string[] = []
  const denied: string[] = []
  const conflicts: Conflict[] = []

  for (const [key, cell] of input.cells) {
    if (!cell.ok) {
      if (!input.mayEdit(key)) denied.push(key)
      continue
    }
    const mine = cell.value
    const theirs = inForce(input, key)
    if (mine === theirs) continue
    const verdict = judge(input, key, mine, cell.formula === true)
    if (verdict === 'newer') newer.push(key)
    else if (verdict === 'overruled') overruled.push(key)
    else if (verdict === 'denied') denied.push(key)
    else if (verdict === 'conflict') conflicts.push(conflictOf(input, key, mine, theirs))
    else {
      before[key] = theirs
      after[key] = mine
    }
  }
  return { before, after, newer, overruled, denied, conflicts }
}

/** What becomes of a value that differs from the one in force. */
function judge(
  input: MergeInput,
  key: string,
  mine: Value | null,
  formula: boolean,
): 'accept' | 'newer' | 'overruled' | 'denied' | 'conflict' {
  const base = standsOn(input, key, mine)
  const stale = writtenAt(input, key) > base
  const theirs = formula ? 'overruled' : 'newer'
  // Not touched here, only not yet seen here.
  if (stale && mine === valueAt(input, key, base)) return theirs
  if (stale && isSettled(input, key, mine, formula)) return theirs
  if (!input.mayEdit(key)) return 'denied'
  if (!stale) return 'accept'
  const decision = input.decisions[key]
  const informed = decision !== undefined && writtenAt(input, key) <= decision.rev
  if (!informed) return 'conflict'
  return decision.keep === 'mine' ? 'accept' : theirs
}

/**
 * The author of a formula has left it standing though another value is in force, and it still has the same
 * result; or has cleared the cell for that value since.
 */
function isSettled(
  { overruled }: MergeInput,
  key: string,
  mine: Value | null,
  formula: boolean,
): boolean {
  return key in overruled && (formula ? overruled[key] === mine : mine === null)
}

function conflictOf(
  input: MergeInput,
  key: string,
  mine: Value | null,
  theirs: Value | null,
): Conflict {
  const author = input.history.find((change) => change.rev === writtenAt(input, key))
  return { key, mine, theirs, by: author?.by ?? null, at: author?.at ?? null }
}

function inForce(input: Pick<MergeInput, 'stored'>, key: string): Value | null {
  return input.stored?.cells[key] ?? null
}

function writtenAt(input: Pick<MergeInput, 'stored'>, key: string): number {
  return input.stored?.cellRevs[key] ?? 0
}

/**
 * The rev on which a cell stands in truth: that of a later commit where this is the very entry which it
 * stored, or where its answer was lost. Nobody is asked about their own words.
 */
function standsOn(input: MergeInput, key: string, mine: Value | null): number {
  const { history, workbook, lost } = input
  const own = history.filter((change) => {
    if (!(key in change.after)) return false
    const same = change.workbook === workbook && change.after[key] === mine
    return same || lost.includes(change.request)
  })
  return Math.max(input.baseRev(key), ...own.map(({ rev }) => rev))
}

/**
 * The value that the cell held at a rev; undefined when no record tells, and then the cell counts as
 * touched: a needless question loses nothing, a silent overwriting would.
 */
function valueAt(input: MergeInput, key: string, base: number): Value | null | undefined {
  const first = input.history
    .filter((change) => change.rev > base && key in change.after)
    .reduce<RowChange | undefined>(
      (oldest, change) => (oldest === undefined || change.rev < oldest.rev ? change : oldest),
      undefined,
    )
  return first === undefined ? undefined : (first.before[key] ?? null)
}
