import { columnLetters } from '../../../domain/a1.ts'
import { CORRECTIONS } from '../../../domain/layout.ts'
import type { GridTab, MenuItem, Stand, UiEvent } from '../view.ts'
import { read, send } from './api.ts'
import { element, Grid, type Place } from './grid.ts'

const by = <T extends HTMLElement>(id: string, kind: new () => T): T => {
  const node = document.getElementById(id)
  if (!(node instanceof kind)) throw new Error(`the page has no #${id}`)
  return node
}
const person = by('person', HTMLSelectElement)
const workbook = by('workbook', HTMLSelectElement)
const scroller = by('scroller', HTMLElement)
const formula = by('formula', HTMLElement)
const saved = by('saved', HTMLElement)
const menu = by('menu', HTMLDetailsElement)
const dialog = by('dialog', HTMLDialogElement)

const asked = new URLSearchParams(location.search)
let tabs: readonly GridTab[] = []
let workbooks: Stand['workbooks'] = []
let current = 0

const grid = new Grid(by('grid', HTMLTableElement), {
  select: showCell,
  commit: (place, text) => void typed(place, text),
})

const here = () => `/w/${workbook.value}`
const tab = () => tabs[current]
const nameOf = (place: Place) => `${columnLetters(place.column)}${place.row + 1}`

function showCell(place: Place): void {
  const cell = grid.cellAt(place)
  formula.replaceChildren(
    element('b', { textContent: nameOf(place) }),
    document.createTextNode(cell?.text ?? ''),
    ...remarks(place).map((text) => element('p', { className: 'remark', textContent: text })),
  )
}

/** What «Что исправить» says of the row: its column is often out of sight. */
function remarks({ row, column }: Place): string[] {
  const at = tab()?.columns.findIndex(({ key }) => key === CORRECTIONS) ?? -1
  if (at < 0 || at === column || row === 0) return []
  return (grid.cellAt({ row, column: at })?.text ?? '').split('\n').filter(Boolean)
}

async function typed(place: Place, text: string): Promise<void> {
  await post(
    `${here()}/paste`,
    place,
    text.includes('\n') || text.includes('\t') ? quoted(text) : text,
  )
}

/** A line break inside one cell travels as spreadsheets put it on the clipboard: in quotes. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

async function post(path: string, place: Place, text: string): Promise<void> {
  saved.textContent = 'Сохраняется…'
  try {
    await send(path, { as: person.value, sheet: tab()?.title, a1: nameOf(place), text })
  } catch (error) {
    toast(String(error instanceof Error ? error.message : error))
  }
  await refresh()
}

async function refresh(): Promise<void> {
  const answer = await read<{ title: string; tabs: GridTab[] }>(
    `${here()}/grid?as=${encodeURIComponent(person.value)}`,
  )
  tabs = answer.tabs
  document.title = `${answer.title} — стенд`
  by('title', HTMLElement).textContent = answer.title
  saved.textContent = ''
  showTab()
}

function showTab(): void {
  const shown = tab()
  if (shown && !grid.editing) grid.show(shown)
  by('tabs', HTMLElement).replaceChildren(
    ...tabs.map((each, index) => {
      const button = element('button', { textContent: each.title, type: 'button', role: 'tab' })
      button.setAttribute('aria-selected', String(index === current))
      button.addEventListener('click', () => {
        current = index
        grid.selected = { row: 1, column: 0 }
        void refresh()
      })
      return button
    }),
  )
  showCell(grid.selected)
}

async function openMenu(): Promise<void> {
  const items = await read<MenuItem[]>(`${here()}/menu?as=${encodeURIComponent(person.value)}`)
  by('items', HTMLElement).replaceChildren(
    ...items.map((item) => {
      if ('line' in item) return element('hr', {})
      const button = element('button', {
        textContent: item.caption,
        type: 'button',
        role: 'menuitem',
      })
      button.addEventListener('click', () => void run(item.fn))
      return button
    }),
  )
}

async function run(fn: string): Promise<void> {
  menu.open = false
  saved.textContent = 'Выполняется…'
  try {
    await send(`${here()}/run`, {
      as: person.value,
      fn,
      sheet: tab()?.title,
      a1: nameOf(grid.selected),
    })
  } catch (error) {
    toast(String(error instanceof Error ? error.message : error))
  }
  await refresh()
}

function toast(text: string): void {
  const node = element('div', { textContent: text })
  by('toasts', HTMLElement).append(node)
  setTimeout(() => node.remove(), 9_000)
}

function ask(event: Extract<UiEvent, { kind: 'alert' }>): void {
  const buttons = event.buttons.map((name) => {
    const button = element('button', { textContent: name, type: 'button' })
    button.addEventListener('click', () => {
      dialog.close()
      void send(`${here()}/answer`, { as: person.value, id: event.id, button: name })
    })
    return button
  })
  dialog.replaceChildren(
    element('h2', { textContent: event.title }),
    element('p', { textContent: event.text }),
    ...buttons,
  )
  dialog.showModal()
}

function listen(): void {
  const events = new EventSource(`${here()}/events?as=${encodeURIComponent(person.value)}`)
  events.addEventListener('message', (message) => {
    const event: UiEvent = JSON.parse(message.data)
    if (event.kind === 'toast') toast(event.text)
    else if (event.kind === 'alert') ask(event)
    else void refresh()
  })
}

async function showStand(): Promise<void> {
  const stand = await read<Stand>('/stand')
  const day = new Date(stand.now)
  by('date', HTMLOutputElement).textContent = day.toLocaleDateString('ru-RU', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: stand.timeZone,
  })
  by('inbox', HTMLAnchorElement).textContent = stand.unread ? `Почта (${stand.unread})` : 'Почта'
  workbooks = stand.workbooks
  if (person.options.length > 0) return
  person.append(
    ...stand.people.map(({ email, post }) =>
      element('option', { value: email, textContent: post }),
    ),
  )
  workbook.append(
    ...stand.workbooks.map(({ id, title }) => element('option', { value: id, textContent: title })),
  )
  workbook.value = location.pathname.split('/')[2] ?? stand.workbooks[0]?.id ?? ''
  const open = stand.workbooks.find(({ id }) => id === workbook.value)
  person.value = asked.get('as') ?? open?.people[0] ?? ''
}

/** A link of a mail names a row, and perhaps a cell: `#table=measures&row=…&column=deadline`. */
function goToPlace(place: URLSearchParams): void {
  const at = tabs.findIndex(({ table }) => table === place.get('table'))
  const shown = tabs[at]
  const row = shown?.rows.findIndex(({ id }) => id !== '' && id === place.get('row')) ?? -1
  if (!shown || row < 0) return
  current = at
  showTab()
  const column = shown.columns.findIndex(({ key }) => key === place.get('column'))
  grid.select({ row, column: Math.max(0, column) })
}

/** Who may not open the chosen workbook gives the chair to the likeliest who may. */
function chooseWorkbook(): void {
  const may = workbooks.find(({ id }) => id === workbook.value)?.people ?? []
  if (!may.includes(person.value)) person.value = may[0] ?? ''
  go()
}

/** Who may not open this workbook goes to the one of their own. */
function choosePerson(): void {
  const own = workbooks.filter(({ people }) => people.includes(person.value))
  if (!own.some(({ id }) => id === workbook.value)) workbook.value = own[0]?.id ?? workbook.value
  go()
}

/** Another person or workbook is another window: the address says both. */
function go(): void {
  location.href = `/w/${workbook.value}?as=${encodeURIComponent(person.value)}`
}

function job(id: string, path: string, done: (answer: unknown) => string): void {
  const button = by(id, HTMLButtonElement)
  button.addEventListener('click', () => {
    // A double click is one click: a week that passes twice is two weeks.
    button.disabled = true
    void send(path, {})
      .then(
        (answer) => toast(done(answer)),
        (error: Error) => toast(error.message),
      )
      .then(showStand)
      .then(refresh)
      .finally(() => (button.disabled = false))
  })
}

person.addEventListener('change', choosePerson)
workbook.addEventListener('change', chooseWorkbook)
menu.addEventListener('toggle', () => {
  if (menu.open) void openMenu().catch((error: Error) => toast(error.message))
})
document.addEventListener('mousedown', ({ target }) => {
  if (target instanceof Node && !menu.contains(target)) menu.open = false
})
menu.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  menu.open = false
  scroller.focus({ preventScroll: true })
})
job('next-day', '/stand/clock?days=1', () => 'Наступил следующий день, ночные проверки выполнены.')
job(
  'next-monday',
  '/stand/clock?to=monday',
  () => 'Наступил понедельник, ночные проверки выполнены.',
)
job('check', '/stand/run?job=checkDeadlines', () => 'Сроки проверены.')
job('digest', '/stand/run?job=weeklyDigest', () => 'Сводки отправлены: откройте «Почта».')

scroller.addEventListener('keydown', (event) => {
  if (grid.editing || event.ctrlKey || event.metaKey) return
  const steps: Record<string, [number, number]> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    Tab: [0, event.shiftKey ? -1 : 1],
  }
  const step = steps[event.key]
  if (step) {
    event.preventDefault()
    grid.move(...step)
  } else if (event.key === 'Enter' || event.key === 'F2') {
    event.preventDefault()
    grid.edit()
  } else if (event.key === 'Escape') {
    // Tab moves inside the sheet; this is the way out of it.
    menu.querySelector('summary')?.focus()
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    void typed(grid.selected, '')
  } else if (event.key.length === 1) {
    event.preventDefault()
    grid.edit(event.key)
  }
})
document.addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain')
  if (grid.editing || !text) return
  event.preventDefault()
  void post(`${here()}/paste`, grid.selected, text.replace(/\r?\n$/, ''))
})
document.addEventListener('copy', (event) => {
  if (grid.editing) return
  event.preventDefault()
  event.clipboardData?.setData('text/plain', grid.cellAt(grid.selected)?.text ?? '')
})

await showStand()
await refresh()
goToPlace(new URLSearchParams(location.hash.slice(1)))
scroller.focus({ preventScroll: true })
listen()
