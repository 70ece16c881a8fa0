import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FieldValue, type Firestore, Timestamp } from '@google-cloud/firestore'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FirestoreServer, startFirestore } from '../../../local/firestore/firestore.ts'
import { exportStore, importStore } from '../../../local/firestore/ndjson.ts'
import { Store } from '../../../local/firestore/store/store.ts'
import { client, temporaryFolder } from './servers.ts'

// A machine may be busy: these tests start processes or make them work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

describe('export and import', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let server: FirestoreServer
  let database: Firestore
  let file: string

  beforeEach(async () => {
    folder = temporaryFolder()
    file = join(folder.path, 'backup.ndjson')
    server = await startFirestore({ data: join(folder.path, 'first') })
    database = client({ host: server.host, stop: () => server.close() })
  })
  afterEach(async () => {
    await database.terminate()
    await server.close()
    folder.remove()
  })

  const importInto = (name: string) => {
    const store = Store.open(join(folder.path, name))
    try {
      return importStore(store, file)
    } finally {
      store.close()
    }
  }

  test('bring every value and time into another store', async () => {
    await database.doc('c/a').set({
      double: Number.NaN,
      minus: -0,
      infinite: -Infinity,
      integer: Number.MAX_SAFE_INTEGER,
      at: new Timestamp(1_600_000_000, 123_456_000),
      bytes: Buffer.from([0, 255]),
      list: [null, { k: 'я' }],
      vector: FieldValue.vector([1, 2]),
    })
    await database.doc('c/a/n/b').set({})
    await server.export(file)
    expect(importInto('second')).toBe(2)
    const second = Store.open(join(folder.path, 'second'))
    const again = join(folder.path, 'again.ndjson')
    await exportStore(second, again)
    second.close()
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'))
    expect(readFileSync(file, 'utf8')).toContain('"minus":{"doubleValue":"-0"}')
  })

  test('a file without its end is refused, and nothing of it is stored', async () => {
    await database.doc('c/a').set({ n: 1 })
    await database.doc('c/b').set({ n: 1 })
    await server.export(file)
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.split('\n').slice(0, 2).join('\n'))
    expect(() => importInto('second')).toThrow(/is incomplete: it has 1 documents/)
    writeFileSync(file, whole)
    expect(importInto('second')).toBe(2)
  })

  test('a line that is no document is named', () => {
    writeFileSync(file, '{"format":"kurator-firestore-1"}\n{"name":"x"}\n')
    expect(() => importInto('second')).toThrow('line 2: a document needs "name" and "fields".')
    writeFileSync(file, 'nonsense\n')
    expect(() => importInto('second')).toThrow('line 1: this is not JSON.')
  })

  test('a store with documents is not imported into', async () => {
    await database.doc('c/a').set({ n: 1 })
    await server.export(file)
    importInto('second')
    expect(() => importInto('second')).toThrow(/The store is not empty/)
  })
})
