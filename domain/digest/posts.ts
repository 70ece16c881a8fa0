/**
 * Whether a measure's «Ответственный», a free text, names a person's post. Forgiving in abbreviation,
 * case, ё/е and ending; strict in what tells posts apart: «директор» is not «зам. директора», and
 * «по УВР» is not «по ВР». A text may name several, through a comma, a semicolon or «и».
 *
 * @example namesPost('руководители ШМО, зам. дир. по УВР', 'заместитель директора по УВР') // true
 */
export function namesPost(responsible: string, post: string): boolean {
  const own = wordsOf(post)
  if (own.length === 0) return false
  return responsible
    .split(/[,;/\n]|\sи\s/u)
    .map(wordsOf)
    .some((named) => named.length > 0 && samePost(named, own))
}

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  зам: 'заместитель',
  замдиректора: 'заместитель директора',
  завуч: 'заместитель директора',
  дир: 'директор',
  рук: 'руководитель',
  соц: 'социальный',
  соцпедагог: 'социальный педагог',
  пед: 'педагог',
  кл: 'классный',
  завхоз: 'заведующий хозяйством',
  мо: 'шмо',
}

/** Words that tell nothing apart. */
const FILLERS = new Set(['по', 'и', 'школы', 'школа', 'оо', 'the', 'of', 'for'])

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (ABBREVIATIONS[word] ?? word).split(' '))
    .filter((word) => word !== '' && !FILLERS.has(word))
}

/**
 * The chief word comes first and must agree; of the rest, the shorter of the two must be found in the
 * longer: «руководитель ШМО» is meant by «руководитель ШМО учителей математики».
 */
function samePost(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const [chiefShort = '', ...rest] = short
  const [chiefLong = '', ...others] = long
  return (
    sameWord(chiefShort, chiefLong) &&
    rest.every((word) => others.some((other) => sameWord(word, other)))
  )
}

/** Equal but for the ending: at most three last letters differ, and four first ones agree. */
function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  let common = 0
  while (common < a.length && a[common] === b[common]) common++
  return common >= 4 && Math.max(a.length, b.length) - common <= 3
}
