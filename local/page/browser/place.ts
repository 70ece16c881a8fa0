import type { Mirror } from './mirror.ts'
import type { Selection } from './selection.ts'
import { textAt } from './sheetData.ts'

/** A link of a mail or a cell names a tab, and perhaps a row, and a cell of it: `#table=measures&row=…&column=deadline`. */
export function goToLinked(mirror: Mirror, selection: Selection, hash: string): void {
  const place = new URLSearchParams(hash.slice(1))
  const sheet = mirror.sheets.find(({ table }) => table !== null && table === place.get('table'))
  const row = place.get('row')
  if (!sheet) return
  const top = sheet.rows.findIndex((one) => textAt(one, sheet.ids) === row)
  if (top < 0) return selection.go(sheet.sheetId, null)
  const named = sheet.columns.findIndex(({ name }) => name === place.get('column'))
  const left = Math.max(0, named)
  selection.go(sheet.sheetId, { top, bottom: top + 1, left, right: left + 1 })
}
