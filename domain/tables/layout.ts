import type { Layout, TabLayout } from '../layout.ts'
import type { Binding, Role } from '../records.ts'
import type { Texts } from '../texts/texts.ts'
import type { Table } from './table.ts'
import { tables } from './tables.ts'

/**
 * The tabs of a workbook: those that its strongest role sees, in the workbook's language. The column of
 * the school is there only where the workbook holds several schools.
 *
 * @example layoutFor(['sch-maruha'], 'staff', textsIn('ru')).tabs.map((tab) => tab.title)
 * // ['Меры', 'Рисковый профиль']
 */
export function layoutFor(scope: Binding['scope'], ceiling: Role, texts: Texts): Layout {
  const oneSchool = scope !== 'all' && scope.length === 1
  const tabs = tables
    .filter((table) => table.see.includes(ceiling))
    .map((table) => tabOf(table, oneSchool, texts))
  return { version: fingerprint(JSON.stringify(tabs)), tabs }
}

function tabOf(table: Table, oneSchool: boolean, texts: Texts): TabLayout {
  const columns = table.columns
    .filter((column) => !(oneSchool && column.key === table.schoolColumn))
    .map((column) => ({
      key: column.key,
      header: column.header(texts),
      server: column.edit.length === 0,
      ...(column.personal === true ? { personal: true } : {}),
    }))
  return { table: table.name, title: table.title(texts), columns }
}

/** FNV-1a over UTF-16 code units, 32 bits: enough to tell one layout from the next. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
