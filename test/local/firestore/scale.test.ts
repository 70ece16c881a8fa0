import { existsSync, readFileSync } from 'node:fs'
import type { Firestore, Query } from '@google-cloud/firestore'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Store } from '../../../local/firestore/store/store.ts'
import { client, startChild, temporaryFolder } from './servers.ts'

// A machine may be busy: these tests start processes or make them work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const [few, many] = [10_000, 100_000]

/** A store of `size` documents: `share` is 0 for 1% of them, `group` for a hundred, whatever the size. */
interface Filled {
  size: number
  database: Firestore
  reads(): Promise<number>
  memory(): number
  stop(): Promise<void>
}

async function filled(size: number): Promise<Filled> {
  const folder = temporaryFolder()
  const store = Store.open(folder.path)
  store.writer.transaction(() => {
    for (let at = 0; at < size; at += 1) {
      const fields = {
        at: { integerValue: { low: at, high: 0 } },
        share: { integerValue: { low: at % 100, high: 0 } },
        group: { integerValue: { low: at % (size / 100), high: 0 } },
        text: { stringValue: `measure ${at} of a school with low results` },
      }
      const place = {
        database: 'projects/p/databases/(default)',
        collection: 'c',
        id: String(at).padStart(6, '0'),
      }
      store.writer.put(place, { fields, created: 1, updated: 1 }, undefined)
    }
  })
  store.close()
  const server = await startChild(folder.path)
  const database = client(server, 'p')
  return {
    size,
    database,
    async reads() {
      const stats = await (await fetch(`http://${server.host}/stats`)).text()
      return Number(/"reads":(\d+)/.exec(stats)?.[1])
    },
    memory: () =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]),
    async stop() {
      await database.terminate()
      await server.stop()
      folder.remove()
    },
  }
}

/** The best of some runs in milliseconds (others use the machine too), and what one run reads. */
async function cost(
  store: Filled,
  run: () => Promise<unknown>,
): Promise<{ ms: number; reads: number }> {
  // The first run makes the index.
  await run()
  const before = await store.reads()
  await run()
  const reads = (await store.reads()) - before
  let ms = Infinity
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now()
    await run()
    ms = Math.min(ms, performance.now() - start)
  }
  return { ms, reads }
}

/** Streams every document; how much memory the server then has, in kB. */
async function readAll(store: Filled): Promise<number> {
  let read = 0
  for await (const _ of store.database.collection('c').stream()) read += 1
  expect(read).toBe(store.size)
  return store.memory()
}

describe('ten times the documents', () => {
  let small: Filled
  let large: Filled

  beforeAll(async () => {
    small = await filled(few)
    large = await filled(many)
  }, 120_000)
  afterAll(async () => {
    await small.stop()
    await large.stop()
  })

  const compare = async (name: string, run: (all: Query, size: number) => Promise<unknown>) => {
    const less = await cost(small, () => run(small.database.collection('c'), few))
    const more = await cost(large, () => run(large.database.collection('c'), many))
    console.log(name, JSON.stringify({ less, more }))
    return { less, more }
  }

  test('do not slow a query for a hundred of them', async () => {
    const { less, more } = await compare('a hundred', (all) => all.where('group', '==', 7).get())
    expect([less.reads, more.reads]).toEqual([100, 100])
    expect(more.ms / less.ms).toBeLessThan(5)
  })

  test('do not slow a query for 1% of them, document by document', async () => {
    const { less, more } = await compare('1%', (all) => all.where('share', '==', 7).get())
    expect([less.reads, more.reads]).toEqual([few / 100, many / 100])
    expect(more.ms / less.ms).toBeLessThan(10)
  })

  test('do not slow a page in the middle', async () => {
    const { less, more } = await compare('a page', (all, size) =>
      all
        .orderBy('at')
        .startAfter(size / 2)
        .limit(100)
        .get(),
    )
    expect([less.reads, more.reads]).toEqual([100, 100])
    expect(more.ms / less.ms).toBeLessThan(5)
  })

  test('do not slow a count tenfold', async () => {
    const { less, more } = await compare('a count', (all) =>
      all.where('share', '==', 7).count().get(),
    )
    expect([less.reads, more.reads]).toEqual([1, 1])
    expect(more.ms / less.ms).toBeLessThan(10)
  })

  test.skipIf(!existsSync('/proc/self/status'))(
    'do not fill memory when all are read (needs /proc)',
    async () => {
      const [less, more] = [await readAll(small), await readAll(large)]
      console.log('resident kB', less, more)
      // The page cache of SQLite, 64 MB, fills once.
      expect(more - less).toBeLessThan(150_000)
    },
  )
})
