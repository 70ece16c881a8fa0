import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { ROW_ID } from '../domain/limits.ts'
import type { DeletedRow, Panel } from '../domain/panel.ts'
import { askedAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import type { Services } from './services.ts'
import { readDeleted, readPanel } from './sidebar/readPanel.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const spreadsheetId = z.string().min(1).max(200)

const sidebarSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('show'),
    spreadsheetId,
    /** Ids of the rows that stand in the workbook's tabs, by table. */
    present: z.record(z.string().max(40), z.array(z.string().regex(ROW_ID)).max(20_000)),
  }),
  z.strictObject({ do: z.literal('deleted'), spreadsheetId }),
])

/** What `sidebar` answers. */
export type SidebarAnswer = { readonly panel: Panel } | { readonly deleted: readonly DeletedRow[] }

/**
 * The HTTP function `sidebar`: what waits for the person who looks, what is to be corrected, and which rows
 * the workbook has lost (`show`); which rows were deleted and can be brought back (`deleted`). It only
 * reads.
 */
export function sidebarFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'sidebar', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<SidebarAnswer> {
  const { wish: asked, person } = await askedAtWorkbook(engine, req, sidebarSchema)
  return asked.do === 'show'
    ? { panel: await readPanel(person, asked.present) }
    : { deleted: await readDeleted(person) }
}
