import type { Block, Gesture } from '../gesture.ts'
import type { RangeView, SheetView } from '../view.ts'
import { formatGesture } from './formats.ts'
import type { Mirror } from './mirror.ts'
import { blockAt, clipped, spotAt, type Selection } from './selection.ts'
import { textAt } from './sheetData.ts'
import type { IRange } from './univerCore.ts'

/** What a command of Univer's carries, as far as we look at it. */
export interface Params {
  readonly subUnitId?: string
  readonly sheetId?: string
  readonly [name: string]: unknown
}

/** Turns a command of Univer's into what the person has done; undefined for one that does nothing here. */
type Translate = (params: Params, sheet: SheetView, selection: Selection) => Gesture | undefined

/**
 * Every command that would change the workbook, and the gesture that it is. A command that is not here
 * changes nothing: what it would write is refused (see `guard.ts`).
 */
export const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  'sheet.command.set-range-values': written,
  'sheet.command.clear-selection-content': cleared,
  'sheet.command.clear-selection-all': cleared,
  'sheet.command.auto-clear-content': cleared,
  'sheet.command.auto-fill': filled,
  'sheet.command.copy-down': (_params, sheet, { range }) =>
    fill(sheet, { ...range, bottom: range.top + 1 }, range),
  'sheet.command.copy-right': (_params, sheet, { range }) =>
    fill(sheet, { ...range, right: range.left + 1 }, range),
  'sheet.command.insert-row': (params, sheet) => inserted(params, sheet, 'ROWS'),
  'sheet.command.insert-col': (params, sheet) => inserted(params, sheet, 'COLUMNS'),
  'sheet.command.remove-row': (params, sheet, selection) => {
    const lines = rowsOf(sheet, rangeIn(params, sheet, selection))
    return lines && { do: 'delete', ...lines }
  },
  'sheet.command.remove-col': (params, sheet, selection) => {
    const lines = columnsOf(sheet, rangeIn(params, sheet, selection))
    return lines && { do: 'delete', ...lines }
  },
  'sheet.command.move-rows': (params, sheet) => {
    const lines = rowsOf(sheet, clipped(sheet, rangeNamed(params, 'fromRange')))
    const to = rangeNamed(params, 'toRange').startRow
    return lines && { do: 'move', ...lines, before: sheet.rows[to]?.key ?? null }
  },
  'sheet.command.move-cols': (params, sheet) => {
    const lines = columnsOf(sheet, clipped(sheet, rangeNamed(params, 'fromRange')))
    const to = rangeNamed(params, 'toRange').startColumn
    return lines && { do: 'move', ...lines, before: sheet.columns[to]?.key ?? null }
  },
  'sheet.command.move-range': (params, sheet) => {
    const source = blockAt(sheet, clipped(sheet, rangeNamed(params, 'fromRange')))
    const target = blockAt(sheet, clipped(sheet, rangeNamed(params, 'toRange')))
    return source && target && { do: 'cut', source, target }
  },
  'sheet.command.set-rows-hidden': (params, sheet, selection) =>
    hidden(rowsOf(sheet, rangeIn(params, sheet, selection)), true),
  'sheet.command.set-specific-rows-visible': (params, sheet, selection) =>
    hidden(rowsOf(sheet, rangeIn(params, sheet, selection)), false),
  'sheet.command.set-selected-rows-visible': (params, sheet, selection) =>
    hidden(rowsOf(sheet, rangeIn(params, sheet, selection)), false),
  'sheet.command.set-col-hidden': (params, sheet, selection) =>
    hidden(columnsOf(sheet, rangeIn(params, sheet, selection)), true),
  'sheet.command.set-col-visible-on-cols': (params, sheet, selection) =>
    hidden(columnsOf(sheet, rangeIn(params, sheet, selection)), false),
  'sheet.command.set-selected-cols-visible': (params, sheet, selection) =>
    hidden(columnsOf(sheet, rangeIn(params, sheet, selection)), false),
  'sheet.command.delta-column-width': (params, sheet) => {
    const at = numberIn(params, 'anchorCol')
    const lines = columnsOf(sheet, { top: 0, bottom: 1, left: at, right: at + 1 })
    const width = (sheet.columns[at]?.width ?? 100) + numberIn(params, 'deltaX')
    return lines && { do: 'resize', ...lines, pixels: sized(width) }
  },
  'sheet.command.set-worksheet-col-width': (params, sheet, selection) => {
    const lines = columnsOf(sheet, rangeIn(params, sheet, selection))
    return lines && { do: 'resize', ...lines, pixels: sized(numberIn(params, 'value')) }
  },
  'sheet.command.set-row-height': (params, sheet, selection) => {
    const lines = rowsOf(sheet, rangeIn(params, sheet, selection))
    return lines && { do: 'resize', ...lines, pixels: sized(numberIn(params, 'value')) }
  },
  'sheet.command.set-frozen': (params, sheet) => ({
    do: 'freeze',
    sheet: sheet.sheetId,
    rows: Math.max(0, numberIn(params, 'startRow')),
    columns: Math.max(0, numberIn(params, 'startColumn')),
  }),
  'sheet.command.cancel-frozen': (_params, sheet) => ({
    do: 'freeze',
    sheet: sheet.sheetId,
    rows: 0,
    columns: 0,
  }),
  'sheet.command.set-style': (params, sheet, selection) => formatGesture(params, sheet, selection),
  'sheet.command.sort-range': sorted,
  'sheet.command.set-filter-range': (params, sheet) => {
    const block = blockAt(sheet, clipped(sheet, rangeNamed(params, 'range')))
    return block && { do: 'filter', block, sheet: sheet.sheetId }
  },
  'sheet.command.remove-sheet-filter': (_params, sheet) => ({
    do: 'filter',
    block: null,
    sheet: sheet.sheetId,
  }),
  'sheet.command.set-filter-criteria': filtered,
  'sheet.command.clear-filter-criteria': (_params, sheet) => {
    const block = sheet.filter && blockAt(sheet, sheet.filter.range)
    return block ? { do: 'filter', block, sheet: sheet.sheetId } : undefined
  },
  'sheet.command.update-note': (params, sheet) => {
    const at = spotAt(sheet, numberIn(params, 'row'), numberIn(params, 'col'))
    const { note } = objectIn(params, 'note')
    return at && { do: 'note', at, text: typeof note === 'string' ? note : '' }
  },
  'sheet.command.delete-note': (params, sheet, { range }) => {
    const at = spotAt(
      sheet,
      numberIn(params, 'row', range.top),
      numberIn(params, 'col', range.left),
    )
    return at && { do: 'note', at, text: '' }
  },
  'sheet.command.remove-sheet': (_params, { sheetId: sheet }) => ({ do: 'deleteSheet', sheet }),
  'sheet.command.set-worksheet-name': (params, { sheetId: sheet }) => ({
    do: 'renameSheet',
    sheet,
    title: typeof params['name'] === 'string' ? params['name'] : '',
  }),
  'sheet.command.set-worksheet-order': (params, { sheetId: sheet }) => ({
    do: 'moveSheet',
    sheet,
    index: numberIn(params, 'order', numberIn(params, 'toOrder')),
  }),
  'sheet.command.set-worksheet-hidden': (_params, { sheetId: sheet }) => ({
    do: 'hideSheet',
    sheet,
    hidden: true,
  }),
  'sheet.command.set-worksheet-show': (_params, { sheetId: sheet }) => ({
    do: 'hideSheet',
    sheet,
    hidden: false,
  }),
  'sheet.command.copy-sheet': (_params, { sheetId: sheet }) => ({ do: 'copySheet', sheet }),
  'univer.command.undo': () => ({ do: 'undo' }),
  'univer.command.redo': () => ({ do: 'redo' }),
}

/** The tab that a command speaks of, or the one in sight. */
export function sheetOf(
  params: Params,
  mirror: Mirror,
  selection: Selection,
): SheetView | undefined {
  const id = params.subUnitId ?? params.sheetId
  return id === undefined ? selection.sheet : mirror.sheet(Number(id))
}

/** Values that no editor has typed: a choice from a list, a check box, a replacement of found text. */
function written(params: Params, sheet: SheetView, selection: Selection): Gesture | undefined {
  // What the cell's editor writes is read from the editor itself.
  if (params['redoUndoId'] !== undefined) return undefined
  const range = rangeIn(params, sheet, selection)
  const { value } = params
  const cells = [...cellsIn(value, range)].flatMap(({ row, column, cell }) => {
    const at = spotAt(sheet, row, column)
    const text = textIn(cell)
    return at === undefined || text === undefined ? [] : [{ ...at, text }]
  })
  return cells.length > 0 ? { do: 'type', cells } : undefined
}

function* cellsIn(
  value: unknown,
  range: RangeView,
): Generator<{ row: number; column: number; cell: unknown }> {
  if (typeof value !== 'object' || value === null) return
  const single = 'v' in value || 'p' in value || 's' in value
  if (single) {
    for (let row = range.top; row < range.bottom; row++) {
      for (let column = range.left; column < range.right; column++) {
        yield { row, column, cell: value }
      }
    }
    return
  }
  // A list of rows counts from the range's corner; an object names the sheet's own rows and columns.
  const [top, left] = Array.isArray(value) ? [range.top, range.left] : [0, 0]
  for (const [r, row] of Object.entries(value)) {
    if (typeof row !== 'object' || row === null) continue
    for (const [c, cell] of Object.entries(row)) {
      yield { row: top + Number(r), column: left + Number(c), cell }
    }
  }
}

/** CellValueType.BOOLEAN of Univer. */
const BOOLEAN = 3

function textIn(cell: unknown): string | undefined {
  if (typeof cell !== 'object' || cell === null || !('v' in cell)) return undefined
  const { v } = cell
  if (v === undefined) return undefined
  if (v === null) return ''
  if ('t' in cell && cell.t === BOOLEAN) return Number(v) === 1 ? 'ИСТИНА' : 'ЛОЖЬ'
  if (typeof v === 'boolean') return v ? 'ИСТИНА' : 'ЛОЖЬ'
  return typeof v === 'string' || typeof v === 'number' ? String(v) : undefined
}

function cleared(params: Params, sheet: SheetView, selection: Selection): Gesture | undefined {
  const clearRange = rangeOrNone(params, 'clearRange')
  const ranges = clearRange
    ? [clipped(sheet, clearRange)]
    : (rangesIn(params, sheet) ?? selection.ranges)
  const blocks = ranges.flatMap((range) => blockAt(sheet, range) ?? [])
  return blocks.length > 0 ? { do: 'clear', blocks } : undefined
}

function filled(params: Params, sheet: SheetView): Gesture | undefined {
  return fill(
    sheet,
    clipped(sheet, rangeNamed(params, 'sourceRange')),
    clipped(sheet, rangeNamed(params, 'targetRange')),
  )
}

function fill(sheet: SheetView, from: RangeView, to: RangeView): Gesture | undefined {
  const source = blockAt(sheet, from)
  const target = blockAt(sheet, to)
  return source && target && { do: 'fill', source, target }
}

function inserted(
  params: Params,
  sheet: SheetView,
  dimension: 'ROWS' | 'COLUMNS',
): Gesture | undefined {
  const range = rangeNamed(params, 'range')
  const rows = dimension === 'ROWS'
  const lines: readonly { key: number }[] = rows ? sheet.rows : sheet.columns
  const at = rows ? range.startRow : range.startColumn
  const count = (rows ? range.endRow : range.endColumn) - at + 1
  const after = at >= lines.length
  const key = lines[after ? lines.length - 1 : at]?.key
  if (key === undefined) return undefined
  return { do: 'insert', sheet: sheet.sheetId, dimension, first: key, last: key, count, after }
}

function sorted(params: Params, sheet: SheetView): Gesture | undefined {
  const range = clipped(sheet, rangeNamed(params, 'range'))
  const [rule] = Array.isArray(params['orderRules']) ? params['orderRules'] : []
  const { colIndex, type } = typeof rule === 'object' && rule !== null ? rule : {}
  const block = blockAt(
    sheet,
    params['hasTitle'] === true ? { ...range, top: range.top + 1 } : range,
  )
  const column = sheet.columns[Number(colIndex)]?.key
  if (!block || column === undefined) return undefined
  return { do: 'sort', block, column, descending: type === 'desc' }
}

/** Univer says what is to be seen; the sheet keeps what is hidden. */
function filtered(params: Params, sheet: SheetView): Gesture | undefined {
  const col = numberIn(params, 'col')
  const column = sheet.columns[col]?.key
  if (!sheet.filter || column === undefined) return undefined
  const { filters } = objectIn(params, 'criteria')
  const shown = typeof filters === 'object' && filters !== null ? filters : undefined
  const texts: unknown = shown && 'filters' in shown ? shown.filters : []
  const visible = new Set(Array.isArray(texts) ? texts.map(String) : [])
  if (shown && 'blank' in shown && shown.blank === true) visible.add('')
  const { top, bottom } = sheet.filter.range
  const all = new Set(sheet.rows.slice(top + 1, bottom).map((row) => textAt(row, col)))
  const hiddenTexts = shown ? [...all].filter((text) => !visible.has(text)) : []
  return { do: 'filterColumn', sheet: sheet.sheetId, column, hidden: hiddenTexts }
}

type Lines = Pick<Extract<Gesture, { do: 'delete' }>, 'sheet' | 'dimension' | 'first' | 'last'>

function rowsOf(sheet: SheetView, range: RangeView): Lines | undefined {
  const block: Block | undefined = blockAt(sheet, range)
  return block && { sheet: sheet.sheetId, dimension: 'ROWS', first: block.top, last: block.bottom }
}

function columnsOf(sheet: SheetView, range: RangeView): Lines | undefined {
  const block = blockAt(sheet, range)
  return (
    block && { sheet: sheet.sheetId, dimension: 'COLUMNS', first: block.left, last: block.right }
  )
}

function hidden(lines: Lines | undefined, isHidden: boolean): Gesture | undefined {
  return lines && { do: 'hide', ...lines, hidden: isHidden }
}

function sized(pixels: number): number {
  return Math.round(Math.min(2_000, Math.max(2, pixels)))
}

/** The range of a command: its own, the first of its ranges, or what is selected. */
function rangeIn(params: Params, sheet: SheetView, selection: Selection): RangeView {
  const own = rangeOrNone(params, 'range')
  return own ? clipped(sheet, own) : (rangesIn(params, sheet)?.[0] ?? selection.range)
}

function rangesIn(params: Params, sheet: SheetView): RangeView[] | undefined {
  const { ranges } = params
  if (!Array.isArray(ranges) || ranges.length === 0) return undefined
  return ranges.filter(isRange).map((range) => clipped(sheet, range))
}

function rangeNamed(params: Params, name: string): IRange {
  const range = rangeOrNone(params, name)
  if (!range) throw new Error(`Univer's command has no ${name}`)
  return range
}

function rangeOrNone(params: Params, name: string): IRange | undefined {
  const value = params[name]
  return isRange(value) ? value : undefined
}

function isRange(value: unknown): value is IRange {
  return typeof value === 'object' && value !== null && 'startRow' in value && 'endColumn' in value
}

function numberIn(params: Params, name: string, fallback = 0): number {
  const value = params[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}

function objectIn(params: Params, name: string): Readonly<Record<string, unknown>> {
  const value = params[name]
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
