import type { Request, Response } from '@google-cloud/functions-framework'
import { faultOf } from '../faultOf.ts'
import type { Services } from '../services.ts'

type Handler = (req: Request, res: Response) => Promise<void>

/**
 * The frame of a page that a link in a mail opens: GET shows, so that a mail program which opens links by itself
 * changes nothing; POST writes, where there is something to write. What fails on our side is logged with the
 * function's name and told as our fault.
 *
 * @param broken answers that it failed here
 */
export function linkPage(
  { log }: Services,
  job: string,
  page: {
    readonly get: Handler
    readonly post?: Handler
    readonly broken: (res: Response) => void
  },
): Handler {
  const allowed = page.post === undefined ? 'GET, HEAD' : 'GET, HEAD, POST'
  return async (req, res) => {
    try {
      if (req.method === 'GET' || req.method === 'HEAD') await page.get(req, res)
      else if (req.method === 'POST' && page.post !== undefined) await page.post(req, res)
      else res.status(405).set('allow', allowed).end()
    } catch (error) {
      log('ERROR', faultOf(error), { job })
      page.broken(res)
    }
  }
}
