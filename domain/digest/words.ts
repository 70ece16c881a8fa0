/**
 * What people wrote, made fit to stand inside our sentences. Escaping is the renderers' business; here a
 * name cannot break a line, turn the direction of reading, or run on for pages.
 */

/** Longest text of a measure or a comment that a mail repeats, in characters. */
const LONGEST = 200

/**
 * One line without control characters and direction marks, cut at a word with «…».
 *
 * @example tidy('Дни открытых\n дверей ') // 'Дни открытых дверей'
 */
export function tidy(text: string, longest: number = LONGEST): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\p{Cf}|\p{Cs}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  if (line.length <= longest) return line
  // A pair of surrogates is not cut in two.
  const cut = line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')
  const atWord = cut.lastIndexOf(' ')
  // A «word» of a hundred letters is cut where it stands.
  const kept = atWord > longest / 2 ? cut.slice(0, atWord) : cut
  return `${kept.replace(/[\s,;:.!?–—-]+$/u, '')}…`
}

/** As a sentence: capital first letter, full stop unless it ends with a mark of its own. */
export function sentence(text: string): string {
  const line = tidy(text)
  if (line === '') return ''
  const capital = line.charAt(0).toLocaleUpperCase('ru') + line.slice(1)
  return /[.!?…]$/u.test(capital) ? capital : `${capital}.`
}

/** Quotation marks of a language, outer and inner, such as `['«', '»', '„', '“']`. */
export type QuotationMarks = readonly [open: string, close: string, inOpen: string, inClose: string]

/** In quotation marks, those inside turned into inner ones, no full stop inside. */
export function quoted(text: string, [open, close, inOpen, inClose]: QuotationMarks): string {
  const inner = tidy(text).replace(/\.$/u, '')
  return open + inner.replaceAll('«', inOpen).replaceAll('»', inClose) + close
}

/**
 * The first sentence of a message. An initial or an abbreviation of one or two letters does not end it.
 *
 * @example firstSentence('Не указан год: «15/03». Напишите дату полностью.') // 'Не указан год: «15/03».'
 */
export function firstSentence(text: string): string {
  const line = tidy(text, 400)
  return tidy(line.split(/(?<=[^\s.]{3}[.!?])\s+(?=[\p{Lu}«“])/u)[0] ?? line)
}

/**
 * The name by which people call a school: without its kind and the kind of settlement. A numbered school
 * keeps all of it, for the number is the name.
 *
 * @example callName('ООШ с. Нижняя Ермоловка') // 'Нижняя Ермоловка'
 */
export function callName(shortName: string): string {
  const name = tidy(shortName, 60)
  if (/№|\d/u.test(name)) return name
  const settlement =
    /(?:^|\s)(?:с|а|х|п|д|г|ст|пос|ст-ца|аул|село|станица|хутор|город)\.?\s+(\p{Lu}.*)$/u.exec(name)
  return settlement?.[1] ?? name.replace(/^(?:МКОУ|МБОУ|МОУ|НОШ|ООШ|СОШ)\s+(?=\p{Lu})/u, '')
}
