import type { FrameView, QuestionView } from '../view.ts'
import { serveFrame } from './bridge.ts'
import { byId, element } from './element.ts'

/** The add-on's questions and dialogs, one at a time as they come. */
export class Dialogs {
  readonly #answer: (id: string, button: string, text?: string) => void
  readonly #call: (fn: string, args: readonly unknown[]) => Promise<unknown>
  #open: { readonly id: string; readonly node: HTMLDialogElement } | undefined

  constructor(options: {
    readonly answer: (id: string, button: string, text?: string) => void
    readonly call: (fn: string, args: readonly unknown[]) => Promise<unknown>
  }) {
    this.#answer = options.answer
    this.#call = options.call
  }

  /** Asks; Enter is the first button, Escape closes. */
  ask({ id, title, text, field, buttons }: QuestionView): void {
    this.answered()
    const input = element('input', { type: 'text', autocomplete: 'off', ariaLabel: text })
    const form = element('form', { method: 'dialog' }, [
      element('h2', { textContent: title, id: 'dialog-title' }),
      element('p', { textContent: text }),
      ...(field ? [input] : []),
      element(
        'div',
        { className: 'buttons' },
        buttons.map((label, index) =>
          element('button', {
            textContent: label,
            value: label,
            type: 'submit',
            className: index === 0 ? 'first' : '',
          }),
        ),
      ),
    ])
    const node = this.#shown(id, form)
    form.addEventListener('submit', (event) => {
      const { submitter } = event
      const label = submitter instanceof HTMLButtonElement ? submitter.value : (buttons[0] ?? '')
      this.#open = undefined
      this.#answer(id, label, field ? input.value : undefined)
    })
    node.addEventListener('close', () => {
      if (this.#open?.id !== id) return
      this.#open = undefined
      this.#answer(id, 'Закрыть', field ? input.value : undefined)
    })
    if (field) input.focus()
  }

  /** A question was answered in another window of the same person. */
  answered(id?: string): void {
    if (!this.#open || (id !== undefined && this.#open.id !== id)) return
    const { node } = this.#open
    this.#open = undefined
    node.close()
  }

  /** A page of the add-on's own in a dialog. */
  frame({ title, address, width, height }: FrameView, modal: boolean): void {
    this.answered()
    const page = framed(title, address)
    page.width = String(width ?? 500)
    page.height = String(height ?? 400)
    const close = element('button', { textContent: '×', type: 'button', ariaLabel: 'Закрыть' })
    const head = element('div', { className: 'head' }, [
      element('h2', { textContent: title, id: 'dialog-title' }),
      close,
    ])
    const node = this.#shown(address, element('div', {}, [head, page]), modal)
    const stop = serveFrame(page, this.#call, () => node.close())
    close.addEventListener('click', () => node.close())
    node.addEventListener('close', stop)
  }

  #shown(id: string, content: Node, modal = true): HTMLDialogElement {
    const node = element('dialog', { className: 'asked' }, [content])
    node.setAttribute('aria-labelledby', 'dialog-title')
    node.addEventListener('close', () => node.remove())
    byId('dialogs', HTMLElement).append(node)
    this.#open = { id, node }
    if (modal) node.showModal()
    else node.show()
    return node
  }
}

/** A page of the add-on: an origin of its own, which sees nothing of ours. */
export function framed(title: string, address: string): HTMLIFrameElement {
  const frame = element('iframe', { title, src: address })
  frame.setAttribute('sandbox', 'allow-scripts allow-downloads')
  return frame
}
