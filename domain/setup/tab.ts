import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { columnLetters } from '../a1.ts'
import { CORRECTIONS, serviceHeaders, type TabLayout } from '../layout.ts'
import { cellContext, type RowContext } from '../row.ts'
import { inBoth } from '../texts/texts.ts'
import type { Column, Table } from '../tables/table.ts'

type Request = sheets_v4.Schema$Request

/** Rows of a new tab; Sheets grows it as people write on. */
const NEW_ROWS = 200
const HEADER_FILL = { red: 0.91, green: 0.94, blue: 0.98 }
const CORRECTION_FILL = { red: 1, green: 0.95, blue: 0.82 }
const HEADERS = inBoth({ ru: 'заголовки', en: 'headers' })
const SERVER_TEXT = { red: 0.35, green: 0.35, blue: 0.4 }

/**
 * The requests that build one tab of an empty workbook: header, widths, drop-downs, collapsed groups,
 * the one conditional-format rule, header protection, and the two hidden service columns at the far
 * right.
 *
 * People's columns begin as plain text, so that an entry reaches us as typed (docs/decisions/0005).
 *
 * @param layout the columns of this workbook's tab, in order (see `layoutFor`).
 * @param context for the drop-downs.
 * @param editors addresses that may change the header besides the workbook's owner.
 */
export function tabRequests(options: {
  readonly sheetId: number
  readonly index: number
  readonly table: Table
  readonly layout: TabLayout
  readonly context: RowContext
  readonly editors: readonly string[]
  /** Behind «Другие таблицы…» at first. */
  readonly hidden?: boolean
}): Request[] {
  const { sheetId, index, table, layout, editors, hidden = false } = options
  const columns = layout.columns.map(({ key }) => columnNamed(table, key))
  const service = serviceHeaders(table.name)
  const headers = [...layout.columns.map(({ header }) => header), service.id, service.state]
  const firstService = layout.columns.length
  const corrections = layout.columns.findIndex(({ key }) => key === CORRECTIONS)
  // Only our own columns: a protected row of the whole sheet would bar people from adding theirs.
  const headerRow = {
    sheetId,
    startRowIndex: 0,
    endRowIndex: 1,
    startColumnIndex: 0,
    endColumnIndex: headers.length,
  }

  return [
    {
      addSheet: {
        properties: {
          sheetId,
          index,
          title: layout.title,
          ...(hidden ? { hidden } : {}),
          gridProperties: {
            rowCount: NEW_ROWS,
            columnCount: headers.length,
            frozenRowCount: 1,
          },
        },
      },
    },
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: [{ values: headers.map(headerCell) }],
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
    textFormat({ sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: headers.length }),
    ...columns.flatMap((column, at) => columnRequests(sheetId, at, column)),
    ...dropDownRequests(sheetId, table, layout, options.context),
    {
      updateDimensionProperties: {
        range: {
          sheetId,
          dimension: 'COLUMNS',
          startIndex: firstService,
          endIndex: headers.length,
        },
        properties: { hiddenByUser: true },
        fields: 'hiddenByUser',
      },
    },
    ...groupRequests(sheetId, columns),
    { addConditionalFormatRule: { index: 0, rule: correctionRule(sheetId, corrections) } },
    {
      addProtectedRange: {
        protectedRange: {
          range: headerRow,
          description: headerDescription(layout, options.context),
          editors: { users: [...editors] },
        },
      },
    },
  ]
}

/** What Google shows in its list of protected ranges. */
export function headerDescription({ title }: TabLayout, { texts }: RowContext): string {
  return `${title}: ${HEADERS(texts)}`
}

export function columnNamed(table: Table, key: string): Column {
  const column = table.columns.find((candidate) => candidate.key === key)
  if (!column) throw new Error(`table ${table.name} has no column ${key}`)
  return column
}

export function headerCell(text: string): sheets_v4.Schema$CellData {
  return {
    userEnteredValue: { stringValue: text },
    userEnteredFormat: {
      textFormat: { bold: true },
      backgroundColor: HEADER_FILL,
      wrapStrategy: 'WRAP',
      verticalAlignment: 'MIDDLE',
    },
  }
}

/** People's cells begin as plain text, so that an entry reaches us as typed. */
export function textFormat(range: sheets_v4.Schema$GridRange): Request {
  return {
    repeatCell: {
      range,
      cell: {
        userEnteredFormat: {
          numberFormat: { type: 'TEXT' },
          wrapStrategy: 'WRAP',
          verticalAlignment: 'TOP',
        },
      },
      fields: 'userEnteredFormat(numberFormat,wrapStrategy,verticalAlignment)',
    },
  }
}

export function columnRequests(sheetId: number, at: number, column: Column): Request[] {
  return [
    {
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
        properties: { pixelSize: column.width },
        fields: 'pixelSize',
      },
    },
    ...(column.edit.length === 0
      ? [
          {
            repeatCell: {
              range: dataOf(sheetId, at),
              cell: { userEnteredFormat: { textFormat: { foregroundColor: SERVER_TEXT } } },
              fields: 'userEnteredFormat.textFormat.foregroundColor',
            },
          },
        ]
      : []),
  ]
}

/**
 * The drop-downs of a tab, as its lists are now. They advise: what the parser can read must not be
 * refused by the sheet.
 */
export function dropDownRequests(
  sheetId: number,
  table: Table,
  layout: TabLayout,
  context: RowContext,
): Request[] {
  return layout.columns.flatMap(({ key }, at) => {
    const rule = dropDown(table, key, context)
    return rule === null ? [] : [{ setDataValidation: { range: dataOf(sheetId, at), rule } }]
  })
}

/** The list that a column offers now; null for columns without one. */
export function dropDown(
  table: Table,
  key: string,
  context: RowContext,
): sheets_v4.Schema$DataValidationRule | null {
  const column = columnNamed(table, key)
  const offered = column.kind.options?.(cellContext(table, context)) ?? []
  if (column.edit.length === 0 || offered.length === 0) return null
  const values = offered.map((userEnteredValue) => ({ userEnteredValue }))
  return { condition: { type: 'ONE_OF_LIST', values }, strict: false, showCustomUi: true }
}

/** The cells of a column below the header. */
export function dataOf(sheetId: number, column: number): sheets_v4.Schema$GridRange {
  return { sheetId, startRowIndex: 1, startColumnIndex: column, endColumnIndex: column + 1 }
}

/** Neighbouring columns of one group collapse together. */
function groupRequests(sheetId: number, columns: readonly Column[]): Request[] {
  const requests: Request[] = []
  let start = 0
  for (let at = 1; at <= columns.length; at++) {
    const group = columns[start]?.group
    if (columns[at]?.group === group && at < columns.length) continue
    if (group) {
      const range = { sheetId, dimension: 'COLUMNS', startIndex: start, endIndex: at }
      requests.push(
        { addDimensionGroup: { range } },
        {
          updateDimensionGroup: {
            dimensionGroup: { range, depth: 1, collapsed: true },
            fields: 'collapsed',
          },
        },
      )
    }
    start = at
  }
  return requests
}

/**
 * A row with something to correct shows it at its first cell and at «Что исправить».
 *
 * The range begins at the header, which the formula leaves out: a range that begins at row 2 is pushed
 * down by rows that are put in above the first entry, and those rows would never be coloured.
 */
export function correctionRule(
  sheetId: number,
  at: number,
): sheets_v4.Schema$ConditionalFormatRule {
  const column = (index: number) => ({ ...dataOf(sheetId, index), startRowIndex: 0 })
  const cell = `$${columnLetters(at)}1`
  return {
    ranges: at === 0 ? [column(0)] : [column(0), column(at)],
    booleanRule: {
      condition: {
        type: 'CUSTOM_FORMULA',
        values: [{ userEnteredValue: `=AND(ROW(${cell})>1,LEN(${cell})>0)` }],
      },
      format: { backgroundColor: CORRECTION_FILL },
    },
  }
}
