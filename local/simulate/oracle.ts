import type { Firestore } from '@google-cloud/firestore'
import { emptyCard } from '../../domain/card.ts'
import { readDirectory } from '../../domain/directory.ts'
import type { Card, ChangeRecord, StoredRow, Value } from '../../domain/records.ts'
import { shownValue } from '../../domain/row.ts'
import { measures } from '../../domain/tables/measures.ts'
import {
  cardDocs,
  changeDocs,
  DIRECTORY,
  recordIn,
  rowDocs,
} from '../../functions/store/documents.ts'
import { worldOf } from '../../functions/world.ts'
import type { Book } from './book.ts'
import { BOOKS, MONDAY, PROGRAMME } from './ground.ts'
import type { Violation } from './history.ts'
import type { Ledger } from './ledger.ts'
import { OWN, type Line } from './sheetView.ts'

/** All that the store holds of a programme's measures. */
export interface StoreView {
  readonly rows: ReadonlyMap<string, StoredRow>
  readonly records: readonly ChangeRecord[]
  readonly cards: ReadonlyMap<string, Card>
}

export async function readStore(store: Firestore, programme: string): Promise<StoreView> {
  const [rows, records, cards] = await Promise.all([
    rowDocs(store, programme, measures.name).get(),
    changeDocs(store, programme).get(),
    cardDocs(store, programme).get(),
  ])
  return {
    rows: new Map(rows.docs.flatMap((one) => pair(one.id, recordIn<StoredRow>(one)))),
    records: records.docs.flatMap((one) => recordIn<ChangeRecord>(one) ?? []),
    cards: new Map(cards.docs.flatMap((one) => pair(one.id, recordIn<Card>(one)))),
  }
}

function pair<T>(id: string, value: T | null): [string, T][] {
  return value === null ? [] : [[id, value]]
}

/** What is wrong once the world is at rest; nothing where all is well. */
export function judge(store: StoreView, books: readonly Book[], ledger: Ledger): Violation[] {
  const bound = books.filter(({ copy }) => !copy)
  return [
    ...lost(store, books, ledger),
    ...leaked(store, ledger),
    ...misplaced(store, ledger),
    ...doubled(store, bound, ledger),
    ...replayed(store),
    ...revived(store, ledger),
    ...overreached(store),
    ...summed(store),
    ...bound.flatMap((book) => disagreeing(store, book, ledger)),
    ...fromCopies(store, books),
  ]
}

/** Typed values that are nowhere, though no person has taken them away. */
function lost(store: StoreView, books: readonly Book[], ledger: Ledger): Violation[] {
  const kept = new Set<string>()
  const keep = (token: string | undefined): void => {
    if (token !== undefined) kept.add(token)
  }
  for (const { cells } of store.rows.values()) {
    for (const value of Object.values(cells)) keep(ledger.tokenOf(value))
  }
  for (const { rows } of store.records) {
    for (const { before, after, refused } of rows) {
      for (const value of [...Object.values(before), ...Object.values(after)]) {
        keep(ledger.tokenOf(value))
      }
      for (const { shown } of Object.values(refused)) keep(ledger.tokenIn(shown))
    }
  }
  for (const book of books) for (const token of ledger.tokens(book.view())) kept.add(token)
  return [...ledger.typed.values()].flatMap(({ token, text, key }) => {
    if (kept.has(token) || ledger.parted.has(token)) return []
    const gone = ledger.gone.get(token)
    if (gone?.by === 'person' || gone?.inWindow === true) return []
    const how = gone ? 'overwritten by the client' : 'gone without a trace'
    return [{ kind: 'lost', text: `«${text}» (${token}, ${key}): ${how}` }]
  })
}

/** A suspected phone is nowhere but in the sheet. */
function leaked(store: StoreView, ledger: Ledger): Violation[] {
  const everything = JSON.stringify([[...store.rows], store.records, [...store.cards]])
  return [...ledger.typed.values()].flatMap(({ personal, token }) =>
    personal && everything.includes(`${token}, тел.`)
      ? [{ kind: 'leaked', text: `${token} with a phone number is in the store` }]
      : [],
  )
}

/**
 * Values that were accepted or refused under the id of another row. A row of which nothing typed is left
 * may be begun anew with whatever people type there next.
 */
function misplaced({ records }: StoreView, ledger: Ledger): Violation[] {
  const names = new Map<string, Map<string, string>>()
  const found = new Map<string, string>()
  const rows = records.flatMap((record) => record.rows).sort((a, b) => a.rev - b.rev)
  const cells = new Map<string, Record<string, Value | null>>()
  for (const { id, after, refused } of rows) {
    const now: Record<string, Value | null> = { ...cells.get(id), ...after }
    cells.set(id, now)
    const tokens = [
      ...Object.values(after).map((value) => ledger.tokenOf(value)),
      ...Object.values(refused).map(({ shown }) => ledger.tokenIn(shown)),
    ]
    const known = names.get(id) ?? new Map<string, string>()
    for (const token of tokens) {
      const row = ledger.rowOf(token)
      if (row !== undefined && token !== undefined) known.set(row, token)
    }
    if (known.size > 1) found.set(id, [...known.values()].join(' and '))
    const left = Object.values(now).some((value) => ledger.tokenOf(value) !== undefined)
    names.set(id, left || Object.keys(refused).length > 0 ? known : new Map())
  }
  return [...found].map(([id, both]) => ({ kind: 'misplaced', text: `${id} has held ${both}` }))
}

/** A row that stands under more ids than it was typed and copied. */
function doubled(store: StoreView, books: readonly Book[], ledger: Ledger): Violation[] {
  const found: Violation[] = []
  for (const book of books) {
    const ids = book.view().lines.flatMap(({ id }) => (id === '' ? [] : [id]))
    for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) {
      found.push({ kind: 'id twice', text: `${id} stands twice in workbook ${book.number}` })
    }
  }
  const idsOf = new Map<string, Set<string>>()
  for (const [id, { cells }] of store.rows) {
    for (const value of Object.values(cells)) {
      const token = ledger.tokenOf(value)
      const row = ledger.rowOf(token)
      if (row === undefined) continue
      idsOf.set(row, (idsOf.get(row) ?? new Set()).add(id))
    }
  }
  for (const [row, ids] of idsOf) {
    const copies = ledger.copies.get(row) ?? 0
    if (ids.size > 1 + copies) {
      found.push({
        kind: 'row doubled',
        text: `${row}, copied ${copies} times: ${[...ids].join()}`,
      })
    }
  }
  return found
}

/** The records, applied one after another, give the rows; each says truly what was before. */
function replayed({ rows, records }: StoreView): Violation[] {
  const found: Violation[] = []
  const commits = new Map<string, Map<number, ChangeRecord['rows'][number]>>()
  for (const { rows } of records) {
    for (const row of rows) {
      if (row.table !== measures.name) continue
      const known = commits.get(row.id) ?? new Map<number, ChangeRecord['rows'][number]>()
      const empty = Object.keys(row.after).length === 0
      // A refusal alone is on record with the rev that it met.
      if (!empty || !known.has(row.rev)) known.set(row.rev, row)
      commits.set(row.id, known)
    }
  }
  for (const [id, stored] of rows) {
    const cells: Record<string, Value> = {}
    const commitsOf = [...(commits.get(id)?.values() ?? [])].sort((a, b) => a.rev - b.rev)
    for (const { rev, before, after } of commitsOf) {
      for (const [key, value] of Object.entries(before)) {
        if ((cells[key] ?? null) === value) continue
        const text = `${id}@${rev} ${key}: ${JSON.stringify(value)} was ${JSON.stringify(cells[key])}`
        found.push({ kind: 'record wrong', text })
      }
      for (const [key, value] of Object.entries(after)) {
        if (value === null) delete cells[key]
        else cells[key] = value
      }
    }
    if (canonical(cells) !== canonical(stored.cells)) {
      const text = `${id}: ${canonical(cells)} ≠ ${canonical(stored.cells)}`
      found.push({ kind: 'replay differs', text })
    }
    const revs = new Set(commitsOf.map(({ rev }) => rev))
    if (revs.size !== stored.rev || commitsOf.at(-1)?.rev !== stored.rev) {
      const text = `${id} is at ${stored.rev}, on record ${[...revs].join()}`
      found.push({ kind: 'record missing', text })
    }
  }
  return found
}

/** A value that was replaced in the store, and is back although nobody has typed it again. */
function revived({ records }: StoreView, ledger: Ledger): Violation[] {
  const replaced = new Set<string>()
  const found: Violation[] = []
  for (const { rows } of records.toSorted((a, b) => a.seq - b.seq)) {
    for (const { id, before, after } of rows) {
      for (const [key, value] of Object.entries(after)) {
        const token = ledger.tokenOf(value)
        if (
          ledger.rowOf(token) !== undefined &&
          token !== undefined &&
          !ledger.again.has(token) &&
          replaced.has(`${id} ${key} ${token}`)
        ) {
          found.push({ kind: 'revived', text: `${id}, ${key}: ${token} has come back by itself` })
        }
        const old = ledger.tokenOf(before[key] ?? null)
        if (old !== undefined) replaced.add(`${id} ${key} ${old}`)
      }
    }
  }
  return found
}

/** What staff have written into the curator's columns, but for what a row begins with. */
function overreached({ records }: StoreView): Violation[] {
  return records.flatMap(({ role, rows, seq }) =>
    rows.flatMap(({ id, before, after }) =>
      role === 'staff' &&
      ['check', 'checkComment'].some(
        (key) => key in after && after[key] !== 'unchecked' && before[key] !== after[key],
      )
        ? [{ kind: 'overreached', text: `record ${seq}: staff wrote a curator's column of ${id}` }]
        : [],
    ),
  )
}

function canonical(cells: Readonly<Record<string, Value>>): string {
  return JSON.stringify(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Cards count what the rows are, and number their records without gaps. */
function summed({ rows, records, cards }: StoreView): Violation[] {
  const found: Violation[] = []
  for (const [name, card] of cards) {
    const seqs = records.flatMap(({ card, seq }) => (card === name ? [seq] : []))
    if (new Set(seqs).size !== card.seq || Math.max(0, ...seqs) !== card.seq) {
      const text = `${name} is at ${card.seq}, its records are ${seqs.sort((a, b) => a - b).join()}`
      found.push({ kind: 'card numbers', text })
    }
    if (name === DIRECTORY) continue
    const own = [...rows.values()].filter((row) => row.school === name && row.archivedAt === null)
    const revs = own.reduce((sum, { rev }) => sum + rev, 0)
    const sum = card.sums[measures.name] ?? { rows: 0, revs: 0 }
    if (sum.rows !== own.length || sum.revs !== revs) {
      const text = `${name}: ${JSON.stringify(sum)}, in truth ${own.length} rows, ${revs} revs`
      found.push({ kind: 'card sums', text })
    }
  }
  return found
}

/** What a quiet workbook shows that is neither in the store nor said to need correcting. */
function disagreeing(store: StoreView, book: Book, ledger: Ledger): Violation[] {
  const { scope } = BOOKS[book.number]?.binding ?? { scope: [] }
  const say = (text: string): Violation => ({
    kind: 'disagreement',
    text: `workbook ${book.number}: ${text}`,
  })
  const { lines } = book.view()
  const byId = new Map(lines.map((line) => [line.id, line]))
  const found: Violation[] = []
  for (const line of lines) {
    if (line.id !== '' || ledger.nameOf(line) === undefined) continue
    found.push(say(`line ${line.line} has no id: ${JSON.stringify(line.cells)}`))
  }
  for (const line of lines) {
    const row = store.rows.get(line.id)
    if (line.id === '') continue
    if (row && row.archivedAt !== null) {
      found.push(say(`line ${line.line}, ${line.id}, was deleted, and still stands here`))
      continue
    }
    if (!row || !within(scope, row)) {
      // What the store could not take stays here, and says why.
      if (ledger.nameOf(line) !== undefined && line.corrections === '') {
        found.push(say(`line ${line.line}, ${line.id}, is not in the store, and nothing is said`))
      }
      continue
    }
    found.push(...differing(store, book, line, row).map(say))
  }
  for (const [id, row] of store.rows) {
    if (byId.has(id) || book.removed.has(id)) continue
    // People have spread its values over other lines before a client saw it.
    const known = Object.values(row.cells).flatMap((value) => ledger.tokenOf(value) ?? [])
    if (known.some((token) => ledger.rowOf(token) === undefined)) continue
    if (row.archivedAt === null && within(scope, row)) {
      found.push(say(`${id} of the store is not in the sheet: ${canonical(row.cells)}`))
    }
  }
  return found
}

function within(scope: 'all' | readonly string[], { school }: StoredRow): boolean {
  return scope === 'all' || (school !== null && scope.includes(school))
}

function differing(store: StoreView, book: Book, line: Line, row: StoredRow): string[] {
  const directory = store.cards.get(DIRECTORY) ?? emptyCard
  const world = worldOf(PROGRAMME, readDirectory(directory), new Date(MONDAY))
  const context = world.contextOf(row.school, store.cards.get(row.school ?? '') ?? emptyCard)
  // Of a row without a school nothing is taken, and that is said once for all its cells.
  if (line.corrections.includes(context.texts.sync.noSchool())) return []
  return book.layout.columns.flatMap(({ key, server, header }) => {
    if (server || key === OWN) return []
    const value = row.cells[key]
    const stored = value === undefined ? '' : shownValue(measures, key, value, context)
    const shown = line.cells[key] ?? ''
    // A formula stays whatever the store holds.
    if (shown.startsWith('=')) return []
    if (tidy(shown) === tidy(stored) || line.corrections.includes(`${header}: `)) return []
    return [`line ${line.line}, ${line.id}, ${key}: «${shown}», in the store «${stored}»`]
  })
}

/** Groups of digits are set apart in words, and not in the sheet. */
function tidy(text: string): string {
  return text.replaceAll(/\s+/g, '')
}

/** A copied workbook never writes to the programme. */
function fromCopies({ records }: StoreView, books: readonly Book[]): Violation[] {
  const copies = new Set(books.flatMap(({ copy, id }) => (copy ? [id] : [])))
  return records.flatMap(({ from, seq }) =>
    copies.has(from.spreadsheetId)
      ? [{ kind: 'copy wrote', text: `record ${seq} comes from a copy` }]
      : [],
  )
}
