import { columnLetters } from '../../../domain/a1.ts'
import type { GridCell, GridTab } from '../view.ts'

export interface Place {
  readonly row: number
  readonly column: number
}

/** What a person does in the grid; the page sends it on. */
export interface GridEvents {
  select(place: Place): void
  commit(place: Place, text: string): void
}

/** Draws one tab as a table: frozen header, hidden and folded columns, one selected cell, an editor. */
export class Grid {
  #table: HTMLTableElement
  #events: GridEvents
  #tab: GridTab | undefined
  #open = new Set<string>()
  selected: Place = { row: 1, column: 0 }

  constructor(table: HTMLTableElement, events: GridEvents) {
    this.#table = table
    this.#events = events
    table.addEventListener('mousedown', (event) => this.#pressed(event))
    table.addEventListener('dblclick', () => this.edit())
  }

  get editing(): boolean {
    return this.#table.querySelector('td.editing') !== null
  }

  show(tab: GridTab): void {
    this.#tab = tab
    const columns = this.#visible()
    const head = element('tr', {}, [
      element('th', { className: 'corner' }),
      ...columns.map((column) => this.#heading(tab, column)),
    ])
    const rows = tab.rows.map((row, index) =>
      element('tr', { className: index === 0 ? 'frozen' : '' }, [
        element('th', { textContent: String(index + 1), scope: 'row' }),
        ...columns.map((column) =>
          this.#cell(row.cells[column], { row: index, column }, row.marked),
        ),
      ]),
    )
    const widths = element('colgroup', {}, [
      element('col', { style: 'width:44px' }),
      ...columns.map((column) =>
        element('col', { style: `width:${tab.columns[column]?.width ?? 100}px` }),
      ),
    ])
    this.#table.replaceChildren(widths, element('thead', {}, [head]), element('tbody', {}, rows))
    this.#mark()
  }

  /** Moves the selection by rows and visible columns, staying inside. */
  move(rows: number, columns: number): void {
    const visible = this.#visible()
    const at = visible.indexOf(this.selected.column)
    const column = visible[Math.min(visible.length - 1, Math.max(0, at + columns))] ?? 0
    const last = (this.#tab?.rows.length ?? 1) - 1
    this.select({ row: Math.min(last, Math.max(0, this.selected.row + rows)), column })
  }

  select(place: Place): void {
    this.selected = place
    this.#mark()
    this.#events.select(place)
  }

  cellAt(place: Place): GridCell | undefined {
    return this.#tab?.rows[place.row]?.cells[place.column]
  }

  /** Opens the editor in the selected cell; `text` replaces what stands there. */
  edit(text?: string): void {
    const cell = this.#td(this.selected)
    if (!cell || this.editing) return
    const place = this.selected
    const area = element('textarea', { value: text ?? this.cellAt(place)?.edit ?? '' })
    const choices = this.cellAt(place)?.choices ?? []
    let open = true
    const close = () => {
      open = false
      cell.classList.remove('editing')
      // The editor goes away with its focus; the arrow keys are to go on from here.
      this.#table.parentElement?.focus({ preventScroll: true })
    }
    const commit = (value: string) => {
      if (!open) return
      close()
      this.#events.commit(place, value)
    }
    // Whoever presses a tab or a button with the editor open has finished typing.
    area.addEventListener('blur', () => commit(area.value))
    area.addEventListener('keydown', (event) => {
      event.stopPropagation()
      if (event.key === 'Enter' && !event.altKey) {
        event.preventDefault()
        commit(area.value)
        this.move(1, 0)
      } else if (event.key === 'Tab') {
        event.preventDefault()
        commit(area.value)
        this.move(0, event.shiftKey ? -1 : 1)
      } else if (event.key === 'Escape' && this.#tab) {
        close()
        this.show(this.#tab)
      } else if (choices.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault()
        area.value = neighbour(choices, area.value, event.key === 'ArrowDown' ? 1 : -1)
      }
    })
    cell.classList.add('editing')
    cell.replaceChildren(
      area,
      element(
        'div',
        { className: choices.length > 0 ? 'choices' : '' },
        choices.map((choice) => {
          const button = element('button', { textContent: choice, type: 'button' })
          button.addEventListener('mousedown', (event) => {
            event.preventDefault()
            event.stopPropagation()
            commit(choice)
          })
          return button
        }),
      ),
    )
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
  }

  #pressed(event: MouseEvent): void {
    const target = event.target
    if (!(target instanceof HTMLElement)) return
    const fold = target.dataset['fold']
    if (fold !== undefined && this.#tab) {
      if (!this.#open.delete(fold)) this.#open.add(fold)
      this.show(this.#tab)
      return
    }
    const cell = target.closest('td')
    if (!cell || cell.classList.contains('editing')) return
    this.#table.querySelector<HTMLTextAreaElement>('td.editing textarea')?.blur()
    this.select({ row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) })
  }

  /** A group shows itself as a fold button at the column before it. */
  #visible(): number[] {
    const tab = this.#tab
    if (!tab) return []
    return tab.columns.flatMap((column, index) => {
      if (column.group !== null) return this.#open.has(foldKey(tab, column.group)) ? [index] : []
      return column.hidden ? [] : [index]
    })
  }

  #heading(tab: GridTab, column: number): HTMLElement {
    const heading = element('th', { textContent: columnLetters(column) })
    const group = tab.columns[column + 1]?.group ?? tab.columns[lastOfGroup(tab, column) + 1]?.group
    const startsHere = group !== null && group !== undefined && group > column
    if (startsHere && tab.columns[column]?.group !== group) {
      const key = foldKey(tab, group)
      const open = this.#open.has(key)
      const button = element('button', {
        className: 'fold',
        type: 'button',
        textContent: open ? '−' : '+',
        title: open ? 'Свернуть столбцы' : 'Показать свёрнутые столбцы',
      })
      button.dataset['fold'] = key
      heading.append(button)
    }
    return heading
  }

  #cell(cell: GridCell | undefined, place: Place, marked: readonly number[]): HTMLElement {
    const td = element('td', {
      textContent: cell?.text ?? '',
      className: [cell?.number && 'number', marked.includes(place.column) && 'marked']
        .filter(Boolean)
        .join(' '),
    })
    td.dataset['row'] = String(place.row)
    td.dataset['column'] = String(place.column)
    return td
  }

  #td(place: Place): HTMLTableCellElement | null {
    return this.#table.querySelector<HTMLTableCellElement>(
      `td[data-row="${place.row}"][data-column="${place.column}"]`,
    )
  }

  #mark(): void {
    this.#table.querySelector('td.selected')?.classList.remove('selected')
    const cell = this.#td(this.selected)
    cell?.classList.add('selected')
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
}

/** The next choice of a list, round its ends; the first or last where none is chosen yet. */
function neighbour(choices: readonly string[], from: string, step: 1 | -1): string {
  const at = choices.indexOf(from)
  const next = at < 0 && step < 0 ? choices.length - 1 : at + step
  return choices.at(next % choices.length) ?? from
}

function foldKey(tab: GridTab, group: number): string {
  return `${tab.sheetId}:${group}`
}

function lastOfGroup(tab: GridTab, column: number): number {
  const group = tab.columns[column]?.group ?? null
  if (group === null) return column
  return tab.columns.findLastIndex((each) => each.group === group)
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<Omit<HTMLElementTagNameMap[K], 'style'>> & { style?: string },
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const { style, ...rest } = properties
  const node = Object.assign(document.createElement(name), rest)
  if (style) node.setAttribute('style', style)
  node.append(...children)
  return node
}
