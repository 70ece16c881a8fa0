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
  readonly network: NetworkState
  /** Can it begin anew with the sample? */
  readonly resets: boolean
}

/** The line between the sheet and the functions: `failing` loses every second answer. */
export type NetworkState = 'on' | 'slow' | 'failing' | 'off'

/** One spreadsheet as a window draws it. Rows and columns are known by keys that never change. */
export interface WorkbookView {
  readonly title: string
  /** Grows by one with every change. */
  readonly version: number
  /** In the order of the tabs. */
  readonly sheets: readonly SheetView[]
  /** The looks that cells refer to, by number. */
  readonly looks: Looks
}

export type Looks = Readonly<Record<number, Look>>

/** Everything of a tab but its rows. */
export interface SheetHead {
  readonly sheetId: number
  readonly title: string
  readonly hidden: boolean
  /** Name of the table that the tab holds, such as `measures`. */
  readonly table: string | null
  /** Where the hidden ids of the table's rows stand: a column's index, -1 without a table. */
  readonly ids: number
  readonly frozenRows: number
  readonly frozenColumns: number
  readonly columns: readonly ColumnView[]
  readonly groups: readonly GroupView[]
  readonly marks: readonly MarkView[]
  readonly filter: FilterView | null
}

export interface SheetView extends SheetHead {
  readonly rows: readonly RowView[]
}

export interface ColumnView {
  readonly key: number
  /** Key of the table's column, such as `deadline`; null for people's own. */
  readonly name: string | null
  /** Pixels. */
  readonly width: number
  readonly hidden: boolean
}

/** A collapsible group of columns: indexes, the end exclusive. */
export interface GroupView {
  readonly start: number
  readonly end: number
  readonly collapsed: boolean
}

/** A conditional format: a formula that speaks of the first cell of the ranges, and a look. */
export interface MarkView {
  readonly ranges: readonly RangeView[]
  readonly formula: string
  readonly fill: string | null
  readonly color: string | null
}

/** Indexes from zero, ends exclusive. */
export interface RangeView {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface FilterView {
  readonly range: RangeView
  /** Texts that are hidden, by the index of their column. */
  readonly hidden: Readonly<Record<number, readonly string[]>>
}

export interface RowView {
  readonly key: number
  /** Pixels, where people have set it. */
  readonly height?: number
  readonly hidden?: true
  /** As shown, one per column; the empty rest is left out. */
  readonly texts: readonly string[]
  /** Numbers of looks, one per column; the plain rest is left out. */
  readonly looks: readonly number[]
  /** What few cells have, by the index of their column. */
  readonly more?: Readonly<Record<number, CellMore>>
}

export interface CellMore {
  /** As one edits it, where that is not the text shown: a formula with its `=`. */
  readonly edit?: string
  readonly note?: string
}

/** How a cell looks, and what it offers. Colours are `#rrggbb`. */
export interface Look {
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly strike?: true
  /** Points. */
  readonly size?: number
  readonly color?: string
  readonly fill?: string
  readonly align?: 'LEFT' | 'CENTER' | 'RIGHT'
  readonly valign?: 'TOP' | 'MIDDLE' | 'BOTTOM'
  readonly wrap?: 'WRAP' | 'CLIP' | 'OVERFLOW'
  readonly choices?: readonly string[]
  readonly checkBox?: true
}

/** What has changed between two versions of a spreadsheet. */
export interface WorkbookPatch {
  readonly title: string
  /** The version after the change; the one before is one less. */
  readonly version: number
  /** Ids of all tabs in their order. */
  readonly order: readonly number[]
  readonly sheets: readonly SheetPatch[]
  readonly looks: Looks
}

export interface SheetPatch {
  readonly sheetId: number
  readonly head?: SheetHead
  /** Keys of all rows in their order, where it has changed. */
  readonly order?: readonly number[]
  /** Rows that are new or have changed. */
  readonly rows: readonly RowView[]
}

export type MenuItem = { readonly caption: string; readonly fn: string } | { readonly line: true }

/** What a window is told while it is open. */
export type WindowEvent =
  /** The line stands, for the first time or again; the workbook is at this version. */
  | { readonly kind: 'here'; readonly version: number }
  | { readonly kind: 'patch'; readonly patch: WorkbookPatch }
  /** The add-on is at work on an entry, or has done with it. */
  | { readonly kind: 'busy'; readonly busy: boolean }
  | { readonly kind: 'toast'; readonly text: string; readonly title: string }
  | { readonly kind: 'question'; readonly question: QuestionView }
  /** The question was answered in another window. */
  | { readonly kind: 'answered'; readonly id: string }
  | { readonly kind: 'sidebar'; readonly frame: FrameView }
  | { readonly kind: 'dialog'; readonly frame: FrameView; readonly modal: boolean }
  /** The add-on leads the person to a place. */
  | { readonly kind: 'select'; readonly sheetId: number; readonly a1: string | null }
  | { readonly kind: 'stand' }

export interface QuestionView {
  readonly id: string
  readonly title: string
  readonly text: string
  /** A prompt has a field to type into. */
  readonly field: boolean
  readonly buttons: readonly string[]
}

/** A page of the add-on, to be framed. */
export interface FrameView {
  readonly title: string
  readonly address: string
  /** Pixels. */
  readonly width: number | null
  readonly height: number | null
}
