import { isDeepStrictEqual } from 'node:util'
import { type Outcome, RawClient } from '../raw.ts'
import type { TestServer } from '../servers.ts'
import { race } from './race.ts'
import { databaseOf, type Operation, Operations } from './operations.ts'
import { Random } from './random.ts'

/** Two answers that are not the same, and how to see them again. */
export interface Difference {
  seed: number
  step: number
  operation: Operation
  answers: [unknown, unknown]
}

const operationsPerSequence = 24

/** Plays sequences on two servers. Returns the first difference of each sequence that has one. */
export class Differential {
  readonly #clients: [RawClient, RawClient]
  /** So that runs on the same servers do not meet. */
  readonly #run: string
  readonly #hasRaces: boolean

  /** With `hasRaces` each sequence ends with transactions at once, for which Google's emulator takes seconds. */
  constructor(one: TestServer, other: TestServer, run: string, hasRaces = false) {
    this.#hasRaces = hasRaces
    this.#clients = [new RawClient(one.host), new RawClient(other.host)]
    this.#run = run
  }

  close(): void {
    for (const client of this.#clients) client.close()
  }

  async play(seed: number): Promise<Difference | undefined> {
    const project = `d-${this.#run}-${seed}`
    const operations = new Operations(new Random(seed), project)
    const views: [Normal, Normal] = [new Normal(), new Normal()]
    for (let step = 0; step < operationsPerSequence; step += 1) {
      for (const operation of operations.next()) {
        const answers = await this.#both(operation, views)
        if (answers !== undefined) return { seed, step, operation, answers }
      }
    }
    if (this.#hasRaces)
      await Promise.all(this.#clients.map((client) => race(client, databaseOf(project))))
    const everything = {
      method: 'RunQuery',
      request: {
        parent: `${databaseOf(project)}/documents`,
        structuredQuery: { from: [{ allDescendants: true }] },
      },
    }
    const answers = await this.#both(everything, views)
    return answers && { seed, step: operationsPerSequence, operation: everything, answers }
  }

  async #both(
    operation: Operation,
    views: [Normal, Normal],
  ): Promise<[unknown, unknown] | undefined> {
    const [one, other] = await Promise.all([
      this.#clients[0].call(operation.method, views[0].request(operation)),
      this.#clients[1].call(operation.method, views[1].request(operation)),
    ])
    const answers: [unknown, unknown] = [
      views[0].outcome(operation, one),
      views[1].outcome(operation, other),
    ]
    if (operation.isSilent === true || isDeepStrictEqual(...answers)) return undefined
    return ['code' in one ? one : answers[0], 'code' in other ? other : answers[1]]
  }
}

/**
 * What differs by nature; `skippedResults`, which Google's emulator never tells (production does); and
 * `nextPageToken`, which it gives after a last page that is just full, too.
 */
const leftOut = new Set([
  'readTime',
  'transaction',
  'message',
  'done',
  'skippedResults',
  'nextPageToken',
])

/** Makes one server's answers comparable: times become ordinals, transaction ids and page tokens are left out. */
class Normal {
  readonly #times = new Map<string, number>()
  #transaction = ''

  request({ request }: Operation): object {
    return request['transaction'] === '$T'
      ? { ...request, transaction: this.#transaction }
      : request
  }

  outcome({ method }: Operation, outcome: Outcome): unknown {
    if ('code' in outcome) return { code: outcome.code }
    for (const { transaction } of outcome.answers)
      if (typeof transaction === 'string' && transaction !== '') this.#transaction = transaction
    const answers = outcome.answers
      .map((answer) => this.#plain(answer))
      .filter((answer) => !isDeepStrictEqual(answer, {}))
    // Looked up documents may come in any order.
    return method === 'BatchGetDocuments'
      ? answers.toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
      : answers
  }

  #plain(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((element) => this.#plain(element))
    if (typeof value !== 'object' || value === null) return value
    const plain: Record<string, unknown> = {}
    // Of a document that is missing Google's emulator tells when it was deleted.
    if ('name' in value && !('createTime' in value)) return { name: value.name }
    for (const [key, inner] of Object.entries(value)) {
      if (leftOut.has(key)) continue
      if (key === 'createTime' || key === 'updateTime' || key === 'commitTime')
        plain[key] = this.#ordinal(JSON.stringify(inner))
      else if (key === 'timestampValue' || key === 'geoPointValue') plain[key] = withoutZeros(inner)
      else plain[key] = this.#plain(inner)
    }
    return plain
  }

  #ordinal(time: string): number {
    const known = this.#times.get(time)
    if (known !== undefined) return known
    this.#times.set(time, this.#times.size)
    return this.#times.size - 1
  }
}

/** On the wire a zero may be left out or said. */
function withoutZeros(value: unknown): object {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(([, number]) => number !== 0 && number !== '0'),
  )
}
