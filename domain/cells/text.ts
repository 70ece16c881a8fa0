import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { CellKind } from './cell.ts'
import { refusePersonal } from './personal.ts'

export interface TextOptions {
  /** Most characters; the rest of the cell is the reader's patience. */
  readonly max?: number
  /** `refuse`: names, phones, СНИЛС and addresses stay in the sheet. For every free text. */
  readonly personalData?: 'refuse' | 'allow'
}

/** A plain whole number: the sheet holds it as one, so that rows sort 1, 2, 10 and not 1, 10, 2. */
const WHOLE_NUMBER = /^[1-9]\d{0,8}$/

/**
 * A line of text, kept as the person sees it: a number or date typed here keeps its shown form («1/2»,
 * «007»), and what begins with `= + - @` stays text. Spaces at the ends are not part of it.
 *
 * A whole number is stored as text too, and written back into the sheet as a number.
 *
 * @example text().show('6', context) // { value: 6 }
 */
export function text(options: TextOptions = {}): CellKind {
  return textKind('text', { max: 300, ...options })
}

/** Text of several lines, such as a comment. */
export function longText(options: TextOptions = {}): CellKind {
  return textKind('longText', { max: 5_000, ...options })
}

function textKind(
  name: string,
  { max, personalData = 'refuse' }: TextOptions & { max: number },
): CellKind {
  return {
    name,
    schema: z.string().min(1).max(max),
    parse(entered, context) {
      const value = shownText(entered).normalize('NFC').trim()
      const { length } = value
      if (length > max) {
        const text = context.texts.cells.text.tooLong(length, max)
        return { ok: false, problem: { code: 'text.tooLong', text } }
      }
      const refusal = personalData === 'refuse' ? refusePersonal(value, context) : null
      if (refusal !== null) return refusal
      return WHOLE_NUMBER.test(value) ? { ok: true, value } : { ok: true, value, asTyped: true }
    },
    show: (value) => ({
      value: WHOLE_NUMBER.test(String(value)) ? Number(value) : String(value),
    }),
  }
}
