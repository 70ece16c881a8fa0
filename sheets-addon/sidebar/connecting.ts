import type { Panel } from '../../domain/panel.ts'
import type { Desk } from './desk.ts'
import { actions, button, element } from './elements.ts'

const RIGHTS = ['staff', 'curator', 'coordinator'] as const

/** The coordinator's way to connect another workbook: a code for a school, to be typed there. */
export function connecting(desk: Desk, schools: NonNullable<Panel['connect']>): HTMLElement {
  const { say } = desk
  const { connecting: words } = say
  const school = choice('connect-school', [
    ...schools.map(({ id, name }) => [id, name] as const),
    ['all', words.all],
  ])
  const right = choice(
    'connect-right',
    RIGHTS.map((each) => [each, words.rights[each]] as const),
  )
  const issue = async () => {
    const ceiling = RIGHTS.find((each) => each === right.value) ?? 'staff'
    const scope = school.value === 'all' ? 'all' : [school.value]
    const told = await desk.ask({ to: 'bind', do: 'issue', scope, ceiling })
    if (told?.code === undefined || told.expiresAt === undefined) return
    const { lang } = document.documentElement
    const until = new Date(told.expiresAt).toLocaleString(lang, {
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    })
    desk.tell(words.code(told.code, until))
  }
  return element(
    'section',
    {},
    element('h2', {}, words.title),
    element('p', { className: 'faint' }, words.hint),
    labelled(words.school, school),
    labelled(words.right, right),
    actions(button(words.issue, () => void issue())),
  )
}

function choice(id: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return element(
    'select',
    { id },
    ...options.map(([value, text]) => element('option', { value }, text)),
  )
}

function labelled(text: string, field: HTMLSelectElement): HTMLElement {
  return element('p', {}, element('label', { htmlFor: field.id }, text), field)
}
