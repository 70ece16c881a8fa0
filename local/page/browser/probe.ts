import type { Mirror } from './mirror.ts'
import type { Outbox } from './outbox.ts'
import type { Selection } from './selection.ts'
import type { SheetApp } from './univer.ts'

/** Pixels of the rows' numbers, and of what stands above the first row of cells. */
export interface CellBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What of the page cannot be seen in its DOM, because it is painted. Rows and columns count from 0. */
export interface Probe {
  /** Where a cell of the tab in sight stands in the window. */
  cellBox(row: number, column: number): CellBox
  /** The text that the tab in sight shows in a cell. */
  text(row: number, column: number): string
  /** Everything that Univer holds of a tab, by rows: what this window shows. */
  shown(sheetId: number): unknown
  select(row: number, column: number, bottom?: number, right?: number): void
  readonly titles: readonly string[]
  readonly sheetId: number
  readonly version: number
  readonly selected: { readonly sheet: string; readonly a1: string }
  /** Has the server got everything? */
  readonly sent: boolean
}

export function probe(app: SheetApp, mirror: Mirror, selection: Selection, outbox: Outbox): Probe {
  const sheet = () => app.api.getActiveWorkbook()?.getActiveSheet()
  return {
    cellBox: (row, column) => {
      const box = sheet()?.getRange(row, column).getCellRect()
      const canvas = [...document.querySelectorAll('#sheet canvas')]
        .map((node) => node.getBoundingClientRect())
        .toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
      return {
        x: (box?.x ?? 0) + (canvas?.x ?? 0),
        y: (box?.y ?? 0) + (canvas?.y ?? 0),
        width: box?.width ?? 0,
        height: box?.height ?? 0,
      }
    },
    text: (row, column) => String(sheet()?.getRange(row, column).getRawValue() ?? ''),
    shown: (sheetId) => {
      const held = app.api.getActiveWorkbook()?.getSheetBySheetId(String(sheetId))
      const whole = held?.getRange(0, 0, held.getMaxRows(), held.getMaxColumns())
      const style = (row: number, column: number) =>
        held?.getRange(row, column).getCellStyleData() ?? null
      return {
        title: held?.getSheetName(),
        rows: held?.getMaxRows(),
        columns: held?.getMaxColumns(),
        texts: whole?.getRawValues().map((row) => row.map((value) => String(value ?? ''))),
        hiddenRows: mirrorRows(mirror, sheetId).filter(
          (row) => held?.getSheet().getRowRawVisible(row) === false,
        ),
        first: style(1, 1),
      }
    },
    select: (row, column, bottom = row, right = column) => {
      const range = sheet()?.getRange(row, column, bottom - row + 1, right - column + 1)
      if (range) sheet()?.setActiveSelection(range)
      sheet()?.scrollToCell(Math.max(0, row - 4), 0)
    },
    get titles() {
      return mirror.sheets.filter(({ hidden }) => !hidden).map(({ title }) => title)
    },
    get sheetId() {
      return selection.sheet?.sheetId ?? -1
    },
    get version() {
      return mirror.version
    },
    get selected() {
      return selection.place
    },
    get sent() {
      return outbox.empty
    },
  }
}

function mirrorRows(mirror: Mirror, sheetId: number): number[] {
  return (mirror.sheet(sheetId)?.rows ?? []).map((_row, index) => index)
}
