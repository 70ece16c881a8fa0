import type { Services } from '../services.ts'
import type { SheetsApi } from '../sheets.ts'
import { Throttle } from './throttle.ts'

/** The Sheets API at the pace that Google allows, counted. */
export function paced(
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
