/**
 * What a person left in one cell, as the Sheets API tells it. An empty cell has no entry at all.
 *
 * A plain value stands for itself. The long form is used where the value alone would lose something:
 * a number whose shown text differs («15.03.2021» is the number 44270 with a date format), a formula,
 * an error value.
 */
export type Entered = string | number | boolean | EnteredCell

export interface EnteredCell {
  /** The effective value; null where a formula failed. */
  readonly value: string | number | boolean | null
  /** The text that the person sees in the cell. */
  readonly shown: string
  /** Present when the cell holds a formula, with its leading `=`. Never overwritten by us. */
  readonly formula?: string
  /** The message of an error value, such as `#REF!`. */
  readonly error?: string
}

/** A cell that we write into a sheet; null empties it. Text is written as text and never runs. */
export interface SheetCell {
  readonly value: string | number | boolean | null
  /** The number format that makes the value readable; none for text and yes/no. */
  readonly format?: 'date' | 'number' | 'percent'
}

/** Cells by column key. */
export type Cells<T> = Readonly<Record<string, T>>

/**
 * The text of an entered cell as the person sees it, spaces untouched.
 *
 * @example shownText({ value: 44270, shown: '15.03.2021' }) // '15.03.2021'
 */
export function shownText(entered: Entered): string {
  return typeof entered === 'object' ? entered.shown : String(entered)
}
