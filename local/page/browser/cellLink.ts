import { byId } from './element.ts'
import type { Mirror } from './mirror.ts'
import { goToLinked } from './place.ts'
import type { Selection } from './selection.ts'

/** The link of the chosen cell, at the foot of the sheet: to a place in this spreadsheet, or to another page. */
export class CellLink {
  readonly #mirror: Mirror
  readonly #selection: Selection
  readonly #person: () => string
  readonly #node = byId('cell-link', HTMLAnchorElement)

  constructor(mirror: Mirror, selection: Selection, person: () => string) {
    this.#mirror = mirror
    this.#selection = selection
    this.#person = person
    this.#node.addEventListener('click', (event) => {
      const { hash } = this.#node
      if (this.#node.target !== '') return
      event.preventDefault()
      goToLinked(this.#mirror, this.#selection, hash)
    })
  }

  /** Shows the link of the cell that is chosen now, or none. */
  show(): void {
    const { sheet, range } = this.#selection
    const link = sheet?.rows[range.top]?.more?.[range.left]?.link
    const here = link?.startsWith('#') === true
    const away = link === undefined || here ? undefined : this.#elsewhere(link)
    this.#node.hidden = !here && away === undefined
    if (this.#node.hidden || link === undefined) return
    this.#node.href = away ?? link
    this.#node.target = here ? '' : '_blank'
    this.#node.textContent = here ? 'Перейти к строке' : 'Открыть в новом окне'
  }

  /** A page of the web; a workbook of ours is opened as the person who sits here. */
  #elsewhere(link: string): string | undefined {
    const url = URL.canParse(link) ? new URL(link) : undefined
    if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined
    if (url.origin === location.origin && url.pathname.startsWith('/w/')) {
      url.searchParams.set('as', this.#person())
    }
    return url.href
  }
}
