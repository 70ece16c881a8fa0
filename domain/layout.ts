/**
 * What the sync client must know of a workbook's tabs. It comes with the server's answer and is kept by
 * the client, so that a new table or column needs no new add-on.
 */
export interface Layout {
  /** Changes whenever anything below changes: a hash of it. */
  readonly version: string
  readonly tabs: readonly TabLayout[]
}

export interface TabLayout {
  /** Name of the table, such as `measures`. */
  readonly table: string
  /** Title of the tab, such as «Меры». The tab is recognised by its service columns, not by this. */
  readonly title: string
  /** In the order of the sheet when it was built; people may reorder them, headers tell. */
  readonly columns: readonly ColumnLayout[]
}

export interface ColumnLayout {
  readonly key: string
  /** The text of row 1 by which the column is known. */
  readonly header: string
  /** Written by the server alone, such as «Что исправить»: never sent, not part of the row's hash. */
  readonly server: boolean
  /** The curator's columns, left out when a row has been copied. */
  readonly personal?: boolean
}

/** Key of the server-owned column «Что исправить», which every table has. */
export const CORRECTIONS = 'corrections'

/**
 * Headers of the two hidden service columns. They carry the table's name, so that a renamed tab and
 * moved columns are still known.
 *
 * @example serviceHeaders('measures') // { id: 'measures.id', state: 'measures.state' }
 */
export function serviceHeaders(table: string): { readonly id: string; readonly state: string } {
  return { id: `${table}.id`, state: `${table}.state` }
}
