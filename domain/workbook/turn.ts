import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { shadowChanged } from './shadow.ts'

/** Key of the developer metadata by which runs of both shells take turns in one spreadsheet. */
const KEY = 'kurator.turn'
/** Ids of developer metadata are ours to choose, and Google's own are random: ours count from here. */
const FIRST = 500_000_000
/**
 * Turns that stay in the spreadsheet, so that a run is refused however many turns another has taken since
 * it read; a large import takes some twenty.
 */
const KEPT = 50

/** The part of a spreadsheet that tells whose turn was last. */
export const TURN_FIELDS = 'developerMetadata(metadataId,metadataKey)'

/** Number of the last turn that was taken in a spreadsheet; null before the first. */
export function lastTurn({ developerMetadata }: sheets_v4.Schema$Spreadsheet): number | null {
  const turns = (developerMetadata ?? []).flatMap(({ metadataKey, metadataId }) =>
    metadataKey === KEY && typeof metadataId === 'number' ? [metadataId] : [],
  )
  return turns.length === 0 ? null : Math.max(...turns)
}

/**
 * The requests that take the next turn. Of two runs that have read the same turn the second is refused,
 * and all of its write with it, since an id cannot be given twice: rows get one id, and news one line,
 * even when both shells run at once.
 */
export function takeTurn(last: number | null): {
  readonly turn: number
  readonly requests: readonly sheets_v4.Schema$Request[]
} {
  const turn = (last ?? FIRST) + 1
  const developerMetadata = {
    metadataId: turn,
    metadataKey: KEY,
    location: { spreadsheet: true },
    visibility: 'DOCUMENT',
  }
  const create = { createDeveloperMetadata: { developerMetadata } }
  if (turn - KEPT <= FIRST) return { turn, requests: [create] }
  const dataFilter = { developerMetadataLookup: { metadataId: turn - KEPT } }
  return { turn, requests: [create, { deleteDeveloperMetadata: { dataFilter } }] }
}

/**
 * Whether a refused `batchUpdate` came too late: another run has taken the turn, or the hidden tab is not
 * as it was read.
 *
 * @param message of the error, in Google's words
 */
export function cameTooLate(message: string): boolean {
  return message.includes('.createDeveloperMetadata:') || shadowChanged(message)
}
