import { invalidArgument, unimplemented } from './errors.ts'
import { type FieldPath, formatFieldPath, parseFieldPath } from './fieldPath.ts'
import {
  type Disjunction,
  inequalitiesOf,
  isName,
  namePath,
  parseFilter,
  passesAny,
  samePath,
  valueAt,
} from './filter.ts'
import type { QueryScope } from './indexes.ts'
import {
  childCollection,
  collectionId,
  type DocumentPath,
  type ParentPath,
  parseParent,
} from './paths.ts'
import { checkCombinations, checkOrders } from './queryRules.ts'
import { type Cursor, type Fields, kindOf, type StructuredQuery, type Value } from './protocol.ts'

export type Direction = 'ASCENDING' | 'DESCENDING'
export interface Order {
  path: FieldPath
  direction: Direction
}

/** A position in the ordered result: before or after everything that begins with these values. */
export interface Position {
  values: readonly Value[]
  after: boolean
}

/** A query with nothing left implicit: the order ends with the name, the filter is in its normal form. */
export interface Query {
  parent: ParentPath
  /** The id of the collection (group); undefined asks for every document below the parent. */
  collection: string | undefined
  scope: QueryScope
  where: Disjunction
  orders: readonly Order[]
  start: Position | undefined
  end: Position | undefined
  offset: number
  limit: number | undefined
  /** undefined: whole documents. */
  select: readonly FieldPath[] | undefined
}

/** Reads what the client asks, adding the order that Firestore implies. */
export function parseQuery(parentName: string, query: StructuredQuery): Query {
  if (query.findNearest !== null) throw unimplemented('vector search (find_nearest)')
  if (query.from.length > 1) throw invalidArgument('A query must name one collection.')
  const from = query.from[0] ?? { collectionId: '', allDescendants: true }
  if (from.collectionId === '' && !from.allDescendants)
    throw unimplemented('a query for the children of a parent in all its collections')
  if (query.offset < 0) throw invalidArgument('The offset of a query must not be negative.')
  if (query.limit !== null && query.limit.value < 0)
    throw invalidArgument('The limit of a query must not be negative.')
  checkCombinations(query.where)
  const orders = completeOrders(query)
  return {
    parent: parseParent(parentName),
    collection: from.collectionId === '' ? undefined : from.collectionId,
    scope: from.allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION',
    where: parseFilter(query.where),
    orders,
    start: position(query.startAt, orders, 'start'),
    end: position(query.endAt, orders, 'end'),
    offset: query.offset,
    limit: query.limit?.value,
    select: query.select?.fields.map((field) => parseFieldPath(field.fieldPath)),
  }
}

/** The explicit order, then the fields of inequalities by name, then the document's name. */
function completeOrders(query: StructuredQuery): Order[] {
  const orders: Order[] = query.orderBy.map(({ field, direction }) => ({
    path: parseFieldPath(field?.fieldPath ?? ''),
    direction: direction === 2 ? 'DESCENDING' : 'ASCENDING',
  }))
  for (const [at, order] of orders.entries())
    if (orders.slice(0, at).some((other) => samePath(other.path, order.path)))
      throw invalidArgument(`The query orders by "${formatFieldPath(order.path)}" twice.`)
  const last = orders.at(-1)?.direction ?? 'ASCENDING'
  const implied = (query.where === null ? [] : inequalitiesOf(query.where))
    .filter((test) => !isName(test.path))
    .map((test) => test.path)
    .sort((left, right) => (formatFieldPath(left) < formatFieldPath(right) ? -1 : 1))
  for (const path of [...implied, namePath])
    if (!orders.some((order) => samePath(order.path, path))) orders.push({ path, direction: last })
  checkOrders(orders)
  return orders
}

function position(
  cursor: Cursor | null,
  orders: readonly Order[],
  which: 'start' | 'end',
): Position | undefined {
  if (cursor === null) return undefined
  if (cursor.values.length > orders.length)
    throw invalidArgument(
      `The ${which} cursor has ${cursor.values.length} values, more than the query's order has fields.`,
    )
  for (const [at, value] of cursor.values.entries()) {
    const order = orders[at]
    if (order !== undefined && isName(order.path) && kindOf(value) !== 'referenceValue')
      throw invalidArgument('The cursor value for __name__ must be a reference to a document.')
  }
  return { values: cursor.values, after: !cursor.before }
}

/** The path of the one collection that a query with scope COLLECTION reads. */
export function queriedCollection(query: Query): string {
  return childCollection(query.parent, query.collection ?? '')
}

/** Whether a document stands where the query looks, whatever its fields are. */
export function isInScope(query: Query, place: DocumentPath): boolean {
  if (place.database !== query.parent.database) return false
  if (query.scope === 'COLLECTION') return place.collection === queriedCollection(query)
  if (query.collection !== undefined && collectionId(place.collection) !== query.collection)
    return false
  return query.parent.path === '' || place.collection.startsWith(`${query.parent.path}/`)
}

/** Whether a document could be in the query's result if cursors and limits are left aside. */
export function isCandidate(query: Query, place: DocumentPath, fields: Fields): boolean {
  return (
    isInScope(query, place) &&
    query.orders.every((order) => valueAt(order.path, place, fields) !== undefined) &&
    passesAny(query.where, place, fields)
  )
}
