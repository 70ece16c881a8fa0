/**
 * When two spellings are the same word to a person: case, ё, kinds of spaces, dashes and quotes, Latin
 * letters that look Cyrillic, endings; and how far apart two misspellings are.
 */

/** Latin letters that look like Cyrillic ones in either case («СОШ» typed with a Latin C). */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
}

/**
 * Text with one kind of space (also for tabs, no-break and zero-width ones) and one kind of dash, trimmed.
 *
 * @example tidy(' май\u00a0–  июнь ') // 'май - июнь'
 */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[‐‑‒–—―−]/g, '-')
    .trim()
}

/** Letters that look alike become Cyrillic ones; the text is expected in lower case. */
export function cyrillic(text: string): string {
  return text.replace(/[a-z]/g, (letter) => LOOKALIKES[letter] ?? letter)
}

/**
 * The form in which spellings are compared: tidy, lower case, «ё» as «е», no quotes, no final point.
 *
 * @example fold('«ИСПОЛНЕНА» ') === fold('исполнена') // true
 */
export function fold(text: string): string {
  const letters = tidy(text).toLowerCase().replace(/ё/g, 'е')
  return cyrillic(letters)
    .replace(/["'«»“”„‘’`]/g, '')
    .replace(/[.;,!]+$/, '')
    .trim()
}

/**
 * Words without their endings of gender and number, in any order: «исполнен», «Исполнено» and
 * «исполненная» are one, «частично исполнена» is «Исполнена частично».
 *
 * @example stems('Исполнена частично') === stems('частично исполнено') // true
 */
export function stems(text: string): string {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u)
  return words
    .filter((word) => word !== '')
    .map((word) => (word.length > 4 ? word.replace(ENDING, '').replace(/нн$/, 'н') : word))
    .sort()
    .join(' ')
}

const ENDING = /(?:(?<=л)(?:ась|ся|ось|ись)|ая|яя|ое|ее|ый|ий|ой|ые|ие|а|о|ы|и|е)$/

/**
 * The fewest letters to add, drop, change or swap with a neighbour that make one text the other.
 *
 * @example distance('исполена', 'исполнена') // 1
 */
export function distance(one: string, other: string): number {
  const a = Array.from(one)
  const b = Array.from(other)
  let beforeLast: number[] = []
  let last = b.map((_, j) => j).concat(b.length)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + same)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) best = Math.min(best, at(beforeLast, j - 2) + 1)
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}

/**
 * The candidates that an entry may be a misspelling of, nearest ones only: none, one, or several that
 * are equally near. At most one letter in four may differ, and no more than three.
 */
export function nearest<T>(
  text: string,
  candidates: readonly T[],
  spellings: (candidate: T) => readonly string[],
): readonly T[] {
  const entry = fold(text)
  let best = Number.POSITIVE_INFINITY
  let found: T[] = []
  for (const candidate of candidates) {
    const far = Math.min(
      ...spellings(candidate).map((spelling) => {
        const folded = fold(spelling)
        const allowed = Math.min(3, Math.floor(folded.length / 4))
        if (Math.abs(entry.length - folded.length) > allowed) return Number.POSITIVE_INFINITY
        const d = distance(entry, folded)
        return d <= allowed ? d : Number.POSITIVE_INFINITY
      }),
    )
    if (far === Number.POSITIVE_INFINITY) continue
    if (far < best) found = []
    if (far <= best) found.push(candidate)
    best = Math.min(best, far)
  }
  return found
}

/**
 * The candidates whose name has all the longer words of an entry: «Маруха» for «СОШ с. Маруха».
 */
export function containing<T>(
  text: string,
  candidates: readonly T[],
  spellings: (candidate: T) => readonly string[],
): readonly T[] {
  const words = wordsOf(text).filter((word) => word.length > 2)
  if (words.length === 0) return []
  return candidates.filter((candidate) =>
    spellings(candidate).some((spelling) => {
      const parts = wordsOf(spelling)
      return words.every((word) => parts.includes(word))
    }),
  )
}

function wordsOf(text: string): readonly string[] {
  return fold(text).split(/[^\p{L}\p{N}]+/u)
}
