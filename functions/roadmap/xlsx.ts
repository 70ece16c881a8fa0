import { serialOf, shownDay, dayOfSerial } from '../../domain/cells/day.ts'
import {
  DOCUMENT_LIMITS,
  EMPTY,
  isFilled,
  squared,
  tidyLines,
  type PlainCell,
  type PlainTable,
} from '../../domain/roadmap/document.ts'
import { Refusal } from '../errors.ts'
import { textIn, unpacked } from './packed.ts'
import { childOf, childrenOf, parseXml, type Element } from './xml.ts'

/** What the cells of a workbook refer to. */
interface Book {
  readonly strings: readonly string[]
  /** By style number: how a number looks. */
  readonly looks: readonly ('date' | 'percent' | 'number')[]
  /** Days to add to a date's number: workbooks of old Macs count from 01.01.1904. */
  readonly shift: number
}

/**
 * The visible sheets of an Excel workbook: values of formulas as they were last calculated, dates as days,
 * merged cells with their text in each place. Formulas and macros are not even looked at.
 *
 * @throws Refusal `document.damaged`, `document.unpacked`, `document.rows`
 */
export function readXlsx(bytes: Uint8Array): readonly PlainTable[] {
  const files = unpacked(bytes)
  const part = (path: string): Element => parseXml(textIn(files, path) ?? '')
  const workbook = childOf(part('xl/workbook.xml'), 'workbook')
  const links = childrenOf(
    childOf(part('xl/_rels/workbook.xml.rels'), 'Relationships'),
    'Relationship',
  )
  const paths = new Map(links.map(({ attributes }) => [attributes['Id'], attributes['Target']]))
  const old = childOf(workbook, 'workbookPr')?.attributes['date1904']
  const book: Book = {
    strings: childrenOf(childOf(part('xl/sharedStrings.xml'), 'sst'), 'si').map(stringOf),
    looks: looksOf(childOf(part('xl/styles.xml'), 'styleSheet')),
    shift: old === '1' || old === 'true' ? serialOf('1904-01-01') : 0,
  }
  return childrenOf(childOf(workbook, 'sheets'), 'sheet').flatMap(({ attributes }) => {
    const target = paths.get(attributes['r:id'])
    if (target === undefined || (attributes['state'] ?? 'visible') !== 'visible') return []
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const sheet = childOf(part(path), 'worksheet')
    return [{ title: attributes['name'] ?? '', heading: [], rows: rowsOf(sheet, book) }]
  })
}

function rowsOf(sheet: Element | undefined, book: Book): PlainTable['rows'] {
  const rows: PlainCell[][] = []
  let y = -1
  for (const row of childrenOf(childOf(sheet, 'sheetData'), 'row')) {
    y = Number(row.attributes['r'] ?? y + 2) - 1
    let x = -1
    for (const cell of childrenOf(row, 'c')) {
      x = columnIn(cell.attributes['r']) ?? x + 1
      const plain = plainCell(cell, book)
      if (!isFilled(plain)) continue
      if (y > DOCUMENT_LIMITS.rows || x >= DOCUMENT_LIMITS.columns)
        throw new Refusal('document.rows')
      put(rows, y, x, plain)
    }
  }
  for (const merge of childrenOf(childOf(sheet, 'mergeCells'), 'mergeCell')) {
    repeat(rows, merge.attributes['ref'] ?? '')
  }
  return squared(rows)
}

function put(rows: PlainCell[][], y: number, x: number, cell: PlainCell): void {
  while (rows.length <= y) rows.push([])
  const row = rows[y] ?? []
  while (row.length < x) row.push(EMPTY)
  row[x] = cell
}

/** Puts the text of a merged block, named like `B2:D3`, into each of its places. */
function repeat(rows: PlainCell[][], ref: string): void {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref)
  if (match === null) return
  const [top, left] = [Number(match[2]) - 1, columnIn(match[1]) ?? 0]
  const bottom = Math.min(Number(match[4]), DOCUMENT_LIMITS.rows)
  const right = Math.min((columnIn(match[3]) ?? 0) + 1, DOCUMENT_LIMITS.columns)
  const first = rows[top]?.[left]
  if (first === undefined || !isFilled(first)) return
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (y !== top || x !== left) put(rows, y, x, { ...first, merged: y > top ? 'above' : 'left' })
    }
  }
}

/** The place of a column from 0, in a reference such as `AB12`. */
function columnIn(ref: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(ref ?? '')?.[0]
  if (letters === undefined) return null
  return Array.from(letters).reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1
}

function plainCell(cell: Element, { strings, looks, shift }: Book): PlainCell {
  const { t: type = 'n', s: style } = cell.attributes
  if (type === 'inlineStr') return { text: tidyLines(stringOf(childOf(cell, 'is'))) }
  const said = stringIn(childOf(cell, 'v'))
  if (said === '') return EMPTY
  if (type === 's') return { text: strings[Number(said)] ?? '' }
  if (type === 'b') return { text: said === '1' ? 'да' : 'нет' }
  // An error such as #REF! is text of the cell: the person sees it, and the reader of the cell refuses it.
  if (type !== 'n') return { text: tidyLines(said) }
  const value = Number(said)
  if (!Number.isFinite(value)) return { text: said }
  switch (looks[Number(style)] ?? 'number') {
    case 'date': {
      const day = value + shift
      // Excel's dates end in 9999; earlier than March 1900 its calendar is not ours.
      if (day < 61 || day > 2_958_465) return { text: said }
      return { text: shownDay(dayOfSerial(day)), value: Math.floor(day) }
    }
    case 'percent':
      return { text: `${shownNumber(value * 100)} %`, value }
    default:
      return { text: shownNumber(value), value }
  }
}

/** As it is written in a cell here, without the noise of binary fractions. */
function shownNumber(value: number): string {
  return String(Number(value.toPrecision(12))).replace('.', ',')
}

/** A shared or inline string: its text, or the texts of its runs; readings of ideograms are left out. */
function stringOf(item: Element | undefined): string {
  const runs = (item?.children ?? []).map((child) => {
    if (child.name === 't') return stringIn(child)
    return child.name === 'r' ? stringIn(childOf(child, 't')) : ''
  })
  return tidyLines(decoded(runs.join('')))
}

/** Characters that stand as their codes (ECMA-376, ST_Xstring); returns of old line ends go. */
function decoded(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    hex.toUpperCase() === '000D' ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

function stringIn(element: Element | undefined): string {
  return element?.children.map(({ text }) => text).join('') ?? ''
}

/** ECMA-376, 18.8.30: formats 14 to 22 and 45 to 47 are dates and times, 9 and 10 per cent. */
function looksOf(styles: Element | undefined): Book['looks'] {
  const own = new Map(
    childrenOf(childOf(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [
      Number(attributes['numFmtId']),
      attributes['formatCode'] ?? '',
    ]),
  )
  return childrenOf(childOf(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes['numFmtId'] ?? 0)
    const code = own.get(id)?.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '') ?? ''
    if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47) || /[dyдг]/i.test(code)) return 'date'
    return id === 9 || id === 10 || code.includes('%') ? 'percent' : 'number'
  })
}
