import type { Sheet, Spreadsheet } from '../workbook/state.ts'
import { LookBook } from './looks.ts'
import { headOf, RowBook } from './sheetView.ts'
import type { RowView, SheetPatch, WorkbookPatch, WorkbookView } from './view.ts'

/** Draws spreadsheets for windows: whole when one opens, and afterwards what has changed. */
export class Painter {
  readonly #looks = new LookBook()
  readonly #rows = new RowBook(this.#looks)

  whole(spreadsheet: Spreadsheet, version: number): WorkbookView {
    const locale = spreadsheet.properties.locale ?? ''
    const sheets = spreadsheet.sheets.map((sheet) => ({
      ...headOf(sheet, locale),
      rows: sheet.rows.map((row) => this.#rows.of(row, sheet.columns, locale)),
    }))
    return {
      title: spreadsheet.properties.title ?? '',
      version,
      sheets,
      looks: this.#looks.pick(looksIn(sheets.flatMap(({ rows }) => rows))),
    }
  }

  /** What a window that shows `before` needs in order to show `after`. */
  patch(before: Spreadsheet, after: Spreadsheet, version: number): WorkbookPatch {
    const locale = after.properties.locale ?? ''
    const old = new Map(before.sheets.map((sheet) => [sheet.sheetId, sheet]))
    const sheets = after.sheets.flatMap((sheet) => {
      const was = old.get(sheet.sheetId)
      return was === sheet ? [] : [this.#sheet(was, sheet, locale)]
    })
    return {
      title: after.properties.title ?? '',
      version,
      order: after.sheets.map(({ sheetId }) => sheetId),
      sheets,
      looks: this.#looks.pick(looksIn(sheets.flatMap(({ rows }) => rows))),
    }
  }

  #sheet(was: Sheet | undefined, sheet: Sheet, locale: string): SheetPatch {
    const sameColumns =
      was?.columns.length === sheet.columns.length &&
      sheet.columns.every(({ key }, index) => was.columns[index]?.key === key)
    const sameOrder =
      was?.rows.length === sheet.rows.length &&
      sheet.rows.every(({ key }, index) => was.rows[index]?.key === key)
    const known = new Set(sameColumns ? was.rows : [])
    return {
      sheetId: sheet.sheetId,
      ...(was && sameHead(was, sheet) ? {} : { head: headOf(sheet, locale) }),
      ...(sameOrder ? {} : { order: sheet.rows.map(({ key }) => key) }),
      rows: sheet.rows
        .filter((row) => !known.has(row))
        .map((row) => this.#rows.of(row, sheet.columns, locale)),
    }
  }
}

/** The header row tells what the columns are: it is part of the head. */
function sameHead(was: Sheet, sheet: Sheet): boolean {
  const { rows: oldRows, nextRowKey: _old, ...old } = was
  const { rows, nextRowKey: _new, ...head } = sheet
  return (
    oldRows[0] === rows[0] &&
    Object.keys({ ...old, ...head }).every(
      (field) => Reflect.get(old, field) === Reflect.get(head, field),
    )
  )
}

function looksIn(rows: readonly RowView[]): Set<number> {
  return new Set(rows.flatMap(({ looks }) => looks))
}
