import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Entered } from '../entered.ts'
import type { Layout, TabLayout } from '../layout.ts'
import { ROW_ID } from '../limits.ts'
import { entered } from './cellData.ts'
import { findColumns } from './columns.ts'
import type { TabColumns } from './columns.ts'
import { gridOf, headersOf, textOf } from './grid.ts'
import type { Grid } from './grid.ts'
import { TURN_FIELDS } from './turn.ts'

const TAB_FIELDS =
  'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),data(startRow,startColumn,rowData(values(userEnteredValue,effectiveValue,formattedValue))))'

/** The parts of a spreadsheet that the core reads; one `get` without ranges brings every tab. */
export const GET_FIELDS = `spreadsheetId,${TURN_FIELDS},${TAB_FIELDS}`

/** The same tabs of the spreadsheet that comes back with a `batchUpdate`. */
export const WRITE_FIELDS = `updatedSpreadsheet(${TAB_FIELDS})`

/** A tab of one of our tables, as it stood when it was read. Indexes count from 0. */
export interface TabSnapshot extends TabColumns {
  readonly layout: TabLayout
  /** Id of the spreadsheet. */
  readonly workbook: string
  readonly sheetId: number
  readonly title: string
  /** Lines of the grid. It and `end` move on when the run adds rows. */
  rowCount: number
  /** Keys of people's columns that the tab has, in the order of the layout. */
  readonly peopleKeys: readonly string[]
  readonly missing: readonly string[]
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
  const sheets = (answer.sheets ?? []).flatMap((sheet) => {
    const grid = gridOf(sheet)
    return grid ? [{ sheet, grid }] : []
  })
  return layout.tabs.flatMap((tab) => {
    for (const { sheet, grid } of sheets) {
      const found = readTab(answer.spreadsheetId ?? '', sheet, grid, tab)
      if (found) return [found]
    }
    return []
  })
}

function readTab(
  workbook: string,
  sheet: sheets_v4.Schema$Sheet,
  grid: Grid,
  layout: TabLayout,
): TabSnapshot | undefined {
  const found = findColumns(headersOf(grid), layout)
  const { sheetId, title, gridProperties } = sheet.properties ?? {}
  if (!found || typeof sheetId !== 'number') return undefined

  const { columns } = found
  const empty = {
    ...found,
    layout,
    workbook,
    sheetId,
    title: title ?? '',
    rowCount: gridProperties?.rowCount ?? 0,
    peopleKeys: layout.columns.flatMap(({ key, server }) =>
      !server && columns.has(key) ? [key] : [],
    ),
    missing: layout.columns.flatMap(({ key }) => (columns.has(key) ? [] : [key])),
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
  const id = textOf(at(tab.idColumn)).trim()
  return {
    index,
    id: ROW_ID.test(id) ? id : '',
    state: textOf(at(tab.stateColumn)).trim(),
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
