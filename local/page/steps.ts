import type { CellMore, ColumnView, Look, Looks, RangeView, RowView, SheetView } from './view.ts'

/** What a drawn sheet must go through to become another one, in this order. */
export type Step =
  | { readonly do: 'removeRows' | 'insertRows'; readonly at: number; readonly count: number }
  | { readonly do: 'removeColumns' | 'insertColumns'; readonly at: number; readonly count: number }
  | { readonly do: 'columns'; readonly columns: readonly At<ColumnView>[] }
  | { readonly do: 'rows'; readonly rows: readonly At<RowView>[] }
  | { readonly do: 'cells'; readonly cells: readonly CellStep[] }
  | { readonly do: 'notes'; readonly notes: readonly NoteStep[] }

export interface At<T> {
  readonly index: number
  readonly line: T
}

export interface CellStep {
  readonly row: number
  readonly column: number
  readonly text: string
  /** Number of its look. */
  readonly look: number
}

export interface NoteStep {
  readonly row: number
  readonly column: number
  /** Empty for a note that is taken away. */
  readonly note: string
}

const BLANK: RowView = { key: -1, texts: [], looks: [] }

/**
 * The steps between two states of a sheet: lines that came or went are put in or taken out, and then
 * every cell that differs is written. Lines that changed places are written anew, so that whatever
 * happened, the end is `after`.
 */
export function stepsBetween(before: SheetView, after: SheetView): Step[] {
  const rows = splice(before.rows, after.rows)
  const columns = splice(before.columns, after.columns)
  const steps: Step[] = [
    ...lineSteps(rows, 'removeRows', 'insertRows'),
    ...lineSteps(columns, 'removeColumns', 'insertColumns'),
  ]
  const drawnRows = spliced(before.rows, rows, BLANK).map((row) => shiftedRow(row, columns))
  const drawnColumns = spliced(before.columns, columns, undefined)

  const changedColumns = after.columns.flatMap((line, index) => {
    const was = drawnColumns[index]
    return was?.width === line.width && was.hidden === line.hidden ? [] : [{ index, line }]
  })
  // A hidden column's cells are drawn otherwise: see `sheetData.ts`.
  const turned = new Set(
    changedColumns
      .filter(({ index, line }) => (drawnColumns[index]?.hidden ?? false) !== line.hidden)
      .map(({ index }) => index),
  )
  const changedRows: At<RowView>[] = []
  const cells: CellStep[] = []
  const notes: NoteStep[] = []
  for (const [index, line] of after.rows.entries()) {
    const was = drawnRows[index] ?? BLANK
    if (was === line && turned.size === 0) continue
    if (was.height !== line.height || was.hidden !== line.hidden) changedRows.push({ index, line })
    cells.push(...changedCells(was, line, index, turned))
  }
  for (const [index, line] of after.rows.entries()) {
    notes.push(...changedNotes(before.rows[index] ?? BLANK, line, index))
  }
  for (let index = after.rows.length; index < before.rows.length; index++) {
    notes.push(...changedNotes(before.rows[index] ?? BLANK, BLANK, index))
  }
  if (changedColumns.length > 0) steps.push({ do: 'columns', columns: changedColumns })
  if (changedRows.length > 0) steps.push({ do: 'rows', rows: changedRows })
  if (cells.length > 0) steps.push({ do: 'cells', cells })
  if (notes.length > 0) steps.push({ do: 'notes', notes })
  return steps
}

/** Where two lists of lines differ in number: what is between their equal ends. */
interface Splice {
  readonly at: number
  readonly removed: number
  readonly inserted: number
}

function splice(before: readonly { key: number }[], after: readonly { key: number }[]): Splice {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head]?.key === after[head]?.key) head++
  let tail = 0
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail]?.key === after[after.length - 1 - tail]?.key
  ) {
    tail++
  }
  const old = before.length - head - tail
  const next = after.length - head - tail
  return {
    at: head + Math.min(old, next),
    removed: Math.max(0, old - next),
    inserted: Math.max(0, next - old),
  }
}

function lineSteps(
  { at, removed, inserted }: Splice,
  remove: 'removeRows' | 'removeColumns',
  insert: 'insertRows' | 'insertColumns',
): Step[] {
  if (removed > 0) return [{ do: remove, at, count: removed }]
  return inserted > 0 ? [{ do: insert, at, count: inserted }] : []
}

function spliced<T>(lines: readonly T[], { at, removed, inserted }: Splice, blank: T): T[] {
  return lines.toSpliced(at, removed, ...Array.from({ length: inserted }, () => blank))
}

function shiftedRow(row: RowView, { at, removed, inserted }: Splice): RowView {
  if (removed === 0 && inserted === 0) return row
  const shift = <T>(list: readonly T[], blank: T): T[] =>
    list.length <= at
      ? [...list]
      : list.toSpliced(at, removed, ...Array.from({ length: inserted }, () => blank))
  return { ...row, texts: shift(row.texts, ''), looks: shift(row.looks, 0) }
}

function changedCells(
  was: RowView,
  is: RowView,
  row: number,
  turned: ReadonlySet<number>,
): CellStep[] {
  const width = Math.max(was.texts.length, was.looks.length, is.texts.length, is.looks.length)
  const changed: CellStep[] = []
  for (let column = 0; column < width; column++) {
    const text = is.texts[column] ?? ''
    const look = is.looks[column] ?? 0
    const same = text === (was.texts[column] ?? '') && look === (was.looks[column] ?? 0)
    if (!same || turned.has(column)) changed.push({ row, column, text, look })
  }
  return changed
}

/** Notes are kept by their place, which inserted lines do not move. */
function changedNotes(was: RowView, is: RowView, row: number): NoteStep[] {
  if (was.more === is.more) return []
  const places = new Set([...Object.keys(was.more ?? {}), ...Object.keys(is.more ?? {})])
  return [...places].flatMap((place) => {
    const column = Number(place)
    const note = noteIn(is.more, column)
    return note === noteIn(was.more, column) ? [] : [{ row, column, note }]
  })
}

function noteIn(more: Readonly<Record<number, CellMore>> | undefined, column: number): string {
  return more?.[column]?.note ?? ''
}

/** A list to choose from, or a check box, and where it is offered. */
export interface Offer {
  readonly choices: readonly string[] | 'checkBox'
  readonly ranges: readonly RangeView[]
}

/** The drop-downs of a sheet, by runs of neighbouring cells of a column. */
export function offersIn(sheet: SheetView, looks: Looks): Offer[] {
  const offers = new Map<string, { choices: Offer['choices']; ranges: RangeView[] }>()
  for (let column = 0; column < sheet.columns.length; column++) {
    let from = 0
    for (let row = 1; row <= sheet.rows.length; row++) {
      const here = offerOf(looks[sheet.rows[from]?.looks[column] ?? 0])
      const next = offerOf(looks[sheet.rows[row]?.looks[column] ?? 0])
      if (row < sheet.rows.length && sameOffer(here, next)) continue
      if (here) {
        const name = JSON.stringify(here)
        const offer = offers.get(name) ?? { choices: here, ranges: [] }
        offer.ranges.push({ top: from, bottom: row, left: column, right: column + 1 })
        offers.set(name, offer)
      }
      from = row
    }
  }
  return [...offers.values()]
}

function offerOf(look: Look | undefined): Offer['choices'] | undefined {
  return look?.checkBox ? 'checkBox' : look?.choices
}

function sameOffer(a: Offer['choices'] | undefined, b: Offer['choices'] | undefined): boolean {
  return a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b))
}

/** The view after a change that was told as a patch. */
export function patchedRows(
  before: SheetView | undefined,
  order: readonly number[] | undefined,
  changed: readonly RowView[],
): RowView[] {
  const rows = new Map((before?.rows ?? []).map((row) => [row.key, row]))
  for (const row of changed) rows.set(row.key, row)
  const keys = order ?? before?.rows.map(({ key }) => key) ?? []
  return keys.flatMap((key) => rows.get(key) ?? [])
}
