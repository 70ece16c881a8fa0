import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrate, progressOf, type Migration } from '../../functions/migrate.ts'
import { startSystem, type System } from './system.ts'

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

const ROWS = 25
let run = 0
beforeEach(async () => {
  run++
  const batch = system.store.batch()
  for (let at = 0; at < ROWS; at++) {
    // A few are in the new form already, as a release writes them from its first minute.
    const form = at % 5 === 0 ? { post: 'директор' } : { title: 'директор' }
    batch.set(rows('a').doc(`row-${at}`), form)
    batch.set(rows('b').doc(`row-${at}`), form)
  }
  await batch.commit()
})

const rows = (name: string) => system.store.collection(`old-${run}-${name}`)

/** `title` becomes `post` as well; the release before goes on reading `title`. */
const migration = (change: () => void = () => undefined): Migration => ({
  name: `0001-post-${run}`,
  collections: () => Promise.resolve([rows('b'), rows('a')]),
  change: ({ title, post }) => {
    change()
    return post === undefined ? { post: title } : null
  },
})

const all = async () =>
  (await Promise.all(['a', 'b'].map(async (name) => (await rows(name).get()).docs))).flat()

const posts = async () => (await all()).filter((row) => row.get('post') === 'директор').length

const DONE = { state: 'done', after: null, looked: 2 * ROWS, changed: 40 }

test('a rehearsal counts what would be changed and writes nothing', async () => {
  const before = system.usage().writes
  expect(await migrate(system.store, migration(), { dry: true, page: 10 })).toEqual(DONE)
  expect(system.usage().writes).toBe(before)
  expect(await progressOf(system.store, migration())).toMatchObject({ state: 'open', looked: 0 })
  expect(await posts()).toBe(10)
})

test('a run changes what is in the old form, and the next has nothing to read', async () => {
  expect(await migrate(system.store, migration(), { page: 10 })).toEqual(DONE)
  expect(await posts()).toBe(2 * ROWS)
  expect((await all()).every((row) => row.updateTime !== undefined)).toBe(true)
  const { reads, writes } = system.usage()
  expect(await migrate(system.store, migration(), { page: 10 })).toEqual(DONE)
  expect(system.usage()).toMatchObject({ reads: reads + 1, writes })
})

test('broken off at any document, it is gone on with, and no document is written twice', async () => {
  for (let breakAt = 1; breakAt <= 2 * ROWS; breakAt += 7) {
    run += 100
    const batch = system.store.batch()
    for (let at = 0; at < ROWS; at++) batch.set(rows('a').doc(`row-${at}`), { title: 'директор' })
    await batch.commit()
    let left = breakAt
    const breaking = migration(() => {
      if (--left === 0) throw new Error('the line was cut')
    })
    await expect(migrate(system.store, breaking, { page: 10 })).rejects.toThrow('the line was cut')
    const writes = system.usage().writes
    const half = await posts()
    expect(await migrate(system.store, migration(), { page: 10 })).toMatchObject({
      state: 'done',
      looked: ROWS,
      changed: ROWS,
    })
    expect(await posts()).toBe(ROWS)
    // The rows that were left, the place after each page, and the end.
    expect(system.usage().writes - writes).toBeLessThanOrEqual(ROWS - half + 4)
  }
})

test('what people write meanwhile stays, and what they delete does not come back', async () => {
  const meanwhile: Promise<unknown>[] = []
  const busy = migration(() => {
    if (meanwhile.length > 0) return
    meanwhile.push(rows('a').doc('row-1').update({ deadline: '2021-09-22' }))
    meanwhile.push(rows('a').doc('row-2').delete())
  })
  await migrate(system.store, busy, { page: 10 })
  await Promise.all(meanwhile)
  expect((await rows('a').doc('row-1').get()).data()).toEqual({
    title: 'директор',
    post: 'директор',
    deadline: '2021-09-22',
  })
  expect((await rows('a').doc('row-2').get()).exists).toBe(false)
})

test('of two runs at once none spoils the other’s work', async () => {
  const ended = await Promise.allSettled([
    migrate(system.store, migration(), { page: 5 }),
    migrate(system.store, migration(), { page: 5 }),
  ])
  const faults = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
  expect(faults.every((fault) => fault.includes('another run is at it'))).toBe(true)
  expect(await migrate(system.store, migration(), { page: 5 })).toEqual(DONE)
  expect(await posts()).toBe(2 * ROWS)
})
