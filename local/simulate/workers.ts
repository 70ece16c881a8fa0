import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CampaignOptions, CampaignReport } from './campaign.ts'
import { Seeds } from './seeds.ts'

/** What one thread is given. */
export interface Task {
  readonly options: CampaignOptions
  /** See `Seeds`. */
  readonly shared: Int32Array<SharedArrayBuffer>
  /** Name of the fault to plant. */
  readonly bug?: string
}

export interface Run extends CampaignOptions {
  readonly histories: number
  /** Of the first history; the others follow by one. */
  readonly seed: number
  /** Threads that live histories at the same time. */
  readonly workers: number
  readonly bug?: string
}

/** Lives through histories of consecutive seeds, in threads of their own. */
export async function liveThrough(run: Run): Promise<CampaignReport> {
  const { histories, seed, workers, bug, ...options } = run
  const started = performance.now()
  const seeds = Seeds.range(seed, histories)
  const task: Task = { options, shared: seeds.shared, ...(bug === undefined ? {} : { bug }) }
  const threads = Math.max(1, Math.min(workers, histories))
  const reports = await Promise.all(Array.from({ length: threads }, () => reportOf(task)))

  const counts: Record<string, number> = {}
  for (const report of reports) {
    for (const [name, count] of Object.entries(report.counts)) {
      counts[name] = (counts[name] ?? 0) + count
    }
  }
  return {
    histories: reports.reduce((sum, report) => sum + report.histories, 0),
    seconds: (performance.now() - started) / 1000,
    counts,
    failures: reports
      .flatMap(({ failures }) => failures)
      .filter((failure) => failure.seed <= seeds.last)
      .sort((a, b) => a.seed - b.seed),
  }
}

async function reportOf(task: Task): Promise<CampaignReport> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task })
  try {
    // A thread that fails makes this throw what it failed with.
    const [report]: CampaignReport[] = await once(worker, 'message')
    if (!report) throw new Error('A thread ended without a report')
    return report
  } finally {
    await worker.terminate()
  }
}
