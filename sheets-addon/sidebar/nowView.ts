import type { Action, Item, Line, Section } from '../../domain/digest/digest.ts'
import type { PanelFix, PanelRow } from '../../domain/panel.ts'
import type { PanelState } from '../panelState.ts'
import { connecting } from './connecting.ts'
import type { Desk } from './desk.ts'
import { actions, button, element, list } from './elements.ts'
import type { Place } from './script.ts'

type Outcome = NonNullable<PanelState['outcome']>

/** «Что сделать»: what needs a word first, then what waits for the person, then what to pass on. */
export function nowView(desk: Desk): readonly (HTMLElement | null)[] {
  const { panel, state, say } = desk
  const outcome = state?.outcome ?? null
  const sections = panel?.sections ?? []
  const calls = sections.some(({ tone }) => tone !== 'plain')
  return [
    ...senderNote(desk),
    ...(outcome
      ? [heldList(desk, outcome), conflictList(desk, outcome), missingNote(desk, outcome)]
      : []),
    panel && fixList(desk, panel.fixes, panel.moreFixes),
    panel && vanishedList(desk, panel.vanished, panel.moreVanished),
    panel && sections.length === 0 ? element('p', { className: 'faint' }, panel.day) : null,
    panel && !calls ? element('p', {}, say.calm) : null,
    ...sections.map((section) => sectionOf(desk, section)),
    panel && panel.messenger !== '' ? messenger(desk, panel.messenger) : null,
    panel?.connect ? connecting(desk, panel.connect) : null,
    panel && element('p', { className: 'faint' }, say.about(panel.holds, state?.sender ?? null)),
  ]
}

function senderNote(desk: Desk): readonly (HTMLElement | null)[] {
  const { state, say } = desk
  if (state?.outcome?.refusal?.code === 'workbook.unknown') {
    return [actions(button(say.connect, () => void desk.enable(), { className: 'main' }))]
  }
  if (!state || state.sender !== null) return []
  return [
    element('p', {}, say.notEnabled),
    actions(button(say.enable, () => void desk.enable(), { className: 'main' })),
  ]
}

function heldList(desk: Desk, { held }: Outcome): HTMLElement | null {
  const { say } = desk
  const items = held.map(({ tab, reason, rows }) => {
    const numbers = rows.length > 5 ? `${rows.slice(0, 5).join(', ')}, …` : rows.join(', ')
    const undone = reason === 'undone'
    const said = undone ? { refetch: true } : { sendHeld: true }
    return element(
      'li',
      {},
      element('p', {}, say.held[reason](tab, numbers)),
      actions(button(undone ? say.held.fetch : say.held.send, () => void desk.show(said))),
    )
  })
  return list(say.held.title, 'decide', items)
}

function conflictList(desk: Desk, { conflicts }: Outcome): HTMLElement | null {
  const { say } = desk
  const items = conflicts.map(({ table, id, key, header, text, mine, theirs, rev, entered }) => {
    const choose = (keep: 'mine' | 'theirs') => () =>
      void desk.show({ decisions: { [id]: { [key]: { keep, rev, entered } } } })
    return element(
      'li',
      {},
      element('p', {}, element('b', {}, header)),
      element('p', {}, text),
      actions(
        button(say.conflicts.keep(theirs || say.conflicts.empty), choose('theirs')),
        button(say.conflicts.write(mine || say.conflicts.empty), choose('mine')),
        button(say.fixes.go, () => void desk.go({ table, id, key }), { label: header }),
      ),
    )
  })
  return list(say.conflicts.title(conflicts.length), 'decide', items)
}

function missingNote({ say }: Desk, { missing }: Outcome): HTMLElement | null {
  if (missing.length === 0) return null
  const lines = missing.map(({ tab, header }) => element('p', {}, say.missing(tab, header)))
  return element('section', {}, ...lines)
}

function fixList(desk: Desk, fixes: readonly PanelFix[], more: number): HTMLElement | null {
  const { say, state } = desk
  const asked = state?.outcome?.conflicts ?? []
  const suspects = state?.outcome?.suspects ?? []
  const items = fixes.flatMap((fix) => {
    if (asked.some(same(fix))) return []
    const suspect = suspects.find(same(fix))
    const harmless = suspect && { [fix.id]: { [fix.key]: suspect.entered } }
    return element(
      'li',
      {},
      element('p', { className: 'faint' }, `${fix.tab} · ${fix.title || say.row.untitled}`),
      element('p', {}, element('b', {}, `${fix.column}. `), fix.text),
      actions(
        button(say.fixes.go, () => void desk.go(fix), { label: `${fix.column}, ${fix.title}` }),
        harmless ? button(say.fixes.harmless, () => void desk.show({ harmless })) : null,
      ),
    )
  })
  const left = more > 0 ? element('p', { className: 'faint' }, say.more(more)) : null
  return list(say.fixes.title(items.length + more), 'fix', items, left)
}

/** Whether a fix is at a cell. */
function same(fix: PanelFix): (cell: { readonly id: string; readonly key: string }) => boolean {
  return ({ id, key }) => id === fix.id && key === fix.key
}

function vanishedList(desk: Desk, rows: readonly PanelRow[], more: number): HTMLElement | null {
  const { say } = desk
  const items = rows.map(({ table, id, tab, title }) => {
    const label = title || say.row.untitled
    const act = (wish: 'restore' | 'archive', done: string) => async () => {
      if (await desk.ask({ to: 'history', do: wish, table, id })) {
        await desk.show()
        desk.tell(done)
      }
    }
    return element(
      'li',
      {},
      element('p', { className: 'faint' }, tab),
      element('p', {}, label),
      actions(
        button(say.vanished.back, () => void act('restore', say.row.restored)(), { label }),
        button(say.vanished.remove, () => void act('archive', say.row.removed)(), { label }),
      ),
    )
  })
  const left = more > 0 ? element('p', { className: 'faint' }, say.more(more)) : null
  const note = element('p', { className: 'faint' }, say.vanished.note)
  return list(say.vanished.title(rows.length + more), 'decide', items, left, note)
}

/** A section of the digest, with its links as buttons that lead to the row. */
function sectionOf(
  desk: Desk,
  { tone, title, after, lines, items, schools, more, note }: Section,
): HTMLElement {
  const rows = (items ?? []).map((item) => itemOf(desk, item))
  const bySchool = (schools?.rows ?? []).map(({ name, alarm, summary }) =>
    element(
      'li',
      {},
      element('p', {}, element('b', {}, name), alarm === '' ? '' : ` · ${alarm}`),
      element('p', { className: 'faint' }, summary),
    ),
  )
  const all = [...rows, ...bySchool]
  return element(
    'section',
    {},
    title === '' ? null : element('h2', { className: tone }, title),
    after === undefined ? null : element('p', {}, after.replace(/^[.,]\s*/, '')),
    ...(lines ?? []).map((line) => element('p', {}, ...runs(desk, line))),
    all.length === 0 ? null : element('ul', {}, ...all),
    more === undefined ? null : element('p', { className: 'faint' }, more),
    note === undefined ? null : element('p', { className: 'faint' }, note),
  )
}

function itemOf(desk: Desk, { lines, actions: deeds }: Item): HTMLElement {
  return element(
    'li',
    {},
    ...lines.map((line) => element('p', {}, ...runs(desk, line))),
    actions(...deeds.map((deed) => deedButton(desk, deed))),
  )
}

function runs(desk: Desk, line: Line): (HTMLElement | string)[] {
  return line.map((run) => {
    if (typeof run === 'string') return run
    const place = run.url === undefined ? null : placeIn(run.url)
    if (place) return button(run.text, () => void desk.go(place.place), { className: 'link' })
    return run.strong ? element('b', {}, run.text) : run.text
  })
}

function deedButton(desk: Desk, { label, url }: Action): HTMLElement | null {
  const found = placeIn(url)
  if (!found) return null
  const { place, help } = found
  return button(label, () => void (help ? desk.open(place, true) : desk.go(place)))
}

/** @example placeIn('#table=measures&row=ab12cd34') // { place: { table: 'measures', id: 'ab12cd34' }, help: false } */
function placeIn(url: string): { readonly place: Place; readonly help: boolean } | null {
  if (!url.startsWith('#')) return null
  const parts = new URLSearchParams(url.slice(1))
  const [table, id, key] = [parts.get('table'), parts.get('row'), parts.get('column')]
  if (table === null || id === null) return null
  return {
    place: { table, id, ...(key === null ? {} : { key }) },
    help: parts.get('do') === 'help',
  }
}

function messenger(desk: Desk, text: string): HTMLElement {
  const { say } = desk
  const field = element('textarea', { value: text, readOnly: true, rows: 6, id: 'messenger' })
  const copy = () => {
    field.select()
    // A frame without the permission to write to the clipboard still has the old way.
    const done = document.execCommand('copy')
    desk.tell(done ? say.messenger.copied : say.messenger.select)
  }
  field.setAttribute('aria-label', say.messenger.title)
  return element(
    'section',
    {},
    element('h2', {}, say.messenger.title),
    field,
    actions(button(say.messenger.copy, copy)),
  )
}
