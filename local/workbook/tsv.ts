/**
 * Reads a block as Excel, Word and Google put it on the clipboard: tabs between cells, line ends between
 * rows, cells with line breaks or tabs in quotes with inner quotes doubled.
 *
 * @example parseTsv('a\t"b\nc"\n1\t2\n') // [['a', 'b\nc'], ['1', '2']]
 */
export function parseTsv(text: string): string[][] {
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y
  let row: string[] = []
  const rows = [row]
  for (;;) {
    const [, quoted, plain = ''] = cell.exec(body) ?? []
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    const end = cell.lastIndex
    if (end >= body.length) return rows
    if (body[end] === '\n') {
      row = []
      rows.push(row)
    }
    cell.lastIndex = end + 1
  }
}
