import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError } from '../api-error.ts'
import type { Draft } from '../draft.ts'
import { assign, updateMask } from '../mask.ts'
import { shiftReferences } from '../references.ts'
import { shiftRanges, type Shift } from '../shift.ts'
import { grow, type Dimension, type Line, type Sheet } from '../state.ts'

/** Adds empty lines at the end of a sheet. */
export function appendDimension(
  draft: Draft,
  request: sheets_v4.Schema$AppendDimensionRequest,
): void {
  const sheet = draft.sheet(request.sheetId)
  const dimension = dimensionOf(request.dimension)
  draft.put(grow(sheet, dimension, request.length ?? 0, linesOf(sheet, dimension).length))
}

/** Puts empty lines in; with `inheritFromBefore` they take the formats of the line before. */
export function insertDimension(
  draft: Draft,
  request: sheets_v4.Schema$InsertDimensionRequest,
): void {
  const { sheet, dimension, from, to } = span(draft, request.range, 'insert')
  const inherit = request.inheritFromBefore === true
  if (inherit && from === 0) {
    throw new ApiError(400, 'inheritFromBefore cannot be true when inserting before the first line')
  }
  // Between two lines of one protected range a new one would be protected too: those whom it shuts out
  // may not put it there.
  if (from > 0 && from < linesOf(sheet, dimension).length)
    touchBetween(draft, sheet, dimension, from)
  const shift = { kind: 'insert', at: from, count: to - from } as const
  const longer = shiftRanges(grow(sheet, dimension, to - from, from), dimension, shift)
  draft.put(withFormats(longer, dimension, from, to, inherit ? from - 1 : to))
  followReferences(draft, sheet, dimension, shift)
}

/** New lines look like their neighbour: formats and validation, never values or notes. */
function withFormats(
  sheet: Sheet,
  dimension: Dimension,
  from: number,
  to: number,
  neighbour: number,
): Sheet {
  if (dimension === 'ROWS') {
    const model = sheet.rows[neighbour]
    if (!model) return sheet
    const cells = Object.fromEntries(
      Object.entries(model.cells).flatMap(([key, { userEnteredFormat, dataValidation }]) =>
        userEnteredFormat || dataValidation
          ? [
              [
                key,
                {
                  ...(userEnteredFormat ? { userEnteredFormat } : {}),
                  ...(dataValidation ? { dataValidation } : {}),
                },
              ],
            ]
          : [],
      ),
    )
    return {
      ...sheet,
      rows: sheet.rows.map((row, index) => (index >= from && index < to ? { ...row, cells } : row)),
    }
  }
  const key = sheet.columns[neighbour]?.key
  if (key === undefined) return sheet
  const added = sheet.columns.slice(from, to)
  return {
    ...sheet,
    rows: sheet.rows.map((row) => {
      const format = row.cells[key]?.userEnteredFormat
      if (!format) return row
      const cells = added.map((column) => [column.key, { userEnteredFormat: format }])
      return { ...row, cells: { ...row.cells, ...Object.fromEntries(cells) } }
    }),
  }
}

export function deleteDimension(
  draft: Draft,
  request: sheets_v4.Schema$DeleteDimensionRequest,
): void {
  const { sheet, dimension, from, to } = span(draft, request.range)
  if (to - from >= linesOf(sheet, dimension).length) {
    const name = dimension === 'ROWS' ? 'rows' : 'columns'
    throw new ApiError(400, `You can't delete all the ${name} on the sheet.`)
  }
  draft.touchLines(sheet, dimension, from, to)
  const kept =
    dimension === 'ROWS'
      ? { ...sheet, rows: sheet.rows.toSpliced(from, to - from) }
      : { ...sheet, columns: sheet.columns.toSpliced(from, to - from) }
  const shift = { kind: 'delete', from, to } as const
  draft.put(shiftRanges(kept, dimension, shift))
  followReferences(draft, sheet, dimension, shift)
}

/** Moves lines so that they stand before the line that is now at `destinationIndex`. */
export function moveDimension(draft: Draft, request: sheets_v4.Schema$MoveDimensionRequest): void {
  const { sheet, dimension, from, to } = span(draft, request.source)
  const before = request.destinationIndex ?? 0
  const count = linesOf(sheet, dimension).length
  if (before < 0 || before > count)
    throw new ApiError(400, `destinationIndex is outside of 0..${count}`)
  draft.touchLines(sheet, dimension, from, to)
  if (before > from && before < to)
    throw new ApiError(400, 'destinationIndex is inside of the source')
  const moved = (lines: readonly Line[]): number[] => {
    const order = lines.map((_line, index) => index)
    const taken = order.splice(from, to - from)
    order.splice(before > from ? before - taken.length : before, 0, ...taken)
    return order
  }
  const next =
    dimension === 'ROWS'
      ? { ...sheet, rows: pick(sheet.rows, moved(sheet.rows)) }
      : { ...sheet, columns: pick(sheet.columns, moved(sheet.columns)) }
  const shift = { kind: 'move', from, to, before } as const
  draft.put(shiftRanges(next, dimension, shift))
  followReferences(draft, sheet, dimension, shift)
}

export function updateDimensionProperties(
  draft: Draft,
  request: sheets_v4.Schema$UpdateDimensionPropertiesRequest,
): void {
  const mask = updateMask(request.fields, 'DimensionProperties')
  const { sheet, dimension, from, to } = span(draft, request.range)
  const change = <T extends Line>(line: T, index: number): T => {
    if (index < from || index >= to) return line
    return { ...line, properties: assign(line.properties, request.properties, mask) ?? {} }
  }
  draft.put(
    dimension === 'ROWS'
      ? { ...sheet, rows: sheet.rows.map(change) }
      : { ...sheet, columns: sheet.columns.map(change) },
  )
}

/** The lines in a new order. */
function pick<T>(lines: readonly T[], order: readonly number[]): T[] {
  return order.flatMap((index) => lines[index] ?? [])
}

/** Groups lines; inside an existing group the new one is one deeper. */
export function addDimensionGroup(
  draft: Draft,
  request: sheets_v4.Schema$AddDimensionGroupRequest,
): sheets_v4.Schema$AddDimensionGroupResponse {
  const { sheet, dimension, from, to } = span(draft, request.range)
  const name = groupsOf(dimension)
  const outer = sheet[name].filter(
    ({ range }) => (range?.startIndex ?? 0) <= from && (range?.endIndex ?? Infinity) >= to,
  )
  const group: sheets_v4.Schema$DimensionGroup = {
    range: { sheetId: sheet.sheetId, dimension, startIndex: from, endIndex: to },
    depth: outer.length + 1,
  }
  const groups = [...sheet[name], group]
  draft.put({ ...sheet, [name]: groups })
  return { dimensionGroups: groups }
}

/** Collapses or opens a group; its lines are hidden or shown, as in Google. */
export function updateDimensionGroup(
  draft: Draft,
  request: sheets_v4.Schema$UpdateDimensionGroupRequest,
): void {
  const mask = updateMask(request.fields, 'DimensionGroup')
  const wanted = request.dimensionGroup ?? {}
  const { sheet, dimension, from, to } = span(draft, wanted.range ?? undefined)
  const name = groupsOf(dimension)
  const same = (group: sheets_v4.Schema$DimensionGroup): boolean =>
    group.range?.startIndex === from &&
    group.range?.endIndex === to &&
    (wanted.depth === undefined || wanted.depth === null || group.depth === wanted.depth)
  if (!sheet[name].some(same))
    throw new ApiError(400, 'No dimension group with this range and depth')
  const collapsed = wanted.collapsed === true
  const touched = mask === true || mask.has('collapsed')
  draft.put({
    ...sheet,
    [name]: sheet[name].map((group) => (same(group) && touched ? { ...group, collapsed } : group)),
  })
  if (!touched) return
  updateDimensionProperties(draft, {
    range: { sheetId: sheet.sheetId, dimension, startIndex: from, endIndex: to },
    properties: collapsed ? { hiddenByUser: true } : {},
    fields: 'hiddenByUser',
  })
}

function followReferences(draft: Draft, sheet: Sheet, dimension: Dimension, shift: Shift): void {
  draft.spreadsheet = shiftReferences(draft.spreadsheet, sheet.sheetId, dimension, shift)
}

function groupsOf(dimension: Dimension): 'rowGroups' | 'columnGroups' {
  return dimension === 'ROWS' ? 'rowGroups' : 'columnGroups'
}

function dimensionOf(name: string | null | undefined): Dimension {
  if (name === 'ROWS' || name === 'COLUMNS') return name
  throw new ApiError(400, `Invalid dimension: ${name ?? 'none'}`)
}

function linesOf(sheet: Sheet, dimension: Dimension): readonly Line[] {
  return dimension === 'ROWS' ? sheet.rows : sheet.columns
}

/** The lines that a request speaks of, checked against the sheet. */
function span(
  draft: Draft,
  range: sheets_v4.Schema$DimensionRange | undefined,
  mode: 'existing' | 'insert' = 'existing',
): { sheet: Sheet; dimension: Dimension; from: number; to: number } {
  const sheet = draft.sheet(range?.sheetId)
  const dimension = dimensionOf(range?.dimension)
  const count = linesOf(sheet, dimension).length
  const from = range?.startIndex ?? 0
  const to = range?.endIndex ?? count
  // Lines are inserted before an existing one; behind the last there is only `appendDimension`.
  const fits = from >= 0 && from < to && from < count && (mode === 'insert' || to <= count)
  if (!fits) {
    throw new ApiError(400, `Invalid range: lines ${from} to ${to} of a sheet that has ${count}`)
  }
  return { sheet, dimension, from, to }
}

function touchBetween(draft: Draft, sheet: Sheet, dimension: Dimension, at: number): void {
  const refusedBefore = refusal(() => draft.touchLines(sheet, dimension, at - 1, at))
  const refusedAfter = refusal(() => draft.touchLines(sheet, dimension, at, at + 1))
  if (refusedBefore && refusedAfter) throw refusedBefore
}

function refusal(attempt: () => void): ApiError | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}
