import type { PastChange, RowHead } from '../../domain/panel.ts'
import type { Desk } from './desk.ts'
import { actions, button, element } from './elements.ts'
import { call, type Place } from './script.ts'

/** A row that is looked at. */
export interface OpenRow {
  readonly head: RowHead
  readonly changes: readonly PastChange[]
}

/** What the view of a row needs besides the desk. */
export interface RowDesk extends Desk {
  row: OpenRow | null
  /** The person is asked whether the row is to be deleted. */
  asking: boolean
  /** Reads the row anew, and shows it. */
  read(place: Place): Promise<boolean>
  render(): void
}

/** «Строка»: who wrote what and when, the ways back, «Нужна помощь». */
export function rowView(desk: RowDesk): readonly (HTMLElement | null)[] {
  const { say, row } = desk
  const choose = async () => {
    const place = await call('panelRow').catch(() => null)
    if (place === null) desk.tell(say.row.none)
    else await desk.read(place)
  }
  const chosen = actions(
    button(say.row.show, () => void choose(), { className: row ? '' : 'main' }),
  )
  if (row === null) return [element('p', { className: 'faint' }, say.row.hint), chosen]
  const { head, changes } = row
  return [
    chosen,
    element('h2', {}, head.title || say.row.untitled),
    head.archivedAt === null
      ? actions(button(say.row.go, () => void desk.go(head)))
      : element('p', {}, `${say.row.wasDeleted}.`),
    head.may.restore
      ? actions(
          button(say.deleted.back, () => void act(desk, 'restore', say.row.restored), {
            className: 'main',
          }),
        )
      : null,
    head.may.help ? helpForm(desk, head) : null,
    element('h3', {}, say.row.history),
    element('ol', {}, ...changes.map((change) => changeItem(desk, head, change))),
    head.may.archive ? removal(desk) : null,
  ]
}

async function act(desk: RowDesk, wish: 'archive' | 'restore', done: string): Promise<void> {
  if (!desk.row) return
  const { table, id } = desk.row.head
  desk.asking = false
  if (await desk.ask({ to: 'history', do: wish, table, id })) await after(desk, done)
}

/** Tells what was done, fetches it into the sheet, and shows the row as it is now. */
async function after(desk: RowDesk, done: string): Promise<void> {
  if (desk.row) await desk.read(desk.row.head)
  await desk.show()
  desk.tell(done)
}

function helpForm(desk: RowDesk, head: RowHead): HTMLElement {
  const { say } = desk
  const field = element('textarea', { id: 'help', value: head.help, maxLength: 500 })
  const hint = element('p', { id: 'help-hint', className: 'faint' }, say.row.helpHint)
  field.setAttribute('aria-describedby', hint.id)
  const write = async (text: string, done: string) => {
    const { table, id, rev } = head
    const told = await desk.ask({ to: 'history', do: 'help', table, id, seen: rev, text })
    if (told?.row) await after(desk, refusalIn(desk, told.row) ?? done)
  }
  return element(
    'section',
    {},
    element('h3', {}, element('label', { htmlFor: field.id }, say.row.help)),
    hint,
    field,
    actions(
      button(say.row.send, () => void write(field.value, say.row.sent), { className: 'main' }),
      head.help === '' ? null : button(say.row.takeBack, () => void write('', say.row.takenBack)),
    ),
  )
}

function changeItem(desk: RowDesk, head: RowHead, change: PastChange): HTMLElement {
  const { say } = desk
  const { table, id } = head
  const { rev, cells, refused, archived, year } = change
  const undo = async () => {
    const told = await desk.ask({ to: 'history', do: 'undo', table, id, rev })
    if (told?.row) await after(desk, refusalIn(desk, told.row) ?? say.row.undone)
  }
  const again = (key: string) => async () => {
    const wish = { to: 'history', do: 'bringBack', table, id, rev, key, seen: head.rev } as const
    const told = await desk.ask(wish)
    if (told?.row) await after(desk, refusalIn(desk, told.row) ?? say.row.written)
  }
  const lines = cells.map(({ header, before, after: now }) =>
    named(header, say.row.change(before ?? say.row.empty, now ?? say.row.empty)),
  )
  const lost = refused.flatMap(({ key, header, shown }) => [
    named(header, say.row.refused(shown)),
    head.archivedAt === null
      ? button(say.row.again, () => void again(key)(), { label: `${header}, ${shown}` })
      : null,
  ])
  const shelved =
    archived === undefined ? null : archived ? say.row.wasDeleted : say.row.wasRestored
  const whole = year ?? shelved
  const nothing = cells.length + refused.length === 0 && whole === null
  return element(
    'li',
    {},
    element('p', { className: 'faint' }, say.row.by(change.when, change.by)),
    whole === null ? null : element('p', {}, whole),
    nothing ? element('p', {}, say.row.seenOnly) : null,
    element('div', { className: 'cells' }, ...lines, ...lost),
    change.undo && head.archivedAt === null
      ? actions(button(say.row.undo, () => void undo(), { label: change.when }))
      : null,
  )
}

function named(header: string, text: string): HTMLElement {
  return element('div', {}, element('b', {}, `${header}: `), text)
}

/** What keeps a wish from being stored, in the words of «Что исправить»; null where it is stored. */
function refusalIn(
  { say }: Desk,
  { corrections }: { readonly corrections: readonly { severity: string; text: string }[] },
): string | null {
  const words = corrections.filter(({ severity }) => severity !== 'hint').map(({ text }) => text)
  return words.length === 0 ? null : [say.row.notWritten, ...words].join(' ')
}

function removal(desk: RowDesk): HTMLElement {
  const { say } = desk
  const ask = (asking: boolean) => () => {
    desk.asking = asking
    desk.render()
    document.getElementById(asking ? 'no' : 'remove')?.focus()
  }
  if (!desk.asking) {
    const remove = button(say.row.remove, ask(true))
    remove.id = 'remove'
    return element('section', {}, actions(remove) ?? '')
  }
  const no = button(say.row.no, ask(false))
  no.id = 'no'
  return element(
    'section',
    {},
    element('p', {}, say.row.removeAsk),
    actions(
      button(say.row.yes, () => void act(desk, 'archive', say.row.removed)),
      no,
    ),
  )
}
