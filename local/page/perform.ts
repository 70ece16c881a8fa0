import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { columnLetters } from '../../domain/a1.ts'
import { areaA1 } from '../workbook/a1.ts'
import type { Gestures } from '../workbook/gestures.ts'
import { GestureRefused } from '../workbook/refusal.ts'
import type { Area, Dimension, Sheet, Spreadsheet } from '../workbook/state.ts'
import type { Block, CellFormat, Gesture, Spot } from './gesture.ts'

/**
 * Carries out what a window has sent, on the sheet as it is now.
 *
 * @throws {GestureRefused} `gone` when a row, column or sheet that it speaks of was deleted meanwhile
 * @throws {ApiError} 400 for what no sheet can do, such as deleting the only tab
 */
export function perform(gestures: Gestures, spreadsheet: Spreadsheet, gesture: Gesture): void {
  const find = (id: number) => sheetIn(spreadsheet, id)
  const title = (id: number) => find(id).properties.title ?? ''
  const cell = (at: Spot) => a1(find(at.sheet), areaAt(find(at.sheet), at))
  const range = (block: Block) => a1(find(block.sheet), areaOfBlock(find(block.sheet), block))
  const letter = (sheet: number, column: number) =>
    columnLetters(indexOf(find(sheet), 'COLUMNS', column))

  switch (gesture.do) {
    case 'type':
      for (const one of gesture.cells) gestures.type(cell(one), one.text)
      return
    case 'paste':
      return gestures.paste(cell(gesture.at), gesture.text)
    case 'clear':
      for (const one of gesture.blocks) gestures.clear(range(one))
      return
    case 'fill':
    case 'copy':
    case 'cut':
      return gestures[gesture.do](range(gesture.source), range(gesture.target))
    case 'insert':
    case 'delete':
    case 'move':
    case 'hide':
    case 'resize':
      return performOnLines(gestures, find(gesture.sheet), gesture)
    case 'sort':
      return gestures.sort(
        range(gesture.block),
        letter(gesture.block.sheet, gesture.column),
        gesture.descending ? 'DESCENDING' : 'ASCENDING',
      )
    case 'filter':
      if (!gesture.block) return gestures.clearFilter(title(gesture.sheet))
      return gestures.filter(
        range(gesture.block),
        letter(gesture.block.sheet, gesture.block.left),
        [],
      )
    case 'filterColumn':
      return gestures.filterColumn(
        title(gesture.sheet),
        letter(gesture.sheet, gesture.column),
        gesture.hidden,
      )
    case 'note':
      return gestures.note(cell(gesture.at), gesture.text)
    case 'format':
      for (const one of gesture.blocks) gestures.format(range(one), formatOf(gesture.format))
      return
    case 'freeze':
      return gestures.freeze(title(gesture.sheet), gesture.rows, gesture.columns)
    case 'fold':
      return gestures.fold(
        title(gesture.sheet),
        letter(gesture.sheet, gesture.column),
        gesture.collapsed,
      )
    case 'addSheet':
      return gestures.addSheet(gesture.title)
    case 'renameSheet':
      return gestures.renameSheet(title(gesture.sheet), gesture.title)
    case 'moveSheet':
      return gestures.moveSheet(title(gesture.sheet), gesture.index)
    case 'hideSheet':
      return gesture.hidden
        ? gestures.hideSheet(title(gesture.sheet))
        : gestures.showSheet(title(gesture.sheet))
    case 'copySheet':
      return gestures.duplicateSheet(title(gesture.sheet))
    case 'deleteSheet':
      return gestures.deleteSheet(title(gesture.sheet))
    case 'undo':
      gestures.undo()
      return
    case 'redo':
      gestures.redo()
      return
  }
}

type OnLines = Extract<Gesture, { do: 'insert' | 'delete' | 'move' | 'hide' | 'resize' }>

function performOnLines(gestures: Gestures, sheet: Sheet, gesture: OnLines): void {
  const { dimension } = gesture
  const rows = dimension === 'ROWS'
  const title = sheet.properties.title ?? ''
  const first = indexOf(sheet, dimension, gesture.first)
  const last = indexOf(sheet, dimension, gesture.last)
  const count = last - first + 1
  switch (gesture.do) {
    case 'insert': {
      const at = gesture.after ? last + 1 : first
      const end = rows ? sheet.rows.length : sheet.columns.length
      if (at === end) return gestures.append(title, dimension, gesture.count)
      return rows
        ? gestures.insertRows(title, at + 1, gesture.count)
        : gestures.insertColumns(title, columnLetters(at), gesture.count)
    }
    case 'delete':
      return rows
        ? gestures.deleteRows(title, first + 1, count)
        : gestures.deleteColumns(title, columnLetters(first), count)
    case 'move': {
      const end = rows ? sheet.rows.length : sheet.columns.length
      const before = gesture.before === null ? end : indexOf(sheet, dimension, gesture.before)
      return rows
        ? gestures.moveRows(title, first + 1, count, before + 1)
        : gestures.moveColumn(title, columnLetters(first), columnLetters(before), count)
    }
    case 'hide':
      if (rows) return gestures[gesture.hidden ? 'hideRows' : 'showRows'](title, first + 1, count)
      return gestures[gesture.hidden ? 'hideColumns' : 'showColumns'](
        title,
        columnLetters(first),
        count,
      )
    case 'resize':
      return gestures.resize(title, dimension, first + 1, count, gesture.pixels)
  }
}

function sheetIn(spreadsheet: Spreadsheet, id: number): Sheet {
  const sheet = spreadsheet.sheets.find(({ sheetId }) => sheetId === id)
  if (!sheet) throw new GestureRefused('gone', String(id), `There is no sheet ${id} any more`)
  return sheet
}

function indexOf(sheet: Sheet, dimension: Dimension, key: number): number {
  const lines = dimension === 'ROWS' ? sheet.rows : sheet.columns
  const index = lines.findIndex((line) => line.key === key)
  if (index < 0) throw new GestureRefused('gone', String(key), `There is no line ${key} any more`)
  return index
}

function areaAt(sheet: Sheet, { row, column }: Spot): Area {
  const top = indexOf(sheet, 'ROWS', row)
  const left = indexOf(sheet, 'COLUMNS', column)
  return { sheetId: sheet.sheetId, top, bottom: top + 1, left, right: left + 1 }
}

/** Its corners may have changed places meanwhile: it is the rectangle between them. */
function areaOfBlock(sheet: Sheet, block: Block): Area {
  const rows = [indexOf(sheet, 'ROWS', block.top), indexOf(sheet, 'ROWS', block.bottom)]
  const columns = [indexOf(sheet, 'COLUMNS', block.left), indexOf(sheet, 'COLUMNS', block.right)]
  return {
    sheetId: sheet.sheetId,
    top: Math.min(...rows),
    bottom: Math.max(...rows) + 1,
    left: Math.min(...columns),
    right: Math.max(...columns) + 1,
  }
}

function a1(sheet: Sheet, area: Area): string {
  return `'${(sheet.properties.title ?? '').replaceAll("'", "''")}'!${areaA1(area)}`
}

function formatOf(format: CellFormat): sheets_v4.Schema$CellFormat {
  const { bold, italic, underline, strike, size, color, fill, align, valign, wrap } = format
  const textFormat = {
    ...(bold === undefined ? {} : { bold }),
    ...(italic === undefined ? {} : { italic }),
    ...(underline === undefined ? {} : { underline }),
    ...(strike === undefined ? {} : { strikethrough: strike }),
    ...(size === undefined ? {} : { fontSize: size }),
    ...(color === undefined ? {} : { foregroundColor: color === null ? {} : colorOf(color) }),
  }
  return {
    ...(Object.keys(textFormat).length > 0 ? { textFormat } : {}),
    ...(fill === undefined ? {} : { backgroundColor: fill === null ? WHITE : colorOf(fill) }),
    ...(align ? { horizontalAlignment: align } : {}),
    ...(valign ? { verticalAlignment: valign } : {}),
    ...(wrap ? { wrapStrategy: wrap } : {}),
  }
}

const WHITE = { red: 1, green: 1, blue: 1 }

function colorOf(hex: string): sheets_v4.Schema$Color {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255
  return { red: part(1), green: part(3), blue: part(5) }
}
