import type { Outcome } from '../domain/workbook/outcome.ts'
import type { RunOptions } from '../domain/workbook/run.ts'

/** What the add-on and the page of its sidebar tell each other. */

/** What a person says in the sidebar about rows that wait for it. */
export type Said = Pick<RunOptions, 'decisions' | 'harmless' | 'sendHeld' | 'refetch'>

/**
 * How the workbook stands, and what waits for the person.
 *
 * @typeParam P the server's `Panel`, which only the page looks into
 */
export interface PanelState<P extends object = object> {
  readonly language: 'ru' | 'en'
  /** Address of the named sender; null while nobody has pressed «Включить». */
  readonly sender: string | null
  /** Null when another run had the workbook. */
  readonly outcome: Pick<
    Outcome,
    'state' | 'waiting' | 'refusal' | 'conflicts' | 'suspects' | 'held' | 'missing'
  > | null
  /** Null when the server did not answer, or does not know the workbook. */
  readonly panel: P | null
}

/** What came back from a function: its answer, its refusal, or nothing at all. */
export type Asked<T> =
  | { readonly answer: T }
  | { readonly refused: { readonly code: string; readonly message: string } }
  | { readonly unreachable: string }
