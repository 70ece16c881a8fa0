import { fold } from '../cells/likeness.ts'
import { isFilled, type PlainRow } from './document.ts'
import { periodOf, recogniseHeading } from './fields.ts'

/** The heading of each column, and where the rows of the table begin. */
export interface Header {
  /** The row where it begins, from 0. */
  readonly at: number
  readonly height: number
  /** One per column; of several rows, joined by ` / `. */
  readonly headings: readonly string[]
  /** What stands right above each heading, for «I», «II» under «Сроки, кварталы». */
  readonly above: readonly string[]
}

/** Rows that may stand above a header: the plan's name, an approval stamp. */
const DEEP = 20

/** The header of a table: the first rows whose texts are known headings; null where none are. */
export function findHeader(rows: readonly PlainRow[]): Header | null {
  let best: { at: number; fields: number } | null = null
  for (const [at, row] of rows.slice(0, DEEP).entries()) {
    const fields = fieldsIn(row)
    if (fields >= 2 && fields > (best?.fields ?? 0)) best = { at, fields }
  }
  if (best === null) return null
  const { at } = best
  const height = heightAt(rows, at)
  const stack = rows.slice(at, at + height)
  const width = rows[at]?.length ?? 0
  const columns = Array.from({ length: width }, (_, x) => {
    const texts = stack.map((row) => row[x]?.text.replace(/\n/g, ' ') ?? '')
    if ((texts[0] ?? '') === '' && height > 1) texts[0] = groupOver(stack[0], stack[1], x)
    return texts.filter((text, y) => text !== '' && text !== texts[y - 1])
  })
  return {
    at,
    height,
    headings: columns.map((texts) => texts.join(' / ')),
    above: columns.map((texts) => texts.slice(0, -1).join(' ')),
  }
}

/** Different meanings in a row. A row of one text over all columns is a title. */
function fieldsIn(row: PlainRow): number {
  const texts = new Set(row.filter(isFilled).map(({ text }) => text))
  const fields = [...texts].flatMap((text) => {
    const known = recogniseHeading(text)
    return known !== null && known.score >= 0.5 && text.length < 80 ? [known.field] : []
  })
  return new Set(fields).size
}

/** One row, or two or three where the first groups columns that the next ones name. */
function heightAt(rows: readonly PlainRow[], at: number): number {
  let height = 1
  while (height < 3) {
    const upper = rows[at + height - 1]
    const lower = rows[at + height]
    if (upper === undefined || lower === undefined || !continues(upper, lower)) break
    height++
  }
  return height
}

function continues(upper: PlainRow, lower: PlainRow): boolean {
  const own = lower.filter((cell, x) => isFilled(cell) && cell.merged === undefined && x >= 0)
  if (own.length === 0) return lower.some(({ merged }) => merged === 'above')
  // What names columns stands under a group only; rows of the table have texts everywhere.
  const underGroup = lower.every((cell, x) => {
    if (!isFilled(cell) || cell.merged !== undefined) return true
    const over = upper[x]
    const grouped = over?.merged === 'left' || upper[x + 1]?.merged === 'left'
    return grouped || over === undefined || !isFilled(over) || isGroup(upper, x)
  })
  const known = own.filter(({ text }) => recogniseHeading(text) !== null || isQuarterLike(text))
  return underGroup && known.length * 2 >= own.length
}

/** Without merges a group's heading stands over its first column, and nothing over the others. */
function isGroup(upper: PlainRow, x: number): boolean {
  const next = upper[x + 1]
  return next !== undefined && !isFilled(next)
}

function isQuarterLike(text: string): boolean {
  return periodOf(text, 'кварталы') !== null
}

function groupOver(upper: PlainRow | undefined, lower: PlainRow | undefined, x: number): string {
  if (!isFilled(lower?.[x] ?? { text: '' })) return ''
  for (let left = x - 1; left >= 0; left--) {
    const text = upper?.[left]?.text ?? ''
    if (text !== '') return text
  }
  return ''
}

/** Whether a row repeats the header, as Word and people do on each page. */
export function repeatsHeader(row: PlainRow, rows: readonly PlainRow[], header: Header): boolean {
  const own = rows.slice(header.at, header.at + header.height)
  const said = row.map(({ text }) => fold(text))
  return own.some((one) => {
    const same = one.filter((cell, x) => fold(cell.text) === said[x] && said[x] !== '').length
    return same >= 2 && same >= said.filter((text) => text !== '').length - 1
  })
}

/** «1 | 2 | 3 | 4» under a header. */
export function isNumbering(row: PlainRow): boolean {
  const filled = row.filter((cell) => isFilled(cell) && cell.merged === undefined)
  return (
    filled.length > 2 && filled.every(({ text }, at) => text.replace(/\.$/, '') === `${at + 1}`)
  )
}
