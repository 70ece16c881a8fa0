import { randomQuery } from './queries.ts'
import type { Random } from './random.ts'
import { type JsonValue, randomNumber, randomValue } from './values.ts'

/** One call; `$T` in a request stands for the transaction that the last answer began. */
export interface Operation {
  method: string
  request: Record<string, unknown>
  /** Its answer is not compared: it only tidies up. */
  isSilent?: true
}

const fieldNames = ['a', 'b', 'c', 'm', 'odd.name'] as const
const fieldPaths = ['a', 'b', 'c', 'm', 'm.x', 'm.y', 'm.x.deep', '`odd.name`'] as const
const collections = ['c', 'c', 'c', 'c/1/s', 'c/2/s', 's'] as const
const documentIds = ['1', '2', '3', '4', 'я', 'a-b'] as const

/** Where a sequence plays: one empty database. */
export const databaseOf = (project: string) => `projects/${project}/databases/(default)`

/** Makes the operations of one sequence. They are the same for a seed, whatever the servers answer. */
export class Operations {
  readonly #random: Random
  readonly #database: string

  constructor(random: Random, project: string) {
    this.#random = random
    this.#database = databaseOf(project)
  }

  /** One operation, or several that belong together. */
  next(): Operation[] {
    const random = this.#random
    const kind = random.below(20)
    if (kind < 7) return [this.#commit(random.chance(0.7) ? 1 : 1 + random.below(4))]
    if (kind < 8) return [this.#batchWrite()]
    if (kind < 10) return [this.#lookup({})]
    if (kind < 16) return [this.#query({})]
    if (kind < 17) return [this.#aggregation()]
    if (kind < 18) return this.#transaction()
    return [this.#listing()]
  }

  #documents(): string {
    return `${this.#database}/documents`
  }

  #name(): string {
    return `${this.#documents()}/${this.#random.of(collections)}/${this.#random.of(documentIds)}`
  }

  #value(): JsonValue {
    return randomValue(this.#random, () => this.#name())
  }

  #fields(): Record<string, JsonValue> {
    const fields: Record<string, JsonValue> = {}
    for (const name of this.#random.list(0, 4, () => this.#random.of(fieldNames)))
      fields[name] = this.#value()
    return fields
  }

  #write(): Record<string, unknown> {
    const random = this.#random
    const name = this.#name()
    const precondition = random.chance(0.2)
      ? { currentDocument: { exists: random.chance(0.5) } }
      : {}
    if (random.chance(0.12))
      return { delete: name, ...(random.chance(0.2) ? { currentDocument: { exists: true } } : {}) }
    const transforms = random.chance(0.35)
      ? { updateTransforms: random.list(1, 2, () => this.#transform()) }
      : {}
    const mask = random.chance(0.4)
      ? { updateMask: { fieldPaths: [...new Set(random.list(0, 3, () => random.of(fieldPaths)))] } }
      : {}
    const fields = this.#fields()
    if (mask.updateMask !== undefined && random.chance(0.5))
      fields['m'] = { mapValue: { fields: { x: this.#value() } } }
    return { update: { name, fields }, ...mask, ...transforms, ...precondition }
  }

  #transform(): Record<string, unknown> {
    const random = this.#random
    const fieldPath = random.of(fieldPaths)
    const elements = () => ({
      values: random.list(1, 3, () => this.#value()).filter((value) => !('arrayValue' in value)),
    })
    return {
      fieldPath,
      ...random.of<() => object>([
        () => ({ increment: randomNumber(random) }),
        () => ({ maximum: randomNumber(random) }),
        () => ({ minimum: randomNumber(random) }),
        () => ({ appendMissingElements: elements() }),
        () => ({ removeAllFromArray: elements() }),
      ])(),
    }
  }

  #commit(size: number): Operation {
    const writes = Array.from({ length: size }, () => this.#write())
    return { method: 'Commit', request: { database: this.#database, writes } }
  }

  #batchWrite(): Operation {
    const writes = this.#random.list(1, 3, () => this.#write())
    return { method: 'BatchWrite', request: { database: this.#database, writes } }
  }

  #lookup(consistency: object): Operation {
    const documents = this.#random.list(1, 3, () => this.#name())
    const mask = this.#random.chance(0.3)
      ? { mask: { fieldPaths: [this.#random.of(fieldPaths), this.#random.of(fieldPaths)] } }
      : {}
    return {
      method: 'BatchGetDocuments',
      request: {
        database: this.#database,
        documents: [...new Set(documents)],
        ...mask,
        ...consistency,
      },
    }
  }

  #query(consistency: object): Operation {
    const structuredQuery = randomQuery(
      this.#random,
      () => this.#value(),
      (collection) => `${this.#documents()}/${collection}/${this.#random.of(documentIds)}`,
    )
    return {
      method: 'RunQuery',
      request: { parent: this.#documents(), structuredQuery, ...consistency },
    }
  }

  #aggregation(): Operation {
    const { structuredQuery } = this.#query({}).request
    const field = { fieldPath: this.#random.of(fieldPaths) }
    const aggregations = this.#random.of<object[]>([
      [{ alias: 'n', count: {} }],
      [{ alias: 'n', count: { upTo: { value: '2' } } }],
      [{ alias: 's', sum: { field } }],
      [{ alias: 'v', avg: { field } }],
      [
        { alias: 's', sum: { field } },
        { alias: 'v', avg: { field } },
      ],
    ])
    return {
      method: 'RunAggregationQuery',
      request: {
        parent: this.#documents(),
        structuredAggregationQuery: { structuredQuery, aggregations },
      },
    }
  }

  /** Reads, perhaps a query too, then commits or rolls back. */
  #transaction(): Operation[] {
    const random = this.#random
    const isReadOnly = random.chance(0.2)
    const newTransaction = isReadOnly ? { readOnly: {} } : { readWrite: {} }
    const { method, request } = this.#commit(1 + random.below(3))
    const rollback = {
      method: 'Rollback',
      request: { database: this.#database, transaction: '$T' },
    }
    const end = random.chance(0.8)
      ? {
          method,
          request: { ...request, transaction: '$T', ...(isReadOnly ? { writes: [] } : {}) },
        }
      : rollback
    return [
      this.#lookup({ newTransaction }),
      ...(random.chance(0.4) ? [this.#query({ transaction: '$T' })] : []),
      end,
      // After a commit that failed Google's emulator keeps the locks of the transaction.
      { ...rollback, isSilent: true },
    ]
  }

  #listing(): Operation {
    const random = this.#random
    const parent = random.chance(0.5)
      ? this.#documents()
      : `${this.#documents()}/c/${random.of(documentIds)}`
    if (random.chance(0.4))
      return { method: 'ListCollectionIds', request: { parent, pageSize: 10 } }
    return {
      method: 'ListDocuments',
      request: {
        parent,
        collectionId: random.of(['c', 's']),
        pageSize: 1 + random.below(5),
        ...(random.chance(0.5) ? { showMissing: true } : {}),
      },
    }
  }
}
