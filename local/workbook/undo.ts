import { mapCells, type Line, type Row, type Sheet, type Spreadsheet } from './state.ts'

/**
 * Takes back what one gesture changed, and nothing else: cells, lines and their order return to what
 * they were before it, hidden columns included, while everything that others have written since stays.
 *
 * @param current the spreadsheet now
 * @param before,after the states around the gesture
 */
export function undone(current: Spreadsheet, before: Spreadsheet, after: Spreadsheet): Spreadsheet {
  const was = new Map(before.sheets.map((sheet) => [sheet.sheetId, sheet]))
  const became = new Map(after.sheets.map((sheet) => [sheet.sheetId, sheet]))
  const sheets = current.sheets
    .filter(({ sheetId }) => was.has(sheetId) || !became.has(sheetId))
    .map((sheet) => {
      const old = was.get(sheet.sheetId)
      const made = became.get(sheet.sheetId)
      return old && made && old !== made ? undoneSheet(sheet, old, made) : sheet
    })
  for (const [index, sheet] of before.sheets.entries()) {
    if (!became.has(sheet.sheetId)) sheets.splice(index, 0, sheet)
  }
  return { ...current, sheets }
}

function undoneSheet(current: Sheet, before: Sheet, after: Sheet): Sheet {
  const rows = restoredLines(current.rows, before.rows, after.rows)
  const columns = restoredLines(current.columns, before.columns, after.columns)
  const parts = [
    'properties',
    'protectedRanges',
    'conditionalFormats',
    'rowGroups',
    'columnGroups',
    'basicFilter',
  ] as const
  // What only this gesture has changed goes back; what somebody changed since stays.
  const restored = Object.fromEntries(
    parts.flatMap((name) => (current[name] === after[name] ? [[name, before[name]]] : [])),
  )
  const sheet: Sheet = { ...current, ...restored, rows, columns }
  return restoredCells(sheet, before.rows, after.rows)
}

function restoredCells(sheet: Sheet, before: readonly Row[], after: readonly Row[]): Sheet {
  const was = new Map(before.map((row) => [row.key, row]))
  const became = new Map(after.map((row) => [row.key, row]))
  const touched = (key: number): { old: Row; made: Row } | undefined => {
    const old = was.get(key)
    const made = became.get(key)
    return old && made && old !== made ? { old, made } : undefined
  }
  let next = sheet
  for (const [index, row] of sheet.rows.entries()) {
    const change = touched(row.key)
    if (!change) continue
    const area = {
      sheetId: sheet.sheetId,
      top: index,
      bottom: index + 1,
      left: 0,
      right: sheet.columns.length,
    }
    next = mapCells(next, area, (cell, _r, c) => {
      const key = sheet.columns[c]?.key ?? 0
      const old = change.old.cells[key]
      return old === change.made.cells[key] ? cell : old
    })
  }
  return next
}

/** Lines that the gesture added leave, those that it removed come back, and the old order with them. */
function restoredLines<T extends Line>(
  current: readonly T[],
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const was = new Map(before.map((line) => [line.key, line]))
  const became = new Map(after.map((line) => [line.key, line]))
  const now = new Map(current.map((line) => [line.key, restoredLine(line, was, became)]))
  const sameOrder =
    before.length === after.length && before.every((line, i) => line.key === after[i]?.key)
  if (sameOrder) return [...now.values()]
  const lines = before.flatMap((line) => now.get(line.key) ?? (became.has(line.key) ? [] : line))
  // Lines that somebody else has added since stay behind the line that they stand behind now.
  let previous: number | undefined
  for (const line of current) {
    // A line that leaves with the gesture is no place to stand behind.
    if (became.has(line.key) && !was.has(line.key)) continue
    if (!was.has(line.key) && !became.has(line.key)) {
      const at = lines.findIndex((one) => one.key === previous) + 1
      lines.splice(at, 0, line)
    }
    previous = line.key
  }
  return lines
}

/** Width and hiding go back where this gesture has changed them. */
function restoredLine<T extends Line>(
  line: T,
  was: ReadonlyMap<number, T>,
  became: ReadonlyMap<number, T>,
): T {
  const old = was.get(line.key)
  const made = became.get(line.key)
  if (!old || !made || old.properties === made.properties) return line
  return { ...line, properties: old.properties }
}
