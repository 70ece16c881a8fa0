import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { CellKind } from './cell.ts'
import { excerpt } from './excerpt.ts'

const WITHOUT_SCHEME =
  /^(?:www\.|[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:ru|com|org|net|su|info|edu|gov|рф)(?:\/|$))/iu

/** A link to a page, stored with its `https://`. */
export function link(): CellKind {
  return {
    name: 'link',
    schema: z.url({ protocol: /^https?$/ }).max(2_000),
    show: (value) => ({ value: String(value) }),
    parse(entered, { texts }) {
      const shown = shownText(entered).trim()
      const value = readLink(shown)
      if (value !== null) return { ok: true, value }
      return {
        ok: false,
        problem: { code: 'link.unreadable', text: texts.cells.link.unreadable(excerpt(shown)) },
      }
    },
  }
}

/**
 * The address that a text is, or null; a missing `https://` is added.
 *
 * @example readLink('disk.yandex.ru/i/abc') // 'https://disk.yandex.ru/i/abc'
 */
export function readLink(text: string): string | null {
  if (/\s/.test(text) || text.length > 2_000) return null
  const full = WITHOUT_SCHEME.test(text) ? `https://${text}` : text
  if (!/^https?:\/\/[^/]+\.[^/]/i.test(full)) return null
  return URL.canParse(full) ? full : null
}
