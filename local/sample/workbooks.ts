import { OAuth2Client } from 'google-auth-library'
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { emptyCard } from '../../domain/card.ts'
import { readDirectory } from '../../domain/directory.ts'
import type { Binding, Card } from '../../domain/records.ts'
import type { RowContext } from '../../domain/row.ts'
import { dropDownRequests, tabRequests } from '../../domain/setup/tab.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { tables } from '../../domain/tables/tables.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { bindingDoc, cardDocs, DIRECTORY, recordIn } from '../../functions/store/documents.ts'
import { worldOf } from '../../functions/world.ts'
import { SERVICE } from '../service.ts'
import type { System } from '../system.ts'
import { sampleProgramme } from './files.ts'

/** A spreadsheet to make and bind. */
export interface NewWorkbook {
  readonly title: string
  /** Address of the person whose spreadsheet it is: the coordinator. */
  readonly owner: string
  readonly editors: readonly string[]
  readonly binding: Binding
}

/** Ids of our sheets are ours to choose; Google's own first sheet has 0. */
const FIRST_SHEET_ID = 101

/**
 * Makes a workbook as the coordinator, through the Sheets API: a spreadsheet with the tabs of its
 * scope, shared with those who work in it, and bound.
 *
 * @returns the spreadsheet's id.
 */
export async function makeWorkbook(system: System, workbook: NewWorkbook): Promise<string> {
  const { title, owner, editors, binding } = workbook
  const api = await sheetsAs(system, owner)
  const created = await api.spreadsheets.create({
    requestBody: { properties: { title, locale: 'ru_RU', timeZone: 'Europe/Moscow' } },
  })
  const spreadsheetId = created.data.spreadsheetId
  const empty = created.data.sheets?.[0]?.properties?.sheetId
  if (!spreadsheetId || typeof empty !== 'number') throw new Error(`no spreadsheet for ${title}`)

  const context = await contextOf(system, binding)
  const requests = tabsOf(binding).flatMap(({ sheetId, index, table, layout }) =>
    tabRequests({
      sheetId,
      index,
      table,
      layout,
      context,
      editors: [owner, SERVICE],
      hidden: !table.front.includes(binding.ceiling),
    }),
  )
  await api.spreadsheets.batchUpdate({
    spreadsheetId,
    requestBody: { requests: [...requests, { deleteSheet: { sheetId: empty } }] },
  })
  for (const editor of [SERVICE, ...editors]) system.workbooks.share(spreadsheetId, editor)
  await bindingDoc(system.store, spreadsheetId).create({ ...binding })
  return spreadsheetId
}

/** Offers in the drop-downs what the programme's lists hold now, such as the risks just activated. */
export async function refreshDropDowns(
  system: System,
  spreadsheetId: string,
  { owner, binding }: Pick<NewWorkbook, 'owner' | 'binding'>,
): Promise<void> {
  const api = await sheetsAs(system, owner)
  const context = await contextOf(system, binding)
  const requests = tabsOf(binding).flatMap(({ sheetId, table, layout }) =>
    dropDownRequests(sheetId, table, layout, context),
  )
  await api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } })
}

async function sheetsAs(system: System, email: string): Promise<sheets_v4.Sheets> {
  const auth = new OAuth2Client()
  auth.setCredentials({ access_token: await system.token(email) })
  return sheets({ version: 'v4', auth, rootUrl: `${system.url}/` })
}

function tabsOf({ scope, ceiling }: Binding) {
  const { tabs } = layoutFor(scope, ceiling, textsIn('ru'))
  return tabs.flatMap((layout, index) =>
    tables
      .filter(({ name }) => name === layout.table)
      .map((table) => ({ sheetId: FIRST_SHEET_ID + index, index, table, layout })),
  )
}

async function contextOf(system: System, { programme, scope }: Binding): Promise<RowContext> {
  const school = scope === 'all' ? null : (scope[0] ?? null)
  const directory = await card(system, programme, DIRECTORY)
  const world = worldOf(sampleProgramme(), readDirectory(directory), system.clock.now())
  return world.contextOf(
    school,
    school === null ? directory : await card(system, programme, school),
  )
}

async function card(system: System, programme: string, name: string): Promise<Card> {
  return recordIn<Card>(await cardDocs(system.store, programme).doc(name).get()) ?? emptyCard
}
