import type { HttpFunction } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { serveFunction } from '../../functions/serve.ts'
import type { System } from './system.ts'

/** A scheduled function served by functions-framework, and the scheduler that calls it. */
export interface Job {
  /** As the scheduler calls it. */
  run(body?: unknown): Promise<JobResponse>
  /** As anybody may call it. */
  call(init: RequestInit, query?: string): Promise<JobResponse>
  close(): Promise<void>
}

export interface JobResponse {
  readonly status: number
  readonly body: unknown
}

export const SCHEDULER = 'scheduler@example.org'

let served = 0

export async function serveJob(system: System, handler: HttpFunction): Promise<Job> {
  const name = `job-${served++}`
  serveFunction(name, handler)
  const server = getTestServer(name)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  const call = async (init: RequestInit, query = ''): Promise<JobResponse> => {
    const response = await fetch(`http://127.0.0.1:${address.port}/${query}`, init)
    return { status: response.status, body: await response.json() }
  }
  return {
    call,
    run: async (body = {}) =>
      call({
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await system.token(SCHEDULER)}`,
        },
        body: JSON.stringify(body),
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
