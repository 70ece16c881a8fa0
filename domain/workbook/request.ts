import { shownText } from '../entered.ts'
import type { Cells, Entered } from '../entered.ts'
import { LIMITS } from '../limits.ts'
import type { SentRow, SyncRequest } from '../protocol.ts'
import type { KnownRow } from './identify.ts'
import { peopleCells } from './snapshot.ts'
import type { TabSnapshot } from './snapshot.ts'

/** How a person settled the cells of a conflict, by column key; `entered` is what stood there then. */
export type Decisions = Cells<
  NonNullable<SentRow['decisions']>[string] & { readonly entered: string }
>

/** The texts that a person has declared to hold no personal data, by column key. */
export type Declared = Cells<string>

/** What a person has said about one row. */
export interface Word {
  readonly decisions?: Decisions | undefined
  readonly declared?: Declared | undefined
}

/** A row with an id. */
export type OwnedRow = KnownRow & { readonly id: string }

export function isOwned(known: KnownRow): known is OwnedRow {
  return known.id !== null
}

/** One row on its way to the server. */
export interface Sending {
  readonly tab: TabSnapshot
  readonly known: OwnedRow
  readonly sent: SentRow
}

/** Room for the envelope of a request: cursor, names of tables and columns. */
const ENVELOPE_BYTES = 100_000

/**
 * What is sent of a row: the people's columns as entered.
 *
 * @param typing the person is still in this row
 */
export function toSend(
  tab: TabSnapshot,
  known: OwnedRow,
  typing: boolean,
  { decisions = {}, declared = {} }: Word = {},
): Sending {
  const cells: Cells<Entered> = peopleCells(tab, known.row)
  // A word is for a text: what somebody has typed there since is looked at anew.
  const harmless = Object.keys(declared).filter((key) => enteredText(cells, key) === declared[key])
  const settled = Object.entries(decisions).flatMap(([key, { keep, rev, entered }]) =>
    enteredText(cells, key) === entered ? [[key, { keep, rev }] as const] : [],
  )
  const bases = known.state?.bases ?? {}
  const sent: SentRow = {
    id: known.id,
    rev: known.state?.rev ?? 0,
    ...(Object.keys(bases).length > 0 ? { bases: { ...bases } } : {}),
    row: known.row.index + 1,
    ...(typing ? { typing } : {}),
    cells,
    ...(settled.length > 0 ? { decisions: Object.fromEntries(settled) } : {}),
    ...(harmless.length > 0 ? { harmless } : {}),
  }
  return { tab, known, sent }
}

/** What stands in a cell, as a person sees it; none in an empty one. */
export function enteredText(cells: Cells<Entered>, key: string): string {
  const entry = cells[key]
  return entry === undefined ? '' : shownText(entry)
}

/** A row that no request can hold: it waits until somebody shortens it, and keeps nobody else waiting. */
export function isTooLarge({ sent }: Sending): boolean {
  return ENVELOPE_BYTES + utf8Length(JSON.stringify(sent)) > LIMITS.bodyBytes
}

/** As many of the rows as one request may hold: by number, and by size. */
export function firstPart(rows: readonly Sending[]): readonly Sending[] {
  let bytes = ENVELOPE_BYTES
  for (const [index, { sent }] of rows.entries()) {
    bytes += utf8Length(JSON.stringify(sent)) + 1
    if (index > 0 && (index >= LIMITS.rows || bytes > LIMITS.bodyBytes)) return rows.slice(0, index)
  }
  return rows
}

/** The tabs of a request. */
export function requestTabs(rows: readonly Sending[]): SyncRequest['tabs'] {
  const tabs = new Map<TabSnapshot, SentRow[]>()
  for (const { tab, sent } of rows) {
    const list = tabs.get(tab)
    if (list) list.push(sent)
    else tabs.set(tab, [sent])
  }
  return [...tabs].map(([tab, sent]) => ({
    table: tab.layout.table,
    columns: [...tab.peopleKeys],
    rows: sent,
  }))
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // A surrogate pair takes four bytes: two for each of its halves.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3
  }
  return bytes
}
