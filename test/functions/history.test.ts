import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { historyFunction } from '../../functions/history.ts'
import { rowDocs } from '../../functions/store/documents.ts'
import { serveJob, type Job } from './jobs.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 30_000 })

const deputy = 'zavuch@example.org'
const head = 'direktor@example.org'
const otherHead = 'direktor.ermol@example.org'
const curator = 'kurator@example.org'
const whole = { event: 'Педсовет', deadline: '22.09.2021', responsible: 'директор' }
const columns = Object.keys(whole)

const cell = z.object({
  key: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
const change = z.object({
  rev: z.number(),
  by: z.string(),
  cells: z.array(cell),
  refused: z.array(z.object({ key: z.string(), header: z.string(), shown: z.string() })),
})
const told = z.object({ changes: z.array(change) })

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

async function call(email: string, body: object) {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  const asked = { spreadsheetId: 'book-maruha', table: 'measures', ...body }
  return history.call({ method: 'POST', headers, body: JSON.stringify(asked) })
}

async function changes(id: string) {
  const { status, body } = await call(deputy, { do: 'read', id })
  expect(status).toBe(200)
  return told.parse(body).changes
}

/** A measure that the deputy has written and the head has moved. */
async function moved(): Promise<string> {
  const id = `historic-${String(++rows).padStart(4, '0')}`
  await system.sync(deputy, { tabs: measuresTab([sentRow(id, 0, whole)], columns) })
  const later = { ...whole, deadline: '1.10.2021', event: 'Большой педсовет' }
  await system.sync(head, { tabs: measuresTab([sentRow(id, 1, later)], columns) })
  return id
}

async function inStore(id: string) {
  return (await rowDocs(system.store, PROGRAMME, 'measures').doc(id).get()).get('cells')
}

describe('the history of a row', () => {
  test('tells who wrote what, before and after, newest first', async () => {
    const [second, first] = await changes(await moved())
    expect(second).toMatchObject({ rev: 2, by: 'директор школы', refused: [] })
    expect(second?.cells).toEqual([
      { key: 'event', before: 'Педсовет', after: 'Большой педсовет' },
      { key: 'deadline', before: '22.09.2021', after: '01.10.2021' },
    ])
    expect(first).toMatchObject({ rev: 1, by: 'зам. директора по УВР' })
    expect(first?.cells).toContainEqual({ key: 'event', before: null, after: 'Педсовет' })
  })

  test('keeps what was typed and refused, to be brought back', async () => {
    const id = await moved()
    const wrong = { ...whole, event: 'Большой педсовет', deadline: '15/03' }
    await system.sync(deputy, { tabs: measuresTab([sentRow(id, 2, wrong)], columns) })
    expect((await changes(id))[0]?.refused).toEqual([
      { key: 'deadline', header: 'Срок', shown: '15/03' },
    ])
  })

  test('is for those who see the row', async () => {
    const id = await moved()
    const read = { do: 'read', id }
    expect(await call(otherHead, read)).toMatchObject({
      status: 403,
      body: { error: { code: 'workbook.denied' } },
    })
    expect(await call(otherHead, { ...read, spreadsheetId: 'book-ermol' })).toMatchObject({
      status: 404,
      body: { error: { code: 'row.unknown' } },
    })
    expect(await call(head, read)).toMatchObject({ status: 200 })
    expect(await call(curator, { ...read, spreadsheetId: 'book-curator' })).toMatchObject({
      status: 200,
    })
  })
})

describe('an undo', () => {
  test('puts the earlier values back, as an edit of the one who asks', async () => {
    const id = await moved()
    const { status, body } = await call(deputy, { do: 'undo', id, rev: 2, request: randomUUID() })
    expect(status).toBe(200)
    expect(body).toMatchObject({ row: { outcome: 'stored', rev: 3 } })
    expect(await inStore(id)).toMatchObject({ event: 'Педсовет', deadline: '2021-09-22' })
    const [last] = await changes(id)
    expect(last).toMatchObject({ rev: 3, by: 'зам. директора по УВР' })
    // And back again.
    await call(head, { do: 'undo', id, rev: 3, request: randomUUID() })
    expect(await inStore(id)).toMatchObject({ event: 'Большой педсовет', deadline: '2021-10-01' })
  })

  test('of the first change empties the row, which stays its school’s', async () => {
    const id = `historic-${String(++rows).padStart(4, '0')}`
    await system.sync(deputy, { tabs: measuresTab([sentRow(id, 0, whole)], columns) })
    const undo = { do: 'undo', id, rev: 1, request: randomUUID() }
    expect(await call(deputy, undo)).toMatchObject({ status: 200 })
    const row = await rowDocs(system.store, PROGRAMME, 'measures').doc(id).get()
    expect(row.data()).toMatchObject({ school: 'sch-maruha' })
    expect(row.get('cells')).not.toHaveProperty('event')
  })

  test('does not undo what somebody wrote later: that is told, and stays', async () => {
    const id = await moved()
    const later = { ...whole, event: 'Малый педсовет', deadline: '1.10.2021' }
    await system.sync(deputy, { tabs: measuresTab([sentRow(id, 2, later)], columns) })
    const { body } = await call(head, { do: 'undo', id, rev: 2, request: randomUUID() })
    expect(body).toMatchObject({ row: { outcome: 'conflict' } })
    expect(await inStore(id)).toMatchObject({ event: 'Малый педсовет', deadline: '2021-09-22' })
  })

  test('needs a change that there is', async () => {
    const id = await moved()
    const before = await system.dump()
    expect(await call(deputy, { do: 'undo', id, rev: 7, request: randomUUID() })).toMatchObject({
      status: 404,
      body: { error: { code: 'change.unknown' } },
    })
    expect(await call(deputy, { do: 'undo', id, request: randomUUID() })).toMatchObject({
      status: 400,
      body: { error: { code: 'protocol.shape' } },
    })
    expect(await system.dump()).toBe(before)
  })

  test('of a school’s columns is not the curator’s', async () => {
    const id = await moved()
    const undo = { do: 'undo', id, rev: 2 }
    await call(curator, { ...undo, request: randomUUID(), spreadsheetId: 'book-curator' })
    expect(await inStore(id)).toMatchObject({ event: 'Большой педсовет' })
    await call(deputy, { ...undo, request: randomUUID() })
    expect(await inStore(id)).toMatchObject({ event: 'Педсовет' })
  })
})

describe('a wish sent again', () => {
  test('is one change: an undo whose answer was lost', async () => {
    const id = await moved()
    const wish = { do: 'undo', id, rev: 2, request: randomUUID() }
    await call(deputy, wish)
    const once = await system.dump()
    expect(await call(deputy, wish)).toMatchObject({ status: 200, body: { row: { rev: 3 } } })
    expect(await system.dump()).toBe(once)
  })
})

describe('a refused or losing entry', () => {
  test('is written again on a press, in the name of the one who presses', async () => {
    const id = await moved()
    const mine = { ...whole, event: 'Мой педсовет' }
    await system.sync(deputy, { tabs: measuresTab([sentRow(id, 1, mine)], columns) })
    const [lost] = await changes(id)
    expect(lost?.refused).toContainEqual({
      key: 'event',
      header: 'Мероприятие',
      shown: 'Мой педсовет',
    })
    const wish = { do: 'bringBack', id, rev: 3, key: 'event', seen: 3, request: randomUUID() }
    expect(await call(head, wish)).toMatchObject({
      status: 200,
      body: { row: { outcome: 'stored', rev: 4 } },
    })
    expect(await inStore(id)).toMatchObject({ event: 'Мой педсовет', deadline: '2021-10-01' })
    expect((await changes(id))[0]).toMatchObject({ rev: 4, by: 'директор школы' })
  })

  test('does not go over what the person has not seen: that is asked about', async () => {
    const id = await moved()
    const mine = { ...whole, event: 'Мой педсовет' }
    await system.sync(deputy, { tabs: measuresTab([sentRow(id, 1, mine)], columns) })
    const later = { ...whole, event: 'Поздний педсовет', deadline: '1.10.2021' }
    await system.sync(head, { tabs: measuresTab([sentRow(id, 3, later)], columns) })
    const wish = { do: 'bringBack', id, rev: 3, key: 'event', seen: 3, request: randomUUID() }
    expect(await call(deputy, wish)).toMatchObject({ body: { row: { outcome: 'conflict' } } })
    expect(await inStore(id)).toMatchObject({ event: 'Поздний педсовет' })
  })

  test('that still cannot be taken is refused with the same words, and that there is none is said', async () => {
    const id = await moved()
    const wrong = { ...whole, event: 'Большой педсовет', deadline: '15/03' }
    await system.sync(deputy, { tabs: measuresTab([sentRow(id, 2, wrong)], columns) })
    const wish = { do: 'bringBack', id, rev: 3, key: 'deadline', seen: 3 }
    const { body } = await call(deputy, { ...wish, request: randomUUID() })
    expect(JSON.stringify(body)).toContain('Не указан год: «15/03»')
    expect(await inStore(id)).toMatchObject({ deadline: '2021-10-01' })
    expect(await call(deputy, { ...wish, key: 'event', request: randomUUID() })).toMatchObject({
      status: 404,
      body: { error: { code: 'change.unknown' } },
    })
  })

  test('of a curator’s column is not the school’s to write', async () => {
    const id = await moved()
    const check = { check: 'На доработку' }
    const tabs = measuresTab([sentRow(id, 2, check)], ['check'])
    await system.sync(curator, { spreadsheetId: 'book-curator', tabs })
    const undo = { do: 'undo', id, rev: 3 }
    expect(await call(deputy, { ...undo, request: randomUUID() })).toMatchObject({ status: 200 })
    expect(await inStore(id)).toMatchObject({ check: 'rework' })
    await call(curator, { ...undo, request: randomUUID(), spreadsheetId: 'book-curator' })
    expect(await inStore(id)).toMatchObject({ check: 'unchecked' })
  })
})

describe('«Нужна помощь»', () => {
  test('is one press of the school, and can be taken back', async () => {
    const id = await moved()
    const ask = { do: 'help', id, text: ' Педвуз не ответил ' }
    await call(deputy, { ...ask, seen: 2, request: randomUUID() })
    expect(await inStore(id)).toMatchObject({ help: 'Педвуз не ответил' })
    await call(deputy, { ...ask, seen: 3, text: '', request: randomUUID() })
    expect(await inStore(id)).not.toHaveProperty('help')
  })

  test('is not for a curator to write', async () => {
    const id = await moved()
    const ask = { do: 'help', id, text: 'Помогите', seen: 2, request: randomUUID() }
    await call(curator, { ...ask, spreadsheetId: 'book-curator' })
    expect(await inStore(id)).not.toHaveProperty('help')
  })
})
