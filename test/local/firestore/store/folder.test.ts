import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { format } from '../../../../local/firestore/store/folder.ts'
import { Store } from '../../../../local/firestore/store/store.ts'
import { startChild, temporaryFolder } from '../servers.ts'

// Servers are started in processes of their own, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const path = { database: 'projects/p/databases/d', collection: 'c', id: 'a' }
const marker = 'the quick brown fox'

describe('a data folder', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string

  beforeEach(() => {
    folder = temporaryFolder()
    file = join(folder.path, 'firestore.sqlite')
  })
  afterEach(() => folder.remove())

  const fill = () => {
    const store = Store.open(folder.path)
    store.writer.transaction(() =>
      store.writer.put(
        path,
        { fields: { text: { stringValue: marker } }, created: 1, updated: 1 },
        undefined,
      ),
    )
    store.close()
  }
  const read = () => {
    const store = Store.open(folder.path)
    try {
      return store.writer.get(path)?.fields['text']?.stringValue
    } finally {
      store.close()
    }
  }
  const change = (sql: string) => {
    const connection = new DatabaseSync(file)
    connection.exec(sql)
    connection.close()
  }

  test('keeps what was written', () => {
    fill()
    expect(read()).toBe(marker)
  })

  test('belongs to one owner, and to the next when that has gone', () => {
    const first = Store.open(folder.path)
    expect(() => Store.open(folder.path)).toThrow('is in use by another process')
    first.close()
    expect(read()).toBeUndefined()
  })

  test('belongs to one process, and to the next when that was killed', async () => {
    const server = await startChild(folder.path)
    expect(() => Store.open(folder.path)).toThrow('is in use by another process')
    await server.kill()
    expect(read()).toBeUndefined()
  })

  test('of a newer format is refused and left alone', () => {
    fill()
    change(`PRAGMA user_version = ${format + 1}`)
    const before = readFileSync(file)
    expect(() => read()).toThrow(`is of format ${format + 1}, newer than ${format}`)
    expect(readFileSync(file).equals(before)).toBe(true)
    change(`PRAGMA user_version = ${format}`)
    expect(read()).toBe(marker)
  })

  test('with another database is refused', () => {
    change('CREATE TABLE other (x)')
    expect(() => read()).toThrow('not a store of this Firestore')
    rmSync(file)
    expect(read()).toBeUndefined()
  })

  test('with a damaged file is refused', () => {
    fill()
    const sound = `${file}.sound`
    copyFileSync(file, sound)
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 4096, bytes.length)
    writeFileSync(file, bytes)
    expect(() => read()).toThrow(/is damaged \(/)
    writeFileSync(file, 'no database at all, but long enough to be taken for one'.repeat(100))
    expect(() => read()).toThrow(/is damaged \(/)
    copyFileSync(sound, file)
    expect(read()).toBe(marker)
  })

  test('whose store is gone, but not its journal, is refused', () => {
    fill()
    rmSync(file)
    writeFileSync(`${file}-wal`, 'journal')
    expect(() => read()).toThrow('is damaged')
    rmSync(`${file}-wal`)
    expect(read()).toBeUndefined()
  })

  test('with other bytes inside a document than were written says which document', () => {
    fill()
    const bytes = readFileSync(file)
    bytes.write('THE', bytes.indexOf(marker))
    writeFileSync(file, bytes)
    expect(() => read()).toThrow(
      'The document projects/p/databases/d/documents/c/a is damaged on disk',
    )
  })

  test('of the older format is raised, with a backup of how it was', () => {
    fill()
    change('ALTER TABLE documents DROP COLUMN sum; PRAGMA user_version = 1')
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    expect(read()).toBe(marker)
    expect(warn.mock.calls[0]?.[0]).toContain(`is now of format ${format}`)
    const backup = join(folder.path, 'backup-of-format-1.sqlite')
    expect(existsSync(backup)).toBe(true)
    const old = new DatabaseSync(backup, { readOnly: true })
    expect(old.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    expect(old.prepare('SELECT count(*) AS n FROM documents').get()).toEqual({ n: 1 })
    old.close()
    expect(read()).toBe(marker)
  })
})
