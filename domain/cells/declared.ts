import type { Cells, Entered } from '../entered.ts'
import type { Value } from '../records.ts'
import type { CellContext, CellKind, Parsed } from './cell.ts'
import { readEntry } from './entry.ts'
import { isPersonal } from './personalCode.ts'

export interface DeclaredReading {
  readonly parsed: Parsed
  /** The entry was suspected, and is taken because somebody has declared it harmless. */
  readonly declared: boolean
}

/**
 * Reads an entry; one that seems to hold personal data is taken all the same where a person has declared
 * that it holds none, and for as long as that text is the one in force.
 *
 * @param known the row's values in force, and the keys of the cells that the person's word is for
 * @example
 * readDeclared(text(), 'event', 'Памятник А. С. Пушкину', context, { harmless: ['event'], stored: {} })
 * // { parsed: { ok: true, value: 'Памятник А. С. Пушкину', asTyped: true }, declared: true }
 */
export function readDeclared(
  kind: CellKind,
  key: string,
  entry: Entered,
  context: CellContext,
  known: { readonly harmless?: readonly string[]; readonly stored: Cells<Value> },
): DeclaredReading {
  const parsed = readEntry(kind, entry, context)
  if (parsed.ok || !isPersonal(parsed.problem.code)) return { parsed, declared: false }
  const taken = readEntry(kind, entry, { ...context, harmless: true })
  if (known.harmless?.includes(key)) return { parsed: taken, declared: true }
  return { parsed: isInForce(taken, key, known.stored) ? taken : parsed, declared: false }
}

/** Whether the row has what was read: in the cell itself, or where its words are kept. */
function isInForce(taken: Parsed, key: string, stored: Cells<Value>): boolean {
  if (taken.keptIn !== undefined) return stored[taken.keptIn.key] === taken.keptIn.value
  return taken.ok && stored[key] === taken.value
}
