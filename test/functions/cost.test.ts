import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { measuresTab, sentRow, startSystem, type System } from './system.ts'

const deputy = 'zavuch@example.org'
const coordinator = 'koordinator@example.org'
const whole = { event: 'Семинар', deadline: '22.09.2021', responsible: 'директор' }

let system: System
let rows = 0
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

/** Documents read and written by one edited cell of a stored row. */
async function oneCell(email: string, spreadsheetId: string) {
  const id = `cost-${String(++rows).padStart(6, '0')}`
  const stored = await system.sync(deputy, { tabs: measuresTab([sentRow(id, 0, whole)]) })
  // The first from a workbook keeps on record which add-on it has, and the binding is read again.
  await system.sync(email, { spreadsheetId })
  const { cursor } = await system.sync(email, { spreadsheetId })
  expect(stored.rows[0]?.rev).toBe(1)
  return async () => {
    const before = system.usage()
    const answer = await system.sync(email, {
      spreadsheetId,
      cursor,
      tabs: measuresTab([sentRow(id, 1, { ...whole, event: 'Педсовет' })], Object.keys(whole)),
    })
    const after = system.usage()
    expect(answer.rows[0]).toMatchObject({ outcome: 'stored', rev: 2 })
    return { reads: after.reads - before.reads, writes: after.writes - before.writes }
  }
}

describe('one edited cell costs', () => {
  beforeEach(() => system.restart())

  test('three reads and three writes in a school’s workbook that is warm', async () => {
    const edit = await oneCell(deputy, 'book-maruha')
    expect(await edit()).toEqual({ reads: 3, writes: 3 })
  })

  test('three reads more after a cold start: binding, programme, directory', async () => {
    const edit = await oneCell(deputy, 'book-maruha')
    system.restart()
    expect(await edit()).toEqual({ reads: 6, writes: 3 })
  })

  test('at most six reads and three writes in the coordinator’s workbook that is warm', async () => {
    const edit = await oneCell(coordinator, 'book-all')
    const { reads, writes } = await edit()
    console.log(`coordinator's workbook, warm: ${reads} reads, ${writes} writes`)
    expect(reads).toBeLessThanOrEqual(6)
    expect(writes).toBe(3)
  })
})

test('a workbook that asks for news and gets none costs one read when warm', async () => {
  const { cursor } = await system.sync(deputy, {})
  const before = system.usage().reads
  await system.sync(deputy, { cursor })
  expect(system.usage().reads - before).toBe(1)
})
