/**
 * A document as recognising sees it: tables of texts, whatever they came from (Word, Excel, CSV, the
 * clipboard). The readers are outside, in `functions/roadmap`.
 */
export interface PlainTable {
  /** Name of the sheet; empty where tables have none. */
  readonly title: string
  /** The paragraphs right before the table, the nearest last. */
  readonly heading: readonly string[]
  /** All of the same length. */
  readonly rows: readonly PlainRow[]
}

export type PlainRow = readonly PlainCell[]

export interface PlainCell {
  /** As people see it, lines parted by `\n`; empty for an empty cell. */
  readonly text: string
  /** The number behind the text; a date is the day's number in a sheet, counted from 30.12.1899. */
  readonly value?: number
  /** Repeats a merged cell that begins left of here, or above. */
  readonly merged?: 'left' | 'above'
}

/** What a school's document may be: more is refused before it is read. */
export const DOCUMENT_LIMITS = {
  /** Bytes of the file. */
  bytes: 10_000_000,
  /** Bytes of a packed file's texts, unpacked. */
  unpacked: 60_000_000,
  tables: 100,
  /** Rows of all tables together. */
  rows: 10_000,
  columns: 60,
} as const

export const EMPTY: PlainCell = { text: '' }

/** Rows made equally long, without the empty ones at the end and the columns that no row fills there. */
export function squared(rows: readonly PlainRow[]): readonly PlainRow[] {
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex(isFilled) + 1))
  const height = rows.findLastIndex((row) => row.some(isFilled)) + 1
  return rows
    .slice(0, height)
    .map((row) => Array.from({ length: width }, (_, at) => row[at] ?? EMPTY))
}

export function isFilled({ text }: PlainCell): boolean {
  return text !== ''
}

/** Lines trimmed and spaces single, empty lines gone; what marks a list item stays. */
export function tidyLines(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .split(/[\n\r\v\f]+/)
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
