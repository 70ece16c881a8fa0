import type { Request, Response } from '@google-cloud/functions-framework'
import { LIMITS } from '../domain/limits.ts'
import type { RefusalCode } from '../domain/texts/sync.ts'
import { textsIn } from '../domain/texts/texts.ts'
import { Refusal, refusalAnswer } from './errors.ts'
import { faultOf } from './faultOf.ts'
import type { Services } from './services.ts'

/** What a function asks of the frame besides. */
interface Frame {
  /** Bytes of a request; that of `sync` where nothing is said. */
  readonly bodyBytes: number
  readonly tooLarge: RefusalCode
  /** The message of a fault may quote what people wrote: only where it happened is logged. */
  readonly quiet: boolean
}

const USUAL: Frame = { bodyBytes: LIMITS.bodyBytes, tooLarge: 'body.size', quiet: false }

/**
 * The frame of an HTTP function that somebody calls from menu or sidebar: a POST of JSON within the bounds
 * of a request goes in, JSON comes out. A refusal is answered with its reason; what fails on our side is
 * logged with the function's name and never told.
 *
 * @param job the function's name, for the log
 * @param answer rejects with a `Refusal` where the caller is to be told why
 */
export function personFunction(
  services: Services,
  job: string,
  answer: (req: Request) => Promise<object>,
  { bodyBytes, tooLarge, quiet }: Frame = USUAL,
): (req: Request, res: Response) => Promise<void> {
  return async (req, res) => {
    try {
      if (req.method !== 'POST') throw new Refusal('method')
      if ((req.rawBody?.length ?? 0) > bodyBytes) throw new Refusal(tooLarge)
      if (req.is('application/json') === false) throw new Refusal('body.type')
      res.status(200).json(await answer(req))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal')
      if (error === refusal) services.log('INFO', 'refused', { job, code: refusal.code })
      else services.log('ERROR', quiet ? placeOf(error) : faultOf(error), { job })
      const { status, body } = refusalAnswer(refusal.code, refusal.place, textsIn('ru'))
      res.status(status).json(body)
    }
  }
}

/** Kind and stack of a fault without its message. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...stack].join('\n')
}
