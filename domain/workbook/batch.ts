import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { cellData } from './cellData.ts'
import type { CellWrite, RowChange } from './rowChange.ts'
import type { TabSnapshot } from './snapshot.ts'

type Request = sheets_v4.Schema$Request

/** All that one atomic `batchUpdate` is to do. */
export interface Batch {
  readonly changes: readonly RowChange[]
  /** Rows that are new to the sheet, by tab; their indexes begin at the tab's `end`. */
  readonly appended: readonly RowChange[]
}

/**
 * The body of a write. New rows get lines of their own, inserted behind the last one in use: what
 * somebody has typed there meanwhile is pushed down, never overwritten. The answer brings back every
 * row that was touched.
 *
 * @param first requests that go before all others, such as those of a turn
 */
export function batchBody(
  batch: Batch,
  first: readonly Request[] = [],
): sheets_v4.Schema$BatchUpdateSpreadsheetRequest {
  const requests: Request[] = [...first]
  const responseRanges: string[] = []
  for (const [tab, changes] of byTab([...batch.changes, ...batch.appended])) {
    const added = batch.appended.filter((change) => change.tab === tab).length
    if (added > 0) requests.push(...newLines(tab, added))
    requests.push(...updates(tab, changes))
    responseRanges.push(...touched(tab, changes))
  }
  return {
    requests,
    includeSpreadsheetInResponse: true,
    responseIncludeGridData: true,
    responseRanges,
  }
}

function byTab(changes: readonly RowChange[]): Map<TabSnapshot, RowChange[]> {
  const tabs = new Map<TabSnapshot, RowChange[]>()
  for (const change of changes) {
    const list = tabs.get(change.tab)
    if (list) list.push(change)
    else tabs.set(change.tab, [change])
  }
  return tabs
}

function newLines({ sheetId, end, rowCount }: TabSnapshot, count: number): Request[] {
  const insert: Request = {
    insertDimension: {
      range: { sheetId, dimension: 'ROWS', startIndex: end, endIndex: end + count },
      // The line before the first row is the header: its looks are not for rows.
      inheritFromBefore: end > 1,
    },
  }
  // Lines cannot be inserted behind the last one. Adding them there would put them elsewhere than we
  // write, should the sheet have grown meanwhile.
  if (end < rowCount) return [insert]
  return [{ appendDimension: { sheetId, dimension: 'ROWS', length: 1 } }, insert]
}

/** One request per column and run of neighbouring rows that set the same fields. */
function updates(tab: TabSnapshot, changes: readonly RowChange[]): Request[] {
  const cells = changes.flatMap(({ after, writes }) =>
    writes.map((write: CellWrite) => ({
      row: after.index,
      column: write.column,
      ...cellData(write.cell),
    })),
  )
  cells.sort((a, b) => a.column - b.column || a.row - b.row)
  const runs: (typeof cells)[] = []
  for (const cell of cells) {
    const run = runs[runs.length - 1]
    const last = run?.[run.length - 1]
    const joins =
      last?.column === cell.column && last.row + 1 === cell.row && last.fields === cell.fields
    if (run && joins) run.push(cell)
    else runs.push([cell])
  }
  return runs.flatMap((run) => {
    const [first] = run
    if (!first) return []
    const range = {
      sheetId: tab.sheetId,
      startRowIndex: first.row,
      endRowIndex: first.row + run.length,
      startColumnIndex: first.column,
      endColumnIndex: first.column + 1,
    }
    const rows = run.map(({ data }) => ({ values: [data] }))
    return [{ updateCells: { range, rows, fields: first.fields } }]
  })
}

/** Ranges in A1 notation over the touched rows; close ones are joined. */
function touched(tab: TabSnapshot, changes: readonly RowChange[]): string[] {
  const width = Math.max(tab.idColumn, tab.stateColumn, ...tab.columns.values()) + 1
  const title = `'${tab.title.replace(/'/g, "''")}'`
  const runs: { from: number; to: number }[] = []
  for (const index of changes.map(({ after }) => after.index).sort((a, b) => a - b)) {
    const run = runs[runs.length - 1]
    if (run && index - run.to <= NEAR) run.to = index
    else runs.push({ from: index, to: index })
  }
  return runs.map(({ from, to }) => `${title}!A${from + 1}:${columnName(width - 1)}${to + 1}`)
}

/** Touched rows so close to each other come back in one range. */
const NEAR = 20

/**
 * The letters of a column.
 *
 * @example columnName(27) // 'AB'
 */
export function columnName(index: number): string {
  const rest = index % 26
  const letter = String.fromCharCode(65 + rest)
  return index < 26 ? letter : columnName((index - rest) / 26 - 1) + letter
}
