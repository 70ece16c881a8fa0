import { isPersonal } from '../cells/personalCode.ts'
import type { ErrorAnswer, RowAnswer } from '../protocol.ts'
import { linesRead, tabSum } from './book.ts'
import type { Tab } from './book.ts'
import type { Memory } from './effects.ts'
import type { HoldReason } from './hold.ts'
import { enteredText } from './request.ts'
import type { Sending } from './request.ts'
import type { Lines } from './turn.ts'

/** What came of a run, for the shell to say. */
export interface Outcome {
  /**
   * `done`; `unreachable`: no answer came, the rest goes by itself later; `refused`: the server said no;
   * `restless`: people moved rows so often that the run gave up for now.
   */
  state: 'done' | 'unreachable' | 'refused' | 'restless'
  /** Rows that the server answered. */
  answered: number
  /** Rows that still wait to be sent. */
  waiting: number
  /** Rows of news that went into the sheet. */
  received: number
  /** Why nothing, or no more, was sent. */
  refusal: ErrorAnswer['error'] | null
  /** Rows sent in this run that have something to correct. */
  toCorrect: number
  conflicts: Conflict[]
  suspects: Suspect[]
  held: Held[]
  /** Rows that the sheet no longer has; the store keeps them. */
  vanished: number
  /** Rows that are larger than a request may be: they wait for somebody to shorten them. */
  tooLarge: { readonly tab: string; readonly row: number }[]
  /** Ids of the rows that stand in the workbook, by table; a table without a tab has no entry. */
  present: Record<string, readonly string[]>
  /** Headers of columns that a tab lacks: not sent, not emptied in the store. */
  missing: { readonly tab: string; readonly header: string }[]
  /** Lines that were hit because rows moved during a write, and could not be put back whole. */
  unrepaired: number
}

/** A cell of which a person is asked something. */
export interface AskedCell {
  readonly table: string
  readonly id: string
  readonly key: string
  readonly header: string
  readonly sheetId: number
  /** Row number in the sheet, from 1. */
  readonly row: number
  /** What stands in the cell. */
  readonly entered: string
}

/** A cell whose text was taken for personal data. */
export type Suspect = AskedCell

/** A cell that two people wrote, to be settled with one press. */
export interface Conflict extends AskedCell {
  readonly text: string
  readonly mine: string
  readonly theirs: string
  readonly rev: number
}

/** Changes that look like an accident, kept back until a person has said so. */
export interface Held {
  readonly tab: string
  /** `undone`: the tab went back to an older state, such as a restored version of the file. */
  readonly reason: HoldReason | 'undone'
  /** Row numbers in the sheet, from 1; none where the whole tab is meant. */
  readonly rows: readonly number[]
}

export function emptyOutcome(): Outcome {
  return {
    state: 'done',
    answered: 0,
    waiting: 0,
    received: 0,
    refusal: null,
    toCorrect: 0,
    conflicts: [],
    suspects: [],
    held: [],
    vanished: 0,
    tooLarge: [],
    present: {},
    missing: [],
    unrepaired: 0,
  }
}

/**
 * Notes what was seen in the workbook, before anything is sent.
 *
 * @returns by table, the revs that a tab has lost since they were remembered: as long as the person has
 *   not decided, what comes later must not make up for them
 */
export function noteBook(
  outcome: Outcome,
  tabs: readonly Tab[],
  memory: Memory,
): Readonly<Record<string, number>> {
  outcome.held = []
  outcome.missing = []
  const lost: Record<string, number> = {}
  for (const tab of tabs) {
    const { title, layout, missing } = tab.snapshot
    for (const reason of new Set(tab.held.values())) {
      const rows = [...tab.held].flatMap(([index, why]) => (why === reason ? [index + 1] : []))
      outcome.held.push({ tab: title, reason, rows })
    }
    for (const { key, header } of layout.columns) {
      if (missing.includes(key)) outcome.missing.push({ tab: title, header })
    }
    const was = memory.sums[layout.table]
    const is = tabSum(tab)
    if (!was) continue
    outcome.vanished = Math.max(outcome.vanished, was.rows - is.rows)
    if (is.rows >= was.rows && is.revs < was.revs) {
      outcome.held.push({ tab: title, reason: 'undone', rows: [] })
      lost[layout.table] = was.revs - is.revs
    }
  }
  return lost
}

/**
 * Counts the rows that were there at the last turn, of which no run has remembered anything yet.
 *
 * @param tabs as they were read, before rows that are new get their ids
 */
export function noteVanished(outcome: Outcome, tabs: readonly Tab[], were: Lines): void {
  const are = linesRead(tabs)
  const gone = Object.entries(were).map(([table, count]) =>
    Math.max(0, count - (are[table] ?? count)),
  )
  outcome.vanished = Math.max(
    outcome.vanished,
    gone.reduce((sum, count) => sum + count, 0),
  )
}

export function noteTooLarge(outcome: Outcome, rows: readonly Sending[]): void {
  outcome.tooLarge = rows.map(({ tab, sent }) => ({ tab: tab.title, row: sent.row }))
}

/** Notes which rows stand in the workbook once all is written. */
export function notePresent(outcome: Outcome, tabs: readonly Tab[]): void {
  for (const { snapshot, rows } of tabs) {
    outcome.present[snapshot.layout.table] = [...rows.values()].flatMap(({ id }) => id ?? [])
  }
}

/** Notes what the server said of one row. */
export function noteAnswer(
  outcome: Outcome,
  { tab, known, sent }: Sending,
  answer: RowAnswer,
): void {
  outcome.answered++
  if (answer.corrections.some(({ severity }) => severity !== 'hint')) outcome.toCorrect++
  for (const { key, code, text, conflict } of answer.corrections) {
    const cell: AskedCell = {
      table: answer.table,
      id: answer.id,
      key,
      header: tab.layout.columns.find((column) => column.key === key)?.header ?? key,
      sheetId: tab.sheetId,
      row: known.row.index + 1,
      entered: enteredText(sent.cells, key),
    }
    if (isPersonal(code) && key in sent.cells) outcome.suspects.push(cell)
    if (!conflict) continue
    const { mine, theirs, rev } = conflict
    outcome.conflicts.push({ ...cell, text, mine, theirs, rev })
  }
}
