import { type FieldPath, formatFieldPath } from './fieldPath.ts'
import { isName, samePath, type Test } from './filter.ts'
import {
  type IndexField,
  type IndexSettings,
  type Mode,
  overrideOf,
  type QueryScope,
} from './indexes.ts'
import type { Direction, Query } from './query.ts'

/** What production must find ready for one alternative of a query. */
interface Need {
  collection: string
  scope: QueryScope
  /** Compared with ==, and arrays looked into: they may come from several indexes, which are then merged. */
  equal: readonly IndexField[]
  /** The order, which each of those indexes must end with. */
  orders: readonly IndexField[]
  nameMode: Direction
}

/**
 * The entry of `firestore.indexes.json` without which production refuses a query; undefined when it would not.
 * https://firebase.google.com/docs/firestore/query-data/index-overview
 */
export function missingIndex(query: Query, settings: IndexSettings): string | undefined {
  const { collection } = query
  if (collection === undefined) return undefined
  for (const tests of query.where) {
    const need = needOf(query, collection, tests)
    if (!isServed(need, settings)) return entryFor(need, settings)
  }
  return undefined
}

function needOf(query: Query, collection: string, tests: readonly Test[]): Need {
  const equal: IndexField[] = []
  const add = (path: FieldPath, mode: Mode) => {
    if (!isName(path) && !equal.some((field) => samePath(field.path, path)))
      equal.push({ path, mode })
  }
  for (const { operator, path } of tests) if (operator === 'array-contains') add(path, 'CONTAINS')
  for (const { operator, path } of tests) if (operator === '==') add(path, 'ASCENDING')
  const isOpen = (path: FieldPath) =>
    !isName(path) && !equal.some((field) => field.mode !== 'CONTAINS' && samePath(field.path, path))
  const orders = query.orders
    .filter(({ path }) => isOpen(path))
    .map(({ path, direction }) => ({ path, mode: direction }))
  const nameMode = query.orders.at(-1)?.direction ?? 'ASCENDING'
  return { collection, scope: query.scope, equal, orders, nameMode }
}

/** Whether the indexes that end with the order hold, together, all fields compared with ==. */
function isServed(need: Need, settings: IndexSettings): boolean {
  if (need.equal.length === 0 && need.orders.length === 0) return true
  const composites = settings.composites
    .filter(({ collection, scope }) => collection === need.collection && scope === need.scope)
    .map(({ fields }) => fields)
  const singles = [...need.equal, ...need.orders]
    .filter((field) => hasSingle(need, field, settings))
    .map((field) => [field])
  const beginnings = [...composites, ...singles].flatMap((fields) => {
    const beginning = equalitiesOf(fields, need)
    return beginning === undefined ? [] : [beginning]
  })
  return (
    beginnings.length > 0 &&
    need.equal.every(({ path }) =>
      beginnings.some((fields) => fields.some((field) => samePath(field.path, path))),
    )
  )
}

/** The fields of an index before the query's order; undefined when it does not end with that order. */
function equalitiesOf(index: readonly IndexField[], need: Need): readonly IndexField[] | undefined {
  const named = index.at(-1)
  const hasName = named !== undefined && isName(named.path)
  const fields = hasName ? index.slice(0, -1) : index
  const lastMode = (hasName ? named : fields.at(-1))?.mode
  const nameMode = lastMode === 'DESCENDING' ? 'DESCENDING' : 'ASCENDING'
  const beginning = fields.slice(0, Math.max(0, fields.length - need.orders.length))
  const ending = fields.slice(beginning.length)
  const areEqualities = beginning.every((field) =>
    need.equal.some(
      (other) =>
        samePath(other.path, field.path) &&
        (other.mode === 'CONTAINS') === (field.mode === 'CONTAINS'),
    ),
  )
  const wanted: readonly Mode[] = [...need.orders.map(({ mode }) => mode), need.nameMode]
  const found: readonly Mode[] = [...ending.map(({ mode }) => mode), nameMode]
  // An index without order of its own is read in either direction; so is any other, as a whole.
  const isInOrder =
    ending.length === need.orders.length &&
    ending.every((field, at) => samePath(field.path, need.orders[at]?.path ?? [])) &&
    (ending.length === 0 ||
      wanted.every((mode, at) => mode === found[at]) ||
      wanted.every((mode, at) => mode !== found[at] && found[at] !== 'CONTAINS'))
  return areEqualities && isInOrder ? beginning : undefined
}

/** Single-field indexes are automatic within a collection, unless an override of the field or a map around it says else. */
function hasSingle(need: Need, { path, mode }: IndexField, settings: IndexSettings): boolean {
  const override = overrideOf(settings, need.collection, path)
  if (override === undefined) return need.scope === 'COLLECTION'
  return override.indexes.some(
    (index) => index.scope === need.scope && (index.mode === 'CONTAINS') === (mode === 'CONTAINS'),
  )
}

function entryFor(need: Need, settings: IndexSettings): string {
  const fields = [...need.equal, ...need.orders]
  const [only] = fields
  if (fields.length === 1 && only !== undefined && !hasSingle(need, only, settings))
    return `"fieldOverrides": ${JSON.stringify({
      collectionGroup: need.collection,
      fieldPath: formatFieldPath(only.path),
      indexes: [
        { order: 'ASCENDING', queryScope: 'COLLECTION' },
        { order: 'DESCENDING', queryScope: 'COLLECTION' },
        { arrayConfig: 'CONTAINS', queryScope: 'COLLECTION' },
        ...(need.scope === 'COLLECTION'
          ? []
          : [{ ...modeJson(only.mode), queryScope: need.scope }]),
      ],
    })}`
  const last = fields.at(-1)?.mode === 'DESCENDING' ? 'DESCENDING' : 'ASCENDING'
  const named: readonly IndexField[] =
    need.orders.length > 0 && last !== need.nameMode
      ? [{ path: ['__name__'], mode: need.nameMode }]
      : []
  return `"indexes": ${JSON.stringify({
    collectionGroup: need.collection,
    queryScope: need.scope,
    fields: [...fields, ...named].map(({ path, mode }) => ({
      fieldPath: formatFieldPath(path),
      ...modeJson(mode),
    })),
  })}`
}

function modeJson(mode: Mode): object {
  return mode === 'CONTAINS' ? { arrayConfig: mode } : { order: mode }
}
