import { tableNamed } from '../tables/tables.ts'
import type { Texts } from '../texts/texts.ts'
import type { Headings } from './digest.ts'

/** Titles and headers as the tables declare them; a name that no table knows stands for itself. */
export function headingsIn(texts: Texts): Headings {
  return {
    tab: (table) => tableNamed(table)?.title(texts) ?? table,
    column: (table, key) =>
      tableNamed(table)
        ?.columns.find((column) => column.key === key)
        ?.header(texts) ?? key,
  }
}
