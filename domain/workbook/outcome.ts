import type { Layout } from '../layout.ts'
import type { Correction, ErrorAnswer } from '../protocol.ts'
import type { HoldReason } from './hold.ts'

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
  held: Held[]
  /** Rows that the sheet no longer has; the store keeps them. */
  vanished: number
  /** Headers of columns that a tab lacks: not sent, not emptied in the store. */
  missing: { readonly tab: string; readonly header: string }[]
  /** Lines that were hit because rows moved during a write, and could not be put back whole. */
  unrepaired: number
  layout: Layout | null
}

/** A cell that two people wrote, to be settled with one press. */
export interface Conflict {
  readonly table: string
  readonly id: string
  readonly key: string
  readonly header: string
  readonly sheetId: number
  /** Row number in the sheet, from 1. */
  readonly row: number
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
    held: [],
    vanished: 0,
    missing: [],
    unrepaired: 0,
    layout: null,
  }
}

/** True for a remark that keeps the cell's value out of the store. */
export function mustCorrect({ severity }: Correction): boolean {
  return severity !== 'hint'
}
