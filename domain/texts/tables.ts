import { tablesEn } from './tablesEn.ts'
import { tablesRu } from './tablesRu.ts'
import type { TableTexts } from './tablesRu.ts'

export type { TableTexts }

/** What the tables say: titles, headers, help, lists and row rules. */
export const tableTexts: { readonly ru: TableTexts; readonly en: TableTexts } = {
  ru: tablesRu,
  en: tablesEn,
}
