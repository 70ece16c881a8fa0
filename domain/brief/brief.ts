/** A paper as a document: what is said, and in which form; not how it looks. */
export interface Brief {
  /** Lines at the right of the head, to be signed there: «УТВЕРЖДАЮ». */
  readonly stamp?: readonly string[]
  /** Lines of the title, the first the largest. */
  readonly title: readonly string[]
  readonly blocks: readonly Block[]
  /** Who signs, and the day under it. */
  /** None where the stamp is signed. */
  readonly signature: {
    readonly post: string
    /** What stands small under the two lines to be filled in by hand. */
    readonly under: readonly [string, string]
    readonly day: string
  } | null
  readonly appendix: Appendix
}

export type Block =
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | {
      readonly is: 'table'
      readonly caption: string
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly is: 'bars'; readonly caption: string; readonly bars: readonly Bar[] }

export interface Column {
  readonly title: string
  /** Share of the page's width, in any unit: shares are taken of their sum. */
  readonly width: number
  readonly align?: 'right'
}

/** One bar of a chart. */
export interface Bar {
  readonly label: string
  /** From 0 to 1; null where there is nothing to measure. */
  readonly share: number | null
  readonly value: string
}

/** Where the numbers come from. */
export interface Appendix {
  readonly title: string
  readonly figures: readonly Figure[]
}

/** A number of the brief, as `mark` in its text, and the rows that it counts. */
export interface Figure {
  readonly mark: string
  readonly about: string
  readonly rows: readonly string[]
}

export const heading = (text: string): Block => ({ is: 'heading', text })
export const paragraph = (...sentences: readonly (string | null)[]): Block => ({
  is: 'text',
  text: sentences.filter((sentence) => sentence !== null).join(' '),
})
