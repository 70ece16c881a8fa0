import type { Request } from '@google-cloud/functions-framework'
import type { z } from 'zod'
import type { Binding } from '../domain/records.ts'
import { callerOf, type Caller } from './caller.ts'
import { Refusal } from './errors.ts'
import { checkAudience } from './identity.ts'
import type { Engine } from './sync/syncWorkbook.ts'
import { worldOf, type World } from './world.ts'

/** Somebody with a token, at a workbook that is connected. */
export interface PersonAtWorkbook {
  readonly engine: Engine
  readonly spreadsheetId: string
  /** Of the token, verified. */
  readonly email: string
  readonly binding: Binding
  readonly caller: Caller
  readonly world: World
}

/**
 * What somebody asks from menu or sidebar, in their own name, and who it is. A body of another shape is told
 * of to those alone who have a token.
 *
 * @throws Refusal `protocol.shape` with the place in the body; `auth.…`, `workbook.unknown`,
 *   `person.unknown`, `workbook.denied`
 */
export async function askedAtWorkbook<T extends { readonly spreadsheetId: string }>(
  engine: Engine,
  req: Request,
  schema: z.ZodType<T>,
): Promise<{ readonly wish: T; readonly person: PersonAtWorkbook }> {
  const read = schema.safeParse(req.body)
  if (!read.success) {
    const { verify, clock } = engine.services
    await verify(req.get('authorization'), clock.stamp())
    throw new Refusal('protocol.shape', read.error.issues[0]?.path.join('.').slice(0, 80) ?? '')
  }
  return { wish: read.data, person: await personAtWorkbook(engine, req, read.data.spreadsheetId) }
}

async function personAtWorkbook(
  engine: Engine,
  req: Request,
  spreadsheetId: string,
): Promise<PersonAtWorkbook> {
  const { services, known } = engine
  const { verify, clock, config } = services
  const identity = await verify(req.get('authorization'), clock.stamp())
  const binding = await known.binding(spreadsheetId)
  checkAudience(identity, config, binding?.audience)
  if (binding === null) throw new Refusal('workbook.unknown')
  const { email } = identity
  const [programme, directory] = await Promise.all([
    known.programme(binding.programme),
    known.directoryWith(email, binding.programme),
  ])
  const caller = callerOf(email, undefined, binding, directory)
  const world = worldOf(programme, directory, clock.now())
  return { engine, spreadsheetId, email, binding, caller, world }
}
