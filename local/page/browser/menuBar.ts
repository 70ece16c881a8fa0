import type { MenuItem } from '../view.ts'
import { byId, element } from './element.ts'

/**
 * The add-on's menu. Arrow keys go through it, Escape leaves it.
 *
 * @param items what `onOpen` has put into it
 * @param run presses an item
 */
export function showMenu(
  items: () => Promise<readonly MenuItem[]>,
  run: (fn: string) => void,
): void {
  const menu = byId('menu', HTMLDetailsElement)
  const list = byId('items', HTMLElement)

  const draw = async (): Promise<void> => {
    const offered = await items()
    list.replaceChildren(
      ...offered.map((item) => {
        if ('line' in item) return element('hr', {})
        const button = element('button', {
          textContent: item.caption,
          type: 'button',
          role: 'menuitem',
        })
        button.addEventListener('click', () => {
          menu.open = false
          run(item.fn)
        })
        return button
      }),
    )
    list.querySelector('button')?.focus()
  }
  menu.addEventListener('toggle', () => {
    if (menu.open) void draw()
  })
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false
  })
  menu.addEventListener('keydown', (event) => {
    event.stopPropagation()
    const buttons = [...list.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === document.activeElement)
    if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length]?.focus()
    if (event.key === 'ArrowUp') buttons.at(at - 1)?.focus()
    if (event.key === 'Escape') {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  })
}
