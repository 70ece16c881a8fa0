import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { cellData } from './cellData.ts'
import type { CellWrite, RowChange } from './rowChange.ts'
import { copyAside, roomFor, SHADOW_TITLE } from './shadow.ts'
import type { ShadowSize } from './shadow.ts'
import type { TabSnapshot } from './snapshot.ts'

type Request = sheets_v4.Schema$Request

/** All that one atomic `batchUpdate` is to do. */
export interface Batch {
  readonly changes: readonly RowChange[]
  /** Rows that are new to the sheet, by tab; their indexes begin at the tab's `end`. */
  readonly appended: readonly RowChange[]
}

/**
 * The body of a write. What it is about to overwrite is copied aside first (see `shadow.ts`). New rows get
 * lines of their own, inserted behind the last one in use: what somebody has typed there meanwhile is
 * pushed down, never overwritten. The answer brings back every row that was touched, what stood there
 * before, and the headers, as they were at that moment.
 *
 * @param first requests that go before all others, such as those of a turn
 */
export function batchBody(
  batch: Batch,
  shadow: ShadowSize,
  first: readonly Request[] = [],
): sheets_v4.Schema$BatchUpdateSpreadsheetRequest {
  const requests: Request[] = [...first]
  const responseRanges: string[] = []
  const aside = asideLines(batch)
  if (aside.size > 0) {
    const width = Math.max(...batch.changes.map(({ tab }) => widthOf(tab)))
    requests.push(...roomFor(aside.size, width, shadow))
    responseRanges.push(rangeOf(SHADOW_TITLE, width, 0, aside.size - 1))
  }
  for (const [tab, changes] of byTab([...batch.changes, ...batch.appended])) {
    const added = batch.appended.filter((change) => change.tab === tab).length
    if (added > 0) requests.push(...newLines(tab, added))
    requests.push(...updates(tab, changes, aside))
    responseRanges.push(`${quoted(tab.title)}!1:1`, ...touched(tab, changes))
  }
  return {
    requests,
    includeSpreadsheetInResponse: true,
    responseIncludeGridData: true,
    responseRanges,
  }
}

/** For each changed row the line of the hidden tab that its cells are copied to, without gaps. */
export function asideLines({ changes }: Batch): ReadonlyMap<RowChange, number> {
  const sorted = [...byTab(changes).values()].flatMap((list) =>
    [...list].sort((a, b) => a.after.index - b.after.index),
  )
  return new Map(sorted.map((change, line) => [change, line]))
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

/** Per column and run of neighbouring rows that set the same fields: a copy aside, and a write. */
function updates(
  tab: TabSnapshot,
  changes: readonly RowChange[],
  aside: ReadonlyMap<RowChange, number>,
): Request[] {
  const cells = changes.flatMap((change) =>
    change.writes.map((write: CellWrite) => ({
      row: change.after.index,
      line: aside.get(change) ?? null,
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
      last?.column === cell.column &&
      last.row + 1 === cell.row &&
      last.fields === cell.fields &&
      (last.line === null) === (cell.line === null)
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
    const update = { updateCells: { range, rows, fields: first.fields } }
    return first.line === null ? [update] : [copyAside(range, first.line), update]
  })
}

/** Ranges in A1 notation over the touched rows; close ones are joined. */
function touched(tab: TabSnapshot, changes: readonly RowChange[]): string[] {
  const runs: { from: number; to: number }[] = []
  for (const index of changes.map(({ after }) => after.index).sort((a, b) => a - b)) {
    const run = runs[runs.length - 1]
    if (run && index - run.to <= NEAR) run.to = index
    else runs.push({ from: index, to: index })
  }
  return runs.map(({ from, to }) => rangeOf(tab.title, widthOf(tab), from, to))
}

/** Columns from the first to the last of ours. */
function widthOf(tab: TabSnapshot): number {
  return Math.max(tab.idColumn, tab.stateColumn, ...tab.columns.values()) + 1
}

/** @example rangeOf('Меры', 9, 1, 3) // "'Меры'!A2:I4" */
function rangeOf(title: string, width: number, from: number, to: number): string {
  return `${quoted(title)}!A${from + 1}:${columnName(width - 1)}${to + 1}`
}

function quoted(title: string): string {
  return `'${title.replace(/'/g, "''")}'`
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
