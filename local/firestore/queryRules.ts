import { invalidArgument } from './errors.ts'
import {
  inequalitiesOf,
  isName,
  statedAlternatives,
  statedTests,
  type Test,
  testsOf,
} from './filter.ts'
import type { Filter } from './protocol.ts'

/** Which filters one query may not have together. Throws INVALID_ARGUMENT, with the words of Google's emulator. */
export function checkCombinations(filter: Filter | null): void {
  if (filter === null) return
  const stated = statedTests(filter)
  const negations = stated.filter(isNegation)
  if (negations.length > 1)
    throw invalidArgument(
      "Only a single 'NOT_EQUAL', 'NOT_IN', 'IS_NOT_NAN', or 'IS_NOT_NULL' filter allowed per query.",
    )
  const tests = testsOf(filter)
  const unequal = inequalitiesOf(filter)
  const hasKeyEquality = tests.some(
    ({ path, operator }) => isName(path) && (operator === '==' || operator === 'in'),
  )
  if (hasKeyEquality && unequal.length > 0 && !unequal.some(({ path }) => isName(path)))
    throw invalidArgument(
      'Equality on key is not allowed if there are other inequality fields and key does not appear in inequalities.',
    )
  const hasNotIn = stated.some((test) => test.operator === 'not-in')
  const hasAlternatives =
    stated.some(({ operator }) => operator === 'in' || operator === 'array-contains-any') ||
    hasOr(filter)
  if (hasNotIn && hasAlternatives)
    throw invalidArgument(
      "'NOT_IN' cannot be used in the same query with 'IN', 'ARRAY_CONTAINS_ANY' or 'OR'.",
    )
  // One element of one array is looked for in each alternative.
  for (const alternative of statedAlternatives(filter))
    if (alternative.filter(({ operator }) => operator === 'array-contains').length > 1)
      throw invalidArgument("A maximum of 1 'ARRAY_CONTAINS' filter is allowed per disjunction.")
}

function isNegation(test: Test): boolean {
  return test.operator === '!=' || test.operator === 'not-in'
}

function hasOr(filter: Filter): boolean {
  if (filter.filterType !== 'compositeFilter') return false
  const { op, filters } = filter.compositeFilter
  return op === 2 || filters.some(hasOr)
}

/** Names are unique: nothing can be ordered after them. */
export function checkOrders(orders: readonly { path: readonly string[] }[]): void {
  const key = orders.findIndex(({ path }) => isName(path))
  if (key !== -1 && key < orders.length - 1)
    throw invalidArgument('order by clause cannot contain more fields after the key')
}
