import type { Firestore } from '@google-cloud/firestore'
import { refusedIn, shownIn, unrecordedIn } from '../../domain/corrections.ts'
import { roleAt } from '../../domain/access.ts'
import { LIMITS, type NewsRow, type SyncRequest } from '../../domain/protocol.ts'
import type { Binding } from '../../domain/records.ts'
import { showRow } from '../../domain/row.ts'
import type { Table } from '../../domain/tables/table.ts'
import { tableNamed, tables } from '../../domain/tables/tables.ts'
import { correctionsCell } from '../../domain/writeBack.ts'
import { CORRECTIONS } from '../../domain/layout.ts'
import type { Caller } from '../caller.ts'
import type { StoredRows } from './storeRows.ts'
import { cardDocs, DIRECTORY } from '../store/documents.ts'
import type { Heads } from '../store/heads.ts'
import { readNews, type FoundRow } from '../store/news.ts'
import type { World } from '../world.ts'

export interface ToldNews {
  readonly rows: NewsRow[]
  readonly cursor: Record<string, number>
  readonly more: boolean
}

/** What changed elsewhere within the workbook's scope since its cursor. */
export async function tellNews(
  store: Firestore,
  heads: Heads,
  request: SyncRequest,
  binding: Binding,
  caller: Caller,
  world: World,
  stored: StoredRows,
): Promise<ToldNews> {
  const cards = cardsTold(binding, caller, world)
  const found = await readNews(store, {
    programme: binding.programme,
    heads: await headsOf(store, heads, binding, cards, stored),
    cursor: Object.fromEntries(
      Object.entries(request.cursor).filter(([card]) => cards.includes(card)),
    ),
    own: new Map([...stored.heads].map(([card, { own }]) => [card, own])),
    told: stored.told,
    limit: LIMITS.news,
  })
  return {
    rows: found.rows.flatMap((row) => newsOf(row, request, binding, caller, world) ?? []),
    cursor: { ...found.cursor },
    more: found.more,
  }
}

/**
 * The cards that this answer tells of. A card of which the caller may see less than the workbook holds
 * is left for somebody who may see all: its cursor stays.
 */
function cardsTold(binding: Binding, caller: Caller, world: World): readonly string[] {
  const seen = (card: Table['card']) =>
    tables.filter((table) => table.card === card && table.see.includes(binding.ceiling))
  const whole = (school: string | null, card: Table['card']) => {
    const role = roleAt(caller.reading, school)
    return role !== null && seen(card).every((table) => table.see.includes(role))
  }
  const schools = binding.scope === 'all' ? [...world.directory.schools.keys()] : binding.scope
  const told = schools.filter((school) => whole(school, 'school'))
  const directory = seen('directory').length > 0 && whole(null, 'directory')
  return directory ? [DIRECTORY, ...told] : told
}

/** The last `seq` of each card, at the least cost: what the request's transactions read is known. */
async function headsOf(
  store: Firestore,
  heads: Heads,
  binding: Binding,
  cards: readonly string[],
  stored: StoredRows,
): Promise<ReadonlyMap<string, number>> {
  const known = new Map([...stored.heads].map(([card, { seq }]) => [card, seq]))
  const unknown = cards.filter((card) => !known.has(card))
  if (binding.scope === 'all') {
    for (const [card, seq] of await heads.of(binding.programme)) {
      if (!known.has(card)) known.set(card, seq)
    }
  } else if (unknown.length > 0) {
    const docs = unknown.map((card) => cardDocs(store, binding.programme).doc(card))
    for (const card of await store.getAll(...docs, { fieldMask: ['seq'] })) {
      if (card.exists) known.set(card.id, Number(card.get('seq')))
    }
  }
  return new Map(cards.map((card) => [card, known.get(card) ?? 0]))
}

function newsOf(
  { table: name, id, card, row }: FoundRow,
  request: SyncRequest,
  binding: Binding,
  caller: Caller,
  world: World,
): NewsRow | null {
  const table = tableNamed(name)
  if (table === undefined || !table.see.includes(binding.ceiling)) return null
  const here = table.card === 'directory' || roleAt(caller.reading, row.school) !== null
  // Of a row that has gone to another school, its record there tells; here it only went away.
  if (here && row.school !== card && table.card === 'school') return null
  const archived = row.archivedAt !== null
  const stands = archived || !here ? unrecordedIn : refusedIn
  const keep = stands(request.spreadsheetId, row.corrections)
  const kept = keep.length > 0 ? { keep } : {}
  if (!here) return { table: name, id, rev: row.rev, archived: true, cells: {}, ...kept }
  const context = world.contextOf(row.school, world.directory.card)
  const corrections = shownIn(request.spreadsheetId, row.corrections)
  return {
    table: name,
    id,
    rev: row.rev,
    archived,
    cells: {
      ...showRow(table, row.cells, context),
      [CORRECTIONS]: correctionsCell(table, corrections, context),
    },
    ...kept,
  }
}
