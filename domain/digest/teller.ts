import type { Day } from '../records.ts'
import type { Texts } from '../texts/texts.ts'
import type { Headings, Links } from './digest.ts'

/** What every part of a digest is told with. */
export interface Teller {
  readonly texts: Texts
  readonly day: Day
  readonly links: Links
  readonly headings: Headings
  /** Most rows of a list; the rest is «и ещё N». */
  readonly rows: number
}
