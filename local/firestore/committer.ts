import { type Value, type Write } from './protocol.ts'
import { aborted } from './errors.ts'
import { type Faults, lostAnswer, storageError } from './faults.ts'
import type { IndexSettings } from './indexes.ts'
import { checkDocumentLimits } from './limits.ts'
import { Holder } from './locks.ts'
import type { Bill } from './meter.ts'
import { type DocumentPath, parseDocumentName } from './paths.ts'
import type { StoredDocument } from './store/reader.ts'
import type { Store } from './store/store.ts'
import type { DocumentState } from './store/writer.ts'
import { type CommitClock, type Micros, toTimestamp } from './time.ts'
import type { Change, Transaction, Transactions } from './transactions.ts'
import {
  applyWrite,
  checkOrder,
  checkWrite,
  sameFields,
  storedBytes,
  writtenName,
} from './write.ts'

export interface Committed {
  time: Micros
  results: { updateTime: ReturnType<typeof toTimestamp> | null; transformResults: Value[] }[]
}

interface Job {
  writes: readonly Write[]
  /** Of the documents written, by their names. */
  paths: ReadonlyMap<string, DocumentPath>
  transaction: Transaction | undefined
  /** Its commit time, when that was taken before. */
  time: Micros | undefined
  resolve: (committed: Committed) => void
  reject: (reason: unknown) => void
}

/** Fields of fewer bytes than this exceed no limit, whatever they are. */
const mayExceed = 20_000

interface Touched {
  path: DocumentPath
  old: StoredDocument | undefined
  state: DocumentState | undefined
  /** The state's fields as they are stored. */
  bytes?: Uint8Array
}

/**
 * Makes commits: each is all or nothing, one after another, and answered when it is on disk.
 * Those that arrive together share one flush of the disk.
 */
export class Committer {
  readonly #store: Store
  readonly #transactions: Transactions
  readonly #clock: CommitClock
  readonly #indexes: IndexSettings
  readonly #faults: Faults
  #waiting: Job[] = []

  constructor(
    store: Store,
    transactions: Transactions,
    clock: CommitClock,
    indexes: IndexSettings,
    faults: Faults,
  ) {
    this.#faults = faults
    this.#indexes = indexes
    this.#store = store
    this.#transactions = transactions
    this.#clock = clock
  }

  /** Applies the writes in their order. Inside a transaction they hold only if nothing that it read has changed. */
  async commit(
    bill: Bill,
    writes: readonly Write[],
    transaction?: Transaction,
  ): Promise<Committed> {
    for (const write of writes) checkWrite(write)
    checkOrder(writes)
    const fault = this.#faults.take()
    if (fault?.kind === 'aborted') throw aborted('The commit was aborted (a fault of this test).')
    const time = fault?.kind === 'late' ? this.#clock.next() : undefined
    if (time !== undefined) await fault?.released
    const committed = await this.#inTurn(writes, transaction, time)
    for (const write of writes)
      if (write.operation === 'delete') bill.delete()
      else bill.write()
    if (fault?.kind === 'answer lost') throw lostAnswer()
    return committed
  }

  /** Waits for the locks, then for the disk. */
  async #inTurn(
    writes: readonly Write[],
    transaction: Transaction | undefined,
    time: Micros | undefined,
  ): Promise<Committed> {
    const paths = new Map<string, DocumentPath>()
    for (const write of writes) {
      const name = writtenName(write)
      if (!paths.has(name)) paths.set(name, parseDocumentName(name))
    }
    const holder = transaction ?? new Holder()
    await this.#transactions.locks.acquire(holder, [...paths.keys()])
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ writes, paths, transaction, time, resolve, reject })
        if (this.#waiting.length === 1) setImmediate(() => this.#flush())
      })
    } finally {
      this.#transactions.locks.release(holder)
    }
  }

  #flush(): void {
    const jobs = this.#waiting
    this.#waiting = []
    const answers: (() => void)[] = []
    try {
      this.#store.writer.transaction(() => {
        for (const job of jobs) answers.push(this.#attempt(job))
      })
    } catch (error) {
      for (const job of jobs) job.reject(storageError(error))
      return
    }
    for (const answer of answers) answer()
  }

  /** Applies one job inside the open SQLite transaction; gives the answer to send once that is on disk. */
  #attempt(job: Job): () => void {
    const touched = new Map<string, Touched>()
    for (const [name, path] of job.paths)
      touched.set(name, { path, old: undefined, state: undefined })
    const time = job.time ?? this.#clock.next()
    const outcomes: { place: Touched; transformResults: Value[] }[] = []
    try {
      job.transaction?.assertFresh()
      for (const place of touched.values()) {
        place.old = this.#store.writer.get(place.path)
        place.state = place.old
      }
      for (const write of job.writes) {
        const place = touched.get(writtenName(write))
        if (place === undefined) continue
        const outcome = applyWrite(write, place.path, place.state, time, time)
        place.state = outcome.state
        outcomes.push({ place, transformResults: outcome.transformResults })
      }
      for (const place of touched.values()) this.#encode(place)
    } catch (error) {
      return () => job.reject(error)
    }
    const changes = [...touched.values()].flatMap((place) => this.#keep(place))
    // A document written several times is answered as the commit leaves it.
    const results = outcomes.map(({ place: { state }, transformResults }) => ({
      updateTime: state === undefined ? null : toTimestamp(state.updated),
      transformResults,
    }))
    this.#store.writer.rememberTime(time)
    this.#transactions.announce(changes, job.transaction)
    return () => {
      job.resolve({ time, results })
    }
  }

  /** Makes the bytes to store, and checks the limits where a document is large enough to exceed one. */
  #encode(place: Touched): void {
    const { path, state } = place
    if (state === undefined) return
    place.bytes = storedBytes(state)
    if (place.bytes.length > mayExceed) checkDocumentLimits(path, state.fields, this.#indexes)
  }

  /** Stores what has become of a document. One that is as it was before keeps its update time. */
  #keep(place: Touched): Change[] {
    const { path, old, state } = place
    if (state === undefined) {
      if (old === undefined) return []
      this.#store.writer.delete(old)
      return [{ path, before: old, after: undefined }]
    }
    const isReplaced = old?.created !== state.created
    if (old !== undefined && !isReplaced && sameFields(old.fields, state.fields)) {
      place.state = old
      return []
    }
    this.#store.writer.put(path, state, old, place.bytes)
    return [{ path, before: old, after: state }]
  }
}
