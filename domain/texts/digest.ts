import { digestEn } from './digestEn.ts'
import { digestRu } from './digestRu.ts'
import type { DigestTexts } from './digestRu.ts'

/** What the weekly digest says. */
export const digestTexts: { readonly ru: DigestTexts; readonly en: DigestTexts } = {
  ru: digestRu,
  en: digestEn,
}
