import { expect, test } from 'vitest'
import { Throttle } from '../../../functions/reconcile/throttle.ts'

function paced(perMinute: number) {
  const clock = { now: 1_000_000 }
  const begun: number[] = []
  const throttle = new Throttle(
    perMinute,
    () => clock.now,
    async (ms) => {
      clock.now += ms
    },
  )
  const call = async (): Promise<void> => {
    await throttle.take()
    begun.push(clock.now)
  }
  return { clock, begun, call }
}

test('calls begin at once while a minute has room, then wait until it has', async () => {
  const { clock, begun, call } = paced(3)
  const start = clock.now
  for (let n = 0; n < 3; n++) {
    await call()
    clock.now += 10_000
  }
  for (let n = 0; n < 3; n++) await call()
  expect(begun.map((at) => at - start)).toEqual([0, 10_000, 20_000, 60_000, 70_000, 80_000])
})

test('no minute ever holds more, whenever the calls come', async () => {
  const { clock, begun, call } = paced(7)
  let seed = 20_210_920
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  for (let n = 0; n < 500; n++) {
    await call()
    clock.now += random(9_000)
  }
  const crowded = begun.filter(
    (at) => begun.filter((one) => one >= at && one < at + 60_000).length > 7,
  )
  expect(crowded).toEqual([])
})
