import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError, notImitated } from '../api-error.ts'
import { effectiveValue } from '../display.ts'
import type { Draft } from '../draft.ts'
import { movedCell } from '../references.ts'
import { areaOf, cellAt, mapCells, type Area, type Cell, type Sheet } from '../state.ts'

/**
 * Sorts the rows of a range by some of its columns. Whole cells move, empty ones go last in either
 * order; columns outside of the range stay where they are.
 */
export function sortRange(draft: Draft, request: sheets_v4.Schema$SortRangeRequest): void {
  const sheet = draft.sheet(request.range?.sheetId)
  const area = areaOf(sheet, request.range ?? {})
  const specs = (request.sortSpecs ?? []).map((spec) => ({
    column: spec.dimensionIndex ?? 0,
    sign: spec.sortOrder === 'DESCENDING' ? -1 : 1,
  }))
  if (specs.length === 0) throw new ApiError(400, 'Must specify at least one sortSpec')
  draft.touch(area)
  const order = Array.from({ length: area.bottom - area.top }, (_, index) => area.top + index)
  order.sort((a, b) => {
    for (const { column, sign } of specs) {
      const result = compare(cellAt(sheet, a, column), cellAt(sheet, b, column), sign)
      if (result !== 0) return result
    }
    return a - b
  })
  draft.put(
    mapCells(sheet, area, (_cell, r, c) => {
      const from = order[r - area.top] ?? r
      return movedCell(cellAt(sheet, from, c), r - from, 0)
    }),
  )
}

/** Numbers before texts before yes/no, as in Sheets; empty cells always last. */
function compare(a: Cell | undefined, b: Cell | undefined, sign: number): number {
  const left = sortKey(a)
  const right = sortKey(b)
  if (left === undefined || right === undefined) {
    return (left === undefined ? 1 : 0) - (right === undefined ? 1 : 0)
  }
  if (left.rank !== right.rank) return sign * (left.rank - right.rank)
  if (typeof left.value === 'string' && typeof right.value === 'string') {
    return sign * left.value.localeCompare(right.value, 'ru')
  }
  return sign * (Number(left.value) - Number(right.value))
}

function sortKey(cell: Cell | undefined): { rank: number; value: string | number } | undefined {
  const value = cell && effectiveValue(cell)
  if (!value) return undefined
  if (typeof value.numberValue === 'number') return { rank: 0, value: value.numberValue }
  if (typeof value.stringValue === 'string') return { rank: 1, value: value.stringValue }
  if (typeof value.boolValue === 'boolean') return { rank: 2, value: value.boolValue ? 1 : 0 }
  return { rank: 3, value: 0 }
}

/** Copies a block; a larger destination is filled with repetitions of it. */
export function copyPaste(draft: Draft, request: sheets_v4.Schema$CopyPasteRequest): void {
  if (request.pasteOrientation === 'TRANSPOSE') throw notImitated('copyPaste TRANSPOSE')
  const from = draft.sheet(request.source?.sheetId)
  const source = areaOf(from, request.source ?? {})
  const to = draft.sheet(request.destination?.sheetId)
  const asked = areaOf(to, request.destination ?? {})
  const height = source.bottom - source.top
  const width = source.right - source.left
  const target = fitted(to, {
    ...asked,
    bottom: asked.top + height * Math.max(1, Math.floor((asked.bottom - asked.top) / height)),
    right: asked.left + width * Math.max(1, Math.floor((asked.right - asked.left) / width)),
  })
  draft.touch(target)
  draft.put(
    mapCells(to, target, (cell, r, c) => {
      const row = source.top + ((r - target.top) % height)
      const column = source.left + ((c - target.left) % width)
      const copied = movedCell(cellAt(from, row, column), r - row, c - column)
      return pasted(cell, copied, request.pasteType ?? 'PASTE_NORMAL')
    }),
  )
}

/** Moves a block of cells; where it came from is left empty. */
export function cutPaste(draft: Draft, request: sheets_v4.Schema$CutPasteRequest): void {
  if ((request.pasteType ?? 'PASTE_NORMAL') !== 'PASTE_NORMAL') {
    throw notImitated(`cutPaste ${request.pasteType}`)
  }
  const from = draft.sheet(request.source?.sheetId)
  const source = areaOf(from, request.source ?? {})
  const to = draft.sheet(request.destination?.sheetId)
  const top = request.destination?.rowIndex ?? 0
  const left = request.destination?.columnIndex ?? 0
  const target = fitted(to, {
    sheetId: to.sheetId,
    top,
    bottom: top + source.bottom - source.top,
    left,
    right: left + source.right - source.left,
  })
  draft.touch(source)
  draft.touch(target)
  draft.put(mapCells(from, source, () => undefined))
  draft.put(
    mapCells(draft.sheet(to.sheetId), target, (_cell, r, c) =>
      cellAt(from, source.top + r - target.top, source.left + c - target.left),
    ),
  )
}

function fitted(sheet: Sheet, area: Area): Area {
  if (area.bottom > sheet.rows.length || area.right > sheet.columns.length) {
    throw new ApiError(
      400,
      `Range exceeds grid limits. Max rows: ${sheet.rows.length}, max columns: ${sheet.columns.length}`,
    )
  }
  return area
}

function pasted(
  target: Cell | undefined,
  source: Cell | undefined,
  type: string,
): Cell | undefined {
  const { userEnteredValue, userEnteredFormat, dataValidation, ...rest } = target ?? {}
  const format = source?.userEnteredFormat ? { userEnteredFormat: source.userEnteredFormat } : {}
  const rule = source?.dataValidation ? { dataValidation: source.dataValidation } : {}
  const oldValue = userEnteredValue ? { userEnteredValue } : {}
  const oldFormat = userEnteredFormat ? { userEnteredFormat } : {}
  const oldRule = dataValidation ? { dataValidation } : {}
  if (type === 'PASTE_NORMAL') return source
  if (type === 'PASTE_VALUES') {
    const result = source && effectiveValue(source)
    const kept = result?.errorValue ? { stringValue: '#ERROR!' } : result
    return { ...rest, ...oldFormat, ...oldRule, ...(kept ? { userEnteredValue: kept } : {}) }
  }
  if (type === 'PASTE_FORMAT') return { ...rest, ...oldValue, ...format, ...rule }
  if (type === 'PASTE_DATA_VALIDATION') return { ...rest, ...oldValue, ...oldFormat, ...rule }
  throw notImitated(`copyPaste ${type}`)
}
