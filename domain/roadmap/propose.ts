import { fold } from '../cells/likeness.ts'
import { hashText } from '../workbook/hash.ts'
import { contentsOf, type Contents } from './contents.ts'
import { isFilled, type PlainCell, type PlainTable } from './document.ts'
import { periodOf, recogniseHeading, SEVERAL, SURE, type Field } from './fields.ts'
import { findHeader, isNumbering, repeatsHeader, type Header } from './header.ts'

/** How it is known what a column is: only the first two are taken without asking. */
export type Confidence = 'sure' | 'remembered' | 'asks'

/** Why a column is asked about. */
export type Doubt = 'unknown' | 'guessed' | 'twice' | 'contents' | 'loose'

export interface ColumnProposal {
  readonly heading: string
  /** Some of what stands under it, for the person who decides. */
  readonly samples: readonly string[]
  /** What it most likely is; null where nothing speaks for anything. */
  readonly field: Field | null
  readonly confidence: Confidence
  readonly doubt: Doubt | null
}

export interface TableProposal {
  readonly header: Header | null
  /** Rows below the header that are no repetition of it, with their numbers in the table, from 1. */
  readonly body: readonly { readonly number: number; readonly row: readonly PlainCell[] }[]
  readonly columns: readonly ColumnProposal[]
  /** Names this layout, so that it is recognised the next time; only a fingerprint of its headings. */
  readonly signature: string
  /** Whether it looks like a plan of measures. */
  readonly use: boolean
  /** It goes on with the columns of the table before: Word cuts long tables. */
  readonly continues: boolean
}

/** Mappings that people have confirmed, by the signature of the layout; null: the column was empty then. */
export type Remembered = Readonly<Record<string, readonly (Field | null)[]>>

/**
 * What each table of a document is, and what each of its columns most likely means. Nothing of it is
 * certain before a person has said so; a column that is asked about is not taken without an answer.
 */
export function proposeTables(
  tables: readonly PlainTable[],
  remembered: Remembered,
): readonly TableProposal[] {
  const made: TableProposal[] = []
  for (const table of tables) made.push(proposeTable(table, made.findLast(isUsed), remembered))
  return made
}

function isUsed({ use, header }: TableProposal): boolean {
  return use && header !== null
}

function proposeTable(
  table: PlainTable,
  before: TableProposal | undefined,
  remembered: Remembered,
): TableProposal {
  const width = table.rows[0]?.length ?? 0
  const header = findHeader(table.rows)
  if (header === null && before?.columns.length === width && width > 1) {
    const columns = before.columns.map((column, x) => ({
      ...column,
      samples: samplesOf(columnOf(table.rows, x)),
    }))
    return { ...before, columns, body: bodyOf(table, null), continues: true, use: true }
  }
  const body = bodyOf(table, header)
  const headings = header?.headings ?? Array.from({ length: width }, () => '')
  const signature = hashText(headings.map(fold).join('|'))
  const known = header === null ? undefined : remembered[signature]
  const measured = body.filter(({ row }) => !isAlone(row))
  const telling = measured.length > 0 ? measured : body
  const cells = headings.map((_, x) => telling.map(({ row }) => row[x] ?? { text: '' }))
  const contents = cells.map(contentsOf)
  const proposed = headings.map((heading, x) =>
    header === null
      ? guessColumn(x, cells[x] ?? [], contents)
      : proposeColumn(heading, header.above[x] ?? '', cells[x] ?? [], x, contents),
  )
  const columns = withoutTwice(
    proposed.map((column, x): ColumnProposal => {
      const field = known?.[x] ?? null
      return field === null ? column : { ...column, field, confidence: 'remembered', doubt: null }
    }),
  )
  const fields = new Set(columns.map(({ field }) => field))
  const use =
    fields.has('event') &&
    body.length > 0 &&
    (fields.has('deadline') || fields.has('responsible') || fields.has('period'))
  return { header, body, columns, signature, use, continues: false }
}

/** One text over the whole row, such as «Задача 1. …»: it tells nothing of the column where it begins. */
function isAlone(row: readonly PlainCell[]): boolean {
  return row.filter((cell) => isFilled(cell) && cell.merged !== 'left').length < 2
}

function bodyOf(table: PlainTable, header: Header | null): TableProposal['body'] {
  const first = header === null ? 0 : header.at + header.height
  return table.rows.slice(first).flatMap((row, at) => {
    const skipped =
      !row.some(isFilled) ||
      (at === 0 && isNumbering(row)) ||
      (header !== null && repeatsHeader(row, table.rows, header))
    return skipped ? [] : [{ number: first + at + 1, row }]
  })
}

function proposeColumn(
  heading: string,
  above: string,
  cells: readonly PlainCell[],
  x: number,
  all: readonly Contents[],
): ColumnProposal {
  const samples = samplesOf(cells)
  const contents = all[x] ?? contentsOf(cells)
  const own = heading.split(' / ').at(-1) ?? heading
  if (periodOf(own, above) !== null) {
    return { heading, samples, field: 'period', confidence: 'sure', doubt: null }
  }
  if (contents.filled === 0) {
    return { heading, samples, field: 'leave', confidence: 'sure', doubt: null }
  }
  const known =
    (above !== '' ? recogniseHeading(`${above} ${own}`) : null) ??
    recogniseHeading(own) ??
    (above !== '' ? recogniseHeading(above) : null)
  const child = above === '' ? null : recogniseHeading(own)
  // Under «Срок» the words «начало», «I квартал» say more than the group does.
  const best = child !== null && child.score >= (known?.score ?? 0) ? child : known
  if (best === null) {
    return { heading, samples, field: null, confidence: 'asks', doubt: 'unknown' }
  }
  const { field, score } = best
  if (score < SURE) return { heading, samples, field, confidence: 'asks', doubt: 'guessed' }
  if (isContradicted(field, contents, all)) {
    return { heading, samples, field, confidence: 'asks', doubt: 'contents' }
  }
  return { heading, samples, field, confidence: 'sure', doubt: best.loose ? 'loose' : null }
}

/** The cells are clearly something else than their heading says, such as posts under «Срок». */
function isContradicted(field: Field, own: Contents, all: readonly Contents[]): boolean {
  if (own.filled < 2) return false
  switch (field) {
    case 'deadline':
    case 'start':
    case 'doneOn':
      return own.dates < 0.4 && (own.posts >= 0.5 || own.numbers >= 0.5 || own.length > 40)
    case 'responsible':
    case 'participants':
      return own.posts < 0.3 && (own.dates >= 0.5 || own.numbers >= 0.5)
    case 'event':
      return own.dates >= 0.6 || own.numbers >= 0.6 || (own.posts >= 0.8 && own.length < 40)
    case 'number':
      return own.length > 15 && all.length > 1
    case 'baseline':
    case 'planned':
    case 'actual':
      return own.numbers < 0.3 && own.length > 25
    default:
      return false
  }
}

/** Two columns of one meaning: the first has it, the second is asked about; a result yields to both. */
function withoutTwice(columns: readonly ColumnProposal[]): readonly ColumnProposal[] {
  const holder = (field: Field): ColumnProposal | undefined =>
    columns.find((one) => one.field === field && one.confidence === 'remembered') ??
    columns.find((one) => one.field === field && one.confidence === 'sure' && one.doubt === null) ??
    columns.find((one) => one.field === field && one.confidence === 'sure')
  return columns.map((column) => {
    const { field, confidence } = column
    if (field === null || SEVERAL.has(field) || confidence !== 'sure') return column
    if (holder(field) === column) return { ...column, doubt: null }
    return { ...column, confidence: 'asks', doubt: 'twice' }
  })
}

/** A table without headings: what its cells look like is no more than a suggestion. */
function guessColumn(
  x: number,
  cells: readonly PlainCell[],
  all: readonly Contents[],
): ColumnProposal {
  const samples = samplesOf(cells)
  const own = all[x]
  if (own === undefined || own.filled === 0) {
    return { heading: '', samples, field: 'leave', confidence: 'sure', doubt: null }
  }
  const longest = Math.max(...all.map(({ length }) => length))
  let field: Field | null = null
  if (x === 0 && own.length < 6) field = 'number'
  else if (own.dates >= 0.6) field = 'deadline'
  else if (own.length === longest && own.length > 15) field = 'event'
  else if (own.posts >= 0.6) field = 'responsible'
  return { heading: '', samples, field, confidence: 'asks', doubt: 'guessed' }
}

function columnOf(rows: PlainTable['rows'], x: number): readonly PlainCell[] {
  return rows.map((row) => row[x] ?? { text: '' })
}

function samplesOf(cells: readonly PlainCell[]): readonly string[] {
  const texts = cells.filter((cell) => isFilled(cell) && cell.merged !== 'left')
  return [...new Set(texts.map(({ text }) => text))].slice(0, 3).map((text) => text.slice(0, 80))
}
