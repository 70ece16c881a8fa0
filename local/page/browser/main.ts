import { readCells } from './cells.ts'
import type { Gesture } from '../gesture.ts'
import type { MenuItem, WindowEvent, WorkbookView } from '../view.ts'
import { read, Refused, send } from './api.ts'
import { listenToClipboard } from './clipboard.ts'
import { Dialogs } from './dialogs.ts'
import { listenToEditor } from './editor.ts'
import { byId } from './element.ts'
import { Groups } from './groups.ts'
import { guard } from './guard.ts'
import { Mirror } from './mirror.ts'
import { Outbox, type Saving } from './outbox.ts'
import { goToLinked } from './place.ts'
import { showMenu } from './menuBar.ts'
import { showRemark } from './remark.ts'
import { probe } from './probe.ts'
import { Selection } from './selection.ts'
import { Sidebar } from './sidebar.ts'
import { StandBar } from './standBar.ts'
import { toast } from './toasts.ts'
import { painted, startUniver } from './univer.ts'

/** One window: a person before a workbook. */

const stand = new StandBar()
await stand.start()
const here = `/w/${stand.workbook}`
const as = `as=${encodeURIComponent(stand.person)}`

const app = startUniver('sheet')
const mirror = new Mirror(app)
const selection = new Selection(app, mirror)
const outbox = new Outbox({
  address: () => `${here}/do`,
  person: () => stand.person,
  told: showSaving,
  refused: (reason) => toast(reason),
})
const done = (gesture: Gesture): void => outbox.put(gesture)
const groups = new Groups(app, selection, done)
const sidebar = new Sidebar(call)
const dialogs = new Dialogs({
  answer: (id, button, text) => void send(`${here}/answer`, { id, button, text }),
  call,
})

showMenu(
  () => read<MenuItem[]>(`${here}/menu?${as}`),
  (fn) => void run(fn),
)

/** A framed page of the add-on calls a function of it. */
async function call(fn: string, args: readonly unknown[]): Promise<unknown> {
  const asked = { as: stand.person, fn, args, ...selection.place }
  const answer = await send<{ value?: unknown; failure?: string }>(`${here}/script`, asked)
  if (answer.failure !== undefined) throw new Error(answer.failure)
  return answer.value
}

async function run(fn: string): Promise<void> {
  const saved = byId('saved', HTMLElement)
  saved.textContent = 'Выполняется…'
  try {
    await send(`${here}/run`, { as: stand.person, fn, ...selection.place })
  } catch (error) {
    toast(
      error instanceof Refused ? error.message : 'Стенд не отвечает: проверьте, что он запущен.',
    )
  }
  saved.textContent = ''
}

function showSaving(saving: Saving, waiting: number): void {
  const texts: Readonly<Record<Saving, string>> = {
    saved: 'Сохранено',
    saving: 'Сохраняется…',
    waiting: `Нет связи со стендом. Ждут отправки: ${waiting}. Вводить заново не нужно.`,
  }
  const saved = byId('saved', HTMLElement)
  saved.textContent = texts[saving]
  saved.dataset['state'] = saving
}

async function load(): Promise<void> {
  const view = await read<WorkbookView>(`${here}/view?${as}`)
  mirror.show(view)
  after()
}

/** What depends on what is shown. */
function after(): void {
  document.title = `${mirror.title} — стенд`
  byId('title', HTMLElement).textContent = mirror.title
  document.body.dataset['version'] = String(mirror.version)
  groups.draw()
  showRemark(selection)
}

function hear(event: WindowEvent): void {
  switch (event.kind) {
    case 'here':
      if (event.version !== mirror.version) void load()
      return
    case 'patch':
      if (mirror.patch(event.patch)) after()
      else void load()
      return
    case 'busy':
      document.body.dataset['busy'] = String(event.busy)
      byId('busy', HTMLElement).hidden = !event.busy
      return
    case 'toast':
      return toast(event.text, event.title)
    case 'question':
      return dialogs.ask(event.question)
    case 'answered':
      return dialogs.answered(event.id)
    case 'sidebar':
      return sidebar.show(event.frame)
    case 'dialog':
      return dialogs.frame(event.frame, event.modal)
    case 'select': {
      const range = event.a1 === null ? null : readCells(event.a1)
      return selection.go(event.sheetId, range)
    }
    case 'stand':
      void stand.refresh()
      return
  }
}

await load().catch((error: unknown) => {
  toast(error instanceof Error ? error.message : String(error))
})
// Univer's services begin with its first workbook.
groups.start()
listenToEditor(app, mirror, selection, done)
guard(app, mirror, selection, done, (command) => {
  console.warn(`not done here: ${command}`)
  toast('Этого действия здесь нет: таблица не изменена.')
})
listenToClipboard(app, mirror, selection, done)

app.commands.onCommandExecuted(({ id, params }) => {
  if (id === 'sheet.operation.set-selections') showRemark(selection)
  if (id !== 'sheet.operation.set-worksheet-active') return
  const sheetId = Number(params && Reflect.get(params, 'subUnitId'))
  requestAnimationFrame(() => {
    mirror.fitRows(sheetId)
    groups.draw()
    showRemark(selection)
  })
})
await painted(app)
if (selection.sheet) mirror.fitRows(selection.sheet.sheetId)
groups.draw()
goToLinked(mirror, selection)

// Only now: what a change is drawn with begins with the first painting.
const events = new EventSource(`${here}/events?${as}`)
events.addEventListener('message', ({ data }) => hear(JSON.parse(data)))

/** For whoever looks at the page from outside, such as its tests. */
Object.assign(window, { kurator: probe(app, mirror, selection, outbox) })
document.body.dataset['ready'] = 'true'
