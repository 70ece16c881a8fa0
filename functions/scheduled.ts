import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { textsIn } from '../domain/texts/texts.ts'
import { Refusal, refusalAnswer } from './errors.ts'
import { faultOf } from './faultOf.ts'
import { checkAudience } from './identity.ts'
import { noteRun } from './jobRuns.ts'
import type { Services } from './services.ts'

/** What a job did, one entry per programme. */
export interface JobAnswer<T> {
  readonly programmes: readonly T[]
}

/** What the scheduler asks for besides the programme. */
export interface Asked {
  /** Whatever the day and the hour: for the stand, and for an office that catches up. */
  readonly now: boolean
}

/**
 * An HTTP function that only the scheduler may call: `POST`, bearer an ID token of `SCHEDULER_EMAIL`,
 * body or query `programme` for one programme, nothing for all. Every job is safe to run again, so that
 * one programme's fault does not stop the others: it is logged, and the answer is 500 for the scheduler
 * to call once more.
 *
 * @param job does the work of one programme; what it returns is told to the caller
 */
export function scheduledFunction<T>(
  services: Services,
  name: string,
  job: (programme: string, asked: Asked) => Promise<T>,
): (req: Request, res: Response) => Promise<void> {
  return answering(services, name, async (req, res) => {
    const done: T[] = []
    let failed = 0
    const { now, programme: named } = readAsked(req)
    for (const programme of await programmesOf(named, services)) {
      try {
        done.push(await job(programme, { now }))
      } catch (error) {
        if (error instanceof Refusal) throw error
        failed++
        services.log('ERROR', faultOf(error), { job: name, programme })
      }
    }
    await noteRun(services, name, failed)
    const answer: JobAnswer<T> = { programmes: done }
    if (failed === 0) res.status(200).json(answer)
    else res.status(500).json({ ...answer, ...refused('internal') })
  })
}

/** The same for a job over all programmes at once. */
export function answerScheduler<T>(
  services: Services,
  name: string,
  job: () => Promise<T>,
): (req: Request, res: Response) => Promise<void> {
  return answering(services, name, async (_req, res) => {
    const done = await job()
    await noteRun(services, name, 0)
    res.status(200).json(done)
  })
}

function answering(
  services: Services,
  name: string,
  work: (req: Request, res: Response) => Promise<void>,
): (req: Request, res: Response) => Promise<void> {
  return async (req, res) => {
    try {
      await checkScheduler(req, services, name)
      await work(req, res)
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal')
      const severity = error === refusal ? 'INFO' : 'ERROR'
      const said = error === refusal ? 'refused' : faultOf(error)
      services.log(severity, said, { job: name, code: refusal.code })
      const { status, body } = refusalAnswer(refusal.code, refusal.place, textsIn('ru'))
      res.status(status).json(body)
    }
  }
}

/** @throws Refusal `method`, `auth.*`, `scheduler.denied` */
async function checkScheduler(req: Request, services: Services, name: string): Promise<void> {
  if (req.method !== 'POST') throw new Refusal('method')
  const identity = await services.verify(req.get('authorization'), services.clock.stamp())
  checkAudience(identity, services.config, `${services.config.functionsUrl}/${name}`)
  if (identity.email !== services.config.schedulerEmail.toLowerCase()) {
    throw new Refusal('scheduler.denied')
  }
}

const asked = z.object({
  programme: z
    .string()
    .regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,100}$/)
    .optional(),
  now: z.boolean().default(false),
})

/** @throws Refusal `protocol.shape` */
function readAsked(req: Request): z.infer<typeof asked> {
  const body: unknown = req.body
  const read = asked.safeParse({ ...req.query, ...(isRecord(body) ? body : {}) })
  if (!read.success) throw new Refusal('protocol.shape', 'programme')
  return read.data
}

/** The programme that the request names, or all, by id. */
async function programmesOf(
  named: string | undefined,
  services: Services,
): Promise<readonly string[]> {
  if (named !== undefined) return [named]
  const programmes = await services.store.collection('programmes').select().get()
  return programmes.docs.map(({ id }) => id)
}

function isRecord(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}

function refused(code: 'internal') {
  return refusalAnswer(code, '', textsIn('ru')).body
}
