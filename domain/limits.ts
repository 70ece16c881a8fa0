/**
 * Version of the wire contract between a workbook's sync client and the function `sync`. Copies of the
 * add-on live in people's sheets for long: raise it when a change is not readable by the version before.
 */
export const PROTOCOL = 2

/**
 * Still answered: scripts in people's sheets are not all replaced on one day. 1 is of release 0.1.0, which did
 * not say its release.
 */
export const PREVIOUS_PROTOCOL = 1

/** The release, as in package.json and CHANGELOG.md. */
export const RELEASE = '0.2.0'

/** A row's id. `__…__` is Firestore's own; `directory` is the programme's card, so that no school is. */
export const ROW_ID = /^(?!__.*__$|directory$)[A-Za-z0-9_-]{8,64}$/

/** Bounds of one request; the client splits larger work. Bytes are of the JSON body in UTF-8. */
export const LIMITS = {
  bodyBytes: 2_000_000,
  rows: 500,
  columns: 60,
  /** Characters in one cell; Google's own limit for a cell. */
  cellText: 50_000,
  /** Rows of news in one answer; `more` asks for another round. */
  news: 1_000,
  /** Requests without an answer that a client goes on naming. */
  lost: 20,
} as const
