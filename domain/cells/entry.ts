import { shownText } from '../entered.ts'
import type { Entered, SheetCell } from '../entered.ts'
import type { Value } from '../records.ts'
import type { CellContext, CellKind, Parsed } from './cell.ts'
import { dayOfSerial, shownDay } from './day.ts'
import { excerpt } from './excerpt.ts'
import { shownNumber } from './number.ts'
import { refusePersonal } from './personal.ts'

/** What holds for an entry of any kind: failed formulas, personal data in what is quoted, what it looks like. */

/**
 * Characters beyond which no kind of cell takes an entry. It is not even read: a row of whole documents
 * must neither keep the server busy nor outgrow its change record.
 */
const LONGEST = 6_000

/** Whether an entry is longer than any kind takes; its text is then in its cell only. */
export function isTooLong(entry: Entered): boolean {
  return shownText(entry).length > LONGEST
}

/** Texts measure before they read, and know how much fits. */
const TEXTS = new Set(['text', 'longText', 'evidence'])

function refuseLong(kind: CellKind, entry: Entered, context: CellContext): Parsed {
  if (TEXTS.has(kind.name)) return kind.parse(entry, context)
  const text = context.texts.cells.text.tooLong(shownText(entry).length, LONGEST)
  return { ok: false, problem: { code: 'text.tooLong', text } }
}

/** Whether nothing is to be seen in the cell. */
export function isEmpty(entry: Entered): boolean {
  if (typeof entry === 'object' && entry.error !== undefined) return false
  return (
    shownText(entry)
      .replace(/[\u200b\ufeff]/g, '')
      .trim() === ''
  )
}

/**
 * Reads an entry by its kind. A failed formula has no value to take; and an entry that would be quoted in
 * a message or kept in another column must not carry a person's data there.
 */
export function readEntry(kind: CellKind, entry: Entered, context: CellContext): Parsed {
  if (isTooLong(entry)) return refuseLong(kind, entry, context)
  if (typeof entry === 'object' && (entry.error !== undefined || entry.value === null)) {
    // Google's messages repeat other cells: «'Иванова М. П.' is a text and cannot be coerced to a number».
    const said = entry.error ?? entry.shown
    const text = context.texts.cells.formulaFailed(excerpt(said))
    const personal = refusePersonal(`${said} ${entry.shown}`, context)
    return personal ?? { ok: false, problem: { code: 'cell.formulaFailed', text } }
  }
  const parsed = kind.parse(entry, context)
  const quoted = !parsed.ok || parsed.keptIn !== undefined
  if (!quoted || kind.name === 'email') return parsed
  return refusePersonal(shownText(entry), context) ?? parsed
}

/**
 * Whether an entry needs no rewriting: it has the canonical value, in whatever format people gave it, or
 * it is a formula, which is never overwritten.
 */
export function looksLike(entry: Entered, cell: SheetCell): boolean {
  if (typeof entry === 'object' && entry.formula !== undefined) return true
  const value = typeof entry === 'object' ? entry.value : entry
  if (value !== cell.value) return false
  const bare = typeof entry !== 'object' || entry.shown === String(value)
  return !(cell.format === 'date' && bare)
}

/** What to add to a refusal at a cell that has a value in force. */
export function stillInForce(kind: CellKind, stored: Value, context: CellContext): string {
  const shown = excerpt(textOfValue(kind, stored, context))
  return kind.inForce?.(shown, context.texts) ?? context.texts.cells.inForce(shown)
}

/** A stored value as people read it in a sentence. */
export function textOfValue(kind: CellKind, value: Value, context: CellContext): string {
  const cell = kind.show(value, context)
  if (typeof cell.value !== 'number') return String(cell.value ?? '')
  if (cell.format === 'date') return shownDay(dayOfSerial(cell.value))
  return shownNumber(cell.value, context.texts.language)
}
