import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Migration } from '../../functions/migrate.ts'
import { startHost, type Place } from '../../local/host.ts'

const folder = mkdtempSync(join(tmpdir(), 'kurator-host-'))
afterAll(() => rmSync(folder, { recursive: true }))

const place = (change: Partial<Place>): Place => ({
  data: folder,
  port: 0,
  now: () => new Date('2021-09-20T08:00:00Z'),
  mail: {
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'kurator@example.org',
    MAIL_PER_MINUTE: '100',
    MAIL_PER_DAY: '100',
  },
  routes: () => ({}),
  ...change,
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

test('who comes while the host starts is answered when it is ready, never with “not found”', async () => {
  const port = await freePort()
  const started = startHost(place({ port }))
  const ready = new AbortController()
  const statuses: number[] = []
  const asking = (async () => {
    while (!ready.signal.aborted) {
      // Before it listens there is nobody to wait for.
      const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)
      if (answer) statuses.push(answer.status)
      else await new Promise((done) => setImmediate(done))
    }
  })()
  const host = await started
  const last = await fetch(`${host.url}/health`)
  ready.abort()
  await asking
  expect(last.status).toBe(200)
  expect(new Set(statuses)).toEqual(new Set([200]))
  await host.close()
})

test('a store in the form of the release before is changed before anybody is answered, and once', async () => {
  const before = await startHost(place({}))
  const row = { title: 'директор' }
  await before.store.collection('old').doc('row').set(row)
  await before.close()

  let looked = 0
  const migration: Migration = {
    name: '0001-of-a-test',
    collections: (store) => Promise.resolve([store.collection('old')]),
    change: ({ title, post }) => {
      looked++
      return post === undefined ? { post: title } : null
    },
  }
  for (const looks of [2, 2]) {
    const host = await startHost(place({ migrations: [migration] }))
    expect((await host.store.collection('old').doc('row').get()).data()).toEqual({
      ...row,
      post: 'директор',
    })
    expect(looked).toBe(looks)
    await host.close()
  }
})
