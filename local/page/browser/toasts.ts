import { byId, element } from './element.ts'

/** How long a message stays, in milliseconds. */
const SHOWN_MS = 9_000

/** A message in the corner, which goes by itself or when it is pressed. */
export function toast(text: string, title = ''): void {
  const node = element('div', {}, [
    ...(title ? [element('strong', { textContent: title })] : []),
    document.createTextNode(text),
  ])
  node.addEventListener('click', () => node.remove())
  byId('toasts', HTMLElement).append(node)
  setTimeout(() => node.remove(), SHOWN_MS)
}
