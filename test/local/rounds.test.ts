import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startRounds } from '../../local/rounds.ts'

const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A host that writes down what it is asked, and does it when told. */
function hostOf(work: () => Promise<void> = async () => {}) {
  const asked: string[] = []
  const ask = async (name: string) => {
    asked.push(name)
    await work()
  }
  return {
    asked,
    job: (name: string) => ask(name),
    script: { fireTimeTriggers: () => ask('hourly triggers') },
  }
}

async function pass(minutes: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(minutes * MINUTE)
}

test('every ten minutes the hourly triggers, the sheets and the pages have their turn, every hour the tick', async () => {
  const host = hostOf()
  const stop = startRounds(host)
  await pass(9)
  expect(host.asked).toEqual([])
  await pass(1)
  expect(host.asked).toEqual(['hourly triggers', 'reconcile', 'refreshDashboards'])
  await pass(50)
  expect(host.asked.filter((name) => name === 'reconcile')).toHaveLength(6)
  expect(host.asked.filter((name) => name === 'tick')).toHaveLength(1)
  stop()
  await pass(60)
  expect(host.asked.filter((name) => name === 'reconcile')).toHaveLength(6)
})

test('a round that is still running is not joined by another', async () => {
  const running = Promise.withResolvers<void>()
  const host = hostOf(() => running.promise)
  const stop = startRounds(host)
  await pass(30)
  expect(host.asked).toEqual(['hourly triggers'])
  running.resolve()
  await pass(10)
  expect(host.asked.filter((name) => name === 'hourly triggers')).toHaveLength(2)
  stop()
})

test('a round that fails is told of, and the next one comes', async () => {
  const failed: unknown[] = []
  const host = hostOf(() => Promise.reject(new Error('no disk')))
  const stop = startRounds(host, (error) => failed.push(error))
  await pass(20)
  expect(failed).toEqual([new Error('no disk'), new Error('no disk')])
  stop()
})
