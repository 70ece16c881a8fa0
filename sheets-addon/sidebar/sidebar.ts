import type { DeletedRow } from '../../domain/panel.ts'
import { deletedView, type DeletedDesk } from './deletedView.ts'
import { LiveDesk } from './desk.ts'
import { button } from './elements.ts'
import { nowView } from './nowView.ts'
import { rowView, type OpenRow, type RowDesk } from './rowView.ts'
import type { Place } from './script.ts'
import { stateLine } from './stateLine.ts'

/** The page of the sidebar: a line of state, three views, and what was said last. */

const VIEWS = ['now', 'row', 'deleted'] as const
type ViewName = (typeof VIEWS)[number]

const by = (id: string): HTMLElement => {
  const node = document.getElementById(id)
  if (!node) throw new Error(`the page has no #${id}`)
  return node
}

class Sidebar extends LiveDesk implements RowDesk, DeletedDesk {
  row: OpenRow | null = null
  asking = false
  deleted: readonly DeletedRow[] | null = null
  #view: ViewName = 'now'

  constructor() {
    super(
      () => this.render(),
      (text) => {
        by('said').textContent = text
      },
      async (place, help) => this.#openRow(place, help === true),
    )
  }

  render(): void {
    const { text, tone } = stateLine(this)
    const state = by('state')
    if (state.textContent !== text) state.textContent = text
    state.dataset['tone'] = tone
    const refresh = by('refresh')
    refresh.textContent = this.say.refresh
    this.#renderTabs()
    const view = by('view')
    view.setAttribute('aria-busy', String(this.busy > 0))
    view.setAttribute('aria-labelledby', `tab-${this.#view}`)
    if (this.busy === 0) view.replaceChildren(...this.#shown().flatMap((node) => node ?? []))
    for (const each of document.querySelectorAll('button')) each.disabled = this.busy > 0
  }

  async read({ table, id }: Place): Promise<boolean> {
    const told = await this.ask({ to: 'history', do: 'read', table, id })
    if (!told?.head || !told.changes) return false
    this.row = { head: told.head, changes: told.changes }
    this.asking = false
    this.render()
    return true
  }

  async readDeleted(): Promise<void> {
    const told = await this.ask({ to: 'sidebar', do: 'deleted' })
    this.deleted = told?.deleted ?? this.deleted ?? []
    this.render()
  }

  #shown(): readonly (HTMLElement | null)[] {
    if (this.#view === 'now') return nowView(this)
    return this.#view === 'row' ? rowView(this) : deletedView(this)
  }

  #renderTabs(): void {
    const tabs = by('views')
    tabs.setAttribute('aria-label', this.say.views.label)
    const focused = document.activeElement?.id
    tabs.replaceChildren(
      ...VIEWS.map((name) => {
        const tab = button(this.say.views[name], () => void this.#turn(name))
        tab.id = `tab-${name}`
        tab.role = 'tab'
        tab.setAttribute('aria-controls', 'view')
        tab.setAttribute('aria-selected', String(name === this.#view))
        tab.tabIndex = name === this.#view ? 0 : -1
        return tab
      }),
    )
    if (focused?.startsWith('tab-') === true) by(focused).focus()
  }

  /** Arrow keys move between the tabs, as in every list of tabs. */
  readonly arrows = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined || this.busy > 0) return
    const next = VIEWS[(VIEWS.indexOf(this.#view) + step + VIEWS.length) % VIEWS.length] ?? 'now'
    by(`tab-${next}`).focus()
    void this.#turn(next)
  }

  async #turn(name: ViewName): Promise<void> {
    this.tell('')
    this.#view = name
    this.render()
    if (name === 'deleted') await this.readDeleted()
  }

  async #openRow(place: Place, help: boolean): Promise<void> {
    if (!(await this.read(place))) return
    this.tell('')
    this.#view = 'row'
    this.render()
    const field = help ? document.getElementById('help') : null
    ;(field ?? by('view')).focus()
  }

  async refresh(): Promise<void> {
    this.tell('')
    await this.show()
    if (this.#view === 'row' && this.row) await this.read(this.row.head)
    if (this.#view === 'deleted') await this.readDeleted()
  }
}

const sidebar = new Sidebar()
by('views').addEventListener('keydown', sidebar.arrows)
by('refresh').addEventListener('click', () => void sidebar.refresh())
sidebar.render()
await sidebar.show()
