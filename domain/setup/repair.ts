import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { columnLetters } from '../a1.ts'
import { CORRECTIONS, serviceHeaders, type TabLayout } from '../layout.ts'
import type { RowContext } from '../row.ts'
import type { Table } from '../tables/table.ts'
import {
  columnNamed,
  columnRequests,
  correctionRule,
  dataOf,
  dropDown,
  headerCell,
  headerDescription,
  textFormat,
} from './tab.ts'

type Request = sheets_v4.Schema$Request

/** One of our tabs as it was found. */
export interface FoundTab {
  readonly sheet: sheets_v4.Schema$Sheet
  readonly sheetId: number
  /** Texts of row 1, from the first column on. */
  readonly headers: readonly string[]
}

/** What of the wanted workbook a repair goes by. */
interface Repaired {
  readonly context: RowContext
  readonly editors: readonly string[]
}

/** Our rule of colour, also where the column that it looked at is gone. */
const OUR_RULE = /^=AND\(ROW\((?:\$[A-Z]+1|#REF!)\)>1,LEN\((?:\$([A-Z]+)1|#REF!)\)>0\)$/
/** The form that it had while its range began below the header; rows put in there have moved it down. */
const OLDER_RULE = /^=LEN\((?:\$[A-Z]+\d+|#REF!)\)>0$/

/**
 * The requests that give a tab what it lacks: columns, lists, the rule of colour, protection of the
 * header, hiding of the service columns. New columns stand where the layout has them, after their
 * neighbour, wherever people have moved that.
 */
export function repairRequests(
  found: FoundTab,
  table: Table,
  layout: TabLayout,
  { context, editors }: Repaired,
): Request[] {
  const { headers, requests } = insertMissing(found, table, layout)
  return [
    ...requests,
    ...listRequests(found, table, layout, context, headers),
    ...hideRequests(found, table, headers),
    ...ruleRequests(found, layout, headers),
    ...protectionRequests(found, layout, headers, { context, editors }),
  ]
}

/** The headers as they will stand, and what puts the missing ones there. */
function insertMissing(
  { sheetId, headers: found }: FoundTab,
  table: Table,
  layout: TabLayout,
): { readonly headers: readonly string[]; readonly requests: Request[] } {
  const headers = [...found]
  const requests: Request[] = []
  const put = (at: number, header: string): void => {
    headers.splice(at, 0, header)
    requests.push(
      {
        insertDimension: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
          inheritFromBefore: at > 0,
        },
      },
      textFormat({ sheetId, startRowIndex: 1, startColumnIndex: at, endColumnIndex: at + 1 }),
      {
        updateCells: {
          start: { sheetId, rowIndex: 0, columnIndex: at },
          rows: [{ values: [headerCell(header)] }],
          fields: 'userEnteredValue,userEnteredFormat',
        },
      },
    )
  }
  layout.columns.forEach(({ key, header }, index) => {
    if (headers.includes(header)) return
    const before = layout.columns.slice(0, index).findLast((one) => headers.includes(one.header))
    const at = before === undefined ? 0 : headers.indexOf(before.header) + 1
    put(at, header)
    requests.push(...columnRequests(sheetId, at, columnNamed(table, key)))
  })
  const { id, state } = serviceHeaders(table.name)
  for (const header of [id, state]) {
    // One of the two is there, or this would be no tab of ours.
    const beside = headers.indexOf(header === id ? state : id)
    if (!headers.includes(header)) put(header === id ? beside : beside + 1, header)
  }
  return { headers, requests }
}

/** Lists of the columns whose first cell does not offer what is to be offered now. */
function listRequests(
  { sheet, sheetId, headers: found }: FoundTab,
  table: Table,
  layout: TabLayout,
  context: RowContext,
  headers: readonly string[],
): Request[] {
  const first = sheet.data?.[0]?.rowData?.[1]?.values ?? []
  return layout.columns.flatMap(({ key, header }) => {
    const rule = dropDown(table, key, context)
    const was = found.indexOf(header)
    if (rule === null) {
      // A new column takes its neighbour's list along.
      const range = dataOf(sheetId, headers.indexOf(header))
      return was < 0 ? [{ setDataValidation: { range } }] : []
    }
    const offered = was < 0 ? undefined : first[was]?.dataValidation
    if (offered !== undefined && sameList(offered, rule)) return []
    return [{ setDataValidation: { range: dataOf(sheetId, headers.indexOf(header)), rule } }]
  })
}

function sameList(
  a: sheets_v4.Schema$DataValidationRule,
  b: sheets_v4.Schema$DataValidationRule,
): boolean {
  return writtenList(a) === writtenList(b)
}

function writtenList({ condition, strict }: sheets_v4.Schema$DataValidationRule): string {
  const offered = (condition?.values ?? []).map(({ userEnteredValue }) => userEnteredValue)
  return JSON.stringify([condition?.type, offered, strict === true])
}

function hideRequests(
  { sheet, sheetId, headers: found }: FoundTab,
  table: Table,
  headers: readonly string[],
): Request[] {
  const columns = sheet.data?.[0]?.columnMetadata ?? []
  return Object.values(serviceHeaders(table.name)).flatMap((header) => {
    const was = found.indexOf(header)
    if (was >= 0 && columns[was]?.hiddenByUser === true) return []
    const at = headers.indexOf(header)
    return [
      {
        updateDimensionProperties: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
          properties: { hiddenByUser: true },
          fields: 'hiddenByUser',
        },
      },
    ]
  })
}

/** Our one rule looks at «Что исправить», wherever that stands; Sheets moves it along with its column. */
function ruleRequests(
  { sheet, sheetId, headers: found }: FoundTab,
  layout: TabLayout,
  headers: readonly string[],
): Request[] {
  const header = layout.columns.find(({ key }) => key === CORRECTIONS)?.header ?? ''
  const was = found.indexOf(header)
  const formulas = (sheet.conditionalFormats ?? []).map(
    ({ booleanRule }) => booleanRule?.condition?.values?.[0]?.userEnteredValue ?? '',
  )
  const index = formulas.findIndex((formula) => OUR_RULE.test(formula) || OLDER_RULE.test(formula))
  const looksAt = OUR_RULE.exec(formulas[index] ?? '')?.[1]
  if (was >= 0 && looksAt === columnLetters(was)) return []
  const rule = correctionRule(sheetId, headers.indexOf(header))
  return index < 0
    ? [{ addConditionalFormatRule: { index: 0, rule } }]
    : [{ updateConditionalFormatRule: { index, sheetId, rule } }]
}

/** One protected piece of row 1 that reaches over all our headers. */
function protectionRequests(
  { sheet, sheetId, headers: found }: FoundTab,
  layout: TabLayout,
  headers: readonly string[],
  { context, editors }: Repaired,
): Request[] {
  const service = serviceHeaders(layout.table)
  const ours = new Set([...layout.columns.map(({ header }) => header), service.id, service.state])
  const span = (all: readonly string[]) => ({
    startColumnIndex: all.findIndex((header) => ours.has(header)),
    endColumnIndex: all.findLastIndex((header) => ours.has(header)) + 1,
  })
  const now = span(found)
  const row = (sheet.protectedRanges ?? []).filter(
    ({ range }) => (range?.startRowIndex ?? 0) === 0 && range?.endRowIndex === 1,
  )
  const covers = row.some(
    ({ range }) =>
      (range?.startColumnIndex ?? 0) <= now.startColumnIndex &&
      (range?.endColumnIndex ?? Infinity) >= now.endColumnIndex,
  )
  if (covers) return []
  const range = { sheetId, startRowIndex: 0, endRowIndex: 1, ...span(headers) }
  const [known] = row
  return known?.protectedRangeId === undefined || known.protectedRangeId === null
    ? [
        {
          addProtectedRange: {
            protectedRange: {
              range,
              description: headerDescription(layout, context),
              editors: { users: [...editors] },
            },
          },
        },
      ]
    : [
        {
          updateProtectedRange: {
            protectedRange: { protectedRangeId: known.protectedRangeId, range },
            fields: 'range',
          },
        },
      ]
}
