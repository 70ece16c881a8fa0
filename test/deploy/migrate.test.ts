import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSystem, type System } from '../functions/system.ts'

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

function command(...args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [resolve('deploy/migrate.ts'), ...args],
      { env: { ...process.env, FIRESTORE_EMULATOR_HOST: system.firestoreHost } },
      (error, out, err) => done({ code: error === null ? 0 : Number(error.code), said: out + err }),
    )
  })
}

test('the command says how far the store has come, rehearses, runs, and names what it lacks', async () => {
  const before = await system.dump()
  expect(await command()).toEqual({
    code: 1,
    said: '--project is needed: npm run migrate -- --project P\n',
  })
  expect(await command('--project', 'kurator-test', '--plan')).toEqual({ code: 0, said: '[]\n' })
  for (const flags of [['--dry'], []]) {
    expect(await command('--project', 'kurator-test', ...flags)).toEqual({
      code: 0,
      said: 'This release changes nothing in the store.\n',
    })
  }
  expect(await system.dump()).toBe(before)
})
