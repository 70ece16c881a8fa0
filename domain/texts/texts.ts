import { cellTexts } from './cells.ts'
import { enDates, ruDates } from './dates.ts'
import type { DateTexts } from './dates.ts'
import { digestTexts } from './digest.ts'

export type Language = 'ru' | 'en'

/**
 * Every text that people read, by language. Russian is written first; English has the same shape, or
 * does not compile. One file per room; this is the list of them.
 */
export interface Texts {
  readonly language: Language
  readonly cells: (typeof cellTexts)['ru']
  readonly dates: DateTexts
  readonly digest: (typeof digestTexts)['ru']
}

/** @example textsIn('ru').cells.date.noYear('15/03') */
export function textsIn(language: Language): Texts {
  return {
    language,
    cells: cellTexts[language],
    dates: language === 'ru' ? ruDates : enDates,
    digest: digestTexts[language],
  }
}
