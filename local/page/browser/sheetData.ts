import type { ColumnView, Look, Looks, RowView, SheetView } from '../view.ts'
import {
  BooleanNumber,
  CellValueType,
  HorizontalAlign,
  VerticalAlign,
  WrapStrategy,
  type ICellData,
  type IStyleData,
  type IWorksheetData,
} from './univerData.ts'

/** A cell's style, whole: what it has not is `null`, so that nothing of an older style stays. */
export function styleOf(look: Look): IStyleData {
  const style: { readonly [K in keyof IStyleData]?: IStyleData[K] | null } = {
    bl: look.bold ? BooleanNumber.TRUE : null,
    it: look.italic ? BooleanNumber.TRUE : null,
    ul: look.underline ? { s: BooleanNumber.TRUE } : null,
    st: look.strike ? { s: BooleanNumber.TRUE } : null,
    fs: look.size ?? 10,
    cl: look.color ? { rgb: look.color } : null,
    bg: look.fill ? { rgb: look.fill } : null,
    ht: look.align ? HorizontalAlign[look.align] : null,
    vt: VerticalAlign[look.valign ?? 'BOTTOM'],
    tb: WrapStrategy[look.wrap ?? 'OVERFLOW'],
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Univer takes a null for «not this», which its type does not say
  return style as IStyleData
}

/** A cell as Univer keeps it: always the text that Sheets would show, never a value to be read anew. */
export function cellOf(text: string, look: Look): ICellData | null {
  if (text === '' && Object.keys(look).length === 0) return null
  const s = styleOf(look)
  if (text === '') return { v: null, s }
  if (look.checkBox) return { v: text === 'ИСТИНА' ? 1 : 0, t: CellValueType.BOOLEAN, s }
  return { v: text, t: CellValueType.STRING, s }
}

export function textAt(row: RowView | undefined, column: number): string {
  return row?.texts[column] ?? ''
}

export function lookAt(row: RowView | undefined, column: number): number {
  return row?.looks[column] ?? 0
}

/** A whole tab, as Univer opens it. */
export function worksheetOf(sheet: SheetView, looks: Looks): Partial<IWorksheetData> {
  const cells: Record<number, Record<number, ICellData>> = {}
  for (const [r, row] of sheet.rows.entries()) {
    const width = Math.max(row.texts.length, row.looks.length)
    const line: Record<number, ICellData> = {}
    for (let c = 0; c < width; c++) {
      const number = lookAt(row, c)
      const cell = cellOf(textAt(row, c), looks[number] ?? {})
      // Styles of one number are one style, by its name.
      if (cell) line[c] = { ...cell, s: styleName(number, sheet.columns[c]?.hidden === true) }
    }
    if (width > 0) cells[r] = line
  }
  return {
    id: String(sheet.sheetId),
    name: sheet.title,
    hidden: sheet.hidden ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    rowCount: sheet.rows.length,
    columnCount: sheet.columns.length,
    defaultRowHeight: 24,
    defaultColumnWidth: 100,
    cellData: cells,
    rowData: Object.fromEntries(sheet.rows.map((row, r) => [r, rowData(row)])),
    columnData: Object.fromEntries(sheet.columns.map((column, c) => [c, columnData(column)])),
    freeze: freezeOf(sheet),
  }
}

/** A row without a height of its own is as high as its text. */
export function rowData({ height, hidden }: RowView) {
  return {
    hd: hidden ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    ...(height ? { h: height, ia: BooleanNumber.FALSE } : { ia: BooleanNumber.TRUE }),
  }
}

export function columnData({ width, hidden }: ColumnView) {
  return { w: width, hd: hidden ? BooleanNumber.TRUE : BooleanNumber.FALSE }
}

/** Rows are fitted to hidden columns too, which have no width: their text must not be wrapped. */
export function lookIn(column: ColumnView | undefined, look: Look): Look {
  return column?.hidden && look.wrap === 'WRAP' ? { ...look, wrap: 'CLIP' } : look
}

export function freezeOf({ frozenRows, frozenColumns }: SheetView) {
  return {
    ySplit: frozenRows,
    startRow: frozenRows > 0 ? frozenRows : -1,
    xSplit: frozenColumns,
    startColumn: frozenColumns > 0 ? frozenColumns : -1,
  }
}

/** The style of a cell that had none. */
function newStyleOf(look: Look): IStyleData {
  return Object.fromEntries(Object.entries(styleOf(look)).filter(([, value]) => value !== null))
}

export function styleName(number: number, hidden: boolean): string {
  return `look${number}${hidden ? '.hidden' : ''}`
}

/** All looks as named styles, for cells in sight and in hidden columns. */
export function stylesOf(looks: Looks): Record<string, IStyleData> {
  return Object.fromEntries(
    Object.entries(looks).flatMap(([number, look]) => [
      [styleName(Number(number), false), newStyleOf(look)],
      [styleName(Number(number), true), newStyleOf({ ...look, wrap: 'CLIP' })],
    ]),
  )
}
