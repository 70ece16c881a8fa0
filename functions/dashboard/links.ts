import type { Links } from '../../domain/digest/digest.ts'
import { headingsIn } from '../../domain/digest/headings.ts'
import { textsIn, type Texts } from '../../domain/texts/texts.ts'
import type { Config } from '../config.ts'
import type { Workbook } from '../store/workbooks.ts'

/** Ids of a workbook's tabs by their titles. */
export type Tabs = ReadonlyMap<string, number>

/**
 * Links of a page that stands in a workbook: to the tab of a table in the same workbook, and within it to
 * the row, where the program that opens it knows rows by their ids; to a school's own workbook. Nobody acts
 * from a page in their own name, so it has no links that sign.
 */
export function linksAt(
  { workbookUrl }: Pick<Config, 'workbookUrl'>,
  here: string,
  workbooks: readonly Workbook[],
  tabs: Tabs,
  texts: Texts = textsIn('ru'),
): Links {
  const headings = headingsIn(texts)
  const place = (table: string, parts: Readonly<Record<string, string>>) => {
    const gid = tabs.get(headings.tab(table))
    const tab = gid === undefined ? {} : { gid: String(gid) }
    return `#${new URLSearchParams({ ...tab, table, ...parts }).toString()}`
  }
  return {
    workbook: (school) => {
      const own = workbooks.find(
        ({ scope, ceiling }) =>
          ceiling === 'staff' && scope !== 'all' && scope.length === 1 && scope[0] === school,
      )
      return own === undefined || own.id === here ? null : workbookUrl(own.id)
    },
    row: (_school, table, row) => place(table, { row }),
    cell: (_school, table, row, column) => place(table, { row, column }),
    programme: (table) => (table === undefined ? null : place(table, {})),
    message: () => null,
    answer: () => null,
    preferences: () => null,
  }
}
