import { CORRECTIONS } from '../../../domain/layout.ts'
import { byId } from './element.ts'
import type { Selection } from './selection.ts'
import { textAt } from './sheetData.ts'

/** What «Что исправить» says of the selected row, at the foot of the sheet: its column may be out of sight. */
export function showRemark(selection: Selection): void {
  const { sheet, range } = selection
  const column = sheet?.columns.findIndex(({ name }) => name === CORRECTIONS) ?? -1
  const shown = column >= 0 && range.top > 0 && range.left !== column
  const text = shown ? textAt(sheet?.rows[range.top], column) : ''
  const node = byId('remark', HTMLElement)
  node.textContent = text
  node.hidden = text === ''
}
