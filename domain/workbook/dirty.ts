import type { KnownRow } from './identify.ts'
import type { TabSnapshot } from './snapshot.ts'

/** Rows in which somebody is typing right now. Indexes count from 0; `last` is included. */
export interface Editing {
  readonly sheetId: number
  readonly first: number
  readonly last: number
}

/**
 * True when the store does not know all that stands in the row, when the person has left it, or when a
 * column that the tab had lost is back.
 */
export function isDirty(
  { peopleKeys }: Pick<TabSnapshot, 'peopleKeys'>,
  { now, state }: KnownRow,
  editing: boolean,
): boolean {
  if (!state) return true
  if (state.hash !== now.hash) return true
  if (state.rev === 0 && !state.apart) return true
  if (!state.apart && peopleKeys.some((key) => key in state.bases)) return true
  return state.typing && !editing
}

export function isEditing(editing: Editing | undefined, sheetId: number, index: number): boolean {
  return editing?.sheetId === sheetId && editing.first <= index && index <= editing.last
}
