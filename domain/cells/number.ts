import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { Entered } from '../entered.ts'
import type { Language } from '../texts/texts.ts'
import type { CellContext, CellKind, Parsed } from './cell.ts'
import { excerpt } from './excerpt.ts'
import { tidy } from './likeness.ts'

export interface NumberOptions {
  readonly min?: number
  readonly max?: number
}

/**
 * A number, whole or not: «1 234,5», «36,5 %» (stored as 36.5), `-3`, a number of the sheet. Comma and
 * point are both decimal signs; what could be a thousand as well («1.234») is refused with both readings.
 */
export function decimalNumber(options: NumberOptions = {}): CellKind {
  return numberKind('decimalNumber', options, false)
}

/** A whole number, such as a count. */
export function wholeNumber(options: NumberOptions = {}): CellKind {
  return numberKind('wholeNumber', options, true)
}

/**
 * A number as people write it.
 *
 * @example shownNumber(1234.5, 'ru') // '1 234,5' with a no-break space
 */
export function shownNumber(value: number, language: Language): string {
  return FORMATS[language].format(value)
}

/** Made once: making one takes longer than a thousand uses of it. */
const FORMATS: Readonly<Record<Language, Intl.NumberFormat>> = {
  ru: new Intl.NumberFormat('ru', { maximumFractionDigits: 10 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 10 }),
}

function numberKind(name: string, options: NumberOptions, whole: boolean): CellKind {
  const { min = -1e12, max = 1e12 } = options
  const bounded = z.number().min(min).max(max)
  return {
    name,
    schema: whole ? bounded.int() : bounded,
    show: (value) => ({ value: Number(value), format: 'number' }),
    parse(entered, context) {
      const parsed = readNumber(entered, context)
      if (!parsed.ok) return parsed
      const value = Number(parsed.value)
      const shown = shownText(entered).trim()
      const quoted = excerpt(shown)
      const words = context.texts.cells.number
      const bound = (edge: number) => shownNumber(edge, context.texts.language)
      if (whole && !Number.isInteger(value)) {
        return refused('number.notWhole', words.notWhole(quoted))
      }
      if (value < min) return refused('number.tooSmall', words.tooSmall(quoted, bound(min)))
      if (value > max) return refused('number.tooLarge', words.tooLarge(quoted, bound(max)))
      return parsed
    },
  }
}

/** What people write where there is no number yet. */
const NONE = /^(?:-+|нет|нет данных|н\/д|нд|no|none|n\/a)\.?$/i

function readNumber(entered: Entered, context: CellContext): Parsed {
  const words = context.texts.cells.number
  const shown = shownText(entered).trim()
  const quoted = excerpt(shown)
  const plain = tidy(shown).replace(/^'/, '')
  const value = typeof entered === 'object' ? entered.value : entered
  if (typeof value === 'number') {
    // «1.10» typed into a Russian sheet becomes 1 October.
    if (
      /^\d{1,4}[./-]\d{1,2}([./-]\d{2,4})?( \d{1,2}:\d{2}.*)?$/.test(plain) &&
      plain !== String(value)
    ) {
      return refused('number.date', words.date(quoted))
    }
    return plain.endsWith('%')
      ? { ok: true, value: exact(value * 100), asTyped: true }
      : { ok: true, value, asTyped: true }
  }
  const match = /^([+-]? ?)(\d[\d .,]*)( ?%| ?[\p{L}²]{1,12}\.?)?$/u.exec(plain)
  const digits = match?.[2]?.trim()
  const unit = match?.[3]?.trim() ?? ''
  if (digits === undefined) {
    if (NONE.test(plain)) return refused('number.none', words.none(quoted))
    const isRange =
      /\d ?%? ?(?:->?|→|\.\.|…|до|и|или|из|\/) ?\d|(?:^|\P{L})(?:не менее|не более|около|от|до|более|менее|свыше)\P{L}|[<>≥≤~]/iu
    return isRange.test(plain)
      ? refused('number.range', words.range(quoted))
      : refused('number.unreadable', words.unreadable(quoted))
  }
  const sign = match?.[1]?.trim() === '-' ? -1 : 1
  // «1.234» in Russian, “1,234” in English: a thousand in one book and a fraction in another.
  const { language } = context.texts
  const doubtful = language === 'ru' ? /^[1-9]\d{0,2}\.\d{3}$/ : /^[1-9]\d{0,2},\d{3}$/
  if (doubtful.test(digits)) {
    const decimal = shownNumber(sign * Number(digits.replace(',', '.')), language)
    const thousands = shownNumber(sign * Number(digits.replace(/[.,]/, '')), language)
    return refused('number.twoReadings', words.twoReadings(quoted, decimal, thousands))
  }
  const number = readDigits(digits)
  if (number === null) return refused('number.unreadable', words.unreadable(quoted))
  if (unit === '%') return { ok: true, value: sign * number, asTyped: true }
  if (unit === '') return { ok: true, value: sign * number }
  const text = words.unit(shownNumber(sign * number, context.texts.language), unit)
  return { ok: true, value: sign * number, asTyped: true, hint: { code: 'number.unit', text } }
}

/** Digits with thousands in threes and one decimal sign, or null. */
function readDigits(digits: string): number | null {
  const forms: readonly (readonly [RegExp, (text: string) => string])[] = [
    [/^\d+(?:[.,]\d+)?$/, (text) => text.replace(',', '.')],
    [/^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/, (text) => text.replace(/ /g, '').replace(',', '.')],
    [/^\d{1,3}(?:\.\d{3})+,\d+$/, (text) => text.replace(/\./g, '').replace(',', '.')],
    [/^\d{1,3}(?:,\d{3})+\.\d+$/, (text) => text.replace(/,/g, '')],
    [/^\d{1,3}(?:\.\d{3}){2,}$/, (text) => text.replace(/\./g, '')],
    [/^\d{1,3}(?:,\d{3}){2,}$/, (text) => text.replace(/,/g, '')],
  ]
  const form = forms.find(([pattern]) => pattern.test(digits))
  return form === undefined ? null : Number(form[1](digits))
}

/** 0.07 × 100 is 7.000000000000001 in binary: people mean 7. */
function exact(value: number): number {
  return Number(value.toPrecision(12))
}

function refused(code: string, text: string): Extract<Parsed, { readonly ok: false }> {
  return { ok: false, problem: { code, text } }
}
