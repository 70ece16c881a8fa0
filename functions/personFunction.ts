import type { Request, Response } from '@google-cloud/functions-framework'
import { LIMITS } from '../domain/limits.ts'
import { textsIn } from '../domain/texts/texts.ts'
import { Refusal, refusalAnswer } from './errors.ts'
import { faultOf } from './faultOf.ts'
import type { Services } from './services.ts'

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
): (req: Request, res: Response) => Promise<void> {
  return async (req, res) => {
    try {
      if (req.method !== 'POST') throw new Refusal('method')
      if ((req.rawBody?.length ?? 0) > LIMITS.bodyBytes) throw new Refusal('body.size')
      if (req.is('application/json') === false) throw new Refusal('body.type')
      res.status(200).json(await answer(req))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal')
      if (error === refusal) services.log('INFO', 'refused', { job, code: refusal.code })
      else services.log('ERROR', faultOf(error), { job })
      const { status, body } = refusalAnswer(refusal.code, refusal.place, textsIn('ru'))
      res.status(status).json(body)
    }
  }
}
