import type { Value, Write } from './protocol.ts'
import { aborted } from './errors.ts'
import { type Faults, lostAnswer, storageError } from './faults.ts'
import type { IndexSettings } from './indexes.ts'
import { checkDocumentLimits } from './limits.ts'
import { Holder } from './locks.ts'
import type { Meter } from './meter.ts'
import { type DocumentPath, formatDocumentName } from './paths.ts'
import type { StoredDocument } from './store/reader.ts'
import type { Store } from './store/store.ts'
import type { DocumentState } from './store/writer.ts'
import { type CommitClock, type Micros, toTimestamp } from './time.ts'
import type { Change, Transaction, Transactions } from './transactions.ts'
import { applyWrite, checkOrder, checkWrite, sameFields, writtenPath } from './write.ts'

export interface Committed {
  time: Micros
  results: { updateTime: ReturnType<typeof toTimestamp> | null; transformResults: Value[] }[]
}

interface Job {
  writes: readonly Write[]
  transaction: Transaction | undefined
  /** Its commit time, when that was taken before. */
  time: Micros | undefined
  resolve: (committed: Committed) => void
  reject: (reason: unknown) => void
}

interface Touched {
  path: DocumentPath
  old: StoredDocument | undefined
  state: DocumentState | undefined
}

/**
 * Makes commits: each is all or nothing, one after another, and answered when it is on disk.
 * Those that arrive together share one flush of the disk.
 */
export class Committer {
  readonly #store: Store
  readonly #transactions: Transactions
  readonly #clock: CommitClock
  readonly #meter: Meter
  readonly #indexes: IndexSettings
  readonly #faults: Faults
  #waiting: Job[] = []

  constructor(
    store: Store,
    transactions: Transactions,
    clock: CommitClock,
    meter: Meter,
    indexes: IndexSettings,
    faults: Faults,
  ) {
    this.#faults = faults
    this.#indexes = indexes
    this.#store = store
    this.#transactions = transactions
    this.#clock = clock
    this.#meter = meter
  }

  /** Applies the writes in their order. Inside a transaction they hold only if nothing that it read has changed. */
  async commit(writes: readonly Write[], transaction?: Transaction): Promise<Committed> {
    for (const write of writes) checkWrite(write)
    checkOrder(writes)
    const fault = this.#faults.take()
    if (fault?.kind === 'aborted') throw aborted('The commit was aborted (a fault of this test).')
    const time = fault?.kind === 'late' ? this.#clock.next() : undefined
    if (time !== undefined) await fault?.released
    const committed = await this.#inTurn(writes, transaction, time)
    if (fault?.kind === 'answer lost') throw lostAnswer()
    return committed
  }

  /** Waits for the locks, then for the disk. */
  async #inTurn(
    writes: readonly Write[],
    transaction: Transaction | undefined,
    time: Micros | undefined,
  ): Promise<Committed> {
    const names = new Set(writes.map((write) => formatDocumentName(writtenPath(write))))
    const holder = transaction ?? new Holder()
    await this.#transactions.locks.acquire(holder, [...names])
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ writes, transaction, time, resolve, reject })
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
    const time = job.time ?? this.#clock.next()
    const outcomes: { place: Touched; transformResults: Value[] }[] = []
    try {
      job.transaction?.assertFresh()
      for (const write of job.writes) {
        const path = writtenPath(write)
        const name = formatDocumentName(path)
        let place = touched.get(name)
        if (place === undefined) {
          const old = this.#store.writer.get(path)
          place = { path, old, state: old }
          touched.set(name, place)
        }
        const { state, transformResults } = applyWrite(write, path, place.state, time, time)
        place.state = state
        outcomes.push({ place, transformResults })
      }
      for (const { path, state } of touched.values())
        if (state !== undefined) checkDocumentLimits(path, state.fields, this.#indexes)
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
      for (const write of job.writes)
        if (write.operation === 'delete') this.#meter.delete()
        else this.#meter.write()
      job.resolve({ time, results })
    }
  }

  /** Stores what has become of a document. One that is as it was before keeps its update time. */
  #keep(place: Touched): Change[] {
    const { path, old, state } = place
    const before = old?.fields
    if (state === undefined) {
      if (old === undefined) return []
      this.#store.writer.delete(old)
      return [{ path, before, after: undefined }]
    }
    const isReplaced = old?.created !== state.created
    if (old !== undefined && !isReplaced && sameFields(old.fields, state.fields)) {
      place.state = old
      return []
    }
    this.#store.writer.put(path, state, old)
    return [{ path, before, after: state.fields }]
  }
}
