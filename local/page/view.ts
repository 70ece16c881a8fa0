/** What the page and its server tell each other. */

export interface Stand {
  readonly people: readonly { readonly email: string; readonly post: string }[]
  /** With the addresses that may open it, the likeliest first. */
  readonly workbooks: readonly {
    readonly id: string
    readonly title: string
    readonly people: readonly string[]
  }[]
  /** The programme's moment, ISO 8601. */
  readonly now: string
  readonly timeZone: string
  readonly unread: number
}

export interface GridTab {
  readonly sheetId: number
  readonly title: string
  readonly hidden: boolean
  /** Name of the table that the tab holds, such as `measures`. */
  readonly table: string | null
  readonly columns: readonly GridColumn[]
  readonly rows: readonly GridRow[]
}

export interface GridColumn {
  /** Key of the table's column; null for people's own. */
  readonly key: string | null
  readonly width: number
  readonly hidden: boolean
  /** Part of a collapsible group: the group's first column index. */
  readonly group: number | null
}

export interface GridRow {
  /** The row's hidden id. */
  readonly id: string
  readonly cells: readonly GridCell[]
  /** The conditional format says: something to correct. */
  readonly marked: readonly number[]
}

export interface GridCell {
  /** As shown. */
  readonly text: string
  /** As one edits it: a formula with its `=`. */
  readonly edit: string
  readonly number: boolean
  readonly choices: readonly string[]
}

export type MenuItem = { readonly caption: string; readonly fn: string } | { readonly line: true }

export type UiEvent =
  | { readonly kind: 'change' }
  | { readonly kind: 'toast'; readonly text: string }
  | {
      readonly kind: 'alert'
      readonly id: string
      readonly title: string
      readonly text: string
      readonly buttons: readonly string[]
    }
