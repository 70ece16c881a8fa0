import { randomBytes } from 'node:crypto'
import { aborted, invalidArgument } from './errors.ts'
import { Holder, Locks } from './locks.ts'
import { type DocumentPath, formatDocumentName } from './paths.ts'
import type { Fields, TransactionOptions } from './protocol.ts'
import { isCandidate, type Query } from './query.ts'
import type { Snapshot, Store } from './store/store.ts'
import type { CommitClock, Micros } from './time.ts'

/** A document before and after a commit; undefined where it is not there. */
export interface Change {
  path: DocumentPath
  before: { readonly fields: Fields } | undefined
  after: { readonly fields: Fields } | undefined
}

/** How long a transaction may lie untouched, as in Firestore. */
const idleLimit = 60_000
/** How many ended transactions are kept in mind. */
const remembered = 1000

/** A snapshot that several reads look at; it is given back when the last has done so. */
class SharedView {
  readonly snapshot: Snapshot
  readonly time: Micros
  #users = 1

  constructor(snapshot: Snapshot, time: Micros) {
    this.snapshot = snapshot
    this.time = time
  }

  take(): this {
    this.#users += 1
    return this
  }

  drop(): void {
    this.#users -= 1
    if (this.#users === 0) this.snapshot[Symbol.dispose]()
  }
}

/**
 * One transaction. A read-only one looks at one snapshot. A read-write one reads the newest state and remembers what
 * it read: once anybody else changes any of that it is stale and cannot commit. Until its client learns so, it reads
 * from the last state in which all it had read was true: what a transaction sees always belongs together.
 */
export class Transaction extends Holder {
  readonly id = randomBytes(16)
  readonly isReadOnly: boolean
  usedAt = Date.now()
  readonly #store: Store
  readonly #clock: CommitClock
  readonly #documents = new Set<string>()
  readonly #queries: Query[] = []
  #isStale = false
  #view: SharedView | undefined

  constructor(isReadOnly: boolean, store: Store, clock: CommitClock, attempt: number) {
    super(attempt)
    this.isReadOnly = isReadOnly
    this.#store = store
    this.#clock = clock
    if (isReadOnly) this.view().drop()
  }

  /** Takes the state to read from now; give it back with `drop`. */
  view(): SharedView {
    const mayMoveOn = this.#view === undefined || !(this.isReadOnly || this.#isStale)
    if (mayMoveOn) {
      this.#view?.drop()
      this.#view = new SharedView(this.#store.snapshot(), this.#clock.read())
    }
    const view = this.#view
    if (view === undefined) throw new Error('A transaction has no state to read from.')
    return view.take()
  }

  close(): void {
    this.#view?.drop()
    this.#view = undefined
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

  override giveWay(): void {
    this.#isStale = true
  }

  /** Takes note of a change by another. Returns whether that makes it stale. */
  notice(change: Change, name: string): boolean {
    if (this.#isStale || this.isReadOnly) return false
    this.#isStale =
      this.#documents.has(name) ||
      this.#queries.some(
        (query) =>
          (change.before !== undefined && isCandidate(query, change.path, change.before.fields)) ||
          (change.after !== undefined && isCandidate(query, change.path, change.after.fields)),
      )
    return this.#isStale
  }
}

/** The transactions that are going on, and the locks between them. */
export class Transactions {
  readonly locks = new Locks(250)
  readonly #store: Store
  readonly #clock: CommitClock
  readonly #active = new Map<string, Transaction>()
  /** Of transactions that have ended: the client names the one that it tries again. */
  readonly #attempts = new Map<string, number>()

  constructor(store: Store, clock: CommitClock) {
    this.#store = store
    this.#clock = clock
  }

  begin(options: TransactionOptions | null): Transaction {
    this.#dropIdle()
    const retried = Buffer.from(options?.readWrite?.retryTransaction ?? []).toString('hex')
    const transaction = new Transaction(
      options?.mode === 'readOnly',
      this.#store,
      this.#clock,
      (this.#attempts.get(retried) ?? -1) + 1,
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
    const id = transaction.id.toString('hex')
    this.#active.delete(id)
    this.#attempts.set(id, transaction.attempt)
    const [oldest] = this.#attempts.keys()
    if (this.#attempts.size > remembered && oldest !== undefined) this.#attempts.delete(oldest)
    this.locks.release(transaction)
    transaction.close()
  }

  /** Tells every other transaction what a commit has changed. */
  announce(changes: readonly Change[], author: Transaction | undefined): void {
    if (this.#active.size === 0) return
    for (const change of changes) {
      const name = formatDocumentName(change.path)
      for (const transaction of this.#active.values())
        if (transaction !== author && transaction.notice(change, name))
          // It can only abort: those who wait for its locks may go on.
          this.locks.release(transaction)
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
