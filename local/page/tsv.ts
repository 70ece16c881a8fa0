/**
 * A block as spreadsheets put it on the clipboard: tabs between cells, line breaks between rows, quotes
 * around a cell that has either in it. `parseTsv` of `local/workbook` reads it back.
 *
 * @example writeTsv([['a', 'b\nc'], ['1', '2']]) // 'a\t"b\nc"\n1\t2'
 */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\n')
}

function quoted(text: string): string {
  return /[\t\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
