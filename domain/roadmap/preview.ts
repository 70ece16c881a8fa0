import { fold } from '../cells/likeness.ts'
import { withoutNames } from '../cells/personal.ts'
import { isPersonal } from '../cells/personalCode.ts'
import { shownText } from '../entered.ts'
import type { Cells, Entered } from '../entered.ts'
import type { Value } from '../records.ts'
import { readRow, shownValue, type RowContext, type RowReading } from '../row.ts'
import { measures } from '../tables/measures.ts'
import { hashText } from '../workbook/hash.ts'
import type { RoadmapRow } from './rows.ts'

/** What the person has decided of an entry that cannot be stored as it is. */
export interface Decision {
  readonly key: string
  /** The entry as the document has it, in every row where it stands. */
  readonly text: string
  /** What to store instead; an empty text leaves the cell empty. */
  readonly instead?: string
  /** It holds no personal data, says the person: it is stored as it is. */
  readonly harmless?: boolean
}

/** A measure that is in the store already. */
export interface KnownMeasure {
  readonly id: string
  readonly cells: Cells<Value>
  readonly archived: boolean
}

export interface PreviewRow {
  /** Of the row to store; the same document gives the same ids again. */
  readonly id: string
  readonly place: Pick<RoadmapRow, 'table' | 'row' | 'joined' | 'repeated'>
  readonly cells: Cells<Entered>
  readonly harmless: readonly string[]
  readonly reading: RowReading
  /**
   * `there`: stored already; `similar`: a measure of this name with another deadline is; `twice`: the
   * document has the same row above.
   */
  readonly state: 'new' | 'there' | 'similar' | 'twice'
  /** That row, where there is one. */
  readonly first?: Pick<RoadmapRow, 'table' | 'row'>
}

/** An entry that is not stored as it is, with all the rows where it stands. */
export interface Question {
  readonly key: string
  readonly header: string
  readonly text: string
  /** What is wrong and what to do, as «Что исправить» says it. */
  readonly said: string
  readonly personal: boolean
  readonly rows: number
  /** What may be meant; the person confirms it. */
  readonly suggestion: string
}

export interface Preview {
  readonly rows: readonly PreviewRow[]
  readonly questions: readonly Question[]
  /** Keys of the columns that some row fills, in the order of the sheet. */
  readonly columns: readonly string[]
}

/** Reads the rows as the sheet would: with the parsers of the cells, the rules of the row, the same words. */
export function previewOf(
  rows: readonly RoadmapRow[],
  decisions: readonly Decision[],
  known: readonly KnownMeasure[],
  context: RowContext,
): Preview {
  const keys = new Set(rows.flatMap(({ cells }) => Object.keys(cells)))
  const columns = measures.columns.filter(({ key }) => keys.has(key)).map(({ key }) => key)
  const store = new Store(known, context)
  const above = new Map<string, RoadmapRow>()
  const previewed = rows.map((row): PreviewRow => {
    const { cells, harmless } = decided(row, decisions)
    const state = { stored: {}, typing: false, harmless }
    const reading = readRow(measures, columns, cells, context, state)
    const { table, row: number, joined, repeated } = row
    const found = store.find(row.cells, reading)
    const said = wordsOf(row)
    const first = above.get(said)
    if (first === undefined) above.set(said, row)
    const twice = first !== undefined && found.state !== 'there'
    return {
      ...found,
      ...(twice ? { state: 'twice', first: { table: first.table, row: first.row } } : {}),
      place: { table, row: number, joined, repeated },
      cells,
      harmless,
      reading,
    }
  })
  return { rows: previewed, questions: questionsIn(previewed, context), columns }
}

/** What a row says, but for its number: two rows that say the same are one, or a slip. */
function wordsOf({ cells }: RoadmapRow): string {
  const said = Object.entries(cells).filter(([key]) => key !== 'number')
  return said
    .map(([key, entered]) => `${key} ${fold(shownText(entered))}`)
    .sort()
    .join('|')
}

function decided(
  { cells }: RoadmapRow,
  decisions: readonly Decision[],
): { readonly cells: Cells<Entered>; readonly harmless: readonly string[] } {
  const changed: Record<string, Entered> = { ...cells }
  const harmless: string[] = []
  for (const { key, text, instead, harmless: declared } of decisions) {
    const entered = cells[key]
    if (entered === undefined || shownText(entered) !== text) continue
    if (declared === true) harmless.push(key)
    else if (instead !== undefined && instead.trim() !== '') changed[key] = instead.trim()
    else if (instead !== undefined) delete changed[key]
  }
  return { cells: changed, harmless }
}

function questionsIn(rows: readonly PreviewRow[], context: RowContext): readonly Question[] {
  const questions = new Map<string, Question>()
  for (const { reading, cells, state } of rows) {
    if (state === 'there') continue
    for (const [key, { code }] of Object.entries(reading.refused)) {
      const entered = cells[key]
      if (entered === undefined) continue
      const text = shownText(entered)
      const asked = questions.get(`${key} ${text}`)
      const personal = isPersonal(code)
      // The sheet's own words tell of an entry that stays in its cell; this one stays in the document.
      const said = personal
        ? context.texts.roadmap.questions.personal
        : (reading.problems.find((problem) => problem.key === key)?.text ?? '')
      const header = measures.columns.find((column) => column.key === key)?.header(context.texts)
      const suggestion = code === 'personal.name' ? withoutNames(text) : ''
      questions.set(`${key} ${text}`, {
        key,
        header: header ?? key,
        text,
        said,
        personal,
        rows: (asked?.rows ?? 0) + 1,
        suggestion,
      })
    }
  }
  const order = new Map(measures.columns.map(({ key }, at) => [key, at]))
  return [...questions.values()].sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0))
}

/** The measures in the store by what they say, and the ids that this document's rows have. */
class Store {
  readonly #context: RowContext
  readonly #ids = new Map<string, KnownMeasure>()
  readonly #same = new Map<string, number>()
  readonly #events = new Map<string, number>()
  readonly #given = new Map<string, number>()

  constructor(known: readonly KnownMeasure[], context: RowContext) {
    this.#context = context
    for (const measure of known) {
      this.#ids.set(measure.id, measure)
      if (measure.archived) continue
      const event = eventOf(measure.cells['event'])
      const same = sameOf(measure)
      this.#same.set(same, (this.#same.get(same) ?? 0) + 1)
      this.#events.set(event, (this.#events.get(event) ?? 0) + 1)
    }
  }

  /**
   * The id of a row follows from the school and what the document says, so that the same document gives
   * the same ids, whoever loads it and how often. A measure that was taken back gets a new one.
   */
  find(
    cells: Cells<Entered>,
    { values }: RowReading,
  ): { readonly id: string; readonly state: 'new' | 'there' | 'similar' } {
    const said = ['event', 'deadline', 'task', 'risk', 'indicator', 'number']
      .map((key) => fold(shownText(cells[key] ?? '')))
      .join('|')
    const content = `${this.#context.school ?? ''}|${said}`
    const again = this.#given.get(content) ?? 0
    this.#given.set(content, again + 1)
    let id = idOf(content, again, 0)
    for (let life = 1; this.#ids.get(id)?.archived === true; life++) id = idOf(content, again, life)
    const known = this.#ids.get(id)
    if (known !== undefined) {
      // One measure stands for one row: another row that says the same is not it.
      const same = sameOf(known)
      this.#same.set(same, (this.#same.get(same) ?? 0) - 1)
      return { id, state: 'there' }
    }

    const event = eventOf(values['event'])
    const same = `${event} ${String(values['deadline'] ?? '')}`
    const left = this.#same.get(same) ?? 0
    if (event !== '' && left > 0) {
      this.#same.set(same, left - 1)
      return { id, state: 'there' }
    }
    return { id, state: event !== '' && this.#events.has(event) ? 'similar' : 'new' }
  }
}

function sameOf({ cells }: KnownMeasure): string {
  return `${eventOf(cells['event'])} ${String(cells['deadline'] ?? '')}`
}

function idOf(content: string, again: number, life: number): string {
  return `plan-${hashText(`${content}|${again}|${life}`)}`
}

function eventOf(value: Value | null | undefined): string {
  return typeof value === 'string' ? fold(value).replace(/\s+/g, ' ') : ''
}

/**
 * A row's cells as the preview shows them: what will be stored, as the sheet will show it; null for a
 * cell that stays empty.
 */
export function shownCells(row: PreviewRow, context: RowContext): Cells<string> {
  const { values, initial } = row.reading
  return Object.fromEntries(
    Object.entries({ ...initial, ...values }).flatMap(([key, value]) =>
      value === null || value === undefined
        ? []
        : [[key, shownValue(measures, key, value, context)]],
    ),
  )
}
