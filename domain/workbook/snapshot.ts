import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Entered } from '../entered.ts'
import { serviceHeaders } from '../layout.ts'
import type { Layout, TabLayout } from '../layout.ts'
import { ROW_ID } from '../limits.ts'
import { TURN_FIELDS } from './turn.ts'
import { entered } from './cellData.ts'

const TAB_FIELDS =
  'sheets(properties(sheetId,title,gridProperties(rowCount)),data(startRow,startColumn,rowData(values(userEnteredValue,effectiveValue,formattedValue))))'

/** The parts of a spreadsheet that the core reads; one `get` without ranges brings every tab. */
export const GET_FIELDS = `${TURN_FIELDS},${TAB_FIELDS}`

/** The same tabs of the spreadsheet that comes back with a `batchUpdate`. */
export const WRITE_FIELDS = `updatedSpreadsheet(${TAB_FIELDS})`

/** A tab of one of our tables, as it stood when it was read. Indexes count from 0. */
export interface TabSnapshot {
  readonly layout: TabLayout
  readonly sheetId: number
  readonly title: string
  /** Lines of the grid. It and `end` move on when the run adds rows. */
  rowCount: number
  readonly idColumn: number
  readonly stateColumn: number
  /** Where each column of the layout stands; a column that the tab lacks has no entry. */
  readonly columns: ReadonlyMap<string, number>
  /** Keys of people's columns that the tab has, in the order of the layout. */
  readonly peopleKeys: readonly string[]
  readonly missing: readonly string[]
  /** Keys whose header stands twice: the leftmost counts. */
  readonly doubled: readonly string[]
  /** Headers that are not ours: people's own columns, never read nor written. */
  readonly foreign: readonly string[]
  /** Rows in which anything of ours stands, from the top. */
  readonly rows: readonly SheetRow[]
  /** Index behind the last row that holds anything, ours or not; at least 1. */
  end: number
}

export interface SheetRow {
  readonly index: number
  readonly id: string
  /** Text of the hidden cell `state`. */
  readonly state: string
  /** Entries of all columns of the layout, the server's as well; an empty cell has none. */
  readonly cells: Readonly<Record<string, Entered>>
}

/**
 * The tabs of our tables. A tab is known by its service headers and a column by its header, so renamed
 * tabs and moved columns stay known. Of a tab that was duplicated the first counts.
 *
 * @param answer of a `get` with `GET_FIELDS`
 */
export function readTabs(answer: sheets_v4.Schema$Spreadsheet, layout: Layout): TabSnapshot[] {
  return layout.tabs.flatMap((tab) => {
    for (const sheet of answer.sheets ?? []) {
      const grid = gridOf(sheet)
      const found = grid && readTab(sheet, grid, tab)
      if (found) return [found]
    }
    return []
  })
}

function readTab(
  sheet: sheets_v4.Schema$Sheet,
  grid: Grid,
  layout: TabLayout,
): TabSnapshot | undefined {
  const headers = (grid.get(0) ?? []).map((cell) => tidy(text(entered(cell))))
  const service = serviceHeaders(layout.table)
  const idColumn = headers.indexOf(service.id)
  const stateColumn = headers.indexOf(service.state)
  const { sheetId, title, gridProperties } = sheet.properties ?? {}
  if (idColumn < 0 || stateColumn < 0 || typeof sheetId !== 'number') return undefined

  const known = new Set([service.id, service.state])
  const columns = new Map<string, number>()
  const doubled: string[] = []
  for (const { key, header } of layout.columns) {
    const wanted = tidy(header)
    known.add(wanted)
    const at = headers.indexOf(wanted)
    if (at < 0) continue
    columns.set(key, at)
    if (headers.includes(wanted, at + 1)) doubled.push(key)
  }
  const empty = {
    layout,
    sheetId,
    title: title ?? '',
    rowCount: gridProperties?.rowCount ?? 0,
    idColumn,
    stateColumn,
    columns,
    peopleKeys: layout.columns.flatMap(({ key, server }) =>
      !server && columns.has(key) ? [key] : [],
    ),
    missing: layout.columns.flatMap(({ key }) => (columns.has(key) ? [] : [key])),
    doubled,
    foreign: headers.filter((header) => header !== '' && !known.has(header)),
    rows: [],
    end: Math.max(1, ...[...grid].map(([index, cells]) => (cells.some(holds) ? index + 1 : 0))),
  }
  const rows = [...grid.keys()]
    .filter((index) => index > 0)
    .sort((a, b) => a - b)
    .map((index) => readRow(empty, grid, index))
    .filter((row) => row.id !== '' || row.state !== '' || Object.keys(row.cells).length > 0)
  return { ...empty, rows }
}

/** Cells by row index; a row that was not read has no entry. */
export type Grid = ReadonlyMap<number, readonly (sheets_v4.Schema$CellData | undefined)[]>

/** All cells that an answer brings of one sheet, from however many ranges; undefined without data. */
export function gridOf(sheet: sheets_v4.Schema$Sheet): Grid | undefined {
  if (!sheet.data) return undefined
  const grid = new Map<number, (sheets_v4.Schema$CellData | undefined)[]>()
  for (const block of sheet.data) {
    for (const [offset, row] of (block.rowData ?? []).entries()) {
      const index = (block.startRow ?? 0) + offset
      const cells = grid.get(index) ?? []
      for (const [column, cell] of (row.values ?? []).entries()) {
        cells[(block.startColumn ?? 0) + column] = cell
      }
      grid.set(index, cells)
    }
  }
  return grid
}

/** One row of a tab out of an answer's cells; a row without any cells is an empty one. */
export function readRow(
  tab: Pick<TabSnapshot, 'idColumn' | 'stateColumn' | 'columns'>,
  grid: Grid,
  index: number,
): SheetRow {
  const at = (column: number): Entered | undefined => entered(grid.get(index)?.[column])
  const cells: Record<string, Entered> = {}
  for (const [key, column] of tab.columns) {
    const entry = at(column)
    if (entry !== undefined) cells[key] = entry
  }
  // A damaged id is none: the server would refuse the whole request for it.
  const id = text(at(tab.idColumn)).trim()
  return {
    index,
    id: ROW_ID.test(id) ? id : '',
    state: text(at(tab.stateColumn)).trim(),
    cells,
  }
}

/** A row's entries in people's columns, which is what is sent and hashed. */
export function peopleCells(
  tab: Pick<TabSnapshot, 'peopleKeys'>,
  row: SheetRow,
): Readonly<Record<string, Entered>> {
  const cells: Record<string, Entered> = {}
  for (const key of tab.peopleKeys) {
    const entry = row.cells[key]
    if (entry !== undefined) cells[key] = entry
  }
  return cells
}

function holds(cell: sheets_v4.Schema$CellData | undefined): boolean {
  return entered(cell) !== undefined
}

function text(entry: Entered | undefined): string {
  if (entry === undefined) return ''
  return typeof entry === 'object' ? entry.shown : String(entry)
}

function tidy(header: string): string {
  return header.replace(/\s+/g, ' ').trim()
}
