import { strFromU8 } from 'fflate'
import { DOCUMENT_LIMITS, type PlainTable } from '../../domain/roadmap/document.ts'
import { Refusal } from '../errors.ts'
import { readDocx } from './docx.ts'
import { readHtml } from './html.ts'
import { packedNames } from './packed.ts'
import { decoded, readSeparated } from './separated.ts'
import { readXlsx } from './xlsx.ts'

/** What a person brings: a file, whatever it calls itself, or a block from the clipboard. */
export type RawDocument =
  | { readonly is: 'file'; readonly bytes: Uint8Array }
  | { readonly is: 'pasted'; readonly text: string }

/**
 * The tables of a document. What it is is seen from its content; its name is not believed.
 *
 * @throws Refusal `document.size`, `document.unpacked`, `document.old`, `document.pdf`, `document.kind`,
 *   `document.damaged`, `document.noTable`, `document.rows`
 */
export function readDocument(document: RawDocument): readonly PlainTable[] {
  const tables = read(document).filter(({ rows }) => rows.length > 0)
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0)
  // The header is not counted: so many measures fit.
  if (rows > DOCUMENT_LIMITS.rows + tables.length || tables.length > DOCUMENT_LIMITS.tables) {
    throw new Refusal('document.rows')
  }
  const width = Math.max(0, ...tables.map((table) => table.rows[0]?.length ?? 0))
  if (width > DOCUMENT_LIMITS.columns) throw new Refusal('document.rows')
  if (!tables.some((table) => (table.rows[0]?.length ?? 0) > 1)) {
    throw new Refusal('document.noTable')
  }
  return tables
}

function read(document: RawDocument): readonly PlainTable[] {
  if (document.is === 'pasted') {
    if (document.text.length > DOCUMENT_LIMITS.bytes) throw new Refusal('document.size')
    return readText(document.text)
  }
  const { bytes } = document
  if (bytes.length > DOCUMENT_LIMITS.bytes) throw new Refusal('document.size')
  const start = strFromU8(bytes.subarray(0, 8), true)
  if (start.startsWith('PK')) {
    const names = packedNames(bytes)
    if (names.includes('word/document.xml')) return readDocx(bytes)
    if (names.includes('xl/workbook.xml')) return readXlsx(bytes)
    throw new Refusal('document.kind')
  }
  // The container of .doc, .xls and of files that ask for a password.
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw new Refusal('document.old')
  if (start.startsWith('%PDF')) throw new Refusal('document.pdf')
  const utf16 = start.startsWith('\xff\xfe')
  if (start.startsWith('{\\rtf') || (!utf16 && bytes.subarray(0, 4_000).includes(0))) {
    throw new Refusal('document.kind')
  }
  return readText(decoded(bytes))
}

function readText(text: string): readonly PlainTable[] {
  return /<table[\s>]/i.test(text) ? readHtml(text) : readSeparated(text)
}
