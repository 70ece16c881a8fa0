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

async function serve(handler: HttpFunction): Promise<{ url: string; close: () => Promise<void> }> {
  const name = `job-${served++}`
  serveFunction(name, handler)
  const server = getTestServer(name)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A function whose pages people open from a mail. */
export interface Page {
  get(query: string): Promise<PageResponse>
  /** As a browser sends a form. */
  post(query: string, form: Readonly<Record<string, string>>): Promise<PageResponse>
  call(query: string, init: RequestInit): Promise<PageResponse>
  close(): Promise<void>
}

export interface PageResponse {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

export async function servePage(handler: HttpFunction): Promise<Page> {
  const { url, close } = await serve(handler)
  const call = async (query: string, init: RequestInit): Promise<PageResponse> => {
    const response = await fetch(url + query, init)
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  return {
    get: (query) => call(query, {}),
    post: (query, form) => call(query, { method: 'POST', body: new URLSearchParams(form) }),
    call,
    close,
  }
}

export async function serveJob(system: System, handler: HttpFunction): Promise<Job> {
  const { url, close } = await serve(handler)
  const call = async (init: RequestInit, query = ''): Promise<JobResponse> => {
    const response = await fetch(url + query, init)
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
    close,
  }
}
