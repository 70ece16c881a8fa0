import { cellTexts } from './cells.ts'
import { enDates, ruDates } from './dates.ts'
import type { DateTexts } from './dates.ts'
import { digestTexts } from './digest.ts'
import type { DigestTexts } from './digestRu.ts'
import type { CellTexts } from './cells.ts'
import { syncTexts } from './sync.ts'
import type { SyncTexts } from './sync.ts'
import { tableTexts } from './tables.ts'
import type { TableTexts } from './tables.ts'

export type Language = 'ru' | 'en'

/**
 * Every text that people read, by language. Russian is written first; English has the same shape, or
 * does not compile. One file per room; this is the list of them.
 */
export interface Texts {
  readonly language: Language
  readonly dates: DateTexts
  readonly digest: DigestTexts
  readonly cells: CellTexts
  readonly tables: TableTexts
  readonly sync: SyncTexts
}

/** @example textsIn('ru').tables.measures.title // 'Меры' */
export function textsIn(language: Language): Texts {
  return {
    language,
    cells: cellTexts[language],
    dates: language === 'ru' ? ruDates : enDates,
    digest: digestTexts[language],
    tables: tableTexts[language],
    sync: syncTexts[language],
  }
}
