import { columnIndex, columnLetters } from './a1.ts'
import { shifted, type Shift } from './shift.ts'
import type { Cell, Dimension, Sheet, Spreadsheet } from './state.ts'

/** One corner of a reference: `$B$7` is row 6, column 1, both fixed. */
interface Corner {
  readonly column: number
  readonly row: number
  readonly fixedColumn: boolean
  readonly fixedRow: boolean
}

/** A text in quotes, or a reference with its sheet: `B7`, `$A$2:C`, `'План 2021'!B7:B9`. */
const REFERENCE =
  /"(?:[^"]|"")*"|(?<![\p{L}\p{N}_$.])((?:'(?:[^']|'')+'|[\p{L}\p{N}_]+)!)?(\$?[A-Z]{1,3}\$?[1-9]\d*)(?::(\$?[A-Z]{1,3}\$?[1-9]\d*))?(?![\p{L}\p{N}_(!])/gu

/** The formula with each of its references replaced; undefined for one makes it `#REF!`. */
function mapReferences(
  formula: string,
  change: (from: Corner, to: Corner | undefined, title: string | undefined) => string | undefined,
): string {
  return formula.replace(
    REFERENCE,
    (
      whole: string,
      sheet: string | undefined,
      from: string | undefined,
      to: string | undefined,
    ) => {
      if (from === undefined) return whole
      const title = sheet
        ?.slice(0, -1)
        .replace(/^'(.*)'$/, '$1')
        .replaceAll("''", "'")
      const next = change(corner(from), to === undefined ? undefined : corner(to), title)
      return next === undefined ? '#REF!' : `${sheet ?? ''}${next}`
    },
  )
}

function corner(text: string): Corner {
  const [, fixedColumn, letters = 'A', fixedRow, row] = /^(\$?)([A-Z]+)(\$?)(\d+)$/.exec(text) ?? []
  return {
    column: columnIndex(letters),
    row: Number(row) - 1,
    fixedColumn: fixedColumn === '$',
    fixedRow: fixedRow === '$',
  }
}

function textOf({ column, row, fixedColumn, fixedRow }: Corner): string {
  return `${fixedColumn ? '$' : ''}${columnLetters(column)}${fixedRow ? '$' : ''}${row + 1}`
}

/**
 * A formula that was copied by so many rows and columns: what is not fixed with `$` goes along.
 *
 * @example movedFormula('=A2+$B$1', 1, 0) // '=A3+$B$1'
 */
export function movedFormula(formula: string, rows: number, columns: number): string {
  const move = (at: Corner): Corner | undefined => {
    const next = {
      ...at,
      row: at.fixedRow ? at.row : at.row + rows,
      column: at.fixedColumn ? at.column : at.column + columns,
    }
    return next.row < 0 || next.column < 0 ? undefined : next
  }
  return mapReferences(formula, (from, to) => {
    const first = move(from)
    const last = to && move(to)
    if (!first || (to && !last)) return undefined
    return last ? `${textOf(first)}:${textOf(last)}` : textOf(first)
  })
}

/** A copied cell: its formula, if it has one, speaks of its new neighbours. */
export function movedCell(cell: Cell | undefined, rows: number, columns: number): Cell | undefined {
  const formula = cell?.userEnteredValue?.formulaValue
  if (typeof formula !== 'string' || (rows === 0 && columns === 0)) return cell
  return { ...cell, userEnteredValue: { formulaValue: movedFormula(formula, rows, columns) } }
}

/**
 * The spreadsheet with every formula following a shift of one sheet's lines: those in cells, in
 * conditional formats and in drop-downs. A reference whose lines are gone becomes `#REF!`.
 */
export function shiftReferences(
  spreadsheet: Spreadsheet,
  sheetId: number,
  dimension: Dimension,
  shift: Shift,
): Spreadsheet {
  const target = spreadsheet.sheets.find((sheet) => sheet.sheetId === sheetId)?.properties.title
  const sheets = spreadsheet.sheets.map((sheet) => {
    const follow = (formula: string): string =>
      mapReferences(formula, (from, to, title = sheet.properties.title ?? '') =>
        title === target ? shiftedReference(from, to, dimension, shift) : original(from, to),
      )
    return withFormulas(sheet, follow)
  })
  return { ...spreadsheet, sheets }
}

function original(from: Corner, to: Corner | undefined): string {
  return to ? `${textOf(from)}:${textOf(to)}` : textOf(from)
}

function shiftedReference(
  from: Corner,
  to: Corner | undefined,
  dimension: Dimension,
  shift: Shift,
): string | undefined {
  const axis = dimension === 'ROWS' ? 'row' : 'column'
  const last = to ?? from
  const run = shifted({ start: from[axis], end: last[axis] + 1 }, shift)
  if (run?.start === undefined || run.end === undefined) return undefined
  return original({ ...from, [axis]: run.start }, to && { ...to, [axis]: run.end - 1 })
}

/** The sheet with its formulas changed; what has none, or keeps its own, is shared with the old one. */
function withFormulas(sheet: Sheet, follow: (formula: string) => string): Sheet {
  const rules = new Map<object, object>()
  /** A rule is shared by many cells: each is looked at once. */
  const followRule = <T extends object>(rule: T): T => {
    const known = rules.get(rule)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the map holds for each rule its own successor
    if (known) return known as T
    const text = JSON.stringify(rule)
    const next = JSON.stringify(rule, (key, value: unknown) =>
      key === 'userEnteredValue' && typeof value === 'string' && value.startsWith('=')
        ? follow(value)
        : value,
    )
    const successor: T = next === text ? rule : JSON.parse(next)
    rules.set(rule, successor)
    return successor
  }
  const followCell = (cell: Cell): Cell => {
    const formula = cell.userEnteredValue?.formulaValue
    const next = typeof formula === 'string' ? follow(formula) : undefined
    const rule = cell.dataValidation && followRule(cell.dataValidation)
    if (next === (formula ?? undefined) && rule === cell.dataValidation) return cell
    return {
      ...cell,
      ...(next === undefined ? {} : { userEnteredValue: { formulaValue: next } }),
      ...(rule ? { dataValidation: rule } : {}),
    }
  }
  let changed = false
  const rows = sheet.rows.map((row) => {
    const news = Object.entries(row.cells).flatMap(([key, cell]) => {
      const next = followCell(cell)
      return next === cell ? [] : [[key, next] as const]
    })
    if (news.length === 0) return row
    changed = true
    return { ...row, cells: { ...row.cells, ...Object.fromEntries(news) } }
  })
  const formats = sheet.conditionalFormats.map(followRule)
  const sameFormats = formats.every((rule, index) => rule === sheet.conditionalFormats[index])
  if (!changed && sameFormats) return sheet
  return { ...sheet, rows: changed ? rows : sheet.rows, conditionalFormats: formats }
}
