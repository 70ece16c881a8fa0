import type { Firestore } from '@google-cloud/firestore'
import { roleAt } from '../../domain/access.ts'
import { emptyCard } from '../../domain/card.ts'
import type { RowAnswer, SyncRequest } from '../../domain/protocol.ts'
import { receiveRow } from '../../domain/receive.ts'
import type { Binding } from '../../domain/records.ts'
import type { Caller } from '../caller.ts'
import { halved, planParts, type PlannedPart, type PlannedRow } from './planRows.ts'
import { commitPart, PartTooLarge, type Committed } from '../store/commit.ts'
import type { World } from '../world.ts'

export interface StoredRows {
  /** In the order of the request. */
  readonly answers: readonly RowAnswer[]
  /** Per card read in a transaction: its last `seq`, and how many of its changes are this request's. */
  readonly heads: ReadonlyMap<string, { readonly seq: number; readonly own: number }>
  /** Rows whose present state the answer tells, `measures/ab12`, with their card's `seq` of then. */
  readonly told: ReadonlyMap<string, number>
}

/** Cards that are committed at the same time; the parts of one card follow each other. */
const CARDS_AT_ONCE = 4

/** Of a request, what its rows are stored under. */
export type Sender = Pick<SyncRequest, 'request' | 'spreadsheetId' | 'editor'> & {
  readonly shell: string
}

/**
 * Stores planned rows, part by part. When one fails, those before it stay: the same request goes on.
 *
 * @param receive what becomes of a row; as it was sent, where nothing else is said
 */
export async function storeRows(
  store: Firestore,
  request: Sender,
  binding: Binding,
  caller: Caller,
  world: World,
  rows: readonly PlannedRow[],
  receive: typeof receiveRow = receiveRow,
): Promise<StoredRows> {
  const answers = rows.map(({ card, row }) =>
    // Rows that cannot be stored are answered without asking the store.
    card === null
      ? receive(row, { stored: null, earlier: null, card: emptyCard }).finish([]).answer
      : null,
  )
  const heads = new Map<string, { seq: number; own: number }>()
  const told = new Map<string, number>()

  const commit = async (part: PlannedPart): Promise<void> => {
    try {
      note(part, await commitWhole(part))
    } catch (error) {
      if (!(error instanceof PartTooLarge)) throw error
      for (const half of halved(part)) await commit(half)
    }
  }

  const commitWhole = (part: PlannedPart): Promise<Committed> => {
    const school = rows[part.places[0] ?? 0]?.row.school ?? null
    return commitPart(store, {
      programme: binding.programme,
      card: part.card,
      number: part.places[0] ?? 0,
      rows: part.places.flatMap((place) => {
        const row = rows[place]?.row
        return row === undefined
          ? []
          : [{ table: row.table, id: row.sent.id, receive: (inForce) => receive(row, inForce) }]
      }),
      author: {
        at: world.at,
        day: world.today,
        by: caller.by(school),
        reportedEditor: request.editor ?? null,
        role: roleAt(caller.writing, school) ?? 'observer',
        from: { spreadsheetId: request.spreadsheetId, shell: request.shell },
        request: request.request,
      },
      writerOf: (record) => world.writerOf(record),
    })
  }

  const note = (part: PlannedPart, committed: Committed): void => {
    for (const [card, { seq, raised }] of committed.heads) {
      const own = (heads.get(card)?.own ?? 0) + (raised ? 1 : 0)
      heads.set(card, { seq: Math.max(seq, heads.get(card)?.seq ?? 0), own })
    }
    const seq = committed.heads.get(part.card)?.seq ?? 0
    committed.answers.forEach((answer, at) => {
      const place = part.places[at]
      if (place === undefined) return
      answers[place] = answer
      if (answer.outcome !== 'denied' && answer.archived !== true)
        told.set(`${answer.table}/${answer.id}`, seq)
    })
  }

  const queues = Map.groupBy(planParts(rows), ({ card }) => card)
  const waiting = [...queues.values()]
  const workers = Array.from({ length: CARDS_AT_ONCE }, async () => {
    for (let queue = waiting.shift(); queue !== undefined; queue = waiting.shift()) {
      for (const part of queue) await commit(part)
    }
  })
  await Promise.all(workers)
  return { answers: answers.filter((answer) => answer !== null), heads, told }
}
