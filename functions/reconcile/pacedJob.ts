import type { Request, Response } from '@google-cloud/functions-framework'
import { scheduledFunction } from '../scheduled.ts'
import type { Services } from '../services.ts'
import type { SheetsApi } from '../sheets.ts'
import { Throttle } from './throttle.ts'

/**
 * A scheduled function over the workbooks of each programme, whose calls to the Sheets API keep the pace that
 * Google allows one account, are counted, and told and logged as `reads` and `writes` with what it did.
 *
 * @param said what the log calls a finished run
 */
export function pacedJob<T extends Readonly<Record<string, string | number | boolean | null>>>(
  services: Services,
  { name, said, sleep }: { name: string; said: string; sleep: (ms: number) => Promise<void> },
  work: (programme: string, sheets: SheetsApi) => Promise<T>,
): (req: Request, res: Response) => Promise<void> {
  const calls = { reads: 0, writes: 0 }
  const sheets = paced(services, sleep, calls)
  return scheduledFunction(services, name, async (programme) => {
    const before = { ...calls }
    const done = await work(programme, sheets)
    const reads = calls.reads - before.reads
    const writes = calls.writes - before.writes
    const run = { programme, ...done, reads, writes }
    services.log('INFO', said, run)
    return run
  })
}

function paced(
  { sheets, clock, config }: Services,
  sleep: (ms: number) => Promise<void>,
  calls: { reads: number; writes: number },
): SheetsApi {
  const elapsed = () => clock.elapsed()
  const reads = new Throttle(config.sheetsCallsPerMinute, elapsed, sleep)
  const writes = new Throttle(config.sheetsCallsPerMinute, elapsed, sleep)
  return {
    async get(id, options) {
      await reads.take()
      calls.reads++
      return sheets.get(id, options)
    },
    async batchUpdate(id, body, options) {
      await writes.take()
      calls.writes++
      return sheets.batchUpdate(id, body, options)
    },
  }
}
