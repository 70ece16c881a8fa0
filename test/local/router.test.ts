import { createServer, request as ask, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { json, readJson, route } from '../../local/router.ts'

const shape = z.object({ as: z.string() })

let server: Server
let port = 0
beforeAll(async () => {
  server = createServer((request, response) => {
    void route([async () => json(response, await readJson(request, shape))], request, response)
  })
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  port = address.port
})
afterAll(() => new Promise((done) => server.close(done)))

/** Without the manners of `fetch`: any path, any header. */
function send(options: {
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}): Promise<{ readonly status: number | undefined; readonly text: string }> {
  const { path = '/', headers = {}, body = '{"as":"a"}' } = options
  return new Promise((done, fail) => {
    const request = ask({ port, path, method: 'POST', headers, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => done({ status: response.statusCode, text }))
    })
    request.on('error', fail)
    request.end(body)
  })
}

describe('the stand', () => {
  test('answers a body of another shape with its place and reason', async () => {
    for (const body of ['', 'null', '[]', '{}', '{"as":1}']) {
      const { status, text } = await send({ body })
      expect(status).toBe(400)
      expect(text).toMatch(/The request is not well formed: (as|the body): /)
    }
    expect((await send({ body: '{' })).text).toContain('The body is not JSON.')
    expect(await send({})).toEqual({ status: 200, text: '{"as":"a"}' })
  })

  test('answers an address that is none', async () => {
    for (const path of ['http://[', '*']) {
      expect(await send({ path })).toMatchObject({ status: 400 })
    }
    expect(await send({ path: '/..%2f..%2fetc/passwd' })).toMatchObject({ status: 200 })
  })

  test('answers its own pages and programs only', async () => {
    const host = `127.0.0.1:${port}`
    const strangers = [
      { host: 'evil.example' },
      { host: `${host}@evil.example` },
      { host, origin: 'http://evil.example' },
      { host, origin: 'null' },
    ]
    for (const headers of strangers) expect(await send({ headers })).toMatchObject({ status: 403 })
    expect(await send({ headers: { host, origin: `http://${host}` } })).toMatchObject({
      status: 200,
    })
  })
})
