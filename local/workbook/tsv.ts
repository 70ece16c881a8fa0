/**
 * Reads a block as Excel, Word and Google put it on the clipboard: tabs between cells, line ends between
 * rows, cells with line breaks or tabs in quotes with inner quotes doubled.
 *
 * @example parseTsv('a\t"b\nc"\n1\t2\n') // [['a', 'b\nc'], ['1', '2']]
 */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (;;) {
    const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y
    quoted.lastIndex = at
    const match = quoted.exec(body)
    const end = match ? quoted.lastIndex : nextBreak(body, at)
    rows.at(-1)?.push(match ? (match[1] ?? '').replaceAll('""', '"') : body.slice(at, end))
    if (end >= body.length) return rows
    if (body[end] === '\n') rows.push([])
    at = end + 1
  }
}

function nextBreak(text: string, from: number): number {
  const found = text.slice(from).search(/[\t\n]/)
  return found < 0 ? text.length : from + found
}
