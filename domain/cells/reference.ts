import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { Texts } from '../texts/texts.ts'
import type { CellContext, CellKind, Referable, ReferenceList } from './cell.ts'
import { excerpt } from './excerpt.ts'
import { containing, fold, nearest } from './likeness.ts'

/** Legal forms in front of a school's name, which people leave out or add. */
const LEGAL_FORM =
  /^(?:мкоу|мбоу|маоу|моу|гбоу|гкоу|гоу|чоу|муниципальное \p{L}+ общеобразовательное учреждение) /u

export interface ReferenceOptions {
  /** What to say of a row that exists but may not be chosen here. */
  readonly notChoosable?: (texts: Texts, entered: string) => string
}

/**
 * A row of another table, stored as its id and shown by its name. Short names, codes and ids are read
 * too; case, quotes, a legal form («МКОУ») and the space after «с.» do not matter. A misspelling is
 * refused with a suggestion.
 *
 * @example reference('schools')
 */
export function reference(list: ReferenceList, options: ReferenceOptions = {}): CellKind {
  return {
    name: 'reference',
    schema: z.string().min(1).max(64),
    options: (context) =>
      context
        .references(list)
        .filter((row) => row.choosable)
        .map((row) => row.name),
    show(value, context) {
      const row = context.references(list).find(({ id }) => id === value)
      return { value: row?.name ?? String(value) }
    },
    parse(entered, context) {
      const shown = shownText(entered).trim()
      const rows = context.references(list)
      const found = named(shown, rows)
      const [row] = found
      if (row !== undefined && found.length === 1) {
        if (row.choosable) return { ok: true, value: row.id }
        const refuse =
          options.notChoosable ??
          ((texts: Texts) => texts.cells.reference.notChoosable(excerpt(shown)))
        const text = refuse(context.texts, shown)
        return { ok: false, problem: { code: 'reference.notChoosable', text } }
      }
      return {
        ok: false,
        problem: { code: 'reference.unknown', text: refusal(shown, found, rows, context) },
      }
    },
  }
}

/** Rows that the text names; of several, those that may be chosen. */
function named(shown: string, rows: readonly Referable[]): readonly Referable[] {
  const index = indexOf(rows)
  const found = index.get(shown) ?? index.get(key(shown)) ?? []
  const choosable = found.filter((row) => row.choosable)
  return choosable.length > 0 ? choosable : found
}

/** Lists are made once a request and asked for every row of it. */
const indexes = new WeakMap<readonly Referable[], ReadonlyMap<string, readonly Referable[]>>()

/** Rows by id and by every spelling, as `key` writes it. */
function indexOf(rows: readonly Referable[]): ReadonlyMap<string, readonly Referable[]> {
  const known = indexes.get(rows)
  if (known !== undefined) return known
  const index = new Map<string, Referable[]>()
  for (const row of rows) {
    for (const spelling of new Set([row.id, ...spellings(row).map(key)])) {
      index.set(spelling, [...(index.get(spelling) ?? []), row])
    }
  }
  indexes.set(rows, index)
  return index
}

function spellings(row: Referable): readonly string[] {
  return [row.name, ...row.aliases].filter((spelling) => spelling.trim() !== '')
}

function key(text: string): string {
  return fold(text).replace(LEGAL_FORM, '').replace(/[. ]+/g, ' ').replace(/ ?- ?/g, '-').trim()
}

function refusal(
  shown: string,
  found: readonly Referable[],
  rows: readonly Referable[],
  { texts }: CellContext,
): string {
  const choosable = rows.filter((row) => row.choosable)
  const near =
    found.length > 0 ? found : nearest(key(shown), choosable, (row) => spellings(row).map(key))
  const meant = near.length > 0 ? near : containing(shown, choosable, spellings)
  const names = [...new Set(meant.map((row) => row.name))]
  const [only] = names
  const words = texts.cells
  if (only === undefined || names.length > 4) {
    return words.reference.unknown(excerpt(shown)) + words.reference.pick
  }
  const advice = names.length === 1 ? words.reference.suggest(only) : words.choice.several(names)
  return words.reference.unknown(excerpt(shown)) + advice
}
