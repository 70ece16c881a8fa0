import { randomInt } from 'node:crypto'
import { ApiError } from './api-error.ts'
import { forbiddenBy } from './protection.ts'
import {
  replaceSheet,
  sheetById,
  type Area,
  type Dimension,
  type Sheet,
  type Spreadsheet,
} from './state.ts'

/** A spreadsheet in the middle of one person's change; nothing of it is seen until it is committed. */
export class Draft {
  readonly person: string
  #spreadsheet: Spreadsheet

  constructor(spreadsheet: Spreadsheet, person: string) {
    this.#spreadsheet = spreadsheet
    this.person = person
  }

  get spreadsheet(): Spreadsheet {
    return this.#spreadsheet
  }

  set spreadsheet(next: Spreadsheet) {
    this.#spreadsheet = next
  }

  sheet(sheetId: number | null | undefined): Sheet {
    return sheetById(this.#spreadsheet, sheetId)
  }

  put(sheet: Sheet): void {
    this.#spreadsheet = replaceSheet(this.#spreadsheet, sheet)
  }

  /** A new id for a sheet or a protected range: large and without meaning, as Google's are. */
  newId(): number {
    return randomInt(1, 2 ** 31)
  }

  /**
   * Says that cells of this area are about to be changed.
   *
   * @throws {ApiError} 400 in Google's words when a protected range forbids it
   */
  touch(area: Area): void {
    const sheet = this.sheet(area.sheetId)
    const held = forbiddenBy(this.#spreadsheet, sheet, area, this.person)
    if (held) throw new ProtectedError(held.description ?? '', sheet.properties.title ?? '')
  }

  /** Says that whole lines are about to be changed. */
  touchLines(sheet: Sheet, dimension: Dimension, from: number, to: number): void {
    const all = {
      sheetId: sheet.sheetId,
      top: 0,
      bottom: sheet.rows.length,
      left: 0,
      right: sheet.columns.length,
    }
    this.touch(
      dimension === 'ROWS' ? { ...all, top: from, bottom: to } : { ...all, left: from, right: to },
    )
  }
}

/** A protected range refused the change. */
export class ProtectedError extends ApiError {
  /** The protected range's own description, for the person who was refused. */
  readonly description: string
  readonly sheetTitle: string

  constructor(description: string, sheetTitle: string) {
    super(
      400,
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    )
    this.name = 'ProtectedError'
    this.description = description
    this.sheetTitle = sheetTitle
  }
}
