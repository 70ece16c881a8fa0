import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'

/** Answers a request, or returns false where the path is not its own. */
export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<boolean> | boolean

/** A fault of the caller, answered with its status and sentence. */
export class BadRequest extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'BadRequest'
    this.status = status
  }
}

/** Bytes of a body that the stand's own interface takes. */
const BODY_BYTES = 2_000_000

/**
 * Tries the routes in order, for requests that come from here or to one of `origins`. Answers 404 where none took the request, and 500 with the message where
 * one failed: this is the computer of the person who reads it.
 */
export async function route(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[] = [],
): Promise<void> {
  try {
    if (!fromHere(request, origins))
      throw new BadRequest(403, 'This system answers its own pages only.')
    const url = urlOf(request)
    for (const each of routes) if (await each(request, response, url)) return
    throw new BadRequest(404, `Nothing is at ${url.pathname}.`)
  } catch (error) {
    if (response.headersSent) {
      response.destroy()
      return
    }
    const status = error instanceof BadRequest ? error.status : 500
    // What is left of a body that is too large is not read: the connection cannot serve another request.
    if (status === 413) response.setHeader('connection', 'close')
    if (status === 500) console.error(error)
    // Other people are not told how the server is made.
    const told = error instanceof BadRequest || origins.length === 0
    const reason = error instanceof Error ? error.message : String(error)
    const message = told ? reason : 'На сервере произошла ошибка. Повторите через минуту.'
    json(response, { error: { message } }, status)
  }
}

/** @throws BadRequest for what is no address, such as `//`. */
function urlOf({ url = '/' }: IncomingMessage): URL {
  if (!url.startsWith('/') || !URL.canParse(`http://local${url}`)) {
    throw new BadRequest(400, 'The address cannot be read.')
  }
  return new URL(`http://local${url}`)
}

/**
 * A page of another site, or a name that was pointed at this computer, must not drive the system: the host is a
 * loopback name or the public one, and a request that changes something comes from our own origin or from a program
 * (which sends no Origin).
 */
function fromHere({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { host = '', origin } = headers
  const ours = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)
    ? [`http://${host}`]
    : origins.filter((each) => new URL(each).host === host)
  return ours.length > 0 && (origin === undefined || ours.includes(origin))
}

export function json(response: ServerResponse, body: unknown, status = 200): true {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
  return true
}

/** @throws BadRequest when the body is too large, is not JSON, or has not the schema's shape. */
export async function readJson<T>(
  request: IncomingMessage,
  schema: z.ZodType<T>,
  most = BODY_BYTES,
): Promise<T> {
  const read = schema.safeParse(await readBody(request, most))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const place = issue?.path.join('.') || 'the body'
  throw new BadRequest(400, `The request is not well formed: ${place}: ${issue?.message ?? ''}.`)
}

async function readBody(request: IncomingMessage, most: number): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a request gives bytes')
    bytes += chunk.length
    if (bytes > most) throw new BadRequest(413, 'The request is too large.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
  } catch {
    throw new BadRequest(400, 'The body is not JSON.')
  }
}
