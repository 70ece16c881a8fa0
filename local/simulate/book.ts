import type { TabLayout } from '../../domain/layout.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { measures } from '../../domain/tables/measures.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import type { Workbooks } from '../workbook/workbooks.ts'
import { Client } from './client.ts'
import { BOOKS, OWNER } from './ground.ts'
import type { Ledger } from './ledger.ts'
import { viewOf, type Line, type SheetView } from './sheetView.ts'
import type { Shell } from './steps.ts'
import type { Spreadsheet } from '../workbook/state.ts'

/** A workbook with the person at it and its two shells. */
export class Book {
  readonly number: number
  readonly id: string
  readonly person: string
  readonly layout: TabLayout
  readonly clients: Readonly<Record<Shell, Client>>
  /** A copy that nobody has bound. */
  readonly copy: boolean
  /** An older state that somebody may restore. */
  version: Spreadsheet | null = null
  /** Rows are said to have vanished, and nobody has asked for them back yet. */
  missing = false
  /** Ids whose lines a person has made vanish from the sheet. */
  readonly removed = new Set<string>()
  /** Those that a person has ever made vanish. */
  readonly everRemoved = new Set<string>()
  /** A run has ended with nothing left to do, and nobody has touched the sheet since. */
  settled = false
  /** How the settled sheet stood before a partial sort, while nothing else has happened to it. */
  sortedApart: SheetView | null = null
  /** When a person last moved its columns. */
  columnsAt = 0
  /** When a person last changed the sheet. */
  touchedAt = 0
  /** When a person last changed each line, by its key. */
  private readonly touchedLines = new Map<number, number>()
  /** By id: the values that stood in its line when a client last vouched for it. */
  private readonly vouched = new Map<string, readonly string[]>()
  /** The row that was seen beside each id first. */
  readonly names = new Map<string, string>()
  private readonly workbooks: Workbooks
  private seen: { readonly spreadsheet: Spreadsheet; readonly view: SheetView } | null = null

  constructor(workbooks: Workbooks, id: string, number: number, copy = false) {
    const declared = BOOKS[number]
    if (!declared) throw new Error(`No workbook ${number}`)
    const { scope, ceiling } = declared.binding
    const layout = layoutFor(scope, ceiling, textsIn('ru')).tabs.find(
      ({ table }) => table === measures.name,
    )
    if (!layout) throw new Error('There is no tab of measures')
    this.workbooks = workbooks
    this.id = id
    this.number = number
    this.copy = copy
    this.person = copy ? OWNER : declared.person
    this.layout = layout
    this.clients = { addon: new Client(id, 'addon'), reconcile: new Client(id, 'reconcile') }
  }

  get spreadsheet(): Spreadsheet {
    return this.workbooks.state(this.id, OWNER).spreadsheet
  }

  /** Grows with every change of the spreadsheet. */
  get changes(): number {
    return this.workbooks.state(this.id, OWNER).version
  }

  /** Notes which ids a person has taken out of the sheet, or brought back; the rows of those gone. */
  noteRemoved(before: SheetView, after: SheetView): string[] {
    const there = new Set(after.lines.map(({ id }) => id))
    for (const id of there) this.removed.delete(id)
    return before.lines.flatMap(({ id }) => {
      if (id === '' || there.has(id)) return []
      this.removed.add(id)
      this.everRemoved.add(id)
      return this.names.get(id) ?? []
    })
  }

  /** A person has changed the sheet at this moment. */
  noteTouched(before: SheetView, after: SheetView, at: number): void {
    this.touchedAt = at
    const was = new Map(before.lines.map((line) => [line.key, told(line)]))
    for (const line of after.lines) {
      if (was.get(line.key) !== told(line)) this.touchedLines.set(line.key, at)
    }
  }

  lineTouchedAt(key: number): number {
    return this.touchedLines.get(key) ?? 0
  }

  /** A client has written: where the hidden state is new, it vouches for what stands there. */
  learnVouched(before: SheetView, after: SheetView, ledger: Ledger): void {
    const was = new Map(before.lines.map((line) => [line.key, line.state]))
    for (const line of after.lines) {
      if (was.get(line.key) !== line.state) this.vouched.set(line.id, ledger.tokensOf(line))
    }
  }

  /**
   * A person has moved contents without their hidden cells. One of which less than half stood there when
   * it was vouched for may not be known again by anybody: it is not asked of the client. Nor is one that no
   * client has seen yet, in a line whose own row is nowhere any more: that row may have been written anew.
   */
  loosenUnknowable(before: SheetView, after: SheetView, ledger: Ledger): void {
    const known = new Set(this.names.values())
    const present = new Set(after.lines.map((line) => ledger.nameOf(line)))
    for (const line of after.lines) {
      const home = this.names.get(line.id)
      const row = ledger.nameOf(line)
      if (home === undefined || row === undefined || present.has(home)) continue
      if (!known.has(row)) ledger.loosen(row)
    }
    const lineOf = new Map(
      after.lines.flatMap((line) => ledger.tokensOf(line).map((token) => [token, line])),
    )
    for (const line of before.lines) {
      const vouched = this.vouched.get(line.id)
      const [first] = ledger.tokensOf(line)
      const now = first === undefined ? undefined : lineOf.get(first)
      if (!vouched || !now || now.id === line.id) continue
      const left = ledger.tokensOf(now).filter((token) => vouched.includes(token))
      const row = ledger.nameOf(line)
      if (left.length * 2 < vouched.length && row !== undefined) ledger.loosen(row)
      if (vouched.length === 0 && row !== undefined) ledger.loosen(row)
    }
  }

  /**
   * A person has sorted some columns, and a line got cells of another by which that one was known. Where
   * nothing is left of what was vouched for in it, since somebody had typed over that before, either row may
   * be meant: it is not asked of the client.
   */
  loosenReplaced(before: SheetView, after: SheetView, ledger: Ledger): void {
    const was = new Map(before.lines.map((line) => [line.key, JSON.stringify(line.cells)]))
    for (const line of after.lines) {
      const vouched = this.vouched.get(line.id)
      const row = ledger.nameOf(line)
      if (!vouched || row === undefined || was.get(line.key) === JSON.stringify(line.cells))
        continue
      if (!ledger.tokensOf(line).some((token) => vouched.includes(token))) ledger.loosen(row)
    }
  }

  learnNames(view: SheetView, ledger: Ledger): void {
    for (const line of view.lines) {
      const name = line.id === '' || this.names.has(line.id) ? undefined : ledger.nameOf(line)
      if (name !== undefined) this.names.set(line.id, name)
    }
  }

  view(): SheetView {
    const { spreadsheet } = this
    // A spreadsheet is never changed in place: an unchanged one looks as it did.
    if (this.seen?.spreadsheet !== spreadsheet) {
      this.seen = { spreadsheet, view: viewOf(spreadsheet, this.layout) }
    }
    return this.seen.view
  }
}

function told({ id, cells, corrections }: Line): string {
  return JSON.stringify([id, cells, corrections])
}
