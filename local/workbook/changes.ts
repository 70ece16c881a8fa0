import type { Row, Sheet, Spreadsheet } from './state.ts'

/** What differs between two states of one sheet. */
export interface SheetChange {
  readonly sheetId: number
  /** The sheet as it is now; absent when it was deleted. */
  readonly sheet?: Sheet
  /** Something besides the rows: title, columns, rules, ranges. */
  readonly head: boolean
  /** Rows were added, removed or moved. */
  readonly order: boolean
  /** Rows whose cells or properties are new, with their present index. */
  readonly rows: readonly { readonly index: number; readonly row: Row }[]
  readonly removedKeys: readonly number[]
}

/** The differences of two states, found by what they do not share. Sheets that are equal are left out. */
export function changesBetween(before: Spreadsheet | undefined, after: Spreadsheet): SheetChange[] {
  const old = new Map((before?.sheets ?? []).map((sheet) => [sheet.sheetId, sheet]))
  const changes = after.sheets.flatMap((sheet) => {
    const was = old.get(sheet.sheetId)
    old.delete(sheet.sheetId)
    return was === sheet ? [] : [sheetChange(was, sheet)]
  })
  for (const sheetId of old.keys()) {
    changes.push({ sheetId, head: true, order: true, rows: [], removedKeys: [] })
  }
  return changes
}

function sheetChange(was: Sheet | undefined, sheet: Sheet): SheetChange {
  const order =
    was?.rows.length !== sheet.rows.length ||
    sheet.rows.some((row, index) => row.key !== was.rows[index]?.key)
  const removed = new Map(order && was ? was.rows.map((row) => [row.key, row]) : [])
  const rows: { index: number; row: Row }[] = []
  for (const [index, row] of sheet.rows.entries()) {
    const old = order ? removed.get(row.key) : was?.rows[index]
    removed.delete(row.key)
    if (old !== row) rows.push({ index, row })
  }
  const head =
    !was ||
    Object.keys({ ...was, ...sheet }).some(
      (field) => field !== 'rows' && Reflect.get(was, field) !== Reflect.get(sheet, field),
    )
  return { sheetId: sheet.sheetId, sheet, head, order, rows, removedKeys: [...removed.keys()] }
}
