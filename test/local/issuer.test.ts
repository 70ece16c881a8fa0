import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openIssuer, serveIssuer } from '../../local/issuer.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kurator-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a token is checked with the published keys, and vouches for the address', async () => {
  const issuer = await openIssuer(folder, 'https://issuer.test')
  const token = await issuer.issue('head@example.org', 'addon')
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [...issuer.jwks.keys] }), {
    issuer: 'https://issuer.test',
    audience: 'addon',
  })
  expect(payload).toMatchObject({ email: 'head@example.org', email_verified: true })
})

test('a token stays good over a restart', async () => {
  const token = await (await openIssuer(folder, 'x')).issue('head@example.org', 'addon')
  const again = await openIssuer(folder, 'x')
  await expect(
    jwtVerify(token, createLocalJWKSet({ keys: [...again.jwks.keys] })),
  ).resolves.toBeDefined()
})

test('only the public half of the key is published', async () => {
  const issuer = await openIssuer(folder, 'x')
  const server = await serveIssuer(issuer, 0)
  try {
    const keys = await (await fetch(`${server.url}/jwks`)).json()
    expect(keys).toEqual({ keys: [expect.not.objectContaining({ d: expect.anything() })] })
    expect((await fetch(`${server.url}/issuer-key.json`)).status).toBe(404)
  } finally {
    await server.close()
  }
})
