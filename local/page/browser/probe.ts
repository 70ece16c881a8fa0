import type { Probe } from '../probed.ts'
import { isEditing } from './guard.ts'
import type { Mirror } from './mirror.ts'
import type { Outbox } from './outbox.ts'
import type { Selection } from './selection.ts'
import type { SheetApp } from './univer.ts'
import { BooleanNumber } from './univerData.ts'

export function probe(app: SheetApp, mirror: Mirror, selection: Selection, outbox: Outbox): Probe {
  const sheet = () => app.api.getActiveWorkbook()?.getActiveSheet()
  return {
    cellBox: (row, column) => {
      const box = sheet()?.getRange(row, column).getCellRect()
      const away = row < (sheet()?.getFrozenRows() ?? 0) ? 0 : scrolledDown(app)
      const canvas = [...document.querySelectorAll('#sheet canvas')]
        .map((node) => node.getBoundingClientRect())
        .toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
      return {
        x: (box?.x ?? 0) + (canvas?.x ?? 0),
        y: (box?.y ?? 0) + (canvas?.y ?? 0) - away,
        width: box?.width ?? 0,
        height: box?.height ?? 0,
      }
    },
    text: (row, column) => textOf(sheet()?.getRange(row, column).getRawValue()),
    note: (row, column) => sheet()?.getRange(row, column).getNote()?.note ?? '',
    bold: (row, column) =>
      sheet()?.getRange(row, column).getCellStyleData()?.bl === BooleanNumber.TRUE,
    shown: (sheetId) => {
      const held = app.api.getActiveWorkbook()?.getSheetBySheetId(String(sheetId))
      const whole = held?.getRange(0, 0, held.getMaxRows(), held.getMaxColumns())
      const style = (row: number, column: number) =>
        held?.getRange(row, column).getCellStyleData() ?? null
      return {
        title: held?.getSheetName(),
        rows: held?.getMaxRows(),
        columns: held?.getMaxColumns(),
        texts: whole?.getRawValues().map((row) => row.map(textOf)),
        hiddenRows: mirrorRows(mirror, sheetId).filter(
          (row) => held?.getSheet().getRowRawVisible(row) === false,
        ),
        first: style(1, 1),
      }
    },
    select: (row, column, bottom = row, right = column) => {
      const range = sheet()?.getRange(row, column, bottom - row + 1, right - column + 1)
      if (range) sheet()?.setActiveSelection(range)
      sheet()?.scrollToCell(Math.max(0, row - 2), 0)
    },
    command: (id, params) => app.commands.executeCommand(id, params),
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
    get editing() {
      return isEditing(app)
    },
  }
}

/** Pixels of the rows that are scrolled away under the frozen ones. */
function scrolledDown(app: SheetApp): number {
  const sheet = app.api.getActiveWorkbook()?.getActiveSheet()
  const scroll = sheet?.getScrollState()
  if (!sheet || !scroll) return 0
  const top = (row: number) => sheet.getRange(row, 0).getCellRect().y
  const frozen = sheet.getFrozenRows()
  return top(frozen + scroll.sheetViewStartRow) - top(frozen) + scroll.offsetY
}

function mirrorRows(mirror: Mirror, sheetId: number): number[] {
  return (mirror.sheet(sheetId)?.rows ?? []).map((_row, index) => index)
}

/** Texts are texts; only check boxes hold something else. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : Number(value) === 1 ? 'ИСТИНА' : 'ЛОЖЬ'
}
