import type { DeletedRow } from '../../domain/panel.ts'
import type { Desk } from './desk.ts'
import { actions, button, element } from './elements.ts'

/** What the view of deleted rows needs besides the desk. */
export interface DeletedDesk extends Desk {
  /** Null until they were asked for. */
  deleted: readonly DeletedRow[] | null
  readDeleted(): Promise<void>
}

/** «Удалённые»: rows that can still be brought back. */
export function deletedView(desk: DeletedDesk): readonly (HTMLElement | null)[] {
  const { say, deleted } = desk
  if (deleted === null) return [element('p', { className: 'faint' }, say.loading)]
  if (deleted.length === 0) return [element('p', {}, say.deleted.none)]
  return [
    element('p', { className: 'faint' }, say.deleted.note),
    element('ul', {}, ...deleted.map((row) => item(desk, row))),
  ]
}

function item(desk: DeletedDesk, { table, id, tab, title, when, by }: DeletedRow): HTMLElement {
  const { say } = desk
  const label = title || say.row.untitled
  const back = async () => {
    if (!(await desk.ask({ to: 'history', do: 'restore', table, id }))) return
    await desk.readDeleted()
    await desk.show()
    desk.tell(say.row.restored)
  }
  return element(
    'li',
    {},
    element('p', { className: 'faint' }, `${tab} · ${say.row.by(when, by)}`),
    element('p', {}, label),
    actions(button(say.deleted.back, () => void back(), { label })),
  )
}
