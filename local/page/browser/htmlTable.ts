/**
 * The cells of the first table in a clipboard's HTML, as Word, Excel and Google's sheet put it there.
 * Merged cells have their text in the first one; paragraphs of a cell stand on lines of their own.
 *
 * @returns undefined where there is no table
 */
export function readHtmlTable(html: string): string[][] | undefined {
  if (!/<table\b/i.test(html)) return undefined
  // Parsed apart: nothing in it is run or fetched.
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return undefined
  const rows: string[][] = []
  for (const [r, row] of [...table.rows].entries()) {
    const line = (rows[r] ??= [])
    let column = 0
    for (const cell of row.cells) {
      while (line[column] !== undefined) column++
      for (let down = 0; down < Math.max(1, cell.rowSpan); down++) {
        for (let right = 0; right < cell.colSpan; right++) {
          const target = (rows[r + down] ??= [])
          target[column + right] = down === 0 && right === 0 ? textOf(cell) : ''
        }
      }
      column += cell.colSpan
    }
  }
  const width = Math.max(...rows.map((row) => row.length))
  return rows.map((row) => Array.from({ length: width }, (_, c) => row[c] ?? ''))
}

/** The breaks of the source are spaces; those that one sees are lines. */
function textOf(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true)
  if (!(copy instanceof HTMLElement)) return ''
  for (const node of copy.querySelectorAll('br, p, div, li')) node.before('\u0000')
  for (const node of copy.querySelectorAll('style, script')) node.remove()
  return (copy.textContent ?? '')
    .replace(/[\s\u00a0]+/g, ' ')
    .split('\u0000')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
}
