import type { Request, Response } from '@google-cloud/functions-framework'
import { RELEASE } from '../domain/limits.ts'
import { faultOf } from './faultOf.ts'
import { jobDocs, type JobRun } from './jobRuns.ts'
import type { Services } from './services.ts'
import { recordIn } from './store/documents.ts'

/** How the system is. Says nothing that the world may not know. */
export interface Health {
  /** `late`: a job has not come to its end for too long; `down`: the store does not answer. */
  readonly status: 'fine' | 'late' | 'down'
  readonly release: string
  readonly store: 'answers' | 'silent'
  /** Whether letters have a mail server; unknown until a job that sends letters has run. */
  readonly mail: 'configured' | 'missing' | 'unknown'
  /** By job: when it last came to its end, in UTC; null for one that has not run yet. */
  readonly jobs: Readonly<
    Record<string, { readonly at: string | null; readonly late: boolean; readonly failed: number }>
  >
}

const MINUTE = 60_000

/** How long after its last end a job is late: three turns; a day's and a week's work one turn and some hours. */
export const LATE_AFTER = {
  tick: 180 * MINUTE,
  reconcile: 30 * MINUTE,
  refreshDashboards: 30 * MINUTE,
  checkDeadlines: 30 * 60 * MINUTE,
  weeklyDigest: 9 * 24 * 60 * MINUTE,
} as const

type JobName = keyof typeof LATE_AFTER
const JOBS = Object.keys(LATE_AFTER).filter((name): name is JobName => name in LATE_AFTER)

/** Who asks often is told what was found so long ago. */
const FRESH_MS = 10_000
const PATIENCE_MS = 5_000

/**
 * The function `health`: GET, open to everybody. 200 when all is well, 503 when something is late or the store is
 * silent. Reads one document a job, at most every ten seconds.
 */
export function healthFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  let known: { readonly at: number; readonly health: Promise<Health> } | undefined
  return async (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.status(405).json({ error: { code: 'method', message: 'GET' } })
      return
    }
    const now = services.clock.elapsed()
    if (known === undefined || now - known.at >= FRESH_MS) {
      known = { at: now, health: look(services) }
    }
    const health = await known.health
    res.set('cache-control', 'no-store')
    res.status(health.status === 'fine' ? 200 : 503).json(health)
  }
}

async function look(services: Services): Promise<Health> {
  const runs = await withPatience(readRuns(services)).catch((error: unknown) => {
    services.log('ERROR', faultOf(error), { job: 'health' })
    return null
  })
  const now = services.clock.stamp()
  const jobs = Object.fromEntries(
    JOBS.map((name) => {
      const run = runs?.get(name) ?? null
      const late = run !== null && now - run.at > LATE_AFTER[name]
      const at = run === null ? null : new Date(run.at).toISOString()
      return [name, { at, late, failed: run?.failed ?? 0 }] as const
    }),
  )
  const late = Object.values(jobs).some((job) => job.late)
  return {
    status: runs === null ? 'down' : late ? 'late' : 'fine',
    release: RELEASE,
    store: runs === null ? 'silent' : 'answers',
    mail: mailOf(services, runs),
    jobs,
  }
}

async function readRuns({ store }: Services): Promise<ReadonlyMap<JobName, JobRun | null>> {
  const found = await store.getAll(...JOBS.map((name) => jobDocs(store).doc(name)))
  return new Map(
    found.flatMap((snapshot, at) => {
      const name = JOBS[at]
      return name === undefined ? [] : [[name, recordIn<JobRun>(snapshot)] as const]
    }),
  )
}

/** Only the jobs that send letters hold the mail server's secret: they tell whether they have it. */
function mailOf({ config }: Services, runs: ReadonlyMap<JobName, JobRun | null> | null) {
  if (config.sendsMail) return 'configured'
  const senders = [runs?.get('checkDeadlines'), runs?.get('weeklyDigest')].filter((run) => run)
  if (senders.length === 0) return 'unknown'
  return senders.some((run) => run?.mail) ? 'configured' : 'missing'
}

/** The store's client waits for a server for ever. */
async function withPatience<T>(answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('The store is silent.')), PATIENCE_MS)
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer))
}
