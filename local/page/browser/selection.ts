import type { Block, Spot } from '../gesture.ts'
import type { RangeView, SheetView } from '../view.ts'
import { columnLetters } from '../../../domain/a1.ts'
import type { Mirror } from './mirror.ts'
import type { SheetApp } from './univer.ts'
import type { IRange } from './univerCore.ts'

/** Where the person is, in the words of the view. */
export class Selection {
  readonly #app: SheetApp
  readonly #mirror: Mirror

  constructor(app: SheetApp, mirror: Mirror) {
    this.#app = app
    this.#mirror = mirror
  }

  /** The tab in sight. */
  get sheet(): SheetView | undefined {
    const id = this.#app.api.getActiveWorkbook()?.getActiveSheet()?.getSheetId()
    return this.#mirror.sheet(Number(id))
  }

  /** All selected ranges, the last one last. */
  get ranges(): RangeView[] {
    const sheet = this.sheet
    const selected = this.#app.api.getActiveWorkbook()?.getActiveSheet()?.getSelection()
    if (!sheet || !selected) return []
    return selected.getActiveRangeList().map((range) => clipped(sheet, range.getRange()))
  }

  /** The range that was selected last, or the first cell. */
  get range(): RangeView {
    return this.ranges.at(-1) ?? { top: 0, bottom: 1, left: 0, right: 1 }
  }

  /** As the add-on is told of it. */
  get place(): { sheet: string; a1: string } {
    const { top, bottom, left, right } = this.range
    const from = `${columnLetters(left)}${top + 1}`
    const to = `${columnLetters(right - 1)}${bottom}`
    return { sheet: this.sheet?.title ?? '', a1: from === to ? from : `${from}:${to}` }
  }

  /** Goes to a tab and selects cells of it, in sight. */
  go(sheetId: number, range: RangeView | null): void {
    const workbook = this.#app.api.getActiveWorkbook()
    const sheet = workbook?.getSheetBySheetId(String(sheetId))
    if (!workbook || !sheet) return
    workbook.setActiveSheet(sheet)
    if (!range) return
    const { top, bottom, left, right } = range
    sheet.setActiveSelection(sheet.getRange(top, left, bottom - top, right - left))
    sheet.scrollToCell(Math.max(0, top - 3), Math.max(0, left - 2))
  }
}

/** A range of Univer's, whose sides may be open, within the sheet. */
export function clipped(sheet: SheetView, range: IRange): RangeView {
  return {
    top: Math.max(0, side(range.startRow, 0)),
    bottom: Math.min(sheet.rows.length, side(range.endRow, sheet.rows.length - 1) + 1),
    left: Math.max(0, side(range.startColumn, 0)),
    right: Math.min(sheet.columns.length, side(range.endColumn, sheet.columns.length - 1) + 1),
  }
}

function side(value: number, fallback: number): number {
  return Number.isFinite(value) ? value : fallback
}

/** A rectangle by the keys of its first and last lines; undefined outside of the sheet. */
export function blockAt(sheet: SheetView, range: RangeView): Block | undefined {
  const top = sheet.rows[range.top]?.key
  const bottom = sheet.rows[range.bottom - 1]?.key
  const left = sheet.columns[range.left]?.key
  const right = sheet.columns[range.right - 1]?.key
  return top === undefined || bottom === undefined || left === undefined || right === undefined
    ? undefined
    : { sheet: sheet.sheetId, top, bottom, left, right }
}

export function spotAt(sheet: SheetView, row: number, column: number): Spot | undefined {
  const rowKey = sheet.rows[row]?.key
  const columnKey = sheet.columns[column]?.key
  return rowKey === undefined || columnKey === undefined
    ? undefined
    : { sheet: sheet.sheetId, row: rowKey, column: columnKey }
}
