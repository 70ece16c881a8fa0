/** Characters of an entry that a message repeats; the rest is in the cell. */
const LONGEST = 60

/**
 * An entry as a message quotes it: in one line, and not longer than people read.
 *
 * @example excerpt('готово') // 'готово'
 */
export function excerpt(entry: string): string {
  const line = entry.replace(/\s+/g, ' ').trim()
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`
}
