import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { excerpt } from '../domain/cells/excerpt.ts'
import { PREVIOUS_PROTOCOL } from '../domain/limits.ts'
import {
  LIMITS,
  PROTOCOL,
  syncRequestSchema,
  type SyncAnswer,
  type SyncRequest,
} from '../domain/protocol.ts'
import { textsIn } from '../domain/texts/texts.ts'
import { callerOf } from './caller.ts'
import { Refusal, refusalAnswer } from './errors.ts'
import { faultOf } from './faultOf.ts'
import { checkAudience } from './identity.ts'
import { checkTabs } from './sync/planRows.ts'
import type { Services } from './services.ts'
import {
  enableSender,
  engineOf,
  noteAddon,
  syncWorkbook,
  type Engine,
} from './sync/syncWorkbook.ts'

/**
 * The HTTP function `sync`: takes a workbook's rows, tells what changed elsewhere (docs/protocol.md).
 * The only one that is open to the internet; it checks the caller's token itself.
 */
export function syncFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return async (req, res) => {
    const place = new Place()
    try {
      res.status(200).json(await answer(engine, req, place))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal')
      if (error === refusal) {
        services.log('INFO', 'refused', { ...place.ids, code: refusal.code })
      } else {
        services.log('ERROR', faultOf(error), place.ids)
      }
      const { status, body } = refusalAnswer(refusal.code, refusal.place, textsIn(place.language))
      res.status(status).json(body)
    }
  }
}

/** What is known of a request so far: for its log line, and for the language of its refusal. */
class Place {
  language: 'ru' | 'en' = 'ru'
  ids: Readonly<Record<string, string>> = {}
}

async function answer(engine: Engine, req: Request, place: Place): Promise<SyncAnswer> {
  const { services, known } = engine
  checkEnvelope(req)
  const identity = await services.verify(req.get('authorization'), services.clock.stamp())
  const request = readRequest(req.body)
  place.ids = { request: request.request, workbook: request.spreadsheetId }

  const binding = await known.binding(request.spreadsheetId)
  checkAudience(identity, services.config, binding?.audience)
  if (binding === null) throw new Refusal('workbook.unknown')
  const [programme, directory] = await Promise.all([
    known.programme(binding.programme),
    known.directoryWith(identity.email, binding.programme),
  ])
  place.language = programme.language
  const caller = callerOf(identity.email, request.editor, binding, directory)
  if (request.enable === true) {
    // What would be refused whole must not have made a sender.
    checkTabs(request, binding)
    await enableSender(engine, caller, binding, request.spreadsheetId, identity.email)
  }
  if (request.shell === 'addon') await noteAddon(engine, binding, request)
  return syncWorkbook(engine, caller, binding, request)
}

/** @throws Refusal `method`, `body.type`, `body.size` */
function checkEnvelope(req: Request): void {
  if (req.method !== 'POST') throw new Refusal('method')
  if ((req.rawBody?.length ?? 0) > LIMITS.bodyBytes) throw new Refusal('body.size')
  if (req.is('application/json') === false) throw new Refusal('body.type')
}

/** @throws Refusal `protocol.version`, `protocol.shape`, `protocol.rows` */
function readRequest(body: unknown): SyncRequest {
  const version = z.looseObject({ protocol: z.unknown() }).safeParse(body)
  const spoken: readonly unknown[] = [PROTOCOL, PREVIOUS_PROTOCOL]
  if (version.success && !spoken.includes(version.data.protocol)) {
    throw new Refusal('protocol.version')
  }
  const read = syncRequestSchema.safeParse(body)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new Refusal(
      'protocol.shape',
      `${excerpt(issue?.path.join('.') ?? '')}: ${issue?.code ?? ''}`,
    )
  }
  const rows = read.data.tabs.reduce((sum, tab) => sum + tab.rows.length, 0)
  if (rows > LIMITS.rows) throw new Refusal('protocol.rows')
  return read.data
}
