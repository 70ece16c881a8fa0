import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { CellContext } from '../../domain/cells/cell.ts'
import { tabRequests } from '../../domain/setup/tab.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { tables } from '../../domain/tables/tables.ts'
import type { Column, Table } from '../../domain/tables/table.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import type { Binding } from '../../domain/records.ts'
import type { System } from '../system.ts'

/**
 * Makes a workbook as the coordinator: a spreadsheet with the tabs of its scope, shared with those who
 * work in it, and bound.
 *
 * @returns the spreadsheet's id.
 */
export async function makeWorkbook(
  system: System,
  sheets: sheets_v4.Sheets,
  options: {
    readonly title: string
    readonly owner: string
    readonly editors: readonly string[]
    readonly binding: Binding
    readonly context: (table: Table, column: Column) => CellContext
  },
): Promise<string> {
  const { title, owner, editors, binding, context } = options
  const created = await sheets.spreadsheets.create({
    requestBody: { properties: { title, locale: 'ru_RU', timeZone: 'Europe/Moscow' } },
  })
  const spreadsheetId = created.data.spreadsheetId
  const empty = created.data.sheets?.[0]?.properties?.sheetId
  if (!spreadsheetId || typeof empty !== 'number') throw new Error(`no spreadsheet for ${title}`)

  const layout = layoutFor(binding.scope, binding.ceiling, textsIn('ru'))
  const tabs = layout.tabs.flatMap((tab, index) =>
    tables
      .filter(({ name }) => name === tab.table)
      .flatMap((table) =>
        tabRequests({
          sheetId: FIRST_SHEET_ID + index,
          index,
          table,
          layout: tab,
          context: (column) => context(table, column),
          editors: [owner],
        }),
      ),
  )
  await sheets.spreadsheets.batchUpdate({
    spreadsheetId,
    requestBody: { requests: [...tabs, { deleteSheet: { sheetId: empty } }] },
  })
  for (const editor of editors) system.workbooks.share(spreadsheetId, editor)
  await system.store.doc(`workbooks/${spreadsheetId}`).create(binding)
  return spreadsheetId
}

/** Ids of our sheets are ours to choose; Google's own first sheet has 0. */
const FIRST_SHEET_ID = 101
