/** What the page and its server tell each other. */

export interface Stand {
  readonly people: readonly { readonly email: string; readonly post: string }[]
  readonly workbooks: readonly { readonly id: string; readonly title: string }[]
  /** The programme's moment, ISO 8601. */
  readonly now: string
  readonly timeZone: string
  readonly unread: number
}

export interface GridTab {
  readonly sheetId: number
  readonly title: string
  readonly hidden: boolean
  readonly rowCount: number
  readonly columns: readonly GridColumn[]
  readonly rows: readonly GridRow[]
}

export interface GridColumn {
  readonly width: number
  readonly hidden: boolean
  /** Part of a collapsible group: the group's first column index. */
  readonly group: number | null
}

export interface GridRow {
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
