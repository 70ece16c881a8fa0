import { invalidArgument } from './errors.ts'
import { type FieldPath, getField, parseFieldPath } from './fieldPath.ts'
import { encodeValue, Tag } from './order.ts'
import { type DocumentPath, formatDocumentName } from './paths.ts'
import { type Fields, type Filter, kindOf, type Value } from './protocol.ts'

export type Operator =
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | 'array-contains'
  | 'in'
  | 'array-contains-any'
  | 'not-in'

/** One comparison of a field with a value. */
export interface Test {
  path: FieldPath
  operator: Operator
  value: Value
  /** It asks for null or NaN itself, which no comparison finds. */
  isUnary?: true
}

/** Alternatives of tests that must hold together. No condition at all is one empty alternative. */
export type Disjunction = readonly (readonly Test[])[]

export const namePath: FieldPath = ['__name__']

export function isName(path: FieldPath): boolean {
  return path.length === 1 && path[0] === '__name__'
}

export function samePath(left: FieldPath, right: FieldPath): boolean {
  return left.length === right.length && left.every((name, at) => name === right[at])
}

/** Those whose field must exist and be ordered by: Firestore calls them inequalities. */
export function isInequality(operator: Operator): boolean {
  return ['<', '<=', '>', '>=', '!=', 'not-in'].includes(operator)
}

/** Numbers of `FieldFilter.Operator`. */
const fieldOperators: readonly (Operator | undefined)[] = [
  undefined,
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  'array-contains',
  'in',
  'array-contains-any',
  'not-in',
]
/** Numbers of `UnaryFilter.Operator`: they say the same as a comparison with null or NaN. */
const unaryOperators: readonly ({ operator: Operator; value: Value } | undefined)[] = [
  undefined,
  undefined,
  { operator: '==', value: { doubleValue: Number.NaN } },
  { operator: '==', value: { nullValue: 0 } },
  { operator: '!=', value: { doubleValue: Number.NaN } },
  { operator: '!=', value: { nullValue: 0 } },
]

const mostAlternatives = 30

/** Every test of a filter as it is asked, in the order in which it names them. */
export function statedTests(filter: Filter): Test[] {
  return filter.filterType === 'compositeFilter'
    ? filter.compositeFilter.filters.flatMap(statedTests)
    : [parseTest(filter)]
}

/** Every test of a filter that something could pass. */
export function testsOf(filter: Filter): Test[] {
  return statedTests(filter).flatMap((test) => comparable(test) ?? [])
}

/** The tests that make a query be ordered by their fields; `not-in` does also where a null in it lets nothing pass. */
export function inequalitiesOf(filter: Filter): Test[] {
  return statedTests(filter).filter(
    (test) =>
      isInequality(test.operator) &&
      (comparable(test) !== undefined ||
        (test.operator === 'not-in' && listOf(test).some((value) => !isNull(value)))),
  )
}

/** Brings a filter into its disjunctive normal form; `in` and `array-contains-any` become alternatives. */
export function parseFilter(filter: Filter | null): Disjunction {
  if (filter === null) return [[]]
  const alternatives = statedAlternatives(filter)
  if (alternatives.length > mostAlternatives)
    throw invalidArgument(
      `The query has ${alternatives.length} alternatives in its disjunctive normal form; at most ${mostAlternatives} are allowed.`,
    )
  return expand(filter, comparable)
}

/** The disjunctive normal form of a filter as it is asked, with the alternatives that nothing can pass. */
export function statedAlternatives(filter: Filter): Test[][] {
  return expand(filter, (test) => test)
}

function expand(filter: Filter, read: (test: Test) => Test | undefined): Test[][] {
  if (filter.filterType === 'compositeFilter') {
    const { op, filters } = filter.compositeFilter
    if (filters.length === 0) throw invalidArgument('A composite filter must have a filter in it.')
    const parts = filters.map((inner) => expand(inner, read))
    if (op === 2) return parts.flat()
    if (op !== 1) throw invalidArgument('A composite filter must be AND or OR.')
    let product: Test[][] = [[]]
    for (const part of parts) {
      product = product.flatMap((left) => part.map((right) => [...left, ...right]))
      if (product.length > mostAlternatives * mostAlternatives) return product
    }
    return product
  }
  const test = read(parseTest(filter))
  if (test === undefined) return []
  if (test.operator !== 'in' && test.operator !== 'array-contains-any') return [[test]]
  const operator = test.operator === 'in' ? '==' : 'array-contains'
  return listOf(test).map((value) => [{ path: test.path, operator, value }])
}

function parseTest(filter: Filter): Test {
  if (filter.filterType === 'unaryFilter') {
    const unary = unaryOperators[filter.unaryFilter.op]
    if (unary === undefined) throw invalidArgument('A unary filter has no known operator.')
    return {
      path: parseFieldPath(filter.unaryFilter.field?.fieldPath ?? ''),
      ...unary,
      isUnary: true,
    }
  }
  if (filter.filterType !== 'fieldFilter') throw invalidArgument('A filter is empty.')
  const { field, op, value } = filter.fieldFilter
  const operator = fieldOperators[op]
  if (operator === undefined) throw invalidArgument('A field filter has no known operator.')
  if (value === null || kindOf(value) === undefined)
    throw invalidArgument('A field filter has no value to compare with.')
  const test: Test = { path: parseFieldPath(field?.fieldPath ?? ''), operator, value }
  if (isName(test.path)) checkNameTest(test)
  return test
}

/**
 * Null and NaN are equal to nothing by comparison, only the unary filters ask for them. What is left of a test
 * without them; undefined when nothing can pass.
 */
function comparable(test: Test): Test | undefined {
  if (test.isUnary === true) return test
  const exists: Test = { path: test.path, operator: '!=', value: { nullValue: 0 } }
  switch (test.operator) {
    case 'in':
    case 'array-contains-any':
    case 'not-in': {
      const values = listOf(test)
      const left = values.filter((value) => !isNull(value) && !isNaN(value))
      if (test.operator === 'not-in' && values.some(isNull)) return undefined
      if (left.length === 0) return test.operator === 'not-in' ? exists : undefined
      return { ...test, value: { arrayValue: { values: left } } }
    }
    default:
      if (isNaN(test.value)) return test.operator === '!=' ? exists : undefined
      return isNull(test.value) ? undefined : test
  }
}

function isNull(value: Value): boolean {
  return kindOf(value) === 'nullValue'
}

function isNaN(value: Value): boolean {
  return kindOf(value) === 'doubleValue' && Number.isNaN(value.doubleValue)
}

/** The values of `in`, `not-in` and `array-contains-any`. */
function listOf(test: Test): readonly Value[] {
  const values = test.value.arrayValue?.values
  if (values === undefined || values.length === 0)
    throw invalidArgument(`'${test.operator}' requires a non-empty array value.`)
  return values
}

function checkNameTest(test: Test): void {
  if (test.operator === 'array-contains' || test.operator === 'array-contains-any')
    throw invalidArgument(`__name__ cannot be compared with '${test.operator}'.`)
  const values = test.operator === 'in' || test.operator === 'not-in' ? listOf(test) : [test.value]
  if (values.some((value) => kindOf(value) !== 'referenceValue'))
    throw invalidArgument('__name__ filter value must be a reference to a document.')
}

/** The document's value under a path; its name is a value too. */
export function valueAt(path: FieldPath, place: DocumentPath, fields: Fields): Value | undefined {
  return isName(path) ? { referenceValue: formatDocumentName(place) } : getField(fields, path)
}

/** Whether a document passes a test. Comparisons hold only between values of one type. */
export function passes(test: Test, place: DocumentPath, fields: Fields): boolean {
  const value = valueAt(test.path, place, fields)
  if (value === undefined) return false
  switch (test.operator) {
    case '==':
      return encodeValue(value).equals(encodeValue(test.value))
    case '!=':
      return kindOf(value) !== 'nullValue' && !encodeValue(value).equals(encodeValue(test.value))
    case '<':
      return sameType(value, test.value) && compare(value, test.value) < 0
    case '<=':
      return sameType(value, test.value) && compare(value, test.value) <= 0
    case '>':
      return sameType(value, test.value) && compare(value, test.value) > 0
    case '>=':
      return sameType(value, test.value) && compare(value, test.value) >= 0
    case 'array-contains':
      return contains(value.arrayValue?.values ?? [], test.value)
    case 'array-contains-any':
      return listOf(test).some((wanted) => contains(value.arrayValue?.values ?? [], wanted))
    case 'in':
      return contains(listOf(test), value)
    default:
      return !isNull(value) && !contains(listOf(test), value)
  }
}

export function passesAny(where: Disjunction, place: DocumentPath, fields: Fields): boolean {
  return where.some((tests) => tests.every((test) => passes(test, place, fields)))
}

function contains(values: readonly Value[], wanted: Value): boolean {
  const bytes = encodeValue(wanted)
  return values.some((value) => encodeValue(value).equals(bytes))
}

function compare(left: Value, right: Value): number {
  return Buffer.compare(encodeValue(left), encodeValue(right))
}

function sameType(left: Value, right: Value): boolean {
  return typeTag(left) === typeTag(right)
}

function typeTag(value: Value): number {
  return encodeValue(value)[0] ?? Tag.end
}
