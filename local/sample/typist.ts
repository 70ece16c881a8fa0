import { CORRECTIONS, serviceHeaders } from '../../domain/layout.ts'
import type { Table } from '../../domain/tables/table.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import type { System } from '../system.ts'
import { columnLetters } from '../../domain/a1.ts'
import type { Entry, TypedTable } from './files.ts'

/** A workbook and one person at it. */
export interface Desk {
  readonly workbook: string
  /** Address of the person. */
  readonly person: string
}

/** One cell that a person filled, and where it came to stand. */
export interface TypedCell {
  readonly desk: Desk
  readonly table: Table
  readonly key: string
  /** The row's hidden id, once the add-on has given it one. */
  readonly rowId: string
  readonly text: string
}

/** A line of «Что исправить», as it stood in a row. */
export interface SeenCorrection {
  readonly rowId: string
  readonly text: string
}

/**
 * Types as people do, in the sheet, and looks at what they would see: after each entry the add-on does
 * its work, and what «Что исправить» says has changed or not.
 */
export class Typist {
  readonly typed: TypedCell[] = []
  /** What «Что исправить» has said so far, each line of a row once, in the order seen. */
  readonly seen: SeenCorrection[] = []
  #system: System
  #shown = new Map<string, ReadonlySet<string>>()

  constructor(system: System) {
    this.#system = system
  }

  /**
   * Types a table out of another file: block by block, as far as its columns stand side by side in
   * the sheet, below what is there.
   */
  async table(desk: Desk, table: Table, file: TypedTable): Promise<void> {
    const { title, headers, rows } = this.tab(desk, table)
    const first = rows.findLastIndex((row) => row.some(Boolean)) + 3
    for (const { column, from, to } of runs(file.headers, headers, title)) {
      await this.block(
        desk,
        table,
        { row: first, column },
        file.rows.map((row) => row.slice(from, to)),
      )
    }
  }

  /** Types one entry of the journal into the row that its number names. */
  async entry(desk: Desk, table: Table, entry: Entry): Promise<void> {
    const { title, headers, rows } = this.tab(desk, table)
    const row = rows.findIndex((cells) => cells[headers.indexOf('№')] === entry.number)
    const column = headers.indexOf(entry.header)
    if (row < 0 || column < 0) {
      throw new Error(`«${title}» has no row № ${entry.number} or no column «${entry.header}»`)
    }
    await this.block(desk, table, { row: row + 2, column }, [entry.texts])
  }

  /** Types or pastes a block; `row` counts from 1, `column` from 0. */
  async block(
    desk: Desk,
    table: Table,
    at: { readonly row: number; readonly column: number },
    texts: readonly (readonly string[])[],
  ): Promise<void> {
    const { title } = this.tab(desk, table)
    const a1 = `'${title}'!${columnLetters(at.column)}${at.row}`
    const gestures = this.#system.workbooks.gestures(desk.workbook, desk.person)
    const single = texts.length === 1 && texts[0]?.length === 1 ? texts[0][0] : undefined
    if (single === undefined) gestures.paste(a1, texts.map((row) => row.join('\t')).join('\n'))
    else gestures.type(a1, single)
    await this.#system.script.idle()
    this.#note(desk, table, at, texts)
    this.look(desk, table)
  }

  /** The shown texts of a table's tab: its title, its header row, and the rows below. */
  tab(
    desk: Desk,
    table: Table,
  ): {
    readonly title: string
    readonly headers: readonly string[]
    readonly rows: readonly (readonly string[])[]
  } {
    const title = table.title(textsIn('ru'))
    const spreadsheet = this.#system.workbooks.get(
      desk.workbook,
      { ranges: [`'${title}'`], fields: 'sheets.data.rowData.values.formattedValue' },
      desk.person,
    )
    const [headers = [], ...rows] = (spreadsheet.sheets?.[0]?.data?.[0]?.rowData ?? []).map((row) =>
      (row.values ?? []).map(({ formattedValue }) => formattedValue ?? ''),
    )
    return { title, headers, rows }
  }

  /** Compares «Что исправить» with what it said when last looked at. */
  look(desk: Desk, table: Table): void {
    const { headers, rows } = this.tab(desk, table)
    const corrections = headers.indexOf(headerOf(table, CORRECTIONS))
    const ids = headers.indexOf(serviceHeaders(table.name).id)
    for (const cells of rows) {
      const rowId = cells[ids] ?? ''
      if (rowId === '') continue
      const place = `${desk.workbook}/${rowId}`
      const now = new Set((cells[corrections] ?? '').split('\n').filter(Boolean))
      for (const text of now) {
        const known = this.seen.some((each) => each.rowId === rowId && each.text === text)
        if (!known) this.seen.push({ rowId, text })
      }
      this.#shown.set(place, now)
    }
  }

  /** Those of the lines seen that no sheet shows any more, as it was last looked at. */
  cured(): SeenCorrection[] {
    const shown = new Set(
      [...this.#shown].flatMap(([place, texts]) =>
        [...texts].map((text) => `${place.split('/')[1]}/${text}`),
      ),
    )
    return this.seen.filter(({ rowId, text }) => !shown.has(`${rowId}/${text}`))
  }

  #note(
    desk: Desk,
    table: Table,
    at: { readonly row: number; readonly column: number },
    texts: readonly (readonly string[])[],
  ): void {
    const { headers, rows } = this.tab(desk, table)
    const ids = headers.indexOf(serviceHeaders(table.name).id)
    texts.forEach((cells, down) =>
      cells.forEach((text, right) => {
        if (text.trim() === '') return
        const key = keyOf(table, headers[at.column + right] ?? '')
        const rowId = rows[at.row + down - 2]?.[ids] ?? ''
        this.typed.push({ desk, table, key, rowId, text })
      }),
    )
  }
}

function headerOf(table: Table, key: string): string {
  const column = table.columns.find((each) => each.key === key)
  return column?.header(textsIn('ru')) ?? ''
}

function keyOf(table: Table, header: string): string {
  const column = table.columns.find((each) => each.header(textsIn('ru')) === header)
  if (!column) throw new Error(`${table.name} has no column «${header}»`)
  return column.key
}

/** Stretches of the file's columns that are neighbours in the sheet too. */
function runs(wanted: readonly string[], headers: readonly string[], tab: string) {
  const found: { column: number; from: number; to: number }[] = []
  wanted.forEach((header, index) => {
    const column = headers.indexOf(header)
    if (column < 0) throw new Error(`«${tab}» has no column «${header}»`)
    const last = found.at(-1)
    if (last && last.column + (index - last.from) === column) last.to = index + 1
    else found.push({ column, from: index, to: index + 1 })
  })
  return found
}
