type Child = Node | string | null

/**
 * An element with its properties and children; a text is a text, never HTML.
 *
 * @example element('button', { className: 'main' }, 'Удалить')
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children.flatMap((child) => child ?? []))
  return made
}

/** A button that does something; `label` adds for a screen reader what the eye sees around it. */
export function button(
  text: string,
  press: () => void,
  { className = '', label = '' }: { readonly className?: string; readonly label?: string } = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', className, onclick: press }, text)
  if (label !== '') made.setAttribute('aria-label', `${text}: ${label}`)
  return made
}

/** Buttons in a row; nothing where there is none. */
export function actions(...buttons: readonly (HTMLElement | null)[]): HTMLElement | null {
  const there = buttons.flatMap((one) => one ?? [])
  return there.length === 0 ? null : element('div', { className: 'actions' }, ...there)
}

/** A heading with its list; nothing where the list is empty. */
export function list(
  title: string,
  tone: string,
  items: readonly HTMLElement[],
  ...after: readonly Child[]
): HTMLElement | null {
  if (items.length === 0) return null
  return element(
    'section',
    {},
    element('h2', { className: tone }, title),
    element('ul', {}, ...items),
    ...after,
  )
}
