import type { Firestore, Timestamp } from '@google-cloud/firestore'
import { cardDocs, TOUCHED_AT } from './documents.ts'

/**
 * The server stamps a commit while it processes it, not when it becomes visible; it gives up on one
 * after a minute.
 */
const LATE_MS = 60_000

/**
 * The last `seq` of every card of a programme. After the first reading only cards touched since are
 * read: the cost follows what changes, not how many schools there are.
 */
export class Heads {
  readonly #store: Firestore
  readonly #programmes = new Map<
    string,
    { readAt: Timestamp; readonly seqs: Map<string, number> }
  >()

  constructor(store: Firestore) {
    this.#store = store
  }

  async of(programme: string): Promise<ReadonlyMap<string, number>> {
    const known = this.#programmes.get(programme)
    const cards = cardDocs(this.#store, programme)
    const touched =
      known === undefined
        ? cards
        : cards.where(TOUCHED_AT, '>', new Date(known.readAt.toMillis() - LATE_MS))
    const found = await touched.select('seq').get()
    const seqs = known?.seqs ?? new Map<string, number>()
    for (const card of found.docs) {
      seqs.set(card.id, Math.max(seqs.get(card.id) ?? 0, Number(card.get('seq'))))
    }
    this.#programmes.set(programme, { readAt: found.readTime, seqs })
    return seqs
  }
}
