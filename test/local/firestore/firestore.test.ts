import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FieldPath, type Firestore } from '@google-cloud/firestore'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FirestoreServer, startFirestore } from '../../../local/firestore/firestore.ts'
import { calls } from './contract/calls.ts'
import { contract } from './contract/contract.ts'
import { Code, ids, refusal } from './contract/expecting.ts'
import { RawClient } from './raw.ts'
import { client, startOurs, temporaryFolder } from './servers.ts'

const list = (length: number) => Array.from({ length }, (_, at) => at)

const writePair = async (database: Firestore, n: number) => {
  const batch = database.batch()
  batch.set(database.doc('c/a'), { n })
  batch.set(database.doc('c/b'), { n })
  await batch.commit()
}

describe('with what Kurator calls', () => {
  const made = new Set<string>()
  beforeEach(() => made.clear())
  afterEach(({ task }) => {
    for (const [form, title] of Object.entries(calls))
      if (title === task.name && !made.has(form))
        throw new Error(
          `contract/calls.ts names this test for a call that it does not make: ${form}`,
        )
  })

  contract('the embedded Firestore', () => startOurs({ onRequest: (form) => made.add(form) }))
})

describe('the embedded Firestore, where Google’s emulator differs', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let server: FirestoreServer
  let database: Firestore

  beforeEach(async () => {
    folder = temporaryFolder()
    server = await startFirestore({ data: folder.path, indexes: 'firestore.indexes.json' })
    database = client({ host: server.host, stop: () => server.close() })
  })
  afterEach(async () => {
    await database.terminate()
    await server.close()
    folder.remove()
  })

  test('orders names downwards, as production does (the emulator “does not support descending key scans”)', async () => {
    for (const id of ['a', 'b', 'c']) await database.doc(`c/${id}`).set({})
    const downwards = database.collection('c').orderBy(FieldPath.documentId(), 'desc')
    expect(await ids(downwards)).toEqual(['c', 'b', 'a'])
    expect(await ids(downwards.startAfter('c').limit(1))).toEqual(['b'])
  })

  test('refuses a request of more than 10 MiB at once (the emulator lets the client try for minutes)', async () => {
    const write = (documents: number) => {
      const batch = database.batch()
      for (let at = 0; at < documents; at += 1)
        batch.set(database.doc(`c/${at}`), { text: 'x'.repeat(1_000_000) })
      return batch.commit()
    }
    expect(await refusal(write(11))).toBe(Code.INVALID_ARGUMENT)
    expect((await database.doc('c/0').get()).exists).toBe(false)
    await write(10)
    expect((await database.doc('c/9').get()).exists).toBe(true)
  })

  test('says which method it does not offer', async () => {
    const raw = new RawClient(server.host)
    const outcome = await raw.call('PartitionQuery', {})
    raw.close()
    expect(outcome).toEqual({
      code: Code.UNIMPLEMENTED,
      message: 'The embedded Firestore does not offer the method PartitionQuery.',
    })
  })

  test('refuses more than 40,000 index entries, and takes as many without', async () => {
    expect(await refusal(database.doc('c/a').set({ list: list(20_001) }))).toBe(
      Code.INVALID_ARGUMENT,
    )
    expect((await database.doc('c/a').get()).exists).toBe(false)
    await database.doc('c/a').set({ list: list(20_000) })
    expect((await database.doc('c/a').get()).get('list')).toHaveLength(20_000)
  })

  test('refuses a query without its composite index, and prints the entry to add', async () => {
    const raw = new RawClient(server.host)
    const query = (field: string) =>
      raw.call('RunQuery', {
        parent: 'projects/p/databases/(default)/documents',
        structuredQuery: {
          from: [{ collectionId: 'changes' }],
          where: {
            fieldFilter: {
              field: { fieldPath: 'card' },
              op: 'EQUAL',
              value: { stringValue: 'x' },
            },
          },
          orderBy: [{ field: { fieldPath: field }, direction: 'ASCENDING' }],
        },
      })
    const [refused, declared] = [await query('other'), await query('seq')]
    raw.close()
    expect(refused).toEqual({
      code: Code.FAILED_PRECONDITION,
      message:
        'The query requires an index that firestore.indexes.json does not have. Add to "indexes": {"collectionGroup":"changes","queryScope":"COLLECTION","fields":[{"fieldPath":"card","order":"ASCENDING"},{"fieldPath":"other","order":"ASCENDING"}]}',
    })
    expect(declared).toMatchObject({ answers: [{}] })
  })

  test('writes a backup of one moment while others write', async () => {
    await writePair(database, 0)
    const file = join(folder.path, 'backup.ndjson')
    const writing = (async () => {
      for (let n = 1; n <= 50; n += 1) await writePair(database, n)
    })()
    await server.export(file)
    await writing
    const numbers = readFileSync(file, 'utf8').match(/"integerValue":"\d+"/g)
    expect(numbers).toHaveLength(2)
    expect(new Set(numbers).size).toBe(1)
  })
})

describe('what requests cost', () => {
  test('is counted as Firestore bills it, and told over HTTP', async () => {
    const folder = temporaryFolder()
    const server = await startFirestore({ data: folder.path })
    const database = client({ host: server.host, stop: () => server.close() })
    const costOf = async (work: () => Promise<unknown>) => {
      const before = server.stats()
      await work()
      const after = server.stats()
      return [
        after.reads - before.reads,
        after.writes - before.writes,
        after.deletes - before.deletes,
      ]
    }
    const collection = database.collection('c')
    const batch = database.batch()
    for (let at = 0; at < 10; at += 1) batch.set(collection.doc(`${at}`), { at })
    expect(await costOf(() => batch.commit())).toEqual([0, 10, 0])
    expect(await costOf(() => collection.doc('0').get())).toEqual([1, 0, 0])
    expect(await costOf(() => collection.doc('none').get())).toEqual([1, 0, 0])
    expect(await costOf(() => collection.where('at', '>=', 7).get())).toEqual([3, 0, 0])
    expect(await costOf(() => collection.where('at', '>', 70).get())).toEqual([1, 0, 0])
    expect(await costOf(() => collection.offset(4).limit(2).get())).toEqual([6, 0, 0])
    expect(await costOf(() => collection.count().get())).toEqual([1, 0, 0])
    expect(await costOf(() => collection.doc('0').delete())).toEqual([0, 0, 1])
    const told = await fetch(`http://${server.host}/stats`)
    const stats = await told.json()
    expect(stats).toMatchObject(server.stats())
    expect(stats).toHaveProperty('recent.0', { method: 'Commit', reads: 0, writes: 10, deletes: 0 })
    expect(stats).toHaveProperty('recent.3', {
      method: 'RunQuery',
      reads: 3,
      writes: 0,
      deletes: 0,
    })
    expect((await fetch(`http://${server.host}/other`)).status).toBe(404)
    await database.terminate()
    await server.close()
    folder.remove()
  })
})
