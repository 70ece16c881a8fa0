/**
 * A tab that Kurator writes whole, as a document: what stands in which cell and what it means, not how a
 * spreadsheet is told of it (`requests.ts`) and not what it costs.
 */
export interface Page {
  readonly title: string
  /** Pixels; as many columns as the page has. */
  readonly columns: readonly number[]
  readonly rows: readonly PageRow[]
}

export interface PageRow {
  /** From the page's first column on; the rest is empty. */
  readonly cells: readonly PageCell[]
  /** Pixels; the usual height where nothing is said. */
  readonly height?: number
}

export interface PageCell {
  readonly text?: string
  readonly number?: number
  readonly style?: Style
  readonly url?: string | null
}

/** What a cell is; `formats.ts` says how that looks. Meaning is always in the text too, never in colour alone. */
export type Style =
  | 'title'
  | 'note'
  | 'heading'
  | 'header'
  | 'headerNumber'
  | 'text'
  | 'strong'
  | 'number'
  | 'total'
  | 'totalNumber'
  | 'alarm'
  | 'alarmDay'
  | 'bar'
  | 'link'
  | 'figure'
  | 'figureAlarm'
  | 'figureLabel'
  | 'figureChange'
  | 'centre'
  | 'done'
  | 'running'
  | 'late'
  | 'high'
  | 'medium'
  | 'low'

export const EMPTY_ROW: PageRow = { cells: [] }

/** A row with one cell and the page's full width before it. */
export function line(text: string, style: Style, height?: number): PageRow {
  return { cells: [{ text, style }], ...(height === undefined ? {} : { height }) }
}
