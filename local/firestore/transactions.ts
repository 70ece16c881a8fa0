import { randomBytes } from 'node:crypto'
import { aborted, invalidArgument } from './errors.ts'
import type { Holder } from './locks.ts'
import { Locks } from './locks.ts'
import { type DocumentPath, formatDocumentName } from './paths.ts'
import type { Fields, TransactionOptions } from './protocol.ts'
import { isCandidate, type Query } from './query.ts'
import type { Snapshot, Store } from './store/store.ts'
import type { CommitClock, Micros } from './time.ts'

/** A document before and after a commit; undefined where it is not there. */
export interface Change {
  path: DocumentPath
  before: Fields | undefined
  after: Fields | undefined
}

/** How long a transaction may lie untouched, as in Firestore. */
const idleLimit = 60_000

/**
 * One transaction. A read-only one looks at a snapshot. A read-write one remembers what it read:
 * once anybody else changes any of that it is stale, and neither reads on nor commits.
 */
export class Transaction implements Holder {
  readonly id = randomBytes(16)
  readonly held = new Set<string>()
  /** Set for read-only transactions. */
  readonly snapshot: Snapshot | undefined
  readonly #documents = new Set<string>()
  readonly #queries: Query[] = []
  #isStale = false
  usedAt = Date.now()

  /** When it began: what its reads are stamped with if it is read-only. */
  readonly time: Micros

  constructor(snapshot: Snapshot | undefined, time: Micros) {
    this.snapshot = snapshot
    this.time = time
  }

  readDocument(name: string): void {
    this.#documents.add(name)
  }

  readQuery(query: Query): void {
    this.#queries.push(query)
  }

  /** Throws ABORTED when something that it read has been changed by another. */
  assertFresh(): void {
    if (this.#isStale)
      throw aborted(
        'The transaction was aborted: another commit changed what it has read. Run it again.',
      )
  }

  notice(change: Change, name: string): void {
    if (this.#isStale || this.snapshot !== undefined) return
    this.#isStale =
      this.#documents.has(name) ||
      this.#queries.some(
        (query) =>
          (change.before !== undefined && isCandidate(query, change.path, change.before)) ||
          (change.after !== undefined && isCandidate(query, change.path, change.after)),
      )
  }
}

/** The transactions that are going on, and the locks between them. */
export class Transactions {
  readonly locks = new Locks(250)
  readonly #store: Store
  readonly #clock: CommitClock
  readonly #active = new Map<string, Transaction>()

  constructor(store: Store, clock: CommitClock) {
    this.#store = store
    this.#clock = clock
  }

  begin(options: TransactionOptions | null): Transaction {
    this.#dropIdle()
    const transaction = new Transaction(
      options?.mode === 'readOnly' ? this.#store.snapshot() : undefined,
      this.#clock.read(),
    )
    this.#active.set(transaction.id.toString('hex'), transaction)
    return transaction
  }

  find(id: Uint8Array): Transaction {
    const transaction = this.#active.get(Buffer.from(id).toString('hex'))
    if (transaction === undefined)
      throw invalidArgument('The referenced transaction has expired or is no longer valid.')
    transaction.usedAt = Date.now()
    return transaction
  }

  /** Ends a transaction: gives back its locks and its snapshot. */
  end(transaction: Transaction): void {
    this.#active.delete(transaction.id.toString('hex'))
    this.locks.release(transaction)
    transaction.snapshot?.[Symbol.dispose]()
  }

  /** Tells every other transaction what a commit has changed. */
  announce(changes: readonly Change[], author: Transaction | undefined): void {
    if (this.#active.size === 0) return
    for (const change of changes) {
      const name = formatDocumentName(change.path)
      for (const transaction of this.#active.values())
        if (transaction !== author) transaction.notice(change, name)
    }
  }

  /** Ends all: the server is closing. */
  close(): void {
    for (const transaction of this.#active.values()) this.end(transaction)
  }

  #dropIdle(): void {
    const oldest = Date.now() - idleLimit
    for (const transaction of this.#active.values())
      if (transaction.usedAt < oldest) this.end(transaction)
  }
}
