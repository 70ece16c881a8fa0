import type { Section } from './digest/digest.ts'
import type { Language } from './texts/texts.ts'

/** What the sidebar shows of a workbook to the one who sits before it; the server's half of it. */
export interface Panel {
  readonly language: Language
  /** «понедельник, 20 сентября 2021 года». */
  readonly day: string
  /** The hour and minute of the answer, by the programme's clock: «08:10». */
  readonly time: string
  /** What waits for the reader, as their digest would say it today; links begin with `#`. */
  readonly sections: readonly Section[]
  /** What the reader can pass on in a messenger; empty where there is nothing. */
  readonly messenger: string
  /** Cells to correct, in all rows of the workbook. */
  readonly fixes: readonly PanelFix[]
  readonly moreFixes: number
  /** What the workbook holds and by what right it is edited, in words. */
  readonly holds: string
  /** For the coordinator: the schools for whose workbooks a code can be issued; null for others. */
  readonly connect: readonly { readonly id: string; readonly name: string }[] | null
  /** Rows in force that the workbook has lost. */
  readonly vanished: readonly PanelRow[]
  readonly moreVanished: number
}

/** A row in a list, by what it is called. */
export interface PanelRow {
  readonly table: string
  readonly id: string
  readonly tab: string
  readonly title: string
}

/** A cell to correct, in words. */
export interface PanelFix extends PanelRow {
  readonly key: string
  readonly column: string
  readonly text: string
}

/** A deleted row that the reader may bring back. */
export interface DeletedRow extends PanelRow {
  /** «17 сентября в 10:42», and by whom, as the store knows it. */
  readonly when: string
  readonly by: string
}

/** One change of a row, as people read it. */
export interface PastChange {
  readonly rev: number
  /** Milliseconds since 1970, by the programme's clock. */
  readonly at: number
  /** The same as people read it: «В 10:42», «17 сентября в 10:42». */
  readonly when: string
  /** Post of the one who typed it, as far as that is known. */
  readonly by: string
  readonly shell: string
  /** The row was deleted, or brought back. */
  readonly archived?: boolean
  /** That it was closed with its year, carried over, or came back with it, in words. */
  readonly year?: string
  readonly cells: readonly {
    readonly key: string
    readonly header: string
    readonly before: string | null
    readonly after: string | null
  }[]
  /** The one who looks may put back all that it changed. */
  readonly undo: boolean
  /** What was typed and not accepted, in full; of personal data nothing is kept. */
  readonly refused: readonly {
    readonly key: string
    readonly header: string
    readonly shown: string
  }[]
}

/** A row as its history begins: what it is, and what the one who asks may do with it. */
export interface RowHead {
  readonly table: string
  readonly id: string
  readonly rev: number
  readonly title: string
  readonly archivedAt: number | null
  readonly may: { readonly archive: boolean; readonly restore: boolean; readonly help: boolean }
  /** What stands under «Нужна помощь»; empty where nothing does. */
  readonly help: string
}
