import type { Firestore } from '@google-cloud/firestore'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { client, startOurs, type TestServer } from './servers.ts'

// A machine may be busy: these tests start processes or make them work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const times = (count: number) => Array.from({ length: count }, (_, at) => at)

describe('many transactions at once', () => {
  let server: TestServer
  let database: Firestore

  beforeEach(async () => {
    server = await startOurs()
    database = client(server)
  })
  afterEach(async () => {
    await database.terminate()
    await server.stop()
  })

  test('100 that increment one document all succeed, within seconds', async () => {
    const counter = database.doc('c/counter')
    await counter.set({ n: 0 })
    const start = performance.now()
    await Promise.all(
      times(100).map(() =>
        database.runTransaction(async (transaction) => {
          const n: number = (await transaction.get(counter)).get('n')
          transaction.update(counter, { n: n + 1 })
        }),
      ),
    )
    expect((await counter.get()).get('n')).toBe(100)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test('200 transfers between 10 accounts beside 20 plain writers keep the sum', async () => {
    const account = (at: number) => database.doc(`accounts/${at % 10}`)
    await Promise.all(times(10).map((at) => account(at).set({ balance: 100 })))
    const transfers = times(200).map((at) =>
      database.runTransaction(async (transaction) => {
        const from = await transaction.get(account(at * 7))
        const to = await transaction.get(account(at * 7 + 1 + (at % 9)))
        transaction.update(from.ref, { balance: from.get('balance') - 1 })
        transaction.update(to.ref, { balance: to.get('balance') + 1 })
      }),
    )
    const writers = times(20).map((at) => account(at).update({ touched: at }))
    await Promise.all([...transfers, ...writers])
    const accounts = await database.collection('accounts').get()
    const sum = accounts.docs.reduce((total, found) => total + Number(found.get('balance')), 0)
    expect(sum).toBe(1000)
  })
})
