import { status } from '@grpc/grpc-js'
import { FirestoreError } from './errors.ts'
import type { Store } from './store/store.ts'

/** What is to go wrong with one commit. */
export interface Fault {
  kind: 'aborted' | 'answer lost' | 'late'
  /** For late ones: when it may become visible. */
  released: Promise<void>
}

/** The switch by which tests make commits go wrong as they do in production, or on a full disk. */
export class Faults {
  readonly #store: Store
  readonly #next: Fault[] = []

  constructor(store: Store) {
    this.#store = store
  }

  /** The next commit is refused with ABORTED; nothing of it is stored. */
  abortNext(): void {
    this.#next.push({ kind: 'aborted', released: Promise.resolve() })
  }

  /** The next commit is stored, but its client is told DEADLINE_EXCEEDED. */
  loseNextAnswer(): void {
    this.#next.push({ kind: 'answer lost', released: Promise.resolve() })
  }

  /** The next commit gets its time when it comes, and becomes visible when the returned function is called. */
  delayNext(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#next.push({ kind: 'late', released: promise })
    return resolve
  }

  /** The store cannot grow until the returned function is called. */
  fillDisk(): () => void {
    const { connection } = this.#store.writer
    const pages = Number(connection.prepare('PRAGMA page_count').get()?.['page_count'])
    connection.exec(`PRAGMA max_page_count = ${pages}`)
    return () => connection.exec('PRAGMA max_page_count = 4294967294')
  }

  /** The fault of the commit that begins now. */
  take(): Fault | undefined {
    return this.#next.shift()
  }
}

/** The answer that a commit gets although it was stored. */
export function lostAnswer(): FirestoreError {
  return new FirestoreError(
    status.DEADLINE_EXCEEDED,
    'Deadline exceeded (a fault of this test; the write was made).',
  )
}

/** What the client is told when SQLite cannot store: a full disk by its name, anything else as it is. */
export function storageError(error: unknown): unknown {
  const isFull =
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === 13
  return isFull
    ? new FirestoreError(
        status.INTERNAL,
        'The disk is full: nothing of this commit was stored. Free some space and repeat it.',
      )
    : error
}
