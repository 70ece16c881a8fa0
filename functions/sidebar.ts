import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { LIMITS, ROW_ID } from '../domain/limits.ts'
import type { DeletedRow, Panel } from '../domain/panel.ts'
import { textsIn } from '../domain/texts/texts.ts'
import { Refusal, refusalAnswer } from './errors.ts'
import { personAtWorkbook } from './personAtWorkbook.ts'
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
  return async (req, res) => {
    try {
      res.status(200).json(await answer(engine, req))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal')
      if (error === refusal) services.log('INFO', 'refused', { job: 'sidebar', code: refusal.code })
      else services.log('ERROR', faultOf(error), { job: 'sidebar' })
      const { status, body } = refusalAnswer(refusal.code, refusal.place, textsIn('ru'))
      res.status(status).json(body)
    }
  }
}

async function answer(engine: Engine, req: Request): Promise<SidebarAnswer> {
  if (req.method !== 'POST') throw new Refusal('method')
  if ((req.rawBody?.length ?? 0) > LIMITS.bodyBytes) throw new Refusal('body.size')
  if (req.is('application/json') === false) throw new Refusal('body.type')
  const read = sidebarSchema.safeParse(req.body)
  if (!read.success) {
    await engine.services.verify(req.get('authorization'), engine.services.clock.stamp())
    throw new Refusal('protocol.shape', read.error.issues[0]?.path.join('.') ?? '')
  }
  const asked = read.data
  const person = await personAtWorkbook(engine, req, asked.spreadsheetId)
  return asked.do === 'show'
    ? { panel: await readPanel(person, asked.present) }
    : { deleted: await readDeleted(person) }
}

function faultOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
