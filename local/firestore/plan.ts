import { invalidArgument } from './errors.ts'
import { formatFieldPath } from './fieldPath.ts'
import { isName, samePath, type Test } from './filter.ts'
import { type Index, writeName } from './indexes.ts'
import { afterPrefix, encodeValue, OrderedBytes } from './order.ts'
import { formatDocumentName, parseDocumentName } from './paths.ts'
import type { Value } from './protocol.ts'
import { type Order, type Query, queriedCollection } from './query.ts'

/** How to find the documents of one alternative: a stretch of one ordered list, and what is left to test. */
export interface Scan {
  /** undefined: the documents of the collection by id. */
  index: Index | undefined
  lower: Buffer
  /** Exclusive; undefined is the end of the list. */
  upper: Buffer | undefined
  /** The keys' beginning that is the same for all; what follows is the query's order. */
  prefixLength: number
  remaining: readonly Test[]
}

/** A place between keys: before or after all that begin with these bytes. */
interface Edge {
  bytes: Buffer
  after: boolean
}

/** One scan for each alternative of the filter. Their results, merged by order, are the query's. */
export function planQuery(query: Query): Scan[] {
  return query.where.map((tests) => planAlternative(query, tests))
}

function planAlternative(query: Query, tests: readonly Test[]): Scan {
  const [first] = query.orders
  if (first === undefined) throw new TypeError('A parsed query is always ordered by name.')
  const equal: Test[] = []
  let contains: Test | undefined
  const edges: { lower: Edge[]; upper: Edge[] } = { lower: [], upper: [] }
  const remaining: Test[] = []
  for (const test of tests) {
    const isOrdered = query.orders.some((order) => samePath(order.path, test.path))
    const interval = samePath(test.path, first.path) ? intervalOf(query, test) : undefined
    if (interval !== undefined) {
      const { lower, upper } = directed(interval, first)
      edges.lower.push(lower)
      edges.upper.push(upper)
    } else if (
      test.operator === '==' &&
      !isOrdered &&
      !equal.some((other) => samePath(other.path, test.path))
    ) {
      equal.push(test)
    } else if (test.operator === 'array-contains' && contains === undefined) {
      contains = test
    } else {
      remaining.push(test)
    }
  }
  equal.sort((left, right) => (formatFieldPath(left.path) < formatFieldPath(right.path) ? -1 : 1))
  if (query.start !== undefined)
    edges.lower.push({ bytes: cursorBytes(query, query.start.values), after: query.start.after })
  if (query.end !== undefined)
    edges.upper.push({ bytes: cursorBytes(query, query.end.values), after: query.end.after })
  const fixed = contains === undefined ? equal : [contains, ...equal]
  const prefix = Buffer.concat(fixed.map((test) => encodeValue(test.value)))
  return {
    index: indexFor(query, contains, equal),
    lower: greatest(
      edges.lower.map((edge) => keyAt(prefix, edge)),
      prefix,
    ),
    upper: least([...edges.upper.map((edge) => keyAt(prefix, edge)), afterPrefix(prefix)]),
    prefixLength: prefix.length,
    remaining,
  }
}

/** The ordered list that holds exactly the alternative's equalities first and then the query's order. */
function indexFor(
  query: Query,
  contains: Test | undefined,
  equal: readonly Test[],
): Index | undefined {
  const ordered: { path: Order['path']; mode: Order['direction'] }[] = []
  let nameMode: Order['direction'] = 'ASCENDING'
  for (const { path, direction } of query.orders) {
    if (isName(path)) {
      nameMode = direction
      break
    }
    ordered.push({ path, mode: direction })
  }
  const fields = [
    ...(contains === undefined ? [] : [{ path: contains.path, mode: 'CONTAINS' as const }]),
    ...equal.map(({ path }) => ({ path, mode: 'ASCENDING' as const })),
    ...ordered,
  ]
  const isPlain = fields.length === 0 && nameMode === 'ASCENDING' && query.scope === 'COLLECTION'
  return isPlain
    ? undefined
    : { collection: query.collection, scope: query.scope, fields, nameMode }
}

/** The stretch of a field's ascending order that a comparison leaves; undefined when it leaves no stretch. */
function intervalOf(query: Query, test: Test): { lower: Edge; upper: Edge } | undefined {
  if (!['==', '<', '<=', '>', '>='].includes(test.operator)) return undefined
  const bytes = componentBytes(query, test.path, test.value)
  const sameType = isName(test.path) ? Buffer.alloc(0) : bytes.subarray(0, 1)
  const startOfType: Edge = { bytes: sameType, after: false }
  const endOfType: Edge = { bytes: sameType, after: true }
  switch (test.operator) {
    case '<':
      return { lower: startOfType, upper: { bytes, after: false } }
    case '<=':
      return { lower: startOfType, upper: { bytes, after: true } }
    case '>':
      return { lower: { bytes, after: true }, upper: endOfType }
    case '>=':
      return { lower: { bytes, after: false }, upper: endOfType }
    default:
      return { lower: { bytes, after: false }, upper: { bytes, after: true } }
  }
}

function directed(
  interval: { lower: Edge; upper: Edge },
  order: Order,
): { lower: Edge; upper: Edge } {
  return order.direction === 'ASCENDING'
    ? interval
    : { lower: inverted(interval.upper), upper: inverted(interval.lower) }
}

function inverted(edge: Edge): Edge {
  return { bytes: Buffer.from(edge.bytes.map((byte) => ~byte & 0xff)), after: !edge.after }
}

function cursorBytes(query: Query, values: readonly Value[]): Buffer {
  const out = new OrderedBytes()
  for (const [at, value] of values.entries()) {
    const order = query.orders[at]
    if (order === undefined) break
    const start = out.length
    out.raw(componentBytes(query, order.path, value))
    if (order.direction === 'DESCENDING') out.invertFrom(start)
  }
  return out.take()
}

/** A value as it stands in a key; a reference compared with the name stands there as the name does. */
function componentBytes(query: Query, path: Order['path'], value: Value): Buffer {
  if (!isName(path)) return encodeValue(value)
  const place = parseDocumentName(value.referenceValue ?? '')
  if (query.scope === 'COLLECTION' && place.collection !== queriedCollection(query))
    throw invalidArgument(
      `"${formatDocumentName(place)}" is compared with __name__, but is not in the collection "${queriedCollection(query)}".`,
    )
  const out = new OrderedBytes()
  writeName(out, query.scope, place)
  return out.take()
}

function keyAt(prefix: Buffer, edge: Edge): Buffer | undefined {
  const key = Buffer.concat([prefix, edge.bytes])
  return edge.after ? afterPrefix(key) : key
}

/** The last of the keys; one that is undefined lies behind all. */
function greatest(keys: readonly (Buffer | undefined)[], atLeast: Buffer): Buffer {
  let last = atLeast
  for (const key of keys) {
    if (key === undefined) return behindAll
    if (Buffer.compare(key, last) > 0) last = key
  }
  return last
}

/** No key begins with this byte, upright or inverted: 0xFF inverted is the end of a map, which never comes first. */
const behindAll = Buffer.from([0xff, 0xff])

function least(keys: readonly (Buffer | undefined)[]): Buffer | undefined {
  let first: Buffer | undefined
  for (const key of keys)
    if (key !== undefined && (first === undefined || Buffer.compare(key, first) < 0)) first = key
  return first
}
