import type { SentRow, SyncAnswer } from '../../domain/protocol.ts'
import type { Book } from './book.ts'
import type { Violation } from './history.ts'
import type { Ledger } from './ledger.ts'
import type { SheetView } from './sheetView.ts'

/** Fewer lines than this that got another's value are no partial sort to the client. */
const SORTED_LINES = 3

/** Looks on at one run: what it has read, sent, heard and shown. */
export class Watch {
  /** When it last read the sheet. */
  readAt = 0
  /** Columns were moved under one of its writes. */
  blind = false
  private readonly consent: boolean
  /** A partial sort that stood in the sheet when it was read, and nothing else new. */
  private sortedApart: { readonly before: SheetView; readonly after: SheetView } | null = null
  /** By row id: what the server said of it, and when the sheet had been read that was answered. */
  private readonly toShow = new Map<string, { readonly texts: string[]; readonly readAt: number }>()

  /** @param consent the person has said that what looks like an accident is meant */
  constructor(consent: boolean) {
    this.consent = consent
  }

  reads(book: Book, at: number): void {
    this.readAt = at
    this.sortedApart = book.sortedApart && { before: book.sortedApart, after: book.view() }
  }

  /** What must not be sent unasked: an emptied row, and a sort of some columns. */
  sends(book: Book, rows: readonly SentRow[], ledger: Ledger): Violation[] {
    if (this.consent) return []
    const emptied = rows.filter(({ rev, cells }) => rev > 0 && Object.keys(cells).length === 0)
    const found = emptied.map(({ id }) => ({
      kind: 'emptied sent',
      text: `${id} went without cells`,
    }))
    if (!this.sortedApart) return found
    const { before, after } = this.sortedApart
    const was = new Map(before.lines.map((line) => [line.key, line]))
    const gained = after.lines.filter((line) =>
      Object.entries(line.cells).some(([key, text]) => was.get(line.key)?.cells[key] !== text),
    )
    if (gained.length < SORTED_LINES) return found
    for (const { id, cells } of rows) {
      const name = book.names.get(id)
      for (const entered of Object.values(cells)) {
        const token = ledger.tokenIn(typeof entered === 'object' ? entered.shown : String(entered))
        const row = token === undefined ? undefined : ledger.typed.get(token)?.row
        if (name !== undefined && row !== undefined && row !== name) {
          found.push({ kind: 'partial sort sent', text: `${token} went under ${id} of ${name}` })
        }
      }
    }
    return found
  }

  hears(answer: SyncAnswer): void {
    for (const { id, corrections } of answer.rows) {
      const texts = corrections.flatMap(({ severity, text }) => (severity === 'hint' ? [] : [text]))
      if (texts.length > 0) this.toShow.set(id, { texts, readAt: this.readAt })
      else this.toShow.delete(id)
    }
  }

  /** Takes off what stands under «Что исправить» now. */
  sees(view: SheetView): void {
    for (const { id, corrections } of view.lines) {
      const said = this.toShow.get(id)
      if (said?.texts.every((text) => corrections.includes(text))) this.toShow.delete(id)
    }
  }

  /** Refusals that the client was told of and has not shown, though the row is there. */
  unshown(book: Book): Violation[] {
    const view = book.view()
    this.sees(view)
    if (this.blind) return []
    return view.lines.flatMap(({ id, line, key }) => {
      const said = this.toShow.get(id)
      // A line that people took away meanwhile could not show it, one that they changed need not.
      if (!said || book.everRemoved.has(id) || book.lineTouchedAt(key) > said.readAt) return []
      return [{ kind: 'refusal not shown', text: `line ${line}, ${id}: ${said.texts.join(' ')}` }]
    })
  }
}
