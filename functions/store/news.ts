import type { Firestore } from '@google-cloud/firestore'
import type { StoredRow } from '../../domain/records.ts'
import { changeDocs, recordIn, rowDocs } from './documents.ts'

/** Change records read at once; each names some rows, mostly one. */
const PAGE = 200

export interface NewsRequest {
  readonly programme: string
  /** The cards of the workbook's scope, with their last `seq`. */
  readonly heads: ReadonlyMap<string, number>
  /** The last `seq` that the workbook holds, per card. */
  readonly cursor: Readonly<Record<string, number>>
  /** How many of a card's last changes are this request's own. */
  readonly own: ReadonlyMap<string, number>
  /** Rows that the answer tells of anyway, with the card's `seq` at which it does. */
  readonly told: ReadonlyMap<string, number>
  readonly limit: number
}

export interface News {
  readonly rows: readonly FoundRow[]
  readonly cursor: Readonly<Record<string, number>>
  /** The limit was reached before the end. */
  readonly more: boolean
}

export interface FoundRow {
  readonly table: string
  readonly id: string
  /** The card whose record named it. */
  readonly card: string
  readonly row: StoredRow
}

/**
 * Rows changed since the cursor, each read once, in its present state. A card without a cursor is told
 * from its first change, which is all its rows.
 */
export async function readNews(store: Firestore, request: NewsRequest): Promise<News> {
  const named = new Map<string, string>()
  const cursor: Record<string, number> = { ...request.cursor }
  let more = false
  for (const [card, head] of request.heads) {
    // A cursor beyond the last change is of another store, such as before a backup was restored.
    const said = request.cursor[card] ?? 0
    const from = said > head ? 0 : said
    if (head - (request.own.get(card) ?? 0) <= from) {
      cursor[card] = head
      continue
    }
    if (more || named.size >= request.limit) {
      more = true
      continue
    }
    const reached = await nameRows(store, request, card, from, head, named)
    cursor[card] = reached
    more = reached < head
  }
  return { rows: await readRows(store, request.programme, named), cursor, more }
}

/** Adds the rows that a card's records name to `named`; the `seq` it came to. */
async function nameRows(
  store: Firestore,
  request: NewsRequest,
  card: string,
  from: number,
  head: number,
  named: Map<string, string>,
): Promise<number> {
  let reached = from
  while (reached < head) {
    const page = await changeDocs(store, request.programme)
      .where('card', '==', card)
      .where('seq', '>', reached)
      .where('seq', '<=', head)
      .orderBy('seq')
      .limit(PAGE)
      .select('seq', 'paths')
      .get()
    if (page.empty) return head
    for (const record of page.docs) {
      const seq = Number(record.get('seq'))
      const paths: readonly unknown[] = record.get('paths')
      const news = paths.map(String).filter((path) => seq > (request.told.get(path) ?? 0))
      // A record is told whole or not at all: the cursor cannot stand inside it.
      if (named.size > 0 && named.size + news.length > request.limit) return reached
      for (const path of news) named.set(path, card)
      reached = seq
    }
  }
  return reached
}

async function readRows(
  store: Firestore,
  programme: string,
  named: ReadonlyMap<string, string>,
): Promise<readonly FoundRow[]> {
  if (named.size === 0) return []
  const places = [...named].map(([path, card]) => {
    const [table = '', id = ''] = path.split('/')
    return { table, id, card }
  })
  const found = await store.getAll(
    ...places.map(({ table, id }) => rowDocs(store, programme, table).doc(id)),
  )
  return places.flatMap((place, at) => {
    const document = found[at]
    const row = document === undefined ? null : recordIn<StoredRow>(document)
    return row === null ? [] : [{ ...place, row }]
  })
}
