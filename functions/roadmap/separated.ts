import { fromFormulaSafe } from '../../domain/export/formulaSafe.ts'
import {
  DOCUMENT_LIMITS,
  squared,
  tidyLines,
  type PlainCell,
  type PlainTable,
} from '../../domain/roadmap/document.ts'
import { Refusal } from '../errors.ts'

const SEPARATORS = ['\t', ';', ','] as const

/**
 * The text of a file whose encoding nobody told: UTF-8 or UTF-16 by their marks, UTF-8 where it is valid,
 * windows-1251 otherwise, which Excel still writes here.
 */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

/**
 * A table from text with separated values: CSV with semicolons or commas, or tabs as copied from a sheet.
 * Quotes work as in RFC 4180; the apostrophe that keeps a text from running goes.
 *
 * @throws Refusal `document.rows`
 */
export function readSeparated(text: string): readonly PlainTable[] {
  const rows = cut(text, separatorOf(text))
  return [{ title: '', heading: [], rows: squared(rows) }]
}

/** The one that stands outside quotes in most lines, most often. */
function separatorOf(text: string): string {
  const start = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const lines = start.split('\n').filter((line) => line.trim() !== '')
  const score = (sign: string) =>
    lines.filter((line) => line.includes(sign)).length + start.split(sign).length / 1_000
  // Commas stand in sentences too: another sign has the first word wherever it parts most lines.
  const clear = SEPARATORS.find((sign) => sign !== ',' && score(sign) > lines.length / 2)
  return clear ?? SEPARATORS.toSorted((a, b) => score(b) - score(a))[0] ?? ';'
}

function cut(text: string, separator: string): PlainCell[][] {
  const rows: PlainCell[][] = []
  let row: PlainCell[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push({ text: tidyLines(fromFormulaSafe(cell)) })
    cell = ''
    if (row.length > DOCUMENT_LIMITS.columns) throw new Refusal('document.rows')
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
    if (rows.length > DOCUMENT_LIMITS.rows + 1) throw new Refusal('document.rows')
  }
  const source = text.replace(/^\ufeff/, '')
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (source[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (sign === separator) endCell()
    else if (sign === '\n') endRow()
    else cell += sign
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}
