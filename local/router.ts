import type { IncomingMessage, ServerResponse } from 'node:http'

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
 * Tries the routes in order. Answers 404 where none took the request, and 500 with the message where
 * one failed: this is the computer of the person who reads it.
 */
export async function route(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (!fromHere(request)) throw new BadRequest(403, 'This system answers its own pages only.')
    const url = new URL(request.url ?? '/', 'http://local')
    for (const each of routes) if (await each(request, response, url)) return
    throw new BadRequest(404, `Nothing is at ${url.pathname}.`)
  } catch (error) {
    if (response.headersSent) {
      response.destroy()
      return
    }
    const status = error instanceof BadRequest ? error.status : 500
    if (status === 500) console.error(error)
    const message = error instanceof Error ? error.message : String(error)
    json(response, { error: { message } }, status)
  }
}

/**
 * A page of another site, or a name that was pointed at this computer, must not drive the system:
 * the host is a loopback name, and a request that changes something comes from our own origin or
 * from a program (which sends no Origin).
 */
function fromHere(request: IncomingMessage): boolean {
  const host = request.headers.host ?? ''
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return false
  const origin = request.headers.origin
  return origin === undefined || origin === `http://${host}`
}

export function json(response: ServerResponse, body: unknown, status = 200): true {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
  return true
}

/** @throws BadRequest when the body is too large or is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a request gives bytes')
    bytes += chunk.length
    if (bytes > BODY_BYTES) throw new BadRequest(413, 'The request is too large.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
  } catch {
    throw new BadRequest(400, 'The body is not JSON.')
  }
}
