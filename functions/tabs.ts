import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { layoutFor } from '../domain/tables/layout.ts'
import { tableNamed } from '../domain/tables/tables.ts'
import { Refusal } from './errors.ts'
import { askedAtWorkbook, type PersonAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import type { Services } from './services.ts'
import { setUpWorkbook, tabsInSight } from './setup/setUpWorkbook.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'
import { tabsDialog, tabsList, type OtherTab } from './tabs/dialog.ts'

const spreadsheetId = z.string().min(1).max(200)

const wishSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), spreadsheetId }),
  z.strictObject({
    do: z.literal('show'),
    spreadsheetId,
    tables: z.array(z.string().max(40)).min(1).max(40),
  }),
])

/** What `tabs` answers: the dialog, or its list anew with a sentence about what was done. */
export type TabsAnswer =
  | { readonly title: string; readonly html: string }
  | { readonly list: string; readonly said: string; readonly pull: boolean }

/**
 * The HTTP function `tabs`: which tabs of the workbook are out of sight (`start`), and shown or added
 * (`show`). For everybody who works there: a tab that the workbook may not have is in no list, and none is
 * taken away.
 */
export function tabsFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'tabs', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<TabsAnswer> {
  const { wish, person } = await askedAtWorkbook(engine, req, wishSchema)
  const { texts } = person.world
  if (wish.do === 'start') {
    return { title: texts.tabs.title, html: tabsDialog(await otherTabs(person), texts) }
  }
  const { ceiling } = person.binding
  const denied = wish.tables.find((name) => tableNamed(name)?.see.includes(ceiling) !== true)
  if (denied !== undefined) throw new Refusal('tab.denied', denied)
  const show = new Set(wish.tables)
  await setUpWorkbook(engine, wish.spreadsheetId, { editors: [], only: show })
  const said = texts.tabs.shown(show.size)
  return { list: tabsList(await otherTabs(person), texts), said, pull: true }
}

/** The tabs that the workbook may have and nobody sees, in the order of the layout. */
async function otherTabs({
  engine,
  spreadsheetId: id,
  binding,
  world,
}: PersonAtWorkbook): Promise<readonly OtherTab[]> {
  const inSight = await tabsInSight(engine, id)
  const { tabs } = layoutFor(binding.scope, binding.ceiling, world.texts)
  return tabs
    .filter(({ table }) => !inSight.has(table))
    .map(({ table, title }) => ({
      table,
      title,
      about: tableNamed(table)?.about(world.texts) ?? '',
    }))
}
