import type { Random } from './random.ts'
import type { JsonValue } from './values.ts'

const paths = ['a', 'b', 'c', 'm.x', 'm', '__name__'] as const
const comparisons = [
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'EQUAL',
  'EQUAL',
  'EQUAL',
  'NOT_EQUAL',
  'ARRAY_CONTAINS',
  'IN',
  'ARRAY_CONTAINS_ANY',
  'NOT_IN',
] as const
const unary = ['IS_NULL', 'IS_NAN', 'IS_NOT_NULL', 'IS_NOT_NAN'] as const

/** A `StructuredQuery`, valid or nearly so. */
export function randomQuery(
  random: Random,
  value: () => JsonValue,
  documentIn: (collection: string) => string,
): Record<string, unknown> {
  const collectionId = random.of(['c', 'c', 's'])
  const allDescendants = random.chance(0.25)
  const nameValue = () => ({ referenceValue: documentIn(collectionId) })
  const valueFor = (path: string) => (path === '__name__' ? nameValue() : value())
  const filters = random.list(0, 2, () => randomFilter(random, valueFor))
  const orderBy = random
    .list(0, 2, () => random.of(paths))
    .filter((path, at, all) => all.indexOf(path) === at)
    .map((fieldPath) => ({
      field: { fieldPath },
      // Google's emulator scans no names downwards.
      direction: fieldPath === '__name__' ? 'ASCENDING' : random.of(['ASCENDING', 'DESCENDING']),
    }))
  const cursor = () => ({
    values: orderBy.slice(0, 1 + random.below(2)).map(({ field }) => valueFor(field.fieldPath)),
    before: random.chance(0.5),
  })
  const hasCursor = orderBy.length > 0
  return {
    from: [{ collectionId, allDescendants }],
    ...(filters.length === 0 ? {} : { where: combined(random, filters) }),
    ...(orderBy.length === 0 ? {} : { orderBy }),
    ...(hasCursor && random.chance(0.3) ? { startAt: cursor() } : {}),
    ...(hasCursor && random.chance(0.2) ? { endAt: cursor() } : {}),
    ...(random.chance(0.2) ? { offset: random.below(3) } : {}),
    ...(random.chance(0.3) ? { limit: { value: 1 + random.below(4) } } : {}),
    ...(random.chance(0.2)
      ? { select: { fields: random.list(1, 2, () => ({ fieldPath: random.of(paths) })) } }
      : {}),
  }
}

function combined(random: Random, filters: object[]): object {
  const [only, ...others] = filters
  if (only !== undefined && others.length === 0) return only
  return { compositeFilter: { op: random.chance(0.7) ? 'AND' : 'OR', filters } }
}

function randomFilter(random: Random, valueFor: (path: string) => JsonValue): object {
  const fieldPath = random.of(paths)
  const field = { fieldPath }
  if (random.chance(0.12) && fieldPath !== '__name__')
    return { unaryFilter: { op: random.of(unary), field } }
  const op = random.of(comparisons)
  const takesList = op === 'IN' || op === 'NOT_IN' || op === 'ARRAY_CONTAINS_ANY'
  // The client libraries let null and NaN be compared with == and != only.
  const isRange = op.startsWith('LESS') || op.startsWith('GREATER')
  const operand = () => {
    for (;;) {
      const value = valueFor(fieldPath)
      if (!isRange || !('nullValue' in value || Number.isNaN(value['doubleValue']))) return value
    }
  }
  const value = takesList
    ? { arrayValue: { values: random.list(1, 3, () => valueFor(fieldPath)) } }
    : operand()
  return { fieldFilter: { field, op, value } }
}
