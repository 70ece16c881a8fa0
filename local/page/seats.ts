import type { ServerResponse } from 'node:http'
import type { Button, Question, Reply, Seat, Shown, UiPort } from '../workbook/script/ui.ts'
import { createRecorder } from '../workbook/script/ui.ts'
import type { UiEvent } from './view.ts'

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
  readonly #asked = new Map<string, (reply: Reply) => void>()
  readonly #recorder = createRecorder()
  #lastQuestion = 0

  readonly port: UiPort = {
    show: (seat, shown) => this.#show(seat, shown),
    ask: (seat, question) => this.#ask(seat, question),
  }

  /** The answer to the next question at a seat without a window. */
  answerUnseen(seat: Seat, reply: Reply): void {
    this.#recorder.answer(seat, reply)
  }

  /** Sends a seat's events into a response that stays open, until the window is closed. */
  open(seat: Seat, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(':open\n\n')
    const windows = this.#windows.get(nameOf(seat)) ?? new Set()
    this.#windows.set(nameOf(seat), windows.add(response))
    response.on('close', () => {
      windows.delete(response)
      if (windows.size === 0) this.#windows.delete(nameOf(seat))
    })
  }

  /** Tells all windows on a spreadsheet that it has changed. */
  changed(spreadsheetId: string): void {
    for (const [seat, windows] of this.#windows) {
      if (seat.startsWith(`${spreadsheetId} `)) send(windows, { kind: 'change' })
    }
  }

  /** A person pressed a button of a question; false where it was answered already. */
  answer(id: string, label: string): boolean {
    const reply = this.#asked.get(id)
    const button = BUTTONS.YES_NO_CANCEL.concat(BUTTONS.OK).find((each) => LABELS[each] === label)
    if (!reply || !button) return false
    this.#asked.delete(id)
    reply({ button })
    return true
  }

  #show(seat: Seat, shown: Shown): void {
    if (shown.kind !== 'toast') return
    send(this.#windows.get(nameOf(seat)), { kind: 'toast', text: shown.text })
  }

  #ask(seat: Seat, question: Question): Promise<Reply> {
    const windows = this.#windows.get(nameOf(seat))
    if (!windows?.size) return this.#recorder.ask(seat, question)
    this.#lastQuestion += 1
    const id = String(this.#lastQuestion)
    send(windows, {
      kind: 'alert',
      id,
      title: question.title,
      text: question.text,
      buttons: BUTTONS[question.buttons].map((button) => LABELS[button]),
    })
    return new Promise((resolve) => {
      this.#asked.set(id, resolve)
      // A window that is closed with the question open has answered «close».
      for (const window of windows) {
        window.once('close', () => {
          if (windows.size <= 1 && this.#asked.delete(id)) resolve({ button: 'CLOSE' })
        })
      }
    })
  }
}

function nameOf({ spreadsheetId, person }: Seat): string {
  return `${spreadsheetId} ${person}`
}

function send(windows: ReadonlySet<ServerResponse> | undefined, event: UiEvent): void {
  for (const window of windows ?? []) window.write(`data: ${JSON.stringify(event)}\n\n`)
}
