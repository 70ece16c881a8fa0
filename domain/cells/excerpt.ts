/** Characters of an entry that a message repeats; the rest is in the cell. */
const LONGEST = 60

/**
 * An entry as a message quotes it: in one line, and not longer than people read.
 *
 * @example excerpt('готово') // 'готово'
 */
export function excerpt(entry: string): string {
  const line = entry.replace(/\s+/g, ' ').trim()
  if (line.length <= LONGEST) return line
  // A pair of surrogates is not cut in two: half of one cannot be stored.
  const cut = line.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')
  return `${cut.trimEnd()}…`
}
