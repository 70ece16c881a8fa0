import type { Firestore } from '@google-cloud/firestore'
import { afterAll, afterEach, beforeAll, beforeEach, describe, vi } from 'vitest'
import { client, type TestServer } from '../servers.ts'
import { limitsContract } from './limits.ts'
import { programmeContract } from './programme.ts'
import { queriesContract } from './queries.ts'
import { readsContract } from './reads.ts'
import { transactionsContract } from './transactions.ts'
import { valuesContract } from './values.ts'
import { writesContract } from './writes.ts'

// Servers are started in processes of their own, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** What any Firestore does, whoever made it. Each test has an empty database. */
export function contract(name: string, start: () => Promise<TestServer>): void {
  describe(`contract: ${name}`, () => {
    let server: TestServer
    let database: Firestore

    beforeAll(async () => {
      server = await start()
    })
    afterAll(() => server.stop())
    beforeEach(() => {
      database = client(server)
    })
    afterEach(() => database.terminate())

    valuesContract(() => database)
    writesContract(() => database)
    readsContract(() => database)
    queriesContract(() => database)
    transactionsContract(() => database)
    programmeContract(() => database)
    limitsContract(() => database)
  })
}
