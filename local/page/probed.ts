/** A place in the window, in pixels. */
export interface CellBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What of the page cannot be seen in its DOM, because it is painted. Rows and columns count from 0. */
export interface Probe {
  /** Where a cell of the tab in sight stands in the window. */
  cellBox(row: number, column: number): CellBox
  /** The text that the tab in sight shows in a cell. */
  text(row: number, column: number): string
  note(row: number, column: number): string
  bold(row: number, column: number): boolean
  /** Everything that Univer holds of a tab, by rows: what this window shows. */
  shown(sheetId: number): unknown
  select(row: number, column: number, bottom?: number, right?: number): void
  readonly titles: readonly string[]
  readonly sheetId: number
  readonly version: number
  readonly selected: { readonly sheet: string; readonly a1: string }
  /** Does what an item of Univer's menus does, by the item's command. */
  command(id: string, params?: object): Promise<boolean>
  /** Has the server got everything? */
  readonly sent: boolean
  /** Is a cell's text being edited? */
  readonly editing: boolean
}
