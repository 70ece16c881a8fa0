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
  | { readonly do: 'batchUpdate'; readonly body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest }
  | { readonly do: 'post'; readonly body: SyncRequest }
  | { readonly do: 'remember'; readonly memory: Memory }
  | { readonly do: 'newId' }
  | { readonly do: 'progress'; readonly done: number; readonly of: number }

/** The result that each effect is resumed with. A failed `get` or `batchUpdate` is thrown into it. */
export interface EffectResult {
  readonly get: sheets_v4.Schema$Spreadsheet
  readonly batchUpdate: sheets_v4.Schema$BatchUpdateSpreadsheetResponse
  /** `unreachable`: no answer came, which does not say that nothing was stored. */
  readonly post:
    | { readonly answer: SyncAnswer }
    | { readonly refused: ErrorAnswer['error'] }
    | { readonly unreachable: string }
  readonly remember: undefined
  readonly newId: string
  readonly progress: undefined
}

/** What the client keeps between runs, small enough for document properties (9 KB a value). */
export interface Memory {
  readonly layout: Layout | null
  readonly cursor: Readonly<Record<string, number>>
}
