import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { CellKind } from './cell.ts'
import { excerpt } from './excerpt.ts'
import { fold } from './likeness.ts'

const YES = new Set(['да', 'д', 'yes', 'true', 'истина', '1', '+', 'v', '✓', '✔', '☑'].map(fold))
const NO = new Set(['нет', 'н', 'no', 'false', 'ложь', '0'].map(fold))
/** What the headers of such columns ask, said back instead of «Да»; with «не», instead of «Нет». */
const SAID_BACK = /^(не ?)?(?:активирован|верифицирован|участвует)[аоы]?$/

/** Yes or no, stored as a boolean and shown as «Да» or «Нет». A lone dash is neither. */
export function yesNo(): CellKind {
  return {
    name: 'yesNo',
    schema: z.boolean(),
    options: ({ texts }) => [texts.cells.yes, texts.cells.no],
    show: (value, { texts }) => ({ value: value === true ? texts.cells.yes : texts.cells.no }),
    parse(entered, { texts }) {
      const value = typeof entered === 'object' ? entered.value : entered
      if (typeof value === 'boolean') return { ok: true, value }
      const shown = shownText(entered).trim()
      const word = fold(shown)
      if (YES.has(word)) return { ok: true, value: true }
      if (NO.has(word)) return { ok: true, value: false }
      const back = SAID_BACK.exec(word)
      if (back) return { ok: true, value: back[1] === undefined }
      const text = texts.cells.yesNo.unknown(excerpt(shown))
      return { ok: false, problem: { code: 'yesNo.unknown', text } }
    },
  }
}
