import {
  EMPTY,
  isFilled,
  squared,
  tidyLines,
  type PlainCell,
  type PlainRow,
  type PlainTable,
} from '../../domain/roadmap/document.ts'
import { textIn, unpacked } from './packed.ts'
import { childOf, parseXml, type Element } from './xml.ts'

/** Paragraphs that are kept of what stands before a table. */
const HEADING = 8

/** Deleted text of a tracked change, and pictures with their twins for older programs. */
const LEFT_OUT = new Set(['w:del', 'w:moveFrom', 'w:drawing', 'w:pict', 'w:object', 'mc:Fallback'])

/**
 * The tables of a Word document, as people see them: merged cells repeat their text, several paragraphs
 * of a cell are lines, tables within cells are text of the cell. Macros are not even unpacked.
 *
 * @throws Refusal `document.damaged`, `document.unpacked`
 */
export function readDocx(bytes: Uint8Array): readonly PlainTable[] {
  const text = textIn(unpacked(bytes), 'word/document.xml')
  const body = childOf(childOf(parseXml(text ?? ''), 'w:document'), 'w:body')
  const tables: PlainTable[] = []
  let heading: string[] = []
  for (const block of inside(body)) {
    if (block.name === 'w:tbl') {
      tables.push({ title: '', heading: heading.slice(-HEADING), rows: rowsOf(block) })
      heading = []
    } else if (block.name === 'w:p') {
      const said = tidyLines(textOf(block))
      if (said !== '') heading.push(said)
    }
  }
  return tables
}

/** Children, seen through what only wraps them: content controls and tracked insertions. */
function inside(element: Element | undefined): readonly Element[] {
  return (element?.children ?? []).flatMap((child): readonly Element[] => {
    if (LEFT_OUT.has(child.name)) return []
    const wraps = ['w:sdt', 'w:sdtContent', 'w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag']
    return wraps.includes(child.name) ? inside(child) : [child]
  })
}

function rowsOf(table: Element): readonly PlainRow[] {
  const rows: PlainCell[][] = []
  for (const row of inside(table)) {
    if (row.name !== 'w:tr' || childOf(childOf(row, 'w:trPr'), 'w:del') !== undefined) continue
    const before = valueOf(childOf(childOf(row, 'w:trPr'), 'w:gridBefore'))
    const cells: PlainCell[] = Array.from({ length: span(before, 0) }, () => EMPTY)
    for (const cell of inside(row)) {
      if (cell.name === 'w:tc') cells.push(...cellsOf(cell, rows.at(-1), cells.length))
    }
    rows.push(cells)
  }
  return squared(rows)
}

/** The places of the grid that one cell covers. */
function cellsOf(cell: Element, above: PlainRow | undefined, place: number): readonly PlainCell[] {
  const properties = childOf(cell, 'w:tcPr')
  const width = span(valueOf(childOf(properties, 'w:gridSpan')), 1)
  const merge = childOf(properties, 'w:vMerge')
  const continues = merge !== undefined && valueOf(merge) !== 'restart'
  const first: PlainCell =
    continues && above !== undefined
      ? { text: above[place]?.text ?? '', merged: 'above' }
      : { text: tidyLines(linesOf(cell)) }
  const rest = isFilled(first) || continues ? { ...first, merged: first.merged ?? 'left' } : EMPTY
  return [first, ...Array.from({ length: width - 1 }, (): PlainCell => rest)]
}

/** No grid is wider than this; a file may say anything. */
function span(said: string | undefined, otherwise: number): number {
  const number = Number(said ?? otherwise)
  return Number.isInteger(number) ? Math.min(Math.max(number, otherwise), 100) : otherwise
}

function valueOf(element: Element | undefined): string | undefined {
  return element?.attributes['w:val']
}

/** Paragraphs of a cell, and those of a table in it, as lines. */
function linesOf(element: Element): string {
  return inside(element)
    .map((child) => {
      if (child.name === 'w:p') return textOf(child)
      return ['w:tbl', 'w:tr', 'w:tc'].includes(child.name) ? linesOf(child) : ''
    })
    .join('\n')
}

function textOf(element: Element): string {
  if (LEFT_OUT.has(element.name)) return ''
  switch (element.name) {
    case 'w:t':
      return element.children.map(({ text }) => text).join('')
    case 'w:br':
    case 'w:cr':
      return '\n'
    case 'w:tab':
      return ' '
    case 'w:noBreakHyphen':
      return '-'
    default:
      return element.children.map(textOf).join('')
  }
}
