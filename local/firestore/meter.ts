/** Documents as Firestore bills them: https://firebase.google.com/docs/firestore/pricing */
export interface Usage {
  reads: number
  writes: number
  deletes: number
}

/** Counts what the requests of one server cost. */
export class Meter {
  readonly #total: Usage = { reads: 0, writes: 0, deletes: 0 }

  total(): Usage {
    return { ...this.#total }
  }

  /** A lookup costs one read for each document asked for, there or not. */
  lookup(documents: number): void {
    this.#total.reads += documents
  }

  /** A query costs what it read, also what an offset skipped, and never less than one. */
  query(documents: number): void {
    this.#total.reads += Math.max(1, documents)
  }

  /** An aggregation costs one read for each thousand index entries begun, and never less than one. */
  aggregation(entries: number): void {
    this.#total.reads += Math.max(1, Math.ceil(entries / 1000))
  }

  write(): void {
    this.#total.writes += 1
  }

  delete(): void {
    this.#total.deletes += 1
  }
}
