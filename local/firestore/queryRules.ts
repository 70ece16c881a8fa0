import { invalidArgument } from './errors.ts'
import { type Disjunction, isInequality, isName, type Test, testsOf } from './filter.ts'
import type { Filter } from './protocol.ts'

/** Which filters one query may not have together. Throws INVALID_ARGUMENT, with the words of Google's emulator. */
export function checkCombinations(filter: Filter | null): void {
  if (filter === null) return
  const tests = testsOf(filter)
  const negations = tests.filter(isNegation)
  if (negations.length > 1)
    throw invalidArgument(
      "Only a single 'NOT_EQUAL', 'NOT_IN', 'IS_NOT_NAN', or 'IS_NOT_NULL' filter allowed per query.",
    )
  const unequal = tests.filter(({ operator }) => isInequality(operator))
  const hasKeyEquality = tests.some(
    ({ path, operator }) => isName(path) && (operator === '==' || operator === 'in'),
  )
  if (hasKeyEquality && unequal.length > 0 && !unequal.some(({ path }) => isName(path)))
    throw invalidArgument(
      'Equality on key is not allowed if there are other inequality fields and key does not appear in inequalities.',
    )
  const hasNotIn = tests.some((test) => test.operator === 'not-in')
  const hasAlternatives =
    tests.some(({ operator }) => operator === 'in' || operator === 'array-contains-any') ||
    hasOr(filter)
  if (hasNotIn && hasAlternatives)
    throw invalidArgument(
      "'NOT_IN' cannot be used in the same query with 'IN', 'ARRAY_CONTAINS_ANY' or 'OR'.",
    )
}

function isNegation(test: Test): boolean {
  return test.operator === '!=' || test.operator === 'not-in'
}

function hasOr(filter: Filter): boolean {
  if (filter.filterType !== 'compositeFilter') return false
  const { op, filters } = filter.compositeFilter
  return op === 2 || filters.some(hasOr)
}

/** Production and emulator look at one element of one array for each alternative. */
export function checkAlternatives(where: Disjunction): void {
  for (const tests of where)
    if (tests.filter(({ operator }) => operator === 'array-contains').length > 1)
      throw invalidArgument("A maximum of 1 'ARRAY_CONTAINS' filter is allowed per disjunction.")
}

/** Names are unique: nothing can be ordered after them. */
export function checkOrders(orders: readonly { path: readonly string[] }[]): void {
  const key = orders.findIndex(({ path }) => isName(path))
  if (key !== -1 && key < orders.length - 1)
    throw invalidArgument('order by clause cannot contain more fields after the key')
}
