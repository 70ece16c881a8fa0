import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Layout } from '../layout.ts'
import type { ErrorAnswer, SyncAnswer, SyncRequest } from '../protocol.ts'

/**
 * What the client core asks of the world. The core is a generator that yields effects and is given
 * their results, so that the same code runs over the add-on's synchronous services, over
 * `googleapis`' promises, and under a simulator that interferes between any two steps.
 */
export type Effect =
  | { readonly do: 'get'; readonly ranges: readonly string[]; readonly fields: string }
  | {
      readonly do: 'batchUpdate'
      readonly body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest
      /** Mask of the answer; without it Google sends every format of the rows that come back. */
      readonly fields: string
    }
  | { readonly do: 'post'; readonly body: SyncRequest }
  | { readonly do: 'remember'; readonly memory: Memory }
  /** A fresh UUID, for a row or a request. */
  | { readonly do: 'newId' }
  | { readonly do: 'progress'; readonly done: number; readonly of: number }

/** The result that each effect is resumed with. When a `get` or `batchUpdate` fails the run is given up:
 * the next one goes on from what the sheet holds. */
export interface EffectResult {
  readonly get: sheets_v4.Schema$Spreadsheet
  /** Null where the write came too late for its turn (see `turn.ts`); then nothing was written. */
  readonly batchUpdate: sheets_v4.Schema$BatchUpdateSpreadsheetResponse | null
  /** `unreachable`: no answer came, which does not say that nothing was stored. */
  readonly post:
    | { readonly answer: SyncAnswer }
    | { readonly refused: ErrorAnswer['error'] }
    | { readonly unreachable: string }
  readonly remember: undefined
  readonly newId: string
  readonly progress: undefined
}

/** The core's steps: each effect is resumed with its result. */
export type Steps<T> = Generator<Effect, T, unknown>

/** Yields one effect and gives its result the type that belongs to it. */
export function* perform<K extends Effect['do']>(
  _kind: K,
  effect: Extract<Effect, { do: K }>,
): Steps<EffectResult[K]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver answers each effect with the result named for it in EffectResult
  return (yield effect) as EffectResult[K]
}

/** What the client keeps between runs, small enough for document properties (9 KB a value). */
export interface Memory {
  readonly layout: Layout | null
  readonly cursor: Readonly<Record<string, number>>
  /** Requests whose answers never came: the server is told that what they stored is ours. */
  readonly lost?: readonly string[]
  /**
   * Per table: how many vouched rows stood in the tab, and the sum of their revs. Fewer rows: some have
   * vanished. As many rows with a smaller sum: an older version of the file was restored.
   */
  readonly sums: Readonly<Record<string, { readonly rows: number; readonly revs: number }>>
}
