import type * as filter from '../../../../local/firestore/filter.ts'
import type * as plan from '../../../../local/firestore/plan.ts'
import type * as transform from '../../../../local/firestore/transform.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Locks } from '../../../../local/firestore/locks.ts'
import { OrderedBytes, Tag } from '../../../../local/firestore/order.ts'
import { Writer } from '../../../../local/firestore/store/writer.ts'
import { Transaction } from '../../../../local/firestore/transactions.ts'
import {
  findEmulator,
  startChild,
  startEmulator,
  startOurs,
  temporaryFolder,
  type TestServer,
} from '../servers.ts'
import { type Difference, Differential } from './differential.ts'

// A machine may be busy: these tests start processes or make them work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** Bugs that can be put into the server of this process; another process has it without. */
const planted = vi.hoisted(() => ({ cursor: false, transform: false, filter: false }))

vi.mock('../../../../local/firestore/plan.ts', async (original) => {
  const real = await original<typeof plan>()
  const planQuery: typeof real.planQuery = (query) =>
    real.planQuery(
      planted.cursor && query.start !== undefined
        ? { ...query, start: { ...query.start, after: !query.start.after } }
        : query,
    )
  return { ...real, planQuery }
})

vi.mock('../../../../local/firestore/transform.ts', async (original) => {
  const real = await original<typeof transform>()
  const applyTransform: typeof real.applyTransform = (asked, old, now) =>
    planted.transform && asked.transformType === 'minimum' && old !== undefined
      ? { value: old, result: old }
      : real.applyTransform(asked, old, now)
  return { ...real, applyTransform }
})

vi.mock('../../../../local/firestore/filter.ts', async (original) => {
  const real = await original<typeof filter>()
  const passes: typeof real.passes = (test, place, fields) =>
    (planted.filter && test.operator === '!=') || real.passes(test, place, fields)
  return { ...real, passes }
})

/** Plays sequences from a seed until one differs. */
async function firstDifference(
  differential: Differential,
  seed: number,
  sequences: number,
): Promise<Difference | undefined> {
  for (let at = seed; at < seed + sequences; at += 1) {
    const difference = await differential.play(at)
    if (difference !== undefined) return difference
  }
  return undefined
}

const { jar, missing } = findEmulator()
if (jar === undefined) console.log(`Skipped: random sequences on Google's emulator. ${missing}`)

describe.skipIf(jar === undefined)('random sequences', () => {
  test('get the same answers as from Google’s emulator', async () => {
    const seed = 1
    console.log(`Random sequences from --seed ${seed}`)
    const [ours, google] = await Promise.all([startOurs(), startEmulator(jar ?? '')])
    const differential = new Differential(ours, google, 'test')
    try {
      expect(await firstDifference(differential, seed, 12)).toBeUndefined()
    } finally {
      differential.close()
      await ours.stop()
      await google.stop()
    }
  })
})

describe('random sequences find what is wrong:', () => {
  let ours: TestServer
  let sound: TestServer
  let folder: ReturnType<typeof temporaryFolder>
  let run = 0
  let differential: Differential

  beforeAll(async () => {
    folder = temporaryFolder()
    ours = await startOurs()
    sound = await startChild(folder.path)
  })
  afterAll(async () => {
    differential.close()
    await ours.stop()
    await sound.stop()
    folder.remove()
  })
  beforeEach(() => {
    run += 1
    differential = new Differential(ours, sound, `run${run}`, true)
    Object.assign(planted, { cursor: false, transform: false, filter: false })
    return () => {
      differential.close()
      vi.restoreAllMocks()
    }
  })

  test('nothing, between two sound servers', async () => {
    expect(await firstDifference(differential, 1, 10)).toBeUndefined()
  })

  test.each<[name: string, nearSeed: number, plant: () => void]>([
    ['a cursor that is off by one', 75, () => (planted.cursor = true)],
    ['a transform that is missed', 1, () => (planted.transform = true)],
    ['a filter that lets pass too much', 55, () => (planted.filter = true)],
    [
      'a wrong order of types',
      1,
      () => {
        const write = Reflect.get(OrderedBytes.prototype, 'byte')
        vi.spyOn(OrderedBytes.prototype, 'byte').mockImplementation(function (
          this: OrderedBytes,
          byte: number,
        ) {
          write.call(this, byte === Tag.number ? Tag.map + 1 : byte)
        })
      },
    ],
    [
      'a lost update',
      1,
      () => {
        vi.spyOn(Transaction.prototype, 'notice').mockReturnValue(false)
        vi.spyOn(Locks.prototype, 'acquire').mockResolvedValue()
      },
    ],
    [
      'a torn commit',
      1,
      () => {
        const put = Reflect.get(Writer.prototype, 'put')
        let puts = 0
        vi.spyOn(Writer.prototype, 'put').mockImplementation(function (this: Writer, ...document) {
          puts += 1
          if (puts % 9 !== 0) put.apply(this, document)
        })
      },
    ],
  ])('%s', async (_name, nearSeed, plant) => {
    plant()
    expect(await firstDifference(differential, nearSeed, 200)).toBeDefined()
  })
})
