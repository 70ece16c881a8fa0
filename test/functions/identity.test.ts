import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { readConfig } from '../../functions/config.ts'
import { Refusal } from '../../functions/errors.ts'
import { tokenVerifier } from '../../functions/identity.ts'
import { openIssuer } from '../../local/issuer.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Which tokens are refused is shown over HTTP in refusals.test.ts.

test('keys that cannot be fetched are our fault, not the caller’s', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kurator-'))
  const issuer = await openIssuer(folder, 'https://issuer.test')
  const server = createServer((_, response) => response.writeHead(500).end())
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  const verify = tokenVerifier(
    readConfig({
      GOOGLE_CLOUD_PROJECT: 'kurator',
      KURATOR_ISSUERS: issuer.name,
      KURATOR_JWKS_URL: `http://127.0.0.1:${address.port}/jwks`,
      KURATOR_AUDIENCES: 'addon',
      SCHEDULER_EMAIL: 'scheduler@example.org',
      SMTP_URL: 'smtp://127.0.0.1:25',
      MAIL_FROM: 'kurator@example.org',
      LINK_SECRET: 'a secret of tests, of forty characters ..',
      FUNCTIONS_URL: 'https://kurator.example.org',
      TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
    }),
  )
  const token = await issuer.issue('head@example.org', 'addon')
  const failure: unknown = await verify(`Bearer ${token}`, Date.now()).catch((error) => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).not.toBeInstanceOf(Refusal)
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
})

test('a token that names none of several keys is the caller’s fault', async () => {
  const folders = [mkdtempSync(join(tmpdir(), 'kurator-')), mkdtempSync(join(tmpdir(), 'kurator-'))]
  const issuers = await Promise.all(
    folders.map((folder) => openIssuer(folder, 'https://issuer.test')),
  )
  const keys = issuers.flatMap(({ jwks }) => jwks.keys)
  const server = createServer((_, response) => response.end(JSON.stringify({ keys })))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  const verify = tokenVerifier(
    readConfig({
      GOOGLE_CLOUD_PROJECT: 'kurator',
      KURATOR_ISSUERS: 'https://issuer.test',
      KURATOR_JWKS_URL: `http://127.0.0.1:${address.port}/jwks`,
      KURATOR_AUDIENCES: 'addon',
      SCHEDULER_EMAIL: 'scheduler@example.org',
      SMTP_URL: 'smtp://127.0.0.1:25',
      MAIL_FROM: 'kurator@example.org',
      LINK_SECRET: 'a secret of tests, of forty characters ..',
      FUNCTIONS_URL: 'https://kurator.example.org',
      TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
    }),
  )
  const nameless = `${btoa('{"alg":"RS256"}')}.${btoa('{}')}.c2lnbmF0dXJl`
  const failure: unknown = await verify(`Bearer ${nameless}`, Date.now()).catch((error) => error)
  expect(failure).toMatchObject({ name: 'Refusal', code: 'auth.invalid' })
  const token = (await issuers[1]?.issue('head@example.org', 'addon')) ?? ''
  expect((await verify(`Bearer ${token}`, Date.now())).email).toBe('head@example.org')
  await new Promise((resolve) => server.close(resolve))
  for (const folder of folders) rmSync(folder, { recursive: true })
})
