import type { ServerResponse } from 'node:http'
import {
  createRecorder,
  keyOf,
  type Button,
  type Page,
  type Question,
  type Reply,
  type Seat,
  type Shown,
  type UiPort,
} from '../workbook/script/ui.ts'
import { Frames } from './frames.ts'
import type { FrameView, WindowEvent } from './view.ts'

const BUTTONS: Readonly<Record<Question['buttons'], readonly Button[]>> = {
  OK: ['OK'],
  OK_CANCEL: ['OK', 'CANCEL'],
  YES_NO: ['YES', 'NO'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL'],
}

/** As Google labels them in a Russian sheet. */
const LABELS = {
  OK: 'ОК',
  CANCEL: 'Отмена',
  YES: 'Да',
  NO: 'Нет',
  CLOSE: 'Закрыть',
} as const satisfies Record<Button, string>

/**
 * The windows in which people sit, and what the add-on shows in them. Where nobody has a window open,
 * the questions go to a recorder, so that the same system runs without a browser.
 */
export class Seats {
  readonly #windows = new Map<string, Set<ServerResponse>>()
  readonly #asked = new Map<string, { seat: string; resolve: (reply: Reply) => void }>()
  readonly #recorder = createRecorder()
  #lastQuestion = 0

  readonly port: UiPort = {
    show: (seat, shown) => this.#show(seat, shown),
    ask: (seat, question) => this.#ask(seat, question),
  }

  /** The pages that the add-on has shown. */
  readonly frames = new Frames()

  /** The answer to the next question at a seat without a window. */
  answerUnseen(seat: Seat, reply: Reply): void {
    this.#recorder.answer(seat, reply)
  }

  /** Sends a seat's events into a response that stays open, until the window is closed. */
  open(seat: Seat, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(':open\n\n')
    const name = keyOf(seat)
    const windows = this.#windows.get(name) ?? new Set()
    this.#windows.set(name, windows.add(response))
    response.on('close', () => {
      windows.delete(response)
      if (windows.size > 0) return
      this.#windows.delete(name)
      // The last window that is closed with a question open has answered «close».
      for (const [id, asked] of this.#asked) {
        if (asked.seat === name && this.#asked.delete(id)) asked.resolve({ button: 'CLOSE' })
      }
    })
  }

  /** Tells one window. */
  greet(window: ServerResponse, event: WindowEvent): void {
    send(new Set([window]), event)
  }

  /** Does anybody have this spreadsheet open? */
  watches(spreadsheetId: string): boolean {
    return [...this.#windows.keys()].some((seat) => seat.startsWith(`${spreadsheetId} `))
  }

  /** Tells all windows on a spreadsheet. */
  tell(spreadsheetId: string, event: WindowEvent): void {
    for (const [seat, windows] of this.#windows) {
      if (seat.startsWith(`${spreadsheetId} `)) send(windows, event)
    }
  }

  /** Tells every window. */
  tellAll(event: WindowEvent): void {
    for (const windows of this.#windows.values()) send(windows, event)
  }

  /** A person pressed a button of a question; false where it was answered already. */
  answer(id: string, label: string, text?: string): boolean {
    const asked = this.#asked.get(id)
    const all = Object.keys(LABELS).filter((name): name is Button => name in LABELS)
    const button = all.find((name) => LABELS[name] === label)
    if (!asked || !button) return false
    this.#asked.delete(id)
    asked.resolve({ button, ...(text === undefined ? {} : { text }) })
    send(this.#windows.get(asked.seat), { kind: 'answered', id })
    return true
  }

  #show(seat: Seat, shown: Shown): void {
    const windows = this.#windows.get(keyOf(seat))
    switch (shown.kind) {
      case 'toast':
        return send(windows, { kind: 'toast', text: shown.text, title: shown.title })
      case 'sidebar':
        return send(windows, { kind: 'sidebar', frame: this.#framed(shown) })
      case 'dialog':
        return send(windows, { kind: 'dialog', frame: this.#framed(shown), modal: shown.modal })
      case 'select':
        return send(windows, { kind: 'select', sheetId: shown.sheetId, a1: shown.a1 ?? null })
      case 'alert':
      case 'prompt':
        return
    }
  }

  #framed(page: Page): FrameView {
    const { title, width, height } = page
    return { title, address: this.frames.keep(page), width, height }
  }

  #ask(seat: Seat, question: Question): Promise<Reply> {
    const name = keyOf(seat)
    const windows = this.#windows.get(name)
    if (!windows?.size) return this.#recorder.ask(seat, question)
    this.#lastQuestion += 1
    const id = String(this.#lastQuestion)
    const { title, text } = question
    const field = question.kind === 'prompt'
    const buttons = BUTTONS[question.buttons].map((button) => LABELS[button])
    send(windows, { kind: 'question', question: { id, title, text, field, buttons } })
    return new Promise((resolve) => this.#asked.set(id, { seat: name, resolve }))
  }
}

function send(windows: ReadonlySet<ServerResponse> | undefined, event: WindowEvent): void {
  for (const window of windows ?? []) window.write(`data: ${JSON.stringify(event)}\n\n`)
}
