import type { Entered } from '../entered.ts'

/**
 * A formula as it reads after its row has moved: what it says of its own row follows. Absolute rows, other
 * rows and other tabs are left alone.
 *
 * @param from old row number, from 1
 * @example movedFormula('=IF(B2>0;"B2";$C$2+D5)', 2, 7) // '=IF(B7>0;"B2";$C$2+D5)'
 */
export function movedFormula(formula: string, from: number, to: number): string {
  const own = new RegExp(`(?<![\\p{L}\\d_.$!])(\\$?[A-Z]{1,3})${from}(?![\\p{L}\\d_(!])`, 'gu')
  return formula
    .split(/("[^"]*"|'[^']*')/)
    .map((part, at) => (at % 2 === 0 ? part.replace(own, `$1${to}`) : part))
    .join('')
}

/** The entry of a moved row's cell, with its formula as it reads there. */
export function movedEntry(entry: Entered | undefined, from: number, to: number) {
  if (typeof entry !== 'object' || entry.formula === undefined) return entry
  return { ...entry, formula: movedFormula(entry.formula, from, to) }
}
