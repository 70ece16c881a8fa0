import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Dimension, Sheet } from './state.ts'

/** A half-open run of lines: undefined ends are open, as in the API's ranges. */
export interface Run {
  readonly start: number | undefined
  readonly end: number | undefined
}

/** What happened to the lines of a sheet. */
export type Shift =
  | { readonly kind: 'insert'; readonly at: number; readonly count: number }
  | { readonly kind: 'delete'; readonly from: number; readonly to: number }
  | { readonly kind: 'move'; readonly from: number; readonly to: number; readonly before: number }

/**
 * The run after the shift, or undefined when all its lines were deleted. Lines put in strictly inside
 * a run widen it, those at its edges do not; a run that was moved whole goes along.
 */
export function shifted(run: Run, shift: Shift): Run | undefined {
  if (shift.kind === 'insert') {
    const move = (point: number | undefined, inclusive: boolean): number | undefined =>
      point === undefined || point < shift.at || (point === shift.at && !inclusive)
        ? point
        : point + shift.count
    return { start: move(run.start, true), end: move(run.end, false) }
  }
  if (shift.kind === 'delete') {
    const gone = (point: number | undefined): number | undefined =>
      point === undefined ? undefined : point - Math.max(0, Math.min(point, shift.to) - shift.from)
    const next = { start: gone(run.start), end: gone(run.end) }
    const held = run.end !== undefined && next.end !== undefined && next.end <= (next.start ?? 0)
    return held ? undefined : next
  }
  const { from, to } = shift
  const count = to - from
  const target = shift.before > from ? shift.before - count : shift.before
  const whole =
    run.start !== undefined && run.end !== undefined && run.start >= from && run.end <= to
  if (whole) {
    const by = target - from
    return { start: (run.start ?? 0) + by, end: (run.end ?? 0) + by }
  }
  // A range that was cut through, or lies elsewhere, sees the lines leave and come in again. Google's
  // own rule for a range that is cut through is not documented.
  const left = shifted(run, { kind: 'delete', from, to })
  return left && shifted(left, { kind: 'insert', at: target, count })
}

function shiftRange<T extends sheets_v4.Schema$GridRange>(
  range: T,
  dimension: Dimension,
  shift: Shift,
): T | undefined {
  const rows = dimension === 'ROWS'
  const run = shifted(
    {
      start: (rows ? range.startRowIndex : range.startColumnIndex) ?? undefined,
      end: (rows ? range.endRowIndex : range.endColumnIndex) ?? undefined,
    },
    shift,
  )
  if (!run) return undefined
  const next: sheets_v4.Schema$GridRange = {
    ...(run.start === undefined
      ? {}
      : { [rows ? 'startRowIndex' : 'startColumnIndex']: run.start }),
    ...(run.end === undefined ? {} : { [rows ? 'endRowIndex' : 'endColumnIndex']: run.end }),
  }
  return { ...range, ...next }
}

function shiftGroup(
  group: sheets_v4.Schema$DimensionGroup,
  shift: Shift,
): sheets_v4.Schema$DimensionGroup[] {
  const run = shifted(
    { start: group.range?.startIndex ?? 0, end: group.range?.endIndex ?? undefined },
    shift,
  )
  if (!run) return []
  const range: sheets_v4.Schema$DimensionRange = { ...group.range, startIndex: run.start ?? 0 }
  return [{ ...group, range: run.end === undefined ? range : { ...range, endIndex: run.end } }]
}

/** The sheet with everything that refers to ranges of it following a shift of its lines. */
export function shiftRanges(sheet: Sheet, dimension: Dimension, shift: Shift): Sheet {
  const groups = dimension === 'ROWS' ? 'rowGroups' : 'columnGroups'
  const filterRange = sheet.basicFilter?.range
    ? shiftRange(sheet.basicFilter.range, dimension, shift)
    : undefined
  const { basicFilter, ...rest } = sheet
  return {
    ...rest,
    [groups]: sheet[groups].flatMap((group) => shiftGroup(group, shift)),
    protectedRanges: sheet.protectedRanges.flatMap((held) => {
      const range = held.range && shiftRange(held.range, dimension, shift)
      return range ? [{ ...held, range }] : []
    }),
    conditionalFormats: sheet.conditionalFormats.flatMap((rule) => {
      const ranges = (rule.ranges ?? []).flatMap(
        (range) => shiftRange(range, dimension, shift) ?? [],
      )
      return ranges.length > 0 ? [{ ...rule, ranges }] : []
    }),
    ...(basicFilter && filterRange ? { basicFilter: { ...basicFilter, range: filterRange } } : {}),
  }
}
