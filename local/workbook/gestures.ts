import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { columnIndex, parseA1 } from './a1.ts'
import { Draft, ProtectedError } from './draft.ts'
import { eventsOf, type GestureEvent, type GestureName } from './events.ts'
import { tabGestures, type TabGestures } from './tab-gestures.ts'
import { cellName } from './read.ts'
import { GestureRefused } from './refusal.ts'
import { copyPaste, cutPaste, sortRange } from './requests/blocks.ts'
import { clearBasicFilter, setBasicFilter } from './requests/filter.ts'
import {
  deleteDimension,
  insertDimension,
  moveDimension,
  updateDimensionProperties,
} from './requests/lines.ts'
import {
  areaOf,
  gridRangeOf,
  grow,
  mapCells,
  type Area,
  type Cell,
  type Sheet,
  type Spreadsheet,
} from './state.ts'
import { parseTsv } from './tsv.ts'
import { typedCell } from './typed.ts'
import { viewGestures, type ViewGestures } from './view-gestures.ts'
import { fitsValidation } from './validation.ts'

/**
 * What a person does in the sheet. Each gesture is carried out whole or refused with a `GestureRefused`,
 * is on disk when the call returns, and fires the triggers that `events.ts` names.
 *
 * Ranges are in A1 notation with the sheet's title; rows are counted from 1 and columns named by letter,
 * as people see them.
 */
export interface Gestures extends TabGestures, ViewGestures {
  /** Types a text into a cell and presses Enter. */
  type(a1: string, text: string): void
  /** Pastes a block from outside; the sheet grows if it does not fit. */
  paste(a1: string, tsv: string): void
  /** Empties the values of a range; formats and notes stay. */
  clear(a1: string): void
  /** Drags the fill handle: the source is repeated over the target. */
  fill(source: string, target: string): void
  /** Copies a block inside of the spreadsheet and pastes it. */
  copy(source: string, target: string): void
  /** Cuts a block and pastes it; what was there is replaced. */
  cut(source: string, target: string): void
  insertRows(sheet: string, before: number, count?: number): void
  deleteRows(sheet: string, first: number, count?: number): void
  /** Copies whole rows, hidden columns included, over the rows from `target` on. */
  copyRows(sheet: string, first: number, count: number, target: number): void
  /** Cuts whole rows and pastes them over the rows from `target` on. */
  cutRows(sheet: string, first: number, count: number, target: number): void
  /** Drags rows to stand before another. */
  moveRows(sheet: string, first: number, count: number, before: number): void
  insertColumns(sheet: string, before: string, count?: number): void
  deleteColumns(sheet: string, first: string, count?: number): void
  moveColumn(sheet: string, column: string, before: string, count?: number): void
  hideColumns(sheet: string, first: string, count?: number): void
  showColumns(sheet: string, first: string, count?: number): void
  /** Sorts a range by one of its columns; a range of few columns is the «partial sort». */
  sort(a1: string, column: string, order?: 'ASCENDING' | 'DESCENDING'): void
  /** Filters a range with its header: rows that show one of these texts in a column are hidden. */
  filter(a1: string, column: string, hidden: readonly string[]): void
  clearFilter(sheet: string): void
  /** Writes a note, or takes it away with an empty text. */
  note(a1: string, text: string): void
  /** Gives a range a look of the person's own, such as a fill. */
  format(a1: string, format: sheets_v4.Schema$CellFormat): void
  /** Takes back this person's latest gesture; false when there is none. */
  undo(): boolean
  /** Does again what this person has taken back last; false when there is none. */
  redo(): boolean
}

/** What the gestures need of the workbook that they are done in. */
export interface GestureHost {
  readonly spreadsheet: () => Spreadsheet
  readonly thisYear: () => number
  /** Stores the new state and then tells of the events. */
  readonly commit: (next: Spreadsheet, events: readonly GestureEvent[]) => void
  /** Takes back this person's latest gesture on the current state; undefined when there is none. */
  readonly takeBack: () => Spreadsheet | undefined
  /** Does again what was taken back last, until the person does something else. */
  readonly doAgain: () => Spreadsheet | undefined
  readonly remember: (before: Spreadsheet, after: Spreadsheet) => void
}

export function gesturesOf(host: GestureHost, person: string): Gestures {
  const read = (a1: string): { sheet: Sheet; area: Area } => {
    const range = parseA1(a1, host.spreadsheet())
    const sheet = new Draft(host.spreadsheet(), person).sheet(range.sheetId)
    return { sheet, area: areaOf(sheet, range) }
  }
  const sheetId = (title: string): number =>
    parseA1(`'${title.replaceAll("'", "''")}'!A1`, host.spreadsheet()).sheetId ?? 0
  const rows = (title: string, first: number, count: number): sheets_v4.Schema$DimensionRange => ({
    sheetId: sheetId(title),
    dimension: 'ROWS',
    startIndex: first - 1,
    endIndex: first - 1 + count,
  })
  const columns = (
    title: string,
    letter: string,
    count: number,
  ): sheets_v4.Schema$DimensionRange => {
    const startIndex = columnIndex(letter)
    return {
      sheetId: sheetId(title),
      dimension: 'COLUMNS',
      startIndex,
      endIndex: startIndex + count,
    }
  }

  /** Runs one gesture; `work` returns the area whose values it has edited, if any. */
  const perform = (name: GestureName, work: (draft: Draft) => Area | undefined): void => {
    const before = host.spreadsheet()
    const draft = new Draft(before, person)
    const area = allowed(() => work(draft))
    const after = draft.spreadsheet
    host.remember(before, after)
    host.commit(after, eventsOf(name, person, area, before, after))
  }

  const edit = (
    name: 'type' | 'paste' | 'clear' | 'note' | 'format',
    sheet: Sheet,
    area: Area,
    change: (cell: Cell | undefined, row: number, column: number) => Cell | undefined,
  ): void =>
    perform(name, (draft) => {
      draft.put(sheet)
      draft.touch(area)
      draft.put(mapCells(sheet, area, change))
      return area
    })

  const block = (name: 'fill' | 'copy', source: Area, target: Area): void =>
    perform(name, (draft) => {
      copyPaste(draft, { source: gridRangeOf(source), destination: gridRangeOf(target) })
      return covering(source, target)
    })

  const cutBlock = (source: Area, target: Area): void =>
    perform('cut', (draft) => {
      cutPaste(draft, {
        source: gridRangeOf(source),
        destination: { sheetId: target.sheetId, rowIndex: target.top, columnIndex: target.left },
      })
      return covering(source, target)
    })

  const travel = (next: Spreadsheet | undefined): boolean => {
    if (!next) return false
    host.commit(next, eventsOf('undo', person, undefined, host.spreadsheet(), next))
    return true
  }

  return {
    ...tabGestures(perform, host.spreadsheet),
    ...viewGestures(perform, sheetId),
    type: (a1, text) => {
      const year = host.thisYear()
      const { sheet, area } = read(a1)
      const cell = { ...area, bottom: area.top + 1, right: area.left + 1 }
      edit('type', sheet, cell, (old, row, column) => {
        const next = typedCell(old, text, year)
        if (next && !fitsValidation(next, host.spreadsheet())) {
          throw new GestureRefused(
            'validation',
            text,
            `The data you entered in cell ${cellName(sheet, row, column)} violates the data validation rules set on this cell: ${text}`,
          )
        }
        return next
      })
    },
    paste: (a1, tsv) => {
      const year = host.thisYear()
      const { sheet, area } = read(a1)
      const block = parseTsv(tsv)
      const width = Math.max(...block.map((row) => row.length))
      const bottom = area.top + block.length
      const right = area.left + width
      const longer = grow(sheet, 'ROWS', Math.max(0, bottom - sheet.rows.length), sheet.rows.length)
      const wider = grow(
        longer,
        'COLUMNS',
        Math.max(0, right - sheet.columns.length),
        sheet.columns.length,
      )
      edit('paste', wider, { ...area, bottom, right }, (old, row, column) => {
        const text = block[row - area.top]?.[column - area.left]
        return text === undefined ? old : typedCell(old, text, year)
      })
    },
    clear: (a1) => {
      const { sheet, area } = read(a1)
      edit('clear', sheet, area, (old) => {
        const { userEnteredValue: _value, ...rest } = old ?? {}
        return rest
      })
    },
    fill: (source, target) => block('fill', read(source).area, read(target).area),
    copy: (source, target) => block('copy', read(source).area, read(target).area),
    cut: (source, target) => cutBlock(read(source).area, read(target).area),
    insertRows: (title, before, count = 1) =>
      perform('insertRows', (draft) => {
        insertDimension(draft, { range: rows(title, before, count), inheritFromBefore: before > 2 })
        return undefined
      }),
    deleteRows: (title, first, count = 1) =>
      perform('deleteRows', (draft) => {
        deleteDimension(draft, { range: rows(title, first, count) })
        return undefined
      }),
    copyRows: (title, first, count, target) => {
      const draft = new Draft(host.spreadsheet(), person)
      block(
        'copy',
        lines(draft, rows(title, first, count)),
        lines(draft, rows(title, target, count)),
      )
    },
    cutRows: (title, first, count, target) => {
      const draft = new Draft(host.spreadsheet(), person)
      cutBlock(lines(draft, rows(title, first, count)), lines(draft, rows(title, target, count)))
    },
    moveRows: (title, first, count, before) =>
      perform('moveRows', (draft) => {
        moveDimension(draft, { source: rows(title, first, count), destinationIndex: before - 1 })
        const landed = before > first ? before - count : before
        return lines(draft, rows(title, landed, count))
      }),
    insertColumns: (title, before, count = 1) =>
      perform('insertColumns', (draft) => {
        insertDimension(draft, { range: columns(title, before, count) })
        return undefined
      }),
    deleteColumns: (title, first, count = 1) =>
      perform('deleteColumns', (draft) => {
        deleteDimension(draft, { range: columns(title, first, count) })
        return undefined
      }),
    moveColumn: (title, column, before, count = 1) =>
      perform('moveColumns', (draft) => {
        const source = columns(title, column, count)
        const destinationIndex = columnIndex(before)
        const from = source.startIndex ?? 0
        moveDimension(draft, { source, destinationIndex })
        const startIndex = destinationIndex > from ? destinationIndex - count : destinationIndex
        return lines(draft, { ...source, startIndex, endIndex: startIndex + count })
      }),
    hideColumns: (title, first, count = 1) =>
      perform('hide', (draft) => {
        const range = columns(title, first, count)
        updateDimensionProperties(draft, {
          range,
          properties: { hiddenByUser: true },
          fields: 'hiddenByUser',
        })
        return undefined
      }),
    showColumns: (title, first, count = 1) =>
      perform('hide', (draft) => {
        const range = columns(title, first, count)
        updateDimensionProperties(draft, { range, properties: {}, fields: 'hiddenByUser' })
        return undefined
      }),
    sort: (a1, column, sortOrder = 'ASCENDING') =>
      perform('sort', (draft) => {
        const { area } = read(a1)
        const sortSpecs = [{ dimensionIndex: columnIndex(column), sortOrder }]
        sortRange(draft, { range: gridRangeOf(area), sortSpecs })
        return undefined
      }),
    filter: (a1, column, hidden) =>
      perform('filter', (draft) => {
        const filterCriteria = { hiddenValues: [...hidden] }
        const filterSpecs = [{ columnIndex: columnIndex(column), filterCriteria }]
        setBasicFilter(draft, { filter: { range: gridRangeOf(read(a1).area), filterSpecs } })
        return undefined
      }),
    clearFilter: (title) =>
      perform('filter', (draft) => {
        clearBasicFilter(draft, { sheetId: sheetId(title) })
        return undefined
      }),
    note: (a1, text) => {
      const { sheet, area } = read(a1)
      edit('note', sheet, area, (old) => {
        const { note: _old, ...rest } = old ?? {}
        return text === '' ? rest : { ...rest, note: text }
      })
    },
    format: (a1, format) => {
      const { sheet, area } = read(a1)
      edit('format', sheet, area, (old) => {
        const held = old?.userEnteredFormat
        const textFormat = { ...held?.textFormat, ...format.textFormat }
        return {
          ...old,
          userEnteredFormat: { ...held, ...format, ...(format.textFormat ? { textFormat } : {}) },
        }
      })
    },
    undo: () => travel(host.takeBack()),
    redo: () => travel(host.doAgain()),
  }
}

/** The whole width of some rows, or height of some columns, as an area. */
function lines(draft: Draft, range: sheets_v4.Schema$DimensionRange): Area {
  const from = range.startIndex ?? 0
  const to = range.endIndex ?? 0
  return areaOf(
    draft.sheet(range.sheetId),
    range.dimension === 'ROWS'
      ? { startRowIndex: from, endRowIndex: to }
      : { startColumnIndex: from, endColumnIndex: to },
  )
}

/** A pasted block is as large as its source, or as the target if that is larger. */
function covering(source: Area, target: Area): Area {
  return {
    ...target,
    bottom: Math.max(target.bottom, target.top + source.bottom - source.top),
    right: Math.max(target.right, target.left + source.right - source.left),
  }
}

function allowed<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof ProtectedError) {
      throw new GestureRefused('protected', error.description, error.message)
    }
    throw error
  }
}
