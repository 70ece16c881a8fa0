import type { System } from '../system.ts'
import { columnLetters } from '../workbook/a1.ts'
import type { Entry, TypedTable } from './files.ts'

/** A workbook of the sample and one person at it. */
export interface Desk {
  readonly workbook: string
  /** Address of the person. */
  readonly person: string
}

/**
 * Types a table as people do who have it in another file: block by block, as far as its columns stand
 * side by side in the sheet, below what is there; then waits until the add-on has done its work.
 *
 * @returns numbers of the rows typed, from 1.
 */
export async function typeTable(
  system: System,
  desk: Desk,
  tab: string,
  table: TypedTable,
): Promise<number[]> {
  const { headers, rows } = readTab(system, desk, tab)
  const first = rows.findLastIndex((row) => row.some(Boolean)) + 3
  for (const { column, from, to } of runs(table.headers, headers, tab)) {
    const block = table.rows.map((row) => row.slice(from, to).join('\t')).join('\n')
    system.workbooks
      .gestures(desk.workbook, desk.person)
      .paste(`'${tab}'!${columnLetters(column)}${first}`, block)
    await system.script.idle()
  }
  return table.rows.map((_row, index) => first + index)
}

/** Types one entry of the journal into the row that its number names, and waits for the add-on. */
export async function typeEntry(system: System, desk: Desk, entry: Entry): Promise<string> {
  const { headers, rows } = readTab(system, desk, entry.tab)
  const row = rows.findIndex((cells) => cells[headers.indexOf('№')] === entry.number)
  const column = headers.indexOf(entry.header)
  if (row < 0 || column < 0) {
    throw new Error(`«${entry.tab}» has no row № ${entry.number} or no column «${entry.header}»`)
  }
  const a1 = `'${entry.tab}'!${columnLetters(column)}${row + 2}`
  const gestures = system.workbooks.gestures(desk.workbook, desk.person)
  if (entry.texts.length === 1) gestures.type(a1, entry.texts[0] ?? '')
  else gestures.paste(a1, entry.texts.join('\t'))
  await system.script.idle()
  return a1
}

/** The shown texts of a tab: its header row, and the rows below it. */
export function readTab(
  system: System,
  desk: Desk,
  tab: string,
): { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const spreadsheet = system.workbooks.get(
    desk.workbook,
    { ranges: [`'${tab}'`], fields: 'sheets.data.rowData.values.formattedValue' },
    desk.person,
  )
  const [headers = [], ...rows] = (spreadsheet.sheets?.[0]?.data?.[0]?.rowData ?? []).map((row) =>
    (row.values ?? []).map(({ formattedValue }) => formattedValue ?? ''),
  )
  return { headers, rows }
}

/** Stretches of the table's columns that are neighbours in the sheet too. */
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
