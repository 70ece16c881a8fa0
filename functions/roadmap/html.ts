import {
  DOCUMENT_LIMITS,
  squared,
  tidyLines,
  type PlainCell,
  type PlainTable,
} from '../../domain/roadmap/document.ts'
import { Refusal } from '../errors.ts'

const TOKEN = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][\w:]*)([^>]*)>|[^<]+|</g
/** What is inside of these is no text of the page. */
const UNSEEN = new Set(['style', 'script', 'head', 'title', 'xml'])
const BREAKS = new Set(['p', 'div', 'br', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** A cell that is still to be repeated in the rows below. */
interface Hanging {
  readonly cell: PlainCell
  rows: number
}

/**
 * The tables of a block of HTML, as Word, Excel, Google Docs and browsers put it on the clipboard. Reads
 * no more of HTML than tables, lines and characters; what runs or loads is not looked at.
 *
 * @throws Refusal `document.rows`
 */
export function readHtml(html: string): readonly PlainTable[] {
  const reader = new Reader()
  let unseen = 0
  for (const [token, slash, name = '', attributes = ''] of html.matchAll(TOKEN)) {
    const tag = name.toLowerCase()
    if (UNSEEN.has(tag)) unseen = Math.max(0, unseen + (slash === '/' ? -1 : 1))
    else if (unseen > 0 || token.startsWith('<!--')) continue
    else if (tag === '') reader.text(characters(token))
    else if (slash === '/') reader.close(tag)
    else reader.open(tag, attributes)
  }
  return reader.tables
}

class Reader {
  readonly tables: PlainTable[] = []
  #heading: string[] = []
  #text = ''
  #rows: PlainCell[][] | null = null
  #row: PlainCell[] | null = null
  #cell: { readonly colspan: number; readonly rowspan: number } | null = null
  #hanging: (Hanging | undefined)[] = []
  /** Tables within a cell are its text. */
  #depth = 0
  #count = 0

  text(text: string): void {
    // Line ends of the source are spaces; the lines of a cell are its paragraphs.
    this.#text += text.replace(/[\r\n]+/g, ' ')
  }

  open(tag: string, attributes: string): void {
    if (tag === 'table' && this.#depth++ === 0) {
      this.#endParagraph()
      this.#rows = []
      this.#hanging = []
    } else if (this.#depth > 1) this.#break(tag)
    else if (tag === 'tr' && this.#rows) this.#startRow()
    else if ((tag === 'td' || tag === 'th') && this.#rows) {
      if (this.#row === null) this.#startRow()
      this.#endCell()
      this.#text = ''
      this.#cell = { colspan: span(attributes, 'col'), rowspan: span(attributes, 'row') }
    } else this.#break(tag)
  }

  close(tag: string): void {
    if (tag === 'table' && this.#depth > 0) {
      if (--this.#depth === 0) this.#endTable()
    } else if (this.#depth === 1 && (tag === 'td' || tag === 'th')) this.#endCell()
    else if (this.#depth === 1 && tag === 'tr') this.#endRow()
    else this.#break(tag)
  }

  #break(tag: string): void {
    if (!BREAKS.has(tag)) return
    if (this.#depth > 0) this.#text += '\n'
    else this.#endParagraph()
  }

  #endParagraph(): void {
    const said = tidyLines(this.#text)
    if (said !== '') this.#heading.push(said)
    this.#text = ''
  }

  #startRow(): void {
    this.#endRow()
    this.#row = []
    if (++this.#count > DOCUMENT_LIMITS.rows) throw new Refusal('document.rows')
  }

  #endCell(): void {
    const cell = this.#cell
    const row = this.#row
    if (cell === null || row === null) return
    this.#takeHanging(row)
    const plain: PlainCell = { text: tidyLines(this.#text) }
    for (let n = 0; n < cell.colspan; n++) {
      const said: PlainCell = n === 0 || plain.text === '' ? plain : { ...plain, merged: 'left' }
      if (cell.rowspan > 1) {
        const repeated: PlainCell = { ...plain, merged: 'above' }
        this.#hanging[row.length] = { cell: repeated, rows: cell.rowspan - 1 }
      }
      row.push(said)
      if (row.length > DOCUMENT_LIMITS.columns) throw new Refusal('document.rows')
    }
    this.#cell = null
    this.#text = ''
  }

  /** Cells that hang down into the next free places of a row. */
  #takeHanging(row: PlainCell[]): void {
    for (let from = this.#hanging[row.length]; from; from = this.#hanging[row.length]) {
      if (--from.rows === 0) this.#hanging[row.length] = undefined
      row.push(from.cell)
    }
  }

  #endRow(): void {
    if (this.#row === null || this.#rows === null) return
    this.#endCell()
    this.#takeHanging(this.#row)
    this.#rows.push(this.#row)
    this.#row = null
  }

  #endTable(): void {
    this.#endRow()
    const rows = squared(this.#rows ?? [])
    if (rows.length > 0) this.tables.push({ title: '', heading: this.#heading.slice(-8), rows })
    if (this.tables.length > DOCUMENT_LIMITS.tables) throw new Refusal('document.rows')
    this.#heading = []
    this.#rows = null
    this.#text = ''
  }
}

/** `colspan` or `rowspan`, with or without quotes. */
function span(attributes: string, of: 'col' | 'row'): number {
  const said = new RegExp(`\\b${of}span\\s*=\\s*["']?(\\d{1,4})`, 'i').exec(attributes)?.[1]
  return Math.min(Math.max(Number(said ?? 1), 1), DOCUMENT_LIMITS.columns)
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  shy: '',
}

function characters(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,10}));/gi, (whole, dec, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
    const code = dec === undefined ? parseInt(String(hex), 16) : Number(dec)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
