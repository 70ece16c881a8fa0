import { FieldValue, type Firestore } from '@google-cloud/firestore'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FirestoreServer, startFirestore } from '../../../local/firestore/firestore.ts'
import { Code, refusal } from './contract/expecting.ts'
import { RawClient } from './raw.ts'
import { client, temporaryFolder } from './servers.ts'

// A machine may be busy: these tests start processes or make them work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

describe('faults for tests', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let server: FirestoreServer
  let database: Firestore

  beforeEach(async () => {
    folder = temporaryFolder()
    server = await startFirestore({ data: folder.path })
    database = client({ host: server.host, stop: () => server.close() })
  })
  afterEach(async () => {
    await database.terminate()
    await server.close()
    folder.remove()
  })

  test('ABORTED stores nothing; a transaction is run again', async () => {
    server.faults.abortNext()
    const raw = new RawClient(server.host)
    const name = 'projects/p/databases/(default)/documents/c/a'
    const writes = [{ update: { name, fields: {} } }]
    const request = { database: 'projects/p/databases/(default)', writes }
    expect(await raw.call('Commit', request)).toMatchObject({ code: Code.ABORTED })
    expect(await raw.call('GetDocument', { name })).toMatchObject({ code: Code.NOT_FOUND })
    expect(await raw.call('Commit', request)).toMatchObject({ answers: [{}] })
    raw.close()
    server.faults.abortNext()
    let runs = 0
    await database.runTransaction(async (transaction) => {
      runs += 1
      transaction.set(database.doc('c/a'), { n: runs })
    })
    expect((await database.doc('c/a').get()).get('n')).toBe(2)
  })

  test('a lost answer: DEADLINE_EXCEEDED, and the write is there', async () => {
    server.faults.loseNextAnswer()
    expect(await refusal(database.doc('c/a').set({ n: 1 }))).toBe(4)
    expect((await database.doc('c/a').get()).get('n')).toBe(1)
    expect(await refusal(database.doc('c/a').set({ n: 2 }))).toBeUndefined()
  })

  test('a late commit has an earlier time than what was visible before it', async () => {
    await database.doc('c/warm').set({})
    const release = server.faults.delayNext()
    const late = database.doc('c/late').set({ at: FieldValue.serverTimestamp() })
    const prompt = await database.doc('c/prompt').set({ at: FieldValue.serverTimestamp() })
    expect((await database.doc('c/late').get()).exists).toBe(false)
    release()
    const { writeTime } = await late
    expect(writeTime.valueOf() < prompt.writeTime.valueOf()).toBe(true)
    const inOrder = await database.collection('c').orderBy('at').get()
    expect(inOrder.docs.map(({ id }) => id).sort()).toEqual(['late', 'prompt'])
  })

  test('a full disk refuses the whole commit and serves what is there', async () => {
    await database.doc('c/a').set({ n: 1 })
    const free = server.faults.fillDisk()
    const large = () => {
      const batch = database.batch()
      batch.set(database.doc('c/a'), { n: 2 })
      batch.set(database.doc('c/b'), { text: 'x'.repeat(500_000) })
      return batch.commit()
    }
    await expect(large()).rejects.toThrow('The disk is full: nothing of this commit was stored.')
    expect((await database.doc('c/a').get()).get('n')).toBe(1)
    expect((await database.doc('c/b').get()).exists).toBe(false)
    free()
    await large()
    expect((await database.doc('c/a').get()).get('n')).toBe(2)
  })
})
