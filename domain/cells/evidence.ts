import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { CellKind } from './cell.ts'
import { excerpt } from './excerpt.ts'
import { fold } from './likeness.ts'
import { readLink } from './link.ts'
import { text } from './text.ts'

const ON_COMPUTER = /^(?:file:|[a-z]:[\\/]|\\\\)/i
const FILE_NAME = /^[^/\\]{1,120}\.(?:docx?|pdf|xlsx?|pptx?|jpe?g|png|zip|rar|rtf|odt)$/i
const VAGUE = new Set(
  [
    'да',
    'есть',
    'имеется',
    '+',
    'в наличии',
    'готово',
    'приказ',
    'справка',
    'отчет',
    'протокол',
    'документ',
    'ссылка',
    'yes',
  ].map(fold),
)

/**
 * What shows that a measure is done: a link, or words that name a document, «Приказ № 45 от 12.09.2021».
 * Words by which nobody finds the document are stored with a remark.
 */
export function evidence(): CellKind {
  const words = text({ max: 500, personalData: 'refuse' })
  return {
    name: 'evidence',
    schema: z.string().min(1).max(2_000),
    show: (value) => ({ value: String(value) }),
    parse(entered, context) {
      const shown = shownText(entered).trim()
      const says = context.texts.cells.evidence
      const address = readLink(shown)
      if (address !== null) {
        return { ok: true, value: address }
      }
      if (ON_COMPUTER.test(shown)) {
        return { ok: false, problem: { code: 'evidence.onComputer', text: says.onComputer } }
      }
      const parsed = words.parse(entered, context)
      if (!parsed.ok) return parsed
      if (FILE_NAME.test(shown)) {
        return {
          ...parsed,
          hint: { code: 'evidence.fileName', text: says.fileName(excerpt(shown)) },
        }
      }
      if (VAGUE.has(fold(shown))) {
        return { ...parsed, hint: { code: 'evidence.vague', text: says.vague(shown) } }
      }
      return parsed
    },
  }
}
