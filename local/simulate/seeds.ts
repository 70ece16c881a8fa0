/** The seeds of a run, handed out one by one to however many threads live through them. */
export class Seeds {
  /** The next seed, and the last one. */
  readonly shared: Int32Array<SharedArrayBuffer>

  constructor(shared: Int32Array<SharedArrayBuffer>) {
    this.shared = shared
  }

  static range(first: number, count: number): Seeds {
    const shared = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
    shared.set([first, first + count - 1])
    return new Seeds(shared)
  }

  /** Null when all are taken. */
  take(): number | null {
    const seed = Atomics.add(this.shared, 0, 1)
    return seed <= this.last ? seed : null
  }

  get last(): number {
    return Atomics.load(this.shared, 1)
  }

  /** Nothing behind this seed is wanted any more. Those before it are still lived, so that it is the first. */
  endAt(seed: number): void {
    for (let last = this.last; seed < last; last = this.last) {
      Atomics.compareExchange(this.shared, 1, last, seed)
    }
  }
}
