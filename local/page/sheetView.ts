import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { serviceHeaders } from '../../domain/layout.ts'
import { tables } from '../../domain/tables/tables.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { formattedValue } from '../workbook/display.ts'
import { areaOf, type Cell, type Line, type Row, type Sheet } from '../workbook/state.ts'
import { hexOf, type LookBook } from './looks.ts'
import type {
  CellMore,
  ColumnView,
  FilterView,
  GroupView,
  MarkView,
  RowView,
  SheetHead,
} from './view.ts'

const RU = textsIn('ru')
const COLUMN_PIXELS = 100

/** A tab without its rows, as a window draws it. */
export function headOf(sheet: Sheet, locale: string): SheetHead {
  const headers = sheet.columns.map(({ key }) => {
    const cell = sheet.rows[0]?.cells[key]
    return (cell && formattedValue(cell, locale)) ?? ''
  })
  const table = tables.find(({ name }) => headers.includes(serviceHeaders(name).id))
  const { frozenRowCount, frozenColumnCount } = sheet.properties.gridProperties ?? {}
  return {
    sheetId: sheet.sheetId,
    title: sheet.properties.title ?? '',
    hidden: sheet.properties.hidden === true,
    table: table?.name ?? null,
    ids: table ? headers.indexOf(serviceHeaders(table.name).id) : -1,
    frozenRows: frozenRowCount ?? 0,
    frozenColumns: frozenColumnCount ?? 0,
    columns: sheet.columns.map((column, index): ColumnView => ({
      key: column.key,
      name: table?.columns.find(({ header }) => header(RU) === headers[index])?.key ?? null,
      width: column.properties.pixelSize ?? COLUMN_PIXELS,
      hidden: column.properties.hiddenByUser === true,
    })),
    groups: sheet.columnGroups.map(({ range, collapsed }): GroupView => ({
      start: range?.startIndex ?? 0,
      end: range?.endIndex ?? sheet.columns.length,
      collapsed: collapsed === true,
    })),
    marks: sheet.conditionalFormats.flatMap((rule) => markOf(sheet, rule)),
    filter: sheet.basicFilter ? filterOf(sheet, sheet.basicFilter) : null,
  }
}

/** A rule by formula, which is what Kurator makes; others of people's own are not drawn here. */
function markOf(sheet: Sheet, rule: sheets_v4.Schema$ConditionalFormatRule): MarkView[] {
  const { condition, format } = rule.booleanRule ?? {}
  const formula = condition?.values?.[0]?.userEnteredValue
  if (condition?.type !== 'CUSTOM_FORMULA' || !formula) return []
  const color = format?.textFormat?.foregroundColor
  return [
    {
      ranges: (rule.ranges ?? []).map((range) => rangeOf(sheet, range)),
      formula,
      fill: format?.backgroundColor ? hexOf(format.backgroundColor) : null,
      color: color ? hexOf(color) : null,
    },
  ]
}

function filterOf(sheet: Sheet, filter: sheets_v4.Schema$BasicFilter): FilterView {
  const specs = (filter.filterSpecs ?? []).map(
    ({ columnIndex, filterCriteria }) =>
      [columnIndex ?? 0, filterCriteria?.hiddenValues ?? []] as const,
  )
  return { range: rangeOf(sheet, filter.range ?? {}), hidden: Object.fromEntries(specs) }
}

function rangeOf(sheet: Sheet, range: sheets_v4.Schema$GridRange) {
  const { top, bottom, left, right } = areaOf(sheet, range)
  return { top, bottom, left, right }
}

/** Rows as windows draw them; each is made once, however many windows there are. */
export class RowBook {
  readonly #made = new WeakMap<readonly Line[], WeakMap<Row, RowView>>()
  readonly #looks: LookBook

  constructor(looks: LookBook) {
    this.#looks = looks
  }

  of(row: Row, columns: readonly Line[], locale: string): RowView {
    const made = this.#made.get(columns) ?? new WeakMap<Row, RowView>()
    this.#made.set(columns, made)
    const known = made.get(row)
    if (known) return known
    const view = rowView(row, columns, locale, this.#looks)
    made.set(row, view)
    return view
  }
}

function rowView(row: Row, columns: readonly Line[], locale: string, looks: LookBook): RowView {
  const cells = columns.map(({ key }) => row.cells[key])
  const more: Record<number, CellMore> = {}
  for (const [index, cell] of cells.entries()) {
    const extra = cell && moreOf(cell, locale)
    if (extra) more[index] = extra
  }
  const { pixelSize, hiddenByUser, hiddenByFilter } = row.properties
  return {
    key: row.key,
    ...(pixelSize ? { height: pixelSize } : {}),
    ...(hiddenByUser || hiddenByFilter ? { hidden: true } : {}),
    texts: trimmed(
      cells.map((cell) => (cell && formattedValue(cell, locale)) ?? ''),
      '',
    ),
    looks: trimmed(
      cells.map((cell) => (cell ? looks.of(cell) : 0)),
      0,
    ),
    ...(Object.keys(more).length > 0 ? { more } : {}),
  }
}

function moreOf(cell: Cell, locale: string): CellMore | undefined {
  const edit = editText(cell, locale)
  const { note } = cell
  const link = cell.userEnteredFormat?.textFormat?.link?.uri
  if (edit === undefined && !note && !link) return undefined
  return {
    ...(edit === undefined ? {} : { edit }),
    ...(note ? { note } : {}),
    ...(link ? { link } : {}),
  }
}

/** What stands in the cell when it is edited, if that is not what it shows. */
function editText(cell: Cell, locale: string): string | undefined {
  const { formulaValue, numberValue } = cell.userEnteredValue ?? {}
  if (typeof formulaValue === 'string') return formulaValue
  const type = cell.userEnteredFormat?.numberFormat?.type
  if (typeof numberValue !== 'number' || type === undefined) return undefined
  if (type === 'NUMBER' || type === 'CURRENCY') return numberText(numberValue, locale)
  return type === 'PERCENT'
    ? `${numberText(Number((numberValue * 100).toPrecision(15)), locale)}%`
    : undefined
}

function numberText(value: number, locale: string): string {
  return locale.startsWith('ru') ? String(value).replace('.', ',') : String(value)
}

function trimmed<T>(list: T[], empty: T): readonly T[] {
  return list.slice(0, list.findLastIndex((one) => one !== empty) + 1)
}
