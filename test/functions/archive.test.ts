import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { RESTORE_MS } from '../../domain/archive.ts'
import type { Card, StoredRow } from '../../domain/records.ts'
import { historyFunction } from '../../functions/history.ts'
import { cardDocs, recordIn, rowDocs } from '../../functions/store/documents.ts'
import { serveJob, type Job } from './jobs.ts'
import { measuresTab, MONDAY, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

/** Deleting a row and bringing it back, over the real functions and the embedded store. */

vi.setConfig({ testTimeout: 30_000 })

const deputy = 'zavuch@example.org'
const head = 'direktor@example.org'
const otherHead = 'direktor.ermol@example.org'
const curator = 'kurator@example.org'
const coordinator = 'koordinator@example.org'
const observer = 'region@example.org'
const whole = { event: 'Педсовет', deadline: '22.09.2021', responsible: 'директор' }
const columns = Object.keys(whole)

let system: System
let history: Job
let rows = 0
beforeAll(async () => {
  system = await startSystem()
  history = await serveJob(system, historyFunction(system.services))
})
afterAll(async () => {
  await history.close()
  await system.close()
})

async function wish(email: string, body: object) {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  const asked = {
    spreadsheetId: 'book-maruha',
    table: 'measures',
    request: randomUUID(),
    ...body,
  }
  return history.call({ method: 'POST', headers, body: JSON.stringify(asked) })
}

async function measure(): Promise<string> {
  const id = `archived-${String(++rows).padStart(4, '0')}`
  await system.sync(deputy, { tabs: measuresTab([sentRow(id, 0, whole)], columns) })
  return id
}

async function stored(id: string, table = 'measures'): Promise<StoredRow | null> {
  return recordIn<StoredRow>(await rowDocs(system.store, PROGRAMME, table).doc(id).get())
}

async function card(): Promise<Card | null> {
  return recordIn<Card>(await cardDocs(system.store, PROGRAMME).doc('sch-maruha').get())
}

/** What the coordinator's workbook is told of a row after a cursor. */
async function news(cursor: Record<string, number>, id: string) {
  const answer = await system.sync(coordinator, { spreadsheetId: 'book-all', cursor })
  return { cursor: answer.cursor, row: answer.news.find((row) => row.id === id) }
}

describe('a row that is deleted', () => {
  test('goes from the card and from every workbook, and stays in the store with its values', async () => {
    const id = await measure()
    const { cursor } = await news({}, id)
    const before = (await card())?.sums['measures']
    expect(await wish(head, { do: 'archive', id })).toMatchObject({
      status: 200,
      body: { row: { outcome: 'stored', rev: 2 } },
    })
    expect(await stored(id)).toMatchObject({ rev: 2, cells: { event: 'Педсовет' } })
    expect((await stored(id))?.archivedAt).toBe(new Date(MONDAY).getTime())
    const after = await card()
    expect(after?.briefs['measures']).not.toHaveProperty(id)
    expect(after?.sums['measures']?.rows).toBe((before?.rows ?? 0) - 1)
    expect((await news(cursor, id)).row).toMatchObject({ archived: true })
  })

  test('leaves in its workbook what no record holds, and nothing else', async () => {
    const id = await measure()
    const typed = { ...whole, deadline: '15/03', comment: 'Звонить 8 918 123-45-67' }
    const { cursor } = await system.sync(deputy, {
      tabs: measuresTab([sentRow(id, 1, typed)], [...columns, 'comment']),
    })
    await wish(deputy, { do: 'archive', id })
    const here = (await system.sync(deputy, { cursor })).news.find((row) => row.id === id)
    expect(here).toMatchObject({ archived: true, keep: ['comment'] })
    expect((await news({}, id)).row).not.toHaveProperty('keep')
  })

  test('is on record with who did it, and comes back as it was', async () => {
    const id = await measure()
    await wish(deputy, { do: 'archive', id })
    const { cursor } = await news({}, id)
    expect(await wish(head, { do: 'restore', id })).toMatchObject({ status: 200 })
    expect(await stored(id)).toMatchObject({ rev: 3, archivedAt: null })
    expect((await news(cursor, id)).row).toMatchObject({ archived: false, rev: 3 })
    const read = await wish(head, { do: 'read', id, request: undefined })
    expect(read.body).toMatchObject({
      head: { title: 'Педсовет', may: { archive: true, restore: false } },
      changes: [
        { archived: false, by: 'директор школы', cells: [] },
        { archived: true, by: 'зам. директора по УВР', cells: [] },
        { rev: 1 },
      ],
    })
  })

  test('comes back within thirty days, not later', async () => {
    const [early, late] = [await measure(), await measure()]
    for (const id of [early, late]) await wish(deputy, { do: 'archive', id })
    try {
      system.clock.now = new Date(Date.parse(MONDAY) + RESTORE_MS)
      expect(await wish(deputy, { do: 'restore', id: early })).toMatchObject({ status: 200 })
      system.clock.now = new Date(Date.parse(MONDAY) + RESTORE_MS + 1)
      const before = await system.dump()
      expect(await wish(deputy, { do: 'restore', id: late })).toMatchObject({
        status: 410,
        body: { error: { code: 'restore.late' } },
      })
      expect(await system.dump()).toBe(before)
    } finally {
      system.clock.now = new Date(MONDAY)
    }
  })

  test('comes back by an edit too: somebody still works with it', async () => {
    const id = await measure()
    await wish(deputy, { do: 'archive', id })
    const edited = { ...whole, event: 'Педсовет о качестве' }
    await system.sync(head, { tabs: measuresTab([sentRow(id, 1, edited)], columns) })
    expect(await stored(id)).toMatchObject({ archivedAt: null })
    const { body } = await wish(head, { do: 'read', id, request: undefined })
    expect(body).toMatchObject({ changes: [{ archived: false }, { archived: true }, {}] })
  })
})

describe('the same wish again', () => {
  test.each(['archive', 'restore'])('%s is one change', async (what) => {
    const id = await measure()
    if (what === 'restore') await wish(deputy, { do: 'archive', id })
    const again = { do: what, id, request: randomUUID() }
    const first = await wish(deputy, again)
    const once = await system.dump()
    const second = await wish(deputy, again)
    expect(await system.dump()).toBe(once)
    expect(second.status).toBe(200)
    expect(first.body).toMatchObject({ row: { outcome: 'stored' } })
    expect(second.body).toMatchObject({ row: { outcome: 'unchanged' } })
  })
})

describe('a row in force that a workbook has lost', () => {
  test('is told anew to all workbooks, with its values untouched', async () => {
    const id = await measure()
    const { cursor } = await news({}, id)
    await wish(deputy, { do: 'restore', id })
    expect((await news(cursor, id)).row).toMatchObject({ rev: 2, archived: false })
    expect((await stored(id))?.cellRevs).toMatchObject({ event: 1, deadline: 1 })
  })
})

describe('who may', () => {
  test.each([
    ['another school', otherHead, 'book-ermol', 'row.unknown'],
    ['a stranger in the workbook', otherHead, 'book-maruha', 'workbook.denied'],
    ['a curator', curator, 'book-curator', 'archive.denied'],
    ['an observer', observer, 'book-all', 'archive.denied'],
  ])('%s may neither delete nor bring back', async (_who, email, spreadsheetId, code) => {
    const id = await measure()
    const gone = await measure()
    await wish(deputy, { do: 'archive', id: gone })
    const before = await system.dump()
    for (const asked of [
      { do: 'archive', id },
      { do: 'restore', id: gone },
    ]) {
      expect(await wish(email, { ...asked, spreadsheetId })).toMatchObject({
        body: { error: { code } },
      })
    }
    expect(await system.dump()).toBe(before)
  })

  test('the school and the coordinator may', async () => {
    const [own, coordinated] = [await measure(), await measure()]
    expect(await wish(deputy, { do: 'archive', id: own })).toMatchObject({ status: 200 })
    const spreadsheetId = 'book-all'
    expect(
      await wish(coordinator, { do: 'archive', id: coordinated, spreadsheetId }),
    ).toMatchObject({ status: 200 })
    expect(await stored(coordinated)).toMatchObject({ rev: 2 })
  })

  test('a school with entries is not deleted, one without is, and its people are not lost', async () => {
    await measure()
    const asked = { do: 'archive', table: 'schools', spreadsheetId: 'book-all' }
    expect(await wish(coordinator, { ...asked, id: 'sch-maruha' })).toMatchObject({
      status: 409,
      body: { error: { code: 'archive.used' } },
    })
    expect(await stored('sch-maruha', 'schools')).toMatchObject({ archivedAt: null })
    expect(await wish(coordinator, { ...asked, id: 'sch-ermol' })).toMatchObject({ status: 200 })
    const restore = { ...asked, do: 'restore', id: 'sch-ermol' }
    expect(await wish(coordinator, restore)).toMatchObject({ status: 200 })
    expect(await stored('sch-ermol', 'schools')).toMatchObject({ archivedAt: null, rev: 3 })
  })

  test('nobody without a token, and nobody learns the request’s shape without one', async () => {
    const before = await system.dump()
    const headers = { 'content-type': 'application/json' }
    for (const body of ['{}', JSON.stringify({ do: 'archive', id: 'x' })]) {
      const answer = await history.call({ method: 'POST', headers, body })
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'auth.missing' } } })
    }
    expect(await system.dump()).toBe(before)
  })
})

test('costs four reads and three writes when warm', async () => {
  const id = await measure()
  await wish(deputy, { do: 'read', id, request: undefined })
  const before = system.usage()
  await wish(deputy, { do: 'archive', id })
  const after = system.usage()
  expect(after.reads - before.reads).toBeLessThanOrEqual(4)
  expect(after.writes - before.writes).toBe(3)
})
