import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { client, startChild, temporaryFolder } from './servers.ts'

// Servers are started in processes of their own, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const run = (...parameters: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['local/firestore/main.ts', ...parameters],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

describe('the command', () => {
  let folder: ReturnType<typeof temporaryFolder>

  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  test('exports while a server runs, and imports into a new folder', async () => {
    const [data, file] = [join(folder.path, 'data'), join(folder.path, 'all.ndjson')]
    const server = await startChild(data)
    const database = client(server)
    await database.doc('c/a').set({ n: 1 })
    await database.terminate()
    expect(run('export', file, '--data', data)).toMatchObject({ status: 0 })
    expect(run('import', file, '--data', data).stderr).toContain('is in use by another process')
    await server.stop()
    const other = join(folder.path, 'other')
    expect(run('import', file, '--data', other).stdout).toContain('1 documents')
    const again = join(folder.path, 'again.ndjson')
    run('export', again, '--data', other)
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'))
  })

  test('says what it wants when it does not understand', () => {
    expect(run('nonsense')).toMatchObject({ status: 2 })
    expect(run('nonsense').stderr).toContain('npm run firestore -- export FILE')
    const missing = run('export', 'x', '--data', join(folder.path, 'none'))
    expect(missing).toMatchObject({ status: 1 })
    expect(missing.stderr).toContain('There is no store in')
  })
})
