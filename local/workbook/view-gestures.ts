import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { columnIndex } from './a1.ts'
import { ApiError } from './api-error.ts'
import type { Draft } from './draft.ts'
import { setBasicFilter } from './requests/filter.ts'
import {
  appendDimension,
  updateDimensionGroup,
  updateDimensionProperties,
} from './requests/lines.ts'
import { updateSheetProperties } from './requests/sheets.ts'
import type { Perform } from './tab-gestures.ts'
import type { Dimension } from './state.ts'

/** What a person does with the look of a sheet, and not with its cells. Rows are counted from 1. */
export interface ViewGestures {
  /** Adds lines behind the last one. */
  append(sheet: string, dimension: Dimension, count: number): void
  hideRows(sheet: string, first: number, count?: number): void
  showRows(sheet: string, first: number, count?: number): void
  /** Gives rows a height, or columns from a number counted from 1 a width, in pixels. */
  resize(sheet: string, dimension: Dimension, first: number, count: number, pixels: number): void
  /** Keeps so many rows and columns in sight; 0 lets them go. */
  freeze(sheet: string, rows: number, columns: number): void
  /** Folds or opens the group of columns that begins at a letter. */
  fold(sheet: string, first: string, collapsed: boolean): void
  /** Hides the rows that show one of these texts in a column of the filter; none shows them again. */
  filterColumn(sheet: string, column: string, hidden: readonly string[]): void
  /** Puts a tab at an index, counted from 0 without it. */
  moveSheet(sheet: string, index: number): void
}

/**
 * @param perform carries a gesture out, stores it and tells of its events
 * @param idOf the id of the sheet with this title
 */
export function viewGestures(perform: Perform, idOf: (title: string) => number): ViewGestures {
  const doing = (name: Parameters<Perform>[0], work: (draft: Draft) => void): void =>
    perform(name, (draft) => {
      work(draft)
      return undefined
    })
  const lines = (
    title: string,
    dimension: Dimension,
    first: number,
    count: number,
    properties: sheets_v4.Schema$DimensionProperties,
    fields: string,
  ): void =>
    doing('hide', (draft) => {
      const range = { sheetId: idOf(title), dimension, startIndex: first - 1 }
      updateDimensionProperties(draft, {
        range: { ...range, endIndex: first - 1 + count },
        properties,
        fields,
      })
    })
  return {
    append: (title, dimension, count) =>
      doing(dimension === 'ROWS' ? 'insertRows' : 'insertColumns', (draft) => {
        appendDimension(draft, { sheetId: idOf(title), dimension, length: count })
      }),
    hideRows: (title, first, count = 1) =>
      lines(title, 'ROWS', first, count, { hiddenByUser: true }, 'hiddenByUser'),
    showRows: (title, first, count = 1) => lines(title, 'ROWS', first, count, {}, 'hiddenByUser'),
    resize: (title, dimension, first, count, pixelSize) =>
      lines(title, dimension, first, count, { pixelSize }, 'pixelSize'),
    freeze: (title, frozenRowCount, frozenColumnCount) =>
      doing('changeSheet', (draft) => {
        updateSheetProperties(draft, {
          properties: {
            sheetId: idOf(title),
            gridProperties: { frozenRowCount, frozenColumnCount },
          },
          fields: 'gridProperties(frozenRowCount,frozenColumnCount)',
        })
      }),
    fold: (title, first, collapsed) =>
      doing('hide', (draft) => {
        const sheet = draft.sheet(idOf(title))
        const at = columnIndex(first)
        const group = sheet.columnGroups.find(({ range }) => range?.startIndex === at)
        if (!group) throw new ApiError(400, `No group of columns begins at ${first}`)
        updateDimensionGroup(draft, {
          dimensionGroup: { ...group, collapsed },
          fields: 'collapsed',
        })
      }),
    filterColumn: (title, column, hidden) =>
      doing('filter', (draft) => {
        const { basicFilter } = draft.sheet(idOf(title))
        if (!basicFilter) throw new ApiError(400, 'The sheet has no filter')
        const at = columnIndex(column)
        const others = (basicFilter.filterSpecs ?? []).filter((spec) => spec.columnIndex !== at)
        const own = { columnIndex: at, filterCriteria: { hiddenValues: [...hidden] } }
        const filterSpecs = hidden.length > 0 ? [...others, own] : others
        setBasicFilter(draft, { filter: { ...basicFilter, filterSpecs } })
      }),
    moveSheet: (title, index) =>
      doing('changeSheet', (draft) => {
        const sheetId = idOf(title)
        const old = draft.spreadsheet.sheets.findIndex((sheet) => sheet.sheetId === sheetId)
        // The API counts the place before the tab has left its own.
        const place = index > old ? index + 1 : index
        updateSheetProperties(draft, { properties: { sheetId, index: place }, fields: 'index' })
      }),
  }
}
