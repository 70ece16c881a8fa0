import { invalidArgument } from './errors.ts'
import { type FieldPath, getField, parseFieldPath } from './fieldPath.ts'
import { isName, samePath } from './filter.ts'
import type { Query } from './query.ts'
import type { Aggregation, Fields, Value } from './protocol.ts'
import { fromBigInt, numericOf, toBigInt } from './transform.ts'

/** One number to make of a query's documents. */
export interface Aggregate {
  alias: string
  kind: 'count' | 'sum' | 'avg'
  /** What is summed or averaged. */
  path: FieldPath | undefined
  /** For counts: where to stop. */
  upTo: number | undefined
}

const mostAggregations = 5

export function parseAggregations(aggregations: readonly Aggregation[]): Aggregate[] {
  if (aggregations.length === 0 || aggregations.length > mostAggregations)
    throw invalidArgument(
      `An aggregation query must have between 1 and ${mostAggregations} aggregations, not ${aggregations.length}.`,
    )
  const parsed = aggregations.map((aggregation, at): Aggregate => {
    const alias = aggregation.alias === '' ? `field_${at + 1}` : aggregation.alias
    switch (aggregation.operator) {
      case 'count': {
        const upTo = aggregation.count.upTo
        const limit = upTo === null ? undefined : Number(toBigInt(upTo.value))
        if (limit !== undefined && limit <= 0)
          throw invalidArgument('The limit of a count (up_to) must be greater than zero.')
        return { alias, kind: 'count', path: undefined, upTo: limit }
      }
      case 'sum':
      case 'avg': {
        const field = aggregation[aggregation.operator].field
        return {
          alias,
          kind: aggregation.operator,
          path: parseFieldPath(field?.fieldPath ?? ''),
          upTo: undefined,
        }
      }
      default:
        throw invalidArgument(`The aggregation "${alias}" says nothing to compute.`)
    }
  })
  const aliases = new Set(parsed.map(({ alias }) => alias))
  if (aliases.size < parsed.length)
    throw invalidArgument('Two aggregations of the query have the same alias.')
  return parsed
}

/**
 * Sums are read from an index that ends with their fields: who lacks one counts for nothing, and offset and limit
 * go by that order.
 */
export function withSummedFields(query: Query, aggregates: readonly Aggregate[]): Query {
  const orders = query.orders.slice(0, -1)
  const [name] = query.orders.slice(-1)
  if (name === undefined || !isName(name.path)) return query
  for (const { path } of aggregates)
    if (path !== undefined && !orders.some((order) => samePath(order.path, path)))
      orders.push({ path, direction: name.direction })
  return { ...query, orders: [...orders, name] }
}

/** Adds up one aggregate over documents. Integers stay integers until they leave 64 bits; then, as with doubles, the sum is a double. */
export class Accumulator {
  readonly aggregate: Aggregate
  #counted = 0
  #integers = 0n
  #doubles = 0
  #hasDouble = false

  constructor(aggregate: Aggregate) {
    this.aggregate = aggregate
  }

  add(fields: Fields): void {
    if (this.aggregate.path === undefined) {
      this.#counted += 1
      return
    }
    const number = numericOf(getField(fields, this.aggregate.path))
    if (number === undefined) return
    this.#counted += 1
    if (typeof number === 'bigint') this.#integers += number
    else {
      this.#doubles += number
      this.#hasDouble = true
    }
  }

  result(): Value {
    const { kind, upTo } = this.aggregate
    if (kind === 'count') return countValue(this.#counted, upTo)
    const sum = this.#hasDouble ? Number(this.#integers) + this.#doubles : Number(this.#integers)
    if (kind === 'avg')
      return this.#counted === 0 ? { nullValue: 0 } : { doubleValue: sum / this.#counted }
    const fits = BigInt.asIntN(64, this.#integers) === this.#integers
    return this.#hasDouble || !fits
      ? { doubleValue: sum }
      : { integerValue: fromBigInt(this.#integers) }
  }
}

export function countValue(counted: number, upTo: number | undefined): Value {
  return { integerValue: fromBigInt(BigInt(Math.min(counted, upTo ?? Infinity))) }
}
