import type { FrameView } from '../view.ts'
import { serveFrame } from './bridge.ts'
import { framed } from './dialogs.ts'
import { byId } from './element.ts'

/** The add-on's sidebar at the right of the sheet, 300 pixels wide as in Google. */
export class Sidebar {
  readonly #panel = byId('sidebar', HTMLElement)
  readonly #call: (fn: string, args: readonly unknown[]) => Promise<unknown>
  #stop: () => void = () => undefined

  constructor(call: (fn: string, args: readonly unknown[]) => Promise<unknown>) {
    this.#call = call
    byId('sidebar-close', HTMLButtonElement).addEventListener('click', () => this.close())
  }

  show({ title, address }: FrameView): void {
    this.#stop()
    const frame = framed(title, address)
    byId('sidebar-title', HTMLElement).textContent = title
    byId('sidebar-page', HTMLElement).replaceChildren(frame)
    this.#stop = serveFrame(frame, this.#call, () => this.close())
    this.#panel.hidden = false
  }

  close(): void {
    this.#stop()
    byId('sidebar-page', HTMLElement).replaceChildren()
    this.#panel.hidden = true
  }
}
