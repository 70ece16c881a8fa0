import { createElement } from 'react'
import type { GroupView, SheetView } from '../view.ts'
import type { Gesture } from '../gesture.ts'
import { element } from './element.ts'
import type { Selection } from './selection.ts'
import { textAt } from './sheetData.ts'
import type { SheetApp } from './univer.ts'

const ID = 'groups'
/** Pixels of the column with the rows' numbers. */
const ROW_HEADER = 46

const strip = () => createElement('div', { id: ID, className: 'groups' })

/**
 * The strip above the columns with a button for each collapsible group, as in Google's sheet: Univer's open
 * part has none.
 */
export class Groups {
  readonly #app: SheetApp
  readonly #selection: Selection
  readonly #done: (gesture: Gesture) => void
  #drawn = ''

  constructor(app: SheetApp, selection: Selection, done: (gesture: Gesture) => void) {
    this.#app = app
    this.#selection = selection
    this.#done = done
    app.commands.onCommandExecuted(({ id }) => {
      if (/^sheet\.(operation\.(set-scroll|set-worksheet-active)|mutation\.set-col)/.test(id)) {
        requestAnimationFrame(() => this.draw())
      }
    })
    addEventListener('resize', () => requestAnimationFrame(() => this.draw()))
  }

  /** Puts the strip below what Univer has above its columns by then. */
  start(): void {
    this.#app.api.registerUIPart(this.#app.api.Enum.BuiltInUIPart.HEADER, strip)
  }

  draw(): void {
    const strip = document.getElementById(ID)
    const { sheet } = this.#selection
    if (!strip || !sheet) return
    const marks = sheet.groups.map((group) => ({ group, ...this.#sides(sheet, group) }))
    const state = JSON.stringify([sheet.sheetId, marks])
    if (state === this.#drawn && strip.childElementCount === marks.length) return
    this.#drawn = state
    strip.hidden = marks.length === 0
    strip.replaceChildren(
      ...marks.map(({ group, left, right }) => this.#mark(sheet, group, left, right)),
    )
  }

  #mark(sheet: SheetView, group: GroupView, left: number, right: number): HTMLElement {
    const names = sheet.columns
      .slice(group.start, group.end)
      .map((_column, index) => textAt(sheet.rows[0], group.start + index))
      .filter(Boolean)
      .join(', ')
    const button = element('button', {
      type: 'button',
      textContent: group.collapsed ? '+' : '−',
      title: `${group.collapsed ? 'Показать' : 'Свернуть'} столбцы: ${names}`,
    })
    button.setAttribute('aria-expanded', String(!group.collapsed))
    button.addEventListener('click', () => {
      const column = sheet.columns[group.start]?.key
      if (column === undefined) return
      this.#done({ do: 'fold', sheet: sheet.sheetId, column, collapsed: !group.collapsed })
    })
    const mark = element('div', { className: group.collapsed ? 'group' : 'group open' }, [button])
    mark.style.left = `${left}px`
    mark.style.width = `${Math.max(20, right - left)}px`
    mark.hidden = left < ROW_HEADER - 9
    return mark
  }

  /** In the strip's own pixels: a side that is scrolled away is left of the sheet. */
  #sides(sheet: SheetView, group: GroupView): { left: number; right: number } {
    const scroll = this.#app.api.getActiveWorkbook()?.getActiveSheet()?.getScrollState()
    const first = scroll?.sheetViewStartColumn ?? 0
    const widths = sheet.columns.map(({ width, hidden }) => (hidden ? 0 : width))
    const sum = (from: number, to: number) =>
      widths.slice(from, Math.max(from, to)).reduce((a, b) => a + b, 0)
    const frozen = sum(0, sheet.frozenColumns)
    const from = sheet.frozenColumns + first
    const side = (column: number) =>
      column < sheet.frozenColumns
        ? ROW_HEADER + sum(0, column)
        : column < from
          ? 0
          : ROW_HEADER + frozen + sum(from, column) - (scroll?.offsetX ?? 0)
    return { left: side(group.start), right: side(group.end) }
  }
}
