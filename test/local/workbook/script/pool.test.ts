import { expect, onTestFinished, test } from 'vitest'
import { createPool, type JobHost, type Pool } from '../../../../local/workbook/script/pool.ts'
import type { Job } from '../../../../local/workbook/script/wire.ts'

const CODE = `
function who() { return Session.getEffectiveUser().getEmail() }
function meet() { return LockService.getDocumentLock().tryLock(1) }
var left = 0
function count() { left += 1; return left }
`

const JOB: Job = {
  fn: 'who',
  args: '[]',
  spreadsheetId: 'x',
  effectiveUser: 'deputy@example.org',
  activeUser: 'deputy@example.org',
  authMode: 'FULL',
  withUi: false,
  scriptTimeZone: 'Europe/Moscow',
  clockOffset: 0,
}

const HOST: JobHost = {
  timeLimitMs: 60_000,
  log: () => undefined,
  call: () => Promise.resolve({ value: 'true' }),
}

function pool(size: number, restMs?: number): Pool {
  const made = createPool(size, { code: CODE, files: {} }, restMs)
  onTestFinished(() => made.close())
  return made
}

test('as many runs as there are workers go on at one time, others wait', async () => {
  const hands = pool(2)
  let inside = 0
  let most = 0
  const gate = Promise.withResolvers<void>()
  const call: JobHost['call'] = async () => {
    inside += 1
    most = Math.max(most, inside)
    if (inside === 2) gate.resolve()
    await gate.promise
    inside -= 1
    return { value: 'true' }
  }
  const runs = [1, 2, 3, 4, 5].map(
    async () => await hands.run({ ...JOB, fn: 'meet' }, { ...HOST, call }),
  )
  expect(await Promise.all(runs)).toEqual(Array.from({ length: 5 }, () => ({ value: 'true' })))
  expect(most).toBe(2)
})

test('each run has globals of its own, also on the same worker', async () => {
  const hands = pool(1)
  for (let round = 0; round < 3; round++) {
    expect(await hands.run({ ...JOB, fn: 'count' }, HOST)).toEqual({ value: '1' })
  }
})

test('workers that are idle go home but for one, and come again when needed', async () => {
  const hands = pool(3, 1)
  for (let round = 0; round < 3; round++) {
    const runs = [1, 2, 3].map(async () => await hands.run(JOB, HOST))
    for (const outcome of await Promise.all(runs)) {
      expect(outcome).toEqual({ value: '"deputy@example.org"' })
    }
  }
})
