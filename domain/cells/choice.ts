import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { Texts } from '../texts/texts.ts'
import type { CellKind } from './cell.ts'
import { excerpt } from './excerpt.ts'
import { containing, fold, nearest, stems } from './likeness.ts'

/** What a list says in one language. */
export interface ChoiceTexts<Code extends string> {
  readonly labels: Readonly<Record<Code, string>>
  /** Other words people use, separated by `;`: they are suggested, never taken silently. */
  readonly alsoSaid?: Readonly<Partial<Record<Code, string>>>
}

/**
 * One value of a list, stored as its code and shown by its label. Case, «ё», endings of gender and
 * number, and the order of words do not matter; a misspelling or another word for it is refused with
 * a suggestion.
 *
 * @param codes in the order of the list
 * @param noun names the value in refusals: «В списке нет статуса …»
 * @example choice(['done', 'notDone'], (texts) => texts.tables.measures.status, 'status')
 */
export function choice<const Code extends string>(
  codes: readonly Code[],
  textsOf: (texts: Texts) => ChoiceTexts<Code>,
  noun: 'status' | 'value' = 'value',
): CellKind {
  return {
    name: 'choice',
    schema: z.enum(codes),
    options: ({ texts }) => codes.map((code) => textsOf(texts).labels[code]),
    inForce: (shown, texts) =>
      noun === 'status' ? texts.cells.choice.statusInForce(shown) : texts.cells.inForce(shown),
    show(value, { texts }) {
      const code = codes.find((known) => known === value)
      return { value: code === undefined ? String(value) : textsOf(texts).labels[code] }
    },
    parse(entered, context) {
      const shown = shownText(entered).trim()
      const { labels, alsoSaid = {} } = textsOf(context.texts)
      const taken =
        codes.find((code) => shown === labels[code] || shown === code) ??
        codes.find((code) => sameWords(shown, labels[code]))
      // «Исполнена?» asks, it does not say.
      if (!shown.includes('?') && taken !== undefined) return { ok: true, value: taken }

      const also: Readonly<Partial<Record<string, string>>> = alsoSaid
      const synonyms = (code: Code) => (also[code] ?? '').split(';').filter((word) => word !== '')
      const said = codes.filter((code) => synonyms(code).some((word) => sameWords(shown, word)))
      const meant = said.length > 0 ? said : nearlySaid(shown, codes, labels)
      const suggestions = meant.map((code) => labels[code])
      const all = codes.map((code) => labels[code])
      return {
        ok: false,
        problem: {
          code: 'choice.unknown',
          text: refusal(excerpt(shown), suggestions, all, noun, context.texts),
        },
      }
    },
  }
}

function sameWords(one: string, other: string): boolean {
  const a = stems(one)
  const b = stems(other)
  return a === b || joined(one) === joined(other)
}

/** «неисполнена» is «Не исполнена». */
function joined(text: string): string {
  return stems(fold(text).replace(/[^\p{L}\p{N}]/gu, ''))
}

/** What a misspelling, or a part of a label, may stand for. */
function nearlySaid<Code extends string>(
  shown: string,
  codes: readonly Code[],
  labels: Readonly<Record<Code, string>>,
): readonly Code[] {
  // «не испол…» must never be taken for «Исполнена».
  const likely = codes.filter((code) => isNegative(labels[code]) === isNegative(shown))
  const near = nearest(stems(shown), likely, (code) => [stems(labels[code]), joined(labels[code])])
  return near.length > 0 ? near : containing(shown, likely, (code) => [labels[code]])
}

function refusal(
  shown: string,
  suggestions: readonly string[],
  all: readonly string[],
  noun: 'status' | 'value',
  texts: Texts,
): string {
  const words = texts.cells.choice
  const none = noun === 'status' ? words.unknownStatus(shown) : words.unknown(shown)
  const [only] = suggestions
  const advice =
    only === undefined
      ? words.pick(all)
      : suggestions.length === 1
        ? words.suggest(only)
        : words.several(suggestions)
  return none + advice
}

function isNegative(text: string): boolean {
  const folded = fold(text)
  return /^не|(?<!\p{L})не(?!\p{L})/u.test(folded) || folded.startsWith(fold('not '))
}
