import { briefEn } from './briefEn.ts'
import { briefRu } from './briefRu.ts'

/** What the analytical brief says. */
export const briefTexts = { ru: briefRu, en: briefEn }
export type { BriefTexts } from './briefRu.ts'
