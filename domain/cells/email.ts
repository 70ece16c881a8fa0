import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { CellKind } from './cell.ts'
import { excerpt } from './excerpt.ts'

const ADDRESS =
  /^[a-z0-9._%+'-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)$/

/** Cyrillic letters that slip into an address while the keyboard is Russian. */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  т: 't',
  х: 'x',
  у: 'y',
}

/** One e-mail address, stored in lower case. */
export function email(): CellKind {
  return {
    name: 'email',
    schema: z.string().regex(ADDRESS).max(254),
    show: (value) => ({ value: String(value) }),
    parse(entered, { texts }) {
      const shown = shownText(entered).trim()
      const words = texts.cells.email
      const address = shown
        .toLowerCase()
        .replace(/^mailto:/, '')
        .replace(/^<(.*)>$/, '$1')
        .replace(/[\s\u200b\ufeff]+$/, '')
      if (ADDRESS.test(address) && address.length <= 254) return { ok: true, value: address }
      if (address.split('@').length > 2) {
        return { ok: false, problem: { code: 'email.several', text: words.several } }
      }
      const latin = address.replace(/[а-я]/g, (letter) => LATIN[letter] ?? letter)
      const problem = ADDRESS.test(latin)
        ? { code: 'email.letters', text: words.letters(excerpt(latin)) }
        : { code: 'email.unreadable', text: words.unreadable(excerpt(shown)) }
      return { ok: false, problem }
    },
  }
}
