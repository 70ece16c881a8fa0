import type { Value } from '../../domain/records.ts'
import { OWN, type Line, type SheetView } from './sheetView.ts'

/** A value that a person typed, known again wherever it turns up. */
export interface Typed {
  /** `R12v34`, or for a date or number the value itself, which nobody types twice. */
  readonly token: string
  /** The row that the person meant, as a name of ours: `R12`. */
  readonly row: string
  readonly key: string
  readonly text: string
  readonly book: number
  /** Count of the world's events when it was typed. */
  readonly at: number
  readonly personal: boolean
}

/** Who made a value vanish from its sheet, last. */
type Gone = { readonly by: 'person' } | { readonly by: 'client'; readonly inWindow: boolean }

/**
 * What people have typed, and what became of it in the sheets. Knows nothing of ids, hashes or the
 * protocol: it looks at the sheet before and after each act and says who made what vanish.
 */
export class Ledger {
  readonly typed = new Map<string, Typed>()
  readonly gone = new Map<string, Gone>()
  /** Values that a person has put beside another row's, such as by a partial sort or a fill. */
  readonly mixed = new Set<string>()
  /** Rows that a client cannot be asked to know again. */
  private readonly loose = new Set<string>()
  /**
   * Suspected personal texts in lines whose row a person has deleted, having read there that they are stored
   * nowhere else: they go with the line (docs/decisions/0018).
   */
  readonly parted = new Set<string>()
  /** Values that a person has brought back into a sheet. */
  readonly again = new Set<string>()
  /** How often each row was copied, by its name. */
  readonly copies = new Map<string, number>()
  /** The row that was first typed into a line which had an id and nothing by which to know it. */
  private readonly begun = new Map<string, string>()
  private readonly byText = new Map<string, string>()
  private rows = 0
  private values = 0

  newRow(): string {
    return `R${++this.rows}`
  }

  /** A text that carries the row's name and is typed but once. */
  tag(row: string): string {
    return `${row}v${++this.values}`
  }

  next(): number {
    return ++this.values
  }

  note(typed: Typed): void {
    this.typed.set(typed.token, typed)
    this.byText.set(typed.text, typed.token)
  }

  /** What was typed into this row may stand under any id from now on. */
  loosen(row: string): void {
    this.loose.add(row)
  }

  /** The row that this value belongs to; undefined where people themselves have mixed rows up. */
  rowOf(token: string | undefined): string | undefined {
    if (token === undefined || this.mixed.has(token)) return undefined
    const row = this.typed.get(token)?.row
    return row === undefined || this.loose.has(row) ? undefined : row
  }

  noteCopied(line: Line): void {
    const name = this.nameOf(line)
    if (name !== undefined) this.noteBegun(name)
  }

  /** The row may be begun once more, under another id. */
  noteBegun(row: string): void {
    this.copies.set(row, (this.copies.get(row) ?? 0) + 1)
  }

  noteBegunUnder(id: string, row: string): void {
    this.begun.set(id, row)
  }

  begunUnder(id: string): string | undefined {
    return this.begun.get(id)
  }

  /**
   * A client has emptied lines of deleted rows. A formula is never overwritten and on no record: one that is
   * left begins a row of its own.
   */
  noteLeft(before: SheetView, after: SheetView): void {
    const ids = new Map(before.lines.map(({ key, id }) => [key, id]))
    for (const line of after.lines) {
      const emptied = line.id === '' && (ids.get(line.key) ?? '') !== ''
      if (!emptied || !Object.values(line.cells).some((text) => text.startsWith('='))) continue
      const row = this.nameOf(line)
      if (row !== undefined) this.noteBegun(row)
    }
  }

  /** The token in a cell's text; undefined for what nobody has typed as unique. */
  tokenIn(text: string): string | undefined {
    const tag = /R\d+v\d+/.exec(text)?.[0]
    if (tag !== undefined) return this.typed.has(tag) ? tag : undefined
    const same = this.byText.get(text.trim())
    if (same !== undefined) return same
    const day = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text.trim())
    if (day) return this.known(`D${day[3]}-${day[2]}-${day[1]}`)
    const number = Number(text.replaceAll(/\s/g, '').replace(',', '.'))
    return Number.isNaN(number) ? undefined : this.known(`N${number}`)
  }

  tokenOf(value: Value | null): string | undefined {
    if (typeof value === 'number') return this.known(`N${value}`)
    if (typeof value !== 'string') return undefined
    return this.known(`D${value}`) ?? this.tokenIn(value)
  }

  private known(token: string): string | undefined {
    return this.typed.has(token) ? token : undefined
  }

  tokens(view: SheetView): Set<string> {
    return new Set(view.lines.flatMap((line) => this.tokensOf(line)))
  }

  tokensOf({ cells }: Line): string[] {
    return Object.values(cells).flatMap((text) => this.tokenIn(text) ?? [])
  }

  /** The name of the row that stands on a line: that of its first value, if it has any. */
  nameOf({ cells }: Line): string | undefined {
    for (const [key, text] of Object.entries(cells)) {
      const token = key === OWN ? undefined : this.tokenIn(text)
      if (token !== undefined && !this.mixed.has(token)) return this.typed.get(token)?.row
    }
    return undefined
  }

  /** A person has brought a text back through the history of its row. */
  noteAgain(text: string): void {
    const token = this.tokenIn(text)
    if (token !== undefined) this.again.add(token)
  }

  /** A person has done something at this moment. */
  byPerson(before: SheetView, after: SheetView, at: number): void {
    const there = this.tokens(before)
    for (const token of this.tokens(after)) {
      if (!there.has(token) && this.typed.get(token)?.at !== at) this.again.add(token)
    }
    this.compare(before, after, () => ({ by: 'person' }))
  }

  /** A client has written; `readAt` is when it last read the sheet, or when its columns moved since. */
  byClient(before: SheetView, after: SheetView, readAt: number): void {
    this.compare(before, after, (token) => ({
      by: 'client',
      inWindow: (this.typed.get(token)?.at ?? 0) > readAt,
    }))
  }

  private compare(before: SheetView, after: SheetView, gone: (token: string) => Gone): void {
    const now = this.tokens(after)
    for (const token of this.tokens(before)) if (!now.has(token)) this.gone.set(token, gone(token))
    for (const token of now) this.gone.delete(token)
  }

  /** A person has done something: what now stands beside another row's values was put there. */
  markMixed(before: SheetView, after: SheetView): void {
    const already = this.besideOthers(before)
    for (const token of this.besideOthers(after)) if (!already.has(token)) this.mixed.add(token)
    // A row whose values were spread over more lines is no longer one row.
    const lines = this.linesOf(before)
    for (const [row, count] of this.linesOf(after)) {
      if (count > (lines.get(row) ?? 0) && lines.has(row)) this.loose.add(row)
    }
  }

  /** A person has sorted some columns: what came to another line was parted from its row by them. */
  markMoved(before: SheetView, after: SheetView): void {
    const lineOf = (view: SheetView): Map<string, number> =>
      new Map(view.lines.flatMap((line) => this.tokensOf(line).map((token) => [token, line.key])))
    const old = lineOf(before)
    for (const [token, key] of lineOf(after)) if (old.get(token) !== key) this.mixed.add(token)
  }

  /**
   * A person has done something to contents that stood apart from their ids, since only the visible cells
   * had been moved: one that is no longer whole, or whose id is gone, may not be known again by anybody.
   *
   * @param names the row that was seen beside each id first
   */
  loosenDisplaced(before: SheetView, after: SheetView, names: ReadonlyMap<string, string>): void {
    const present = new Map(after.lines.map((line) => [names.get(line.id), line.id]))
    const now = this.contents(after)
    const known = new Set(names.values())
    for (const line of before.lines) {
      const row = this.nameOf(line)
      // A row that no client has seen yet has no id to stand apart from.
      if (row === undefined || !known.has(row) || names.get(line.id) === row) continue
      const was = this.tokensOf(line).sort().join()
      if (!now.has(was) || !present.has(row)) this.loose.add(row)
    }
  }

  private contents(view: SheetView): Set<string> {
    return new Set(view.lines.map((line) => this.tokensOf(line).sort().join()))
  }

  /** On how many lines each row's values stand. */
  private linesOf(view: SheetView): Map<string, number> {
    const counts = new Map<string, number>()
    for (const line of view.lines) {
      const rows = this.tokensOf(line).map((token) => this.typed.get(token)?.row ?? '')
      for (const row of new Set(rows)) counts.set(row, (counts.get(row) ?? 0) + 1)
    }
    return counts
  }

  /** Values of the tables' columns in lines that hold those of several rows. */
  private besideOthers(view: SheetView): Set<string> {
    const found = new Set<string>()
    for (const { cells } of view.lines) {
      const { [OWN]: _own, ...ours } = cells
      const tokens = Object.values(ours).flatMap((text) => this.tokenIn(text) ?? [])
      const names = new Set(tokens.map((token) => this.typed.get(token)?.row))
      const loose = tokens.some((token) => this.mixed.has(token))
      if (names.size > 1 || loose) for (const token of tokens) found.add(token)
    }
    return found
  }
}
