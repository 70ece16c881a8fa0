import type { Brief, Card, CardCorrections, Day, StoredRow } from './records.ts'
import type { Table } from './tables/table.ts'

/** Past this a school's card keeps no briefs of its largest table. Firestore refuses 1 MiB. */
const CARD_BYTES = 200_000

/** Rows with corrections that a card lists; a school that has more is told of these first. */
export const CARD_CORRECTIONS = 200

/** Bytes of them that it lists: two hundred rows with a dozen long remarks each would not fit. */
const CORRECTIONS_BYTES = 200_000

export const emptyCard: Card = {
  seq: 0,
  sums: {},
  briefs: {},
  corrections: {},
  lastEntryOn: null,
}

/** A row as this card saw it and sees it; null where it is not (or no longer) this card's row. */
export interface CardChange {
  readonly table: Table
  readonly id: string
  readonly before: StoredRow | null
  readonly after: StoredRow | null
}

/** The card after one commit: its number grows by one. `entryOn` is null when no staff wrote. */
export function applyToCard(card: Card, changes: readonly CardChange[], entryOn: Day | null): Card {
  const sums = new Map(Object.entries(card.sums))
  const briefs = new Map(
    Object.entries(card.briefs).map(([table, rows]) => [table, new Map(Object.entries(rows))]),
  )
  const corrections = new Map(Object.entries(card.corrections))

  for (const { table, id, before, after } of changes) {
    const was = inForce(before)
    const is = inForce(after)
    const sum = sums.get(table.name) ?? { rows: 0, revs: 0 }
    sums.set(table.name, {
      rows: sum.rows - (was === null ? 0 : 1) + (is === null ? 0 : 1),
      revs: sum.revs - (was?.rev ?? 0) + (is?.rev ?? 0),
    })

    const rows = briefs.get(table.name) ?? new Map<string, Brief>()
    const kept = table.brief.length > 0 && card.overflow?.includes(table.name) !== true
    if (is === null || !kept) rows.delete(id)
    else rows.set(id, briefOf(table, is))
    if (table.brief.length > 0) briefs.set(table.name, rows)

    corrections.delete(id)
    const wrong = correctionsOf(table, is)
    if (wrong !== null && corrections.size < CARD_CORRECTIONS) corrections.set(id, wrong)
  }

  const next: Card = {
    seq: card.seq + 1,
    sums: Object.fromEntries(sums),
    briefs: Object.fromEntries(
      [...briefs].map(([table, rows]) => [table, Object.fromEntries(rows)]),
    ),
    ...(card.overflow === undefined ? {} : { overflow: card.overflow }),
    corrections: listed(corrections),
    lastEntryOn: entryOn ?? card.lastEntryOn,
  }
  // Nobody could sign in without the directory's briefs, so that one is kept whole.
  return changes.some(({ table }) => table.card === 'school') ? bounded(next) : next
}

function inForce(row: StoredRow | null): StoredRow | null {
  return row !== null && row.archivedAt === null ? row : null
}

function briefOf(table: Table, row: StoredRow): Brief {
  const kept = table.brief.flatMap((key) => {
    const value = row.cells[key]
    return value === undefined ? [] : [[key, value] as const]
  })
  return { ...Object.fromEntries(kept), ...table.told?.(row) }
}

/** What must be corrected; remarks on what is stored all the same are not for the card. */
function correctionsOf(table: Table, row: StoredRow | null): CardCorrections | null {
  const items = (row?.corrections?.items ?? []).filter(({ severity }) => severity !== 'hint')
  if (items.length === 0) return null
  return {
    table: table.name,
    row: row?.corrections?.row ?? 0,
    items: items.map(({ key, text }) => ({ key, text })),
  }
}

/** The first of them that fit. */
function listed(corrections: ReadonlyMap<string, CardCorrections>): Card['corrections'] {
  let room = CORRECTIONS_BYTES
  return Object.fromEntries(
    [...corrections].filter((row) => {
      room -= bytes(row)
      return room >= 0
    }),
  )
}

/** Drops the briefs of the largest table from a card that has grown too large. */
function bounded(card: Card): Card {
  if (bytes(card.briefs) <= CARD_BYTES) return card
  const [largest] = Object.entries(card.briefs).toSorted(([, a], [, b]) => bytes(b) - bytes(a))
  if (largest === undefined) return card
  const [table] = largest
  return bounded({
    ...card,
    briefs: { ...card.briefs, [table]: {} },
    overflow: [...(card.overflow ?? []), table],
  })
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}
