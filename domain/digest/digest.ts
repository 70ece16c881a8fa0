import type { Language } from '../texts/texts.ts'

/**
 * A digest as a document: what is said, not how it looks. Strings are plain text; `html.ts` and `text.ts`
 * render the two halves of the mail from the same document, so that they cannot disagree.
 */
export interface Digest {
  readonly language: Language
  /** At most 60 characters. */
  readonly subject: string
  /** The line that mail programs show after the subject. */
  readonly preheader: string
  readonly greeting: string
  readonly sections: readonly Section[]
  /** Small print: why the letter came and how to stop it. */
  readonly footer: readonly string[]
  /** Where the reader chooses what to get, and stops it. */
  readonly footerActions: readonly Action[]
  /** Where one POST stops the mail; null where there is no such page. */
  readonly unsubscribe: string | null
  /** The same for a messenger group, a few lines; empty where there is nothing to pass on. */
  readonly messenger: string
}

export interface Section {
  /** What the section asks of the reader; it chooses the colour, never the meaning. */
  readonly tone: 'plain' | 'part' | 'overdue' | 'soon' | 'rework' | 'fix' | 'decide'
  /** The heading, and what runs on after it in the same line, punctuation included. */
  readonly title: string
  readonly after?: string
  readonly lines?: readonly Line[]
  readonly items?: readonly Item[]
  readonly numbered?: boolean
  readonly schools?: SchoolTable
  /** «и ещё 3 меры», when the list was cut. */
  readonly more?: string
  /** A remark under the list. */
  readonly note?: string
  readonly actions?: readonly Action[]
}

export interface Item {
  readonly lines: readonly Line[]
  readonly actions: readonly Action[]
}

/** One line of text, in runs. */
export type Line = readonly Run[]

export type Run = string | { readonly text: string; readonly strong?: true; readonly url?: string }

/** A link that the reader can press; in plain text its address is written out. */
export interface Action {
  readonly label: string
  readonly url: string
}

/** A table for wide readers and, of the same rows, a list for narrow ones. */
export interface SchoolTable {
  readonly header: readonly string[]
  readonly rows: readonly SchoolLine[]
  readonly total: SchoolLine
}

export interface SchoolLine {
  readonly cells: readonly string[]
  readonly name: string
  readonly url: string | null
  /** What needs attention first, such as «просрочено 2». */
  readonly alarm: string
  /** The rest in one line: «исполнено 6 из 8 · подтверждено 3 · запись 3 сентября». */
  readonly summary: string
  /** Per cent done of what is due, for the bar; null where nothing is due. */
  readonly share: number | null
}

/** One role's part of a digest; one address may have several roles and still gets one mail. */
export interface Part {
  /** Said above the part when it is not the first in its mail. */
  readonly heading: string
  readonly subject: string
  readonly preheader: string
  readonly sections: readonly Section[]
  readonly footer: readonly string[]
  readonly messenger: string
}

/** Longest subject in characters: what a telephone shows of it. */
export const SUBJECT_LIMIT = 60

/** Where links of a digest lead; null where there is nothing to open. */
export interface Links {
  workbook(school: string): string | null
  row(school: string, table: string, id: string): string | null
  cell(school: string, table: string, id: string, column: string): string | null
  /** The coordinator's own workbook, at one of its tabs where a table is named. */
  programme(table?: string): string | null
  /** The page with a message to a school, ready to be copied into a messenger. */
  message(school: string): string | null
  /** The page on which the reader answers for a measure without an account. */
  answer(school: string, measure: string, deed: Deed): string | null
  /** The page on which the reader chooses what mail to get; with `stop`, to get none. */
  preferences(stop: boolean): string | null
}

/** Where nothing can be opened: for what is copied out of its letter. */
export const NO_LINKS: Links = {
  workbook: () => null,
  row: () => null,
  cell: () => null,
  programme: () => null,
  message: () => null,
  answer: () => null,
  preferences: () => null,
}

/** What a link in a mail proposes to do; the page offers the other deeds of the reader too. */
export type Deed =
  | 'report'
  | 'improve'
  | 'help'
  | 'reply'
  | 'confirm'
  | 'return'
  | 'agree'
  | 'decline'

/** Titles of tabs and headers of columns in a language, as the sheets show them. */
export interface Headings {
  readonly tab: (table: string) => string
  readonly column: (table: string, key: string) => string
}
