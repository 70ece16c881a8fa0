import type { Firestore, Transaction } from '@google-cloud/firestore'
import { applyToCard, emptyCard, type CardChange } from '../../domain/card.ts'
import type { RowChange } from '../../domain/merge.ts'
import type { RowAnswer } from '../../domain/protocol.ts'
import type { InForce, Pending, Received } from '../../domain/receive.ts'
import type { Card, ChangedRow, ChangeRecord, StoredRow } from '../../domain/records.ts'
import type { Table } from '../../domain/tables/table.ts'
import { cardDocument, cardDocs, changeDocs, recordIn, rowDocs } from './documents.ts'

/** Rows of one card that are stored together: all or none. */
export interface Part {
  readonly programme: string
  readonly card: string
  /** Place of its first row in the request; with the request's id it names the change record. */
  readonly number: number
  readonly rows: readonly PartRow[]
  /** What the change record says besides the rows. */
  readonly author: Omit<ChangeRecord, 'card' | 'seq' | 'rows' | 'paths'>
  /** Id of the person to name as the author of an earlier commit. */
  readonly writerOf: (record: ChangeRecord) => string
}

export interface PartRow {
  readonly table: Table
  readonly id: string
  /** Reads the sent row against what is in force. Called anew when the transaction is tried again. */
  readonly receive: (inForce: InForce) => Pending
}

export interface Committed {
  readonly answers: readonly RowAnswer[]
  /** The last `seq` of each card that the part has read, and whether the part raised it. */
  readonly heads: ReadonlyMap<string, { readonly seq: number; readonly raised: boolean }>
}

interface Seen {
  readonly cards: ReadonlyMap<string, Card>
  readonly stored: readonly (StoredRow | null)[]
  /** The record that this part left when it came before. */
  readonly earlier: ChangeRecord | null
}

/** Contention on one card is a school's whole staff at once: worth more tries than the usual five. */
const ATTEMPTS = 10

/** A change record that would come near Firestore's 1 MiB: its part must be cut. */
const RECORD_BYTES = 900_000

/** The part's rows are too many for one change record; nothing of it is stored. */
export class PartTooLarge extends Error {
  constructor(part: Part) {
    super(`${part.rows.length} rows make too large a change record.`)
    this.name = 'PartTooLarge'
  }
}

/**
 * Stores a part in one transaction: rows, change record and card, or nothing. A part that comes again
 * finds its record and stores nothing twice.
 *
 * @throws PartTooLarge for several rows whose values before and after do not fit into one record.
 */
export function commitPart(store: Firestore, part: Part): Promise<Committed> {
  return store.runTransaction(
    async (transaction) => {
      const seen = await read(store, part, transaction)
      const card = seen.cards.get(part.card) ?? emptyCard
      const pending = part.rows.map((row, at) => {
        const earlier = seen.earlier?.rows.find((r) => isRow(r, row)) ?? null
        return row.receive({ stored: seen.stored[at] ?? null, earlier, card })
      })
      const histories = await Promise.all(
        pending.map(({ historySince }, at) =>
          readHistory(store, part, part.rows[at], historySince),
        ),
      )
      const received = pending.map((row, at) => row.finish(histories[at] ?? []))
      const heads = write(store, part, transaction, seen, received)
      return { answers: received.map(({ answer }) => answer), heads }
    },
    { maxAttempts: ATTEMPTS },
  )
}

/** One round trip; a second one for the cards of rows that move here from elsewhere. */
async function read(store: Firestore, part: Part, transaction: Transaction): Promise<Seen> {
  const cards = cardDocs(store, part.programme)
  const [home, earlier, ...rows] = await transaction.getAll(
    cards.doc(part.card),
    changeDocs(store, part.programme).doc(recordId(part, part.card)),
    ...part.rows.map(({ table, id }) => rowDocs(store, part.programme, table.name).doc(id)),
  )
  if (home === undefined || earlier === undefined) throw new Error('The store left documents out.')
  const stored = rows.map((row) => recordIn<StoredRow>(row))
  const elsewhere = new Set(
    part.rows.flatMap(({ table }, at) => {
      const school = stored[at]?.school ?? null
      return table.card === 'directory' || school === null || school === part.card ? [] : [school]
    }),
  )
  const others =
    elsewhere.size === 0
      ? []
      : await transaction.getAll(...[...elsewhere].map((school) => cards.doc(school)))
  return {
    stored,
    earlier: recordIn<ChangeRecord>(earlier),
    cards: new Map(
      [home, ...others].map((card) => [card.id, recordIn<Card>(card) ?? emptyCard] as const),
    ),
  }
}

/**
 * The commits of a row since a rev. Records never change, and those of the row's rev in force were
 * committed with it, so that this need not be part of the transaction.
 */
async function readHistory(
  store: Firestore,
  part: Part,
  row: PartRow | undefined,
  since: Pending['historySince'],
): Promise<readonly RowChange[]> {
  if (row === undefined || since === null) return []
  const records = await changeDocs(store, part.programme)
    .where('paths', 'array-contains', pathOf(row))
    .orderBy('seq', 'desc')
    .limit(since.commits)
    .get()
  return records.docs.flatMap((document) => {
    const record = recordIn<ChangeRecord>(document)
    const change = record?.rows.find((changed) => isRow(changed, row))
    if (!record || !change || change.rev <= since.rev) return []
    const { rev, before, after } = change
    const { at, request, from } = record
    const by = part.writerOf(record)
    return [{ rev, before, after, by, at, request, workbook: from.spreadsheetId }]
  })
}

function write(
  store: Firestore,
  part: Part,
  transaction: Transaction,
  seen: Seen,
  received: readonly Received[],
): Committed['heads'] {
  const rows = part.rows.flatMap((row, at) => {
    const result = received[at]
    return result === undefined ? [] : [{ ...row, before: seen.stored[at] ?? null, ...result }]
  })
  for (const { table, id, next } of rows) {
    if (next !== null) {
      transaction.set(rowDocs(store, part.programme, table.name).doc(id), next)
    }
  }

  const heads = new Map<string, { seq: number; raised: boolean }>()
  for (const [name, card] of seen.cards) {
    const touching = rows.filter((row) => belongs(row, name, part.card))
    const raised = touching.some(({ changed }) => changed !== null)
    heads.set(name, { seq: raised ? card.seq + 1 : card.seq, raised })
    if (!raised) continue
    const changes = touching.flatMap(({ table, id, before, next }): CardChange[] =>
      next === null
        ? []
        : [{ table, id, before: onCard(table, before, name), after: onCard(table, next, name) }],
    )
    const entryOn = part.author.role === 'staff' && changes.length > 0 ? part.author.day : null
    const record: ChangeRecord = {
      ...part.author,
      card: name,
      seq: card.seq + 1,
      rows: touching.flatMap(({ changed }) => changed ?? []),
      paths: touching.flatMap((row) => (row.next === null ? [] : [pathOf(row)])),
    }
    if (part.rows.length > 1 && bytes(record) > RECORD_BYTES) throw new PartTooLarge(part)
    // A request that comes again may find something left to store, such as what was denied then.
    const id = recordId(part, name) + (seen.earlier === null ? '' : `-${record.seq}`)
    transaction.create(changeDocs(store, part.programme).doc(id), record)
    transaction.set(
      cardDocs(store, part.programme).doc(name),
      cardDocument(applyToCard(card, changes, entryOn)),
    )
  }
  return heads
}

/** Whether a card tells of a row: it was there, it is there, or it was refused there. */
function belongs(
  row: { readonly table: Table; before: StoredRow | null; next: StoredRow | null },
  card: string,
  home: string,
): boolean {
  if (row.next === null) return card === home
  return onCard(row.table, row.before, card) !== null || onCard(row.table, row.next, card) !== null
}

function onCard(table: Table, row: StoredRow | null, card: string): StoredRow | null {
  return table.card === 'directory' || row?.school === card ? row : null
}

function bytes(record: ChangeRecord): number {
  return Buffer.byteLength(JSON.stringify(record))
}

function recordId(part: Part, card: string): string {
  return `${part.author.request}-${part.number}-${card}`
}

/** @example pathOf({ table: measures, id: 'ab12cd34' }) // 'measures/ab12cd34' */
function pathOf(row: { readonly table: Table; readonly id: string }): string {
  return `${row.table.name}/${row.id}`
}

function isRow(changed: ChangedRow, row: { readonly table: Table; readonly id: string }): boolean {
  return changed.table === row.table.name && changed.id === row.id
}
