import { shownDay } from '../cells/day.ts'
import { shownNumber } from '../cells/number.ts'
import { fold } from '../cells/likeness.ts'
import type { Cells } from '../entered.ts'
import type { Brief, Value } from '../records.ts'
import type { RowExample, RowRule } from './table.ts'

/** What a rule is called, and a row that breaks it beside one that keeps it. */
type Named = Pick<RowRule, 'code' | 'wrong' | 'right'>

/**
 * A remark where one day of a row stands after another that should not come before it.
 *
 * @example inOrder('start', 'deadline', { code: 'measures.startAfterDeadline', … })
 */
export function inOrder(early: string, late: string, named: Named): RowRule {
  return {
    ...named,
    severity: 'hint',
    find(cells, context) {
      const { texts } = context
      const first = cells[early]
      const second = cells[late]
      if (typeof first !== 'string' || typeof second !== 'string' || first <= second) return []
      const text = texts.rules.wrongOrder(
        context.headerOf(early),
        shownDay(first),
        context.headerOf(late),
        shownDay(second),
      )
      return [{ key: early, text }]
    },
  }
}

/** A remark where a count is larger than the one that it is a part of. */
export function partOf(part: string, whole: string, named: Named): RowRule {
  return {
    ...named,
    severity: 'hint',
    find(cells, context) {
      const { texts } = context
      const count = cells[part]
      const of = cells[whole]
      if (typeof count !== 'number' || typeof of !== 'number' || count <= of) return []
      const shown = (value: number) => shownNumber(value, texts.language)
      const text = texts.rules.tooMany(
        context.headerOf(part),
        shown(count),
        context.headerOf(whole),
        shown(of),
      )
      return [{ key: part, text }]
    },
  }
}

/** A remark where there are counts of a day that has not come yet. */
export function countedAfter(day: string, count: string, named: Named): RowRule {
  return {
    ...named,
    severity: 'hint',
    find(cells, { texts, today }) {
      const on = cells[day]
      if (typeof on !== 'string' || on <= today || cells[count] === undefined) return []
      return [{ key: day, text: texts.rules.future(shownDay(on)) }]
    },
  }
}

/**
 * A remark where another row of the same card says the same in all of these columns; they must be among
 * the table's briefs, and the first must be filled. It stands at the first of them. Case, «ё» and spaces make no difference.
 */
export function onlyOnce(
  table: string,
  keys: readonly [string, ...string[]],
  named: Named,
): RowRule {
  return {
    ...named,
    severity: 'hint',
    find(cells, context) {
      const { texts, beside, id } = context
      const rows = beside?.[table]
      const [first] = keys
      if (rows === undefined || cells[first] === undefined) return []
      const same = indexOf(rows, keys).get(written(cells, keys)) ?? []
      if (same.every((other) => other === id)) return []
      return [{ key: first, text: texts.rules.twice(keys.map((key) => context.headerOf(key))) }]
    },
  }
}

/** A card's rows are asked for every row of a request: the index is made once. */
const indexes = new WeakMap<
  Readonly<Record<string, Brief>>,
  Map<string, ReadonlyMap<string, readonly string[]>>
>()

function indexOf(
  rows: Readonly<Record<string, Brief>>,
  keys: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const made = indexes.get(rows) ?? new Map<string, ReadonlyMap<string, readonly string[]>>()
  indexes.set(rows, made)
  const known = made.get(keys.join())
  if (known !== undefined) return known
  const ids = Object.keys(rows)
  const index = Map.groupBy(ids, (id) => written(rows[id] ?? {}, keys))
  made.set(keys.join(), index)
  return index
}

function written(cells: Cells<Value>, keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => fold(String(cells[key] ?? ''))))
}

/** Examples of a rule that looks at one row only. */
export function examples(
  wrong: Cells<Value>,
  right: Cells<Value>,
): { readonly wrong: RowExample; readonly right: RowExample } {
  return { wrong: { cells: wrong }, right: { cells: right } }
}
