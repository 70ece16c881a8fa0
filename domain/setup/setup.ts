import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { CORRECTIONS, serviceHeaders, type Layout, type TabLayout } from '../layout.ts'
import type { RowContext } from '../row.ts'
import { tableNamed } from '../tables/tables.ts'
import type { Table } from '../tables/table.ts'
import { repairRequests } from './repair.ts'
import { tabRequests } from './tab.ts'

type Request = sheets_v4.Schema$Request

/** What the first `get` must bring: enough to know where to look. */
export const TITLES_FIELDS = 'sheets(properties(sheetId,title))'

/** What the second `get` must bring, of the ranges of `setupRanges`. */
export const SETUP_FIELDS =
  'developerMetadata(metadataId,metadataKey),properties(locale,timeZone),sheets(properties(sheetId,title,index,hidden),protectedRanges(protectedRangeId,range),conditionalFormats,data(columnMetadata(hiddenByUser),rowData(values(userEnteredValue,dataValidation))))'

/** What a workbook should be like. */
export interface Wanted {
  readonly layout: Layout
  /** Such as `ru_RU`. */
  readonly locale: string
  /** IANA name, such as `Europe/Moscow`. */
  readonly timeZone: string
  /** For the drop-downs and the words. */
  readonly context: RowContext
  /** Addresses that may change headers besides the workbook's owner. */
  readonly editors: readonly string[]
  /** Tables whose tabs stand open in a workbook that has not had them yet. */
  readonly open: ReadonlySet<string>
  /** Where it is set, only the tabs of these tables are looked at, and they are brought into sight. */
  readonly only?: ReadonlySet<string>
}

/**
 * The ranges to read: header and first row of each sheet; a lone sheet whole, as a new spreadsheet's
 * empty one goes away.
 *
 * @example setupRanges(found) // ["'Меры'!1:2", "'Документы'!1:2"]
 */
export function setupRanges({ sheets = [] }: sheets_v4.Schema$Spreadsheet): string[] {
  return sheets.map(({ properties }) => {
    const title = `'${(properties?.title ?? '').replaceAll("'", "''")}'`
    return sheets.length === 1 ? title : `${title}!1:2`
  })
}

/**
 * What makes a workbook as it should be, for one `batchUpdate`: an empty one gets its tabs, an older one
 * what it lacks. None for a workbook that is as it should be. People's own sheets, columns, order,
 * widths, formats and notes are left alone, and a tab that they have hidden or renamed stays so.
 *
 * @param found of a `get` with `SETUP_FIELDS`
 */
export function setupRequests(found: sheets_v4.Schema$Spreadsheet, wanted: Wanted): Request[] {
  const sheets = (found.sheets ?? []).map((sheet) => ({
    sheet,
    headers: headersOf(sheet),
    sheetId: sheet.properties?.sheetId ?? 0,
  }))
  const order = sheets.map(({ sheetId }) => sheetId)
  const titles = new Set(sheets.map(({ sheet }) => sheet.properties?.title ?? ''))
  const requests: Request[] = propertyRequests(found, wanted)
  let before = -1
  for (const layout of wanted.layout.tabs) {
    const table = tableOf(layout)
    const service = serviceHeaders(layout.table)
    const there = sheets.find(
      ({ headers }) => headers.includes(service.id) || headers.includes(service.state),
    )
    const asked = wanted.only?.has(layout.table) ?? true
    if (there !== undefined) before = Math.max(before, order.indexOf(there.sheetId))
    if (!asked) continue
    if (there !== undefined) {
      requests.push(...repairRequests(there, table, layout, wanted))
      const hidden = there.sheet.properties?.hidden === true
      if (hidden && wanted.only !== undefined) requests.push(showRequest(there.sheetId))
      continue
    }
    const sheetId = freeId(order)
    const title = freeTitle(layout.title, titles)
    before++
    order.splice(before, 0, sheetId)
    titles.add(title)
    requests.push(
      ...tabRequests({
        sheetId,
        index: before,
        table,
        layout: { ...layout, title },
        context: wanted.context,
        editors: wanted.editors,
        hidden: !wanted.open.has(layout.table) && wanted.only === undefined,
      }),
    )
  }
  const [only] = sheets
  if (sheets.length === 1 && only !== undefined && isEmpty(only.sheet)) {
    requests.push({ deleteSheet: { sheetId: only.sheetId } })
  }
  return requests
}

function showRequest(sheetId: number): Request {
  return { updateSheetProperties: { properties: { sheetId, hidden: false }, fields: 'hidden' } }
}

/** The tables whose tabs stand in the workbook and can be seen. */
export function tablesInSight(
  { sheets = [] }: sheets_v4.Schema$Spreadsheet,
  layout: Layout,
): ReadonlySet<string> {
  const seen = sheets.filter(({ properties }) => properties?.hidden !== true).map(headersOf)
  const inSight = layout.tabs.filter(({ table }) => {
    const { id, state } = serviceHeaders(table)
    return seen.some((headers) => headers.includes(id) || headers.includes(state))
  })
  return new Set(inSight.map(({ table }) => table))
}

function propertyRequests(
  { properties }: sheets_v4.Schema$Spreadsheet,
  { locale, timeZone }: Wanted,
): Request[] {
  const wrong = [
    ...(properties?.locale === locale ? [] : ['locale']),
    ...(properties?.timeZone === timeZone ? [] : ['timeZone']),
  ]
  if (wrong.length === 0) return []
  return [
    {
      updateSpreadsheetProperties: {
        properties: { locale, timeZone },
        fields: wrong.join(),
      },
    },
  ]
}

function headersOf({ data }: sheets_v4.Schema$Sheet): readonly string[] {
  const [first] = data?.[0]?.rowData ?? []
  return (first?.values ?? []).map(({ userEnteredValue }) =>
    (userEnteredValue?.stringValue ?? '').trim(),
  )
}

function isEmpty({ data }: sheets_v4.Schema$Sheet): boolean {
  const rows = (data ?? []).flatMap(({ rowData }) => rowData ?? [])
  return rows.every(({ values = [] }) => values.every((cell) => !cell.userEnteredValue))
}

function tableOf(layout: TabLayout): Table {
  const table = tableNamed(layout.table)
  if (table === undefined) throw new Error(`The layout has a tab of no table: ${layout.table}`)
  if (!layout.columns.some(({ key }) => key === CORRECTIONS)) {
    throw new Error(`The layout of ${layout.table} has no column of corrections`)
  }
  return table
}

/** Ids of sheets are ours to choose; Google's own first sheet has 0. */
function freeId(taken: readonly number[]): number {
  let id = 101
  while (taken.includes(id)) id++
  return id
}

/** A sheet of people's own may have the title already; it stays theirs. */
function freeTitle(title: string, taken: ReadonlySet<string>): string {
  const lower = new Set([...taken].map((one) => one.toLocaleLowerCase()))
  let free = title
  for (let number = 2; lower.has(free.toLocaleLowerCase()); number++) free = `${title} ${number}`
  return free
}
