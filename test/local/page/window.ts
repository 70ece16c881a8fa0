import type { Gesture } from '../../../local/page/gesture.ts'
import type { SheetView, WorkbookView } from '../../../local/page/view.ts'

/** A window without a browser: what the page asks of its server, and says to it. */
export class Window {
  readonly #address: string
  readonly #as: string

  /** @param sheet the address of a workbook with its person, as `npm start` prints it */
  constructor(sheet: string) {
    const { origin, pathname, searchParams } = new URL(sheet)
    this.#address = `${origin}${pathname}`
    this.#as = searchParams.get('as') ?? ''
  }

  async view(): Promise<WorkbookView> {
    const answer = await fetch(`${this.#address}/view?as=${encodeURIComponent(this.#as)}`)
    if (!answer.ok) throw new Error(await answer.text())
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server's answer, of this very type
    return (await answer.json()) as WorkbookView
  }

  async sheet(title: string): Promise<SheetView> {
    const found = (await this.view()).sheets.find((sheet) => sheet.title === title)
    if (!found) throw new Error(`no tab «${title}»`)
    return found
  }

  /** The server's answer to a gesture; a name makes it known when it comes again. */
  async send(gesture: Gesture, id: string = crypto.randomUUID()): Promise<Response> {
    return await fetch(`${this.#address}/do`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: this.#as, id, gesture }),
    })
  }

  /** Types into a cell, such as `D9`. @throws Error when it is refused */
  async type(title: string, a1: string, text: string): Promise<void> {
    const sheet = await this.sheet(title)
    const [, letters = '', number = ''] = /^([A-Z])(\d+)$/.exec(a1) ?? []
    const row = sheet.rows[Number(number) - 1]?.key
    const column = sheet.columns[letters.charCodeAt(0) - 65]?.key
    if (row === undefined || column === undefined) throw new Error(`no cell ${a1}`)
    const cell = { sheet: sheet.sheetId, row, column, text }
    const answer = await this.send({ do: 'type', cells: [cell] })
    if (!answer.ok) throw new Error(await answer.text())
  }
}
