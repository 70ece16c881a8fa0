import { CORRECTIONS, serviceHeaders, type TabLayout } from '../../domain/layout.ts'
import { formattedValue } from '../workbook/display.ts'
import { rowsWithData, type Cell, type Sheet, type Spreadsheet } from '../workbook/state.ts'
import { OWN_HEADER } from './ground.ts'

/** The tab «Меры» as one who looks at it sees it, read without any of the client's code. */
export interface SheetView {
  readonly title: string
  readonly sheetId: number
  /** Where the column with this key stands, from 0. */
  readonly columns: ReadonlyMap<string, number>
  readonly width: number
  /** Lines of the grid. */
  readonly rowCount: number
  /** Lines below the header that hold anything, from the top. */
  readonly lines: readonly Line[]
  /** Number of the first line, from 1, behind the last one that holds anything. */
  readonly free: number
}

export interface Line {
  /** As people count, from 1. */
  readonly line: number
  /** Stays with the line wherever it is moved as a whole. */
  readonly key: number
  readonly id: string
  readonly state: string
  /** What stands in the columns that people fill, the school's own included: formulas as written. */
  readonly cells: Readonly<Record<string, string>>
  readonly corrections: string
}

/** Key of the school's own column. */
export const OWN = 'own'

/** @throws Error when the spreadsheet has no tab of this layout */
export function viewOf(spreadsheet: Spreadsheet, layout: TabLayout): SheetView {
  const service = serviceHeaders(layout.table)
  const locale = spreadsheet.properties.locale ?? 'ru_RU'
  const sheet = spreadsheet.sheets[0]
  if (!sheet) throw new Error('A spreadsheet without tabs')
  const headers = new Map<string, number>()
  for (const [at, column] of sheet.columns.entries()) {
    const cell = sheet.rows[0]?.cells[column.key]
    if (cell) headers.set(textOf(cell, locale), at)
  }
  const columns = new Map<string, number>()
  const server = new Set(layout.columns.flatMap(({ key, server }) => (server ? [key] : [])))
  for (const { key, header } of layout.columns) {
    const at = headers.get(header)
    if (at !== undefined) columns.set(key, at)
  }
  const own = headers.get(OWN_HEADER)
  if (own !== undefined) columns.set(OWN, own)
  const idColumn = headers.get(service.id) ?? -1
  const stateColumn = headers.get(service.state) ?? -1

  const lines: Line[] = []
  const free = rowsWithData(sheet)
  for (let index = 1; index < free; index++) {
    const at = (column: number): string => {
      const cell = cellIn(sheet, index, column)
      return cell ? textOf(cell, locale) : ''
    }
    const cells: Record<string, string> = {}
    for (const [key, column] of columns) {
      if (server.has(key)) continue
      const text = at(column)
      if (text !== '') cells[key] = text
    }
    const corrections = at(columns.get(CORRECTIONS) ?? -1)
    const line = { id: at(idColumn), state: at(stateColumn), cells, corrections }
    if (Object.keys(cells).length === 0 && line.id === '' && line.state === '') continue
    lines.push({ line: index + 1, key: sheet.rows[index]?.key ?? 0, ...line })
  }
  return {
    title: sheet.properties.title ?? '',
    sheetId: sheet.sheetId,
    columns,
    width: sheet.columns.length,
    rowCount: sheet.rows.length,
    lines,
    free: Math.max(free, 1) + 1,
  }
}

function cellIn(sheet: Sheet, row: number, column: number): Cell | undefined {
  const key = sheet.columns[column]?.key
  return key === undefined ? undefined : sheet.rows[row]?.cells[key]
}

function textOf(cell: Cell, locale: string): string {
  return cell.userEnteredValue?.formulaValue ?? formattedValue(cell, locale) ?? ''
}
