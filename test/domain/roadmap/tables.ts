import type { PlainCell, PlainRow, PlainTable } from '../../../domain/roadmap/document.ts'

/** A row of texts; `<` goes on with the merged cell to its left, `^` with the one above. */
export function rowOf(...texts: readonly string[]): PlainRow {
  let left = ''
  return texts.map((text): PlainCell => {
    if (text === '<') return { text: left, merged: 'left' }
    left = text
    return text.startsWith('^') ? { text: text.slice(1), merged: 'above' } : { text }
  })
}

export function tableOf(...rows: readonly (readonly string[])[]): PlainTable {
  return { title: '', heading: [], rows: rows.map((row) => rowOf(...row)) }
}
