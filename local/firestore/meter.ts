/** Documents as Firestore bills them: https://firebase.google.com/docs/firestore/pricing */
export interface Usage {
  reads: number
  writes: number
  deletes: number
}

/** What one request cost. */
export interface RequestUsage extends Usage {
  method: string
}

/** How many requests are kept in mind. */
const remembered = 100

/** Counts what the requests of one server cost, together and each by itself. */
export class Meter {
  readonly #total: Usage = { reads: 0, writes: 0, deletes: 0 }
  readonly #recent: RequestUsage[] = []

  total(): Usage {
    return { ...this.#total }
  }

  /** The last hundred requests, oldest first. */
  recent(): RequestUsage[] {
    return this.#recent.map((usage) => ({ ...usage }))
  }

  /** Opens the bill of one request. */
  request(method: string): Bill {
    const usage = { method, reads: 0, writes: 0, deletes: 0 }
    this.#recent.push(usage)
    if (this.#recent.length > remembered) this.#recent.shift()
    return new Bill(usage, this.#total)
  }
}

/** What one request is charged; the server's total grows with it. */
export class Bill {
  readonly #usage: Usage
  readonly #total: Usage

  constructor(usage: Usage, total: Usage) {
    this.#usage = usage
    this.#total = total
  }

  /** A lookup costs one read for each document asked for, there or not. */
  lookup(documents: number): void {
    this.#charge('reads', documents)
  }

  /** A query costs what it read, also what an offset skipped, and never less than one. */
  query(documents: number): void {
    this.#charge('reads', Math.max(1, documents))
  }

  /** An aggregation costs one read for each thousand index entries begun, and never less than one. */
  aggregation(entries: number): void {
    this.#charge('reads', Math.max(1, Math.ceil(entries / 1000)))
  }

  write(): void {
    this.#charge('writes', 1)
  }

  delete(): void {
    this.#charge('deletes', 1)
  }

  #charge(kind: keyof Usage, documents: number): void {
    this.#usage[kind] += documents
    this.#total[kind] += documents
  }
}
