import { Committer } from './committer.ts'
import { unimplemented } from './errors.ts'
import { Faults } from './faults.ts'
import type { IndexSettings } from './indexes.ts'
import { Meter } from './meter.ts'
import type { Consistency } from './protocol.ts'
import type { Reader } from './store/reader.ts'
import { Store } from './store/store.ts'
import { CommitClock, type Micros } from './time.ts'
import { type Transaction, Transactions } from './transactions.ts'

/** How a server is to behave. */
export interface EngineOptions {
  /** The data folder. */
  data: string
  indexes: IndexSettings
  /** Refuse queries that production would refuse for want of an index. */
  strict: boolean
  onRequest?: ((form: string) => void) | undefined
}

/** The parts of one running server, put together. */
export class Engine {
  readonly store: Store
  readonly clock: CommitClock
  readonly meter = new Meter()
  readonly transactions: Transactions
  readonly committer: Committer
  readonly faults: Faults
  readonly indexes: IndexSettings
  readonly strict: boolean
  readonly onRequest: ((form: string) => void) | undefined

  constructor(options: EngineOptions) {
    this.indexes = options.indexes
    this.strict = options.strict
    this.onRequest = options.onRequest
    this.store = Store.open(options.data)
    this.clock = new CommitClock(this.store.writer.newestTime())
    this.transactions = new Transactions(this.store, this.clock)
    this.faults = new Faults(this.store)
    this.committer = new Committer(
      this.store,
      this.transactions,
      this.clock,
      this.indexes,
      this.faults,
    )
  }

  close(): void {
    this.transactions.close()
    this.store.close()
  }
}

/** Where a request reads, and inside what. */
export interface View {
  reader: Reader
  time: Micros
  /** The transaction that must remember what is read. */
  transaction: Transaction | undefined
}

export interface ReadingIn {
  transaction: Transaction | undefined
  /** Set when this request has begun the transaction: the client must be told. */
  begun: Uint8Array | undefined
}

/** Finds or begins the transaction that a request reads in. */
export function readingIn(engine: Engine, request: Consistency): ReadingIn {
  const { newTransaction } = request
  if (request.readTime !== null || newTransaction?.readOnly?.readTime)
    throw unimplemented('reads of the past (read_time)')
  if (newTransaction !== null && newTransaction !== undefined) {
    const transaction = engine.transactions.begin(newTransaction)
    return { transaction, begun: transaction.id }
  }
  return {
    transaction:
      request.transaction.length > 0 ? engine.transactions.find(request.transaction) : undefined,
    begun: undefined,
  }
}

/** Shows one state of the store to `look`: the one that a transaction reads from, or the newest. */
export async function viewing<Result>(
  engine: Engine,
  transaction: Transaction | undefined,
  look: (view: View) => Promise<Result> | Result,
): Promise<Result> {
  if (transaction !== undefined) {
    const view = transaction.view()
    try {
      return await look({ reader: view.snapshot.reader, time: view.time, transaction })
    } finally {
      view.drop()
    }
  }
  using snapshot = engine.store.snapshot()
  return await look({ reader: snapshot.reader, time: engine.clock.read(), transaction: undefined })
}
