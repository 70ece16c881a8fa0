import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { RESTORE_MS } from '../../domain/archive.ts'
import { historyFunction } from '../../functions/history.ts'
import { sidebarFunction } from '../../functions/sidebar.ts'
import { serveJob, type Job } from './jobs.ts'
import { measuresTab, MONDAY, sentRow, startSystem, type System } from './system.ts'

/** The server's half of the sidebar, over the real functions and the embedded store. */

vi.setConfig({ testTimeout: 30_000 })

const deputy = 'zavuch@example.org'
const head = 'direktor@example.org'
const otherHead = 'direktor.ermol@example.org'
const coordinator = 'koordinator@example.org'
const observer = 'region@example.org'
const columns = ['event', 'deadline', 'responsible', 'status']
const LATE = 'late-0001'
const WRONG = 'wrong-0001'
const GONE = 'gone-0001'

const rows = z.array(z.object({ table: z.string(), id: z.string(), title: z.string() }).loose())
const panelOf = z.object({
  panel: z.object({
    day: z.string(),
    time: z.string(),
    sections: z.array(z.object({ tone: z.string(), title: z.string() }).loose()),
    messenger: z.string(),
    fixes: rows,
    vanished: rows,
    moreVanished: z.number(),
  }),
})

let system: System
let sidebar: Job
let history: Job
beforeAll(async () => {
  system = await startSystem()
  sidebar = await serveJob(system, sidebarFunction(system.services))
  history = await serveJob(system, historyFunction(system.services))
  const whole = { deadline: '15.09.2021', responsible: 'зам. директора по УВР', status: 'В работе' }
  const sent = [
    sentRow(LATE, 0, { ...whole, event: 'Закрепить наставников' }),
    sentRow(WRONG, 0, { ...whole, event: 'Входная диагностика', deadline: '15/03' }, 9),
    sentRow(GONE, 0, { ...whole, event: 'Дни открытых дверей', deadline: '15.10.2021' }, 10),
  ]
  await system.sync(deputy, { tabs: measuresTab(sent, columns) })
})
afterAll(async () => {
  await history.close()
  await sidebar.close()
  await system.close()
})

async function post(job: Job, email: string, body: object) {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  const asked = { spreadsheetId: 'book-maruha', ...body }
  return job.call({ method: 'POST', headers, body: JSON.stringify(asked) })
}

async function panel(email: string, present: object = {}, spreadsheetId = 'book-maruha') {
  const { status, body } = await post(sidebar, email, { do: 'show', spreadsheetId, present })
  expect(status).toBe(200)
  return panelOf.parse(body).panel
}

describe('the panel', () => {
  test('says what waits for the reader, as the digest would today, with links within the workbook', async () => {
    const { day, time, sections, messenger } = await panel(head)
    expect([day, time]).toEqual(['понедельник, 20 сентября 2021 года', '08:10'])
    expect(sections.map(({ tone }) => tone)).toContain('overdue')
    expect(JSON.stringify(sections)).toContain(`#table=measures&row=${LATE}`)
    expect(JSON.stringify(sections)).not.toContain('http')
    expect(messenger).toContain('Просрочен')
  })

  test('names the cells to correct by row and column, and not twice', async () => {
    const { fixes, sections } = await panel(head)
    expect(fixes).toEqual([
      expect.objectContaining({
        table: 'measures',
        id: WRONG,
        key: 'deadline',
        column: 'Срок',
        title: 'Входная диагностика',
        text: expect.stringContaining('Не указан год'),
      }),
    ])
    expect(sections.map(({ tone }) => tone)).not.toContain('fix')
  })

  test('tells which rows the workbook has lost; a tab that is not there has lost none', async () => {
    const { vanished } = await panel(head, { measures: [LATE, WRONG] })
    expect(vanished).toEqual([
      { table: 'measures', id: GONE, tab: 'Меры', title: 'Дни открытых дверей' },
    ])
    expect((await panel(head, { measures: [LATE, WRONG, GONE] })).vanished).toEqual([])
    expect((await panel(head)).vanished).toEqual([])
  })

  test('shows a workbook’s own schools, to those who belong there', async () => {
    const other = await panel(otherHead, { measures: [] }, 'book-ermol')
    expect([other.fixes, other.vanished]).toEqual([[], []])
    expect(await post(sidebar, otherHead, { do: 'show', present: {} })).toMatchObject({
      status: 403,
      body: { error: { code: 'workbook.denied' } },
    })
    const all = await panel(coordinator, {}, 'book-all')
    expect(all.fixes).toContainEqual(expect.objectContaining({ id: WRONG }))
  })

  test('is the same for a regional observer, who is shown how the schools stand', async () => {
    expect(JSON.stringify(await panel(observer, {}, 'book-all'))).toContain('Маруха')
  })

  test('reads cards, not rows: four documents for a school when warm', async () => {
    await panel(head)
    const before = system.usage()
    await panel(head)
    expect(system.usage().reads - before.reads).toBeLessThanOrEqual(4)
    expect(system.usage().writes).toBe(before.writes)
  })
})

describe('deleted rows', () => {
  test('are listed for those who may bring them back, within thirty days', async () => {
    const wish = { do: 'archive', table: 'measures', id: LATE, request: randomUUID() }
    await post(history, deputy, wish)
    const told = { deleted: [{ id: LATE, title: 'Закрепить наставников', tab: 'Меры' }] }
    const { body } = await post(sidebar, head, { do: 'deleted' })
    expect(body).toMatchObject(told)
    expect(JSON.stringify(body)).toContain('зам. директора по УВР')
    const elsewhere = { do: 'deleted', spreadsheetId: 'book-ermol' }
    expect((await post(sidebar, otherHead, elsewhere)).body).toEqual({ deleted: [] })
    const all = { do: 'deleted', spreadsheetId: 'book-all' }
    expect((await post(sidebar, coordinator, all)).body).toMatchObject(told)
    expect((await post(sidebar, observer, all)).body).toEqual({ deleted: [] })
    system.clock.now = new Date(Date.parse(MONDAY) + RESTORE_MS + 1)
    expect((await post(sidebar, head, { do: 'deleted' })).body).toEqual({ deleted: [] })
    system.clock.now = new Date(MONDAY)
  })
})

test('what is no request is refused, and nobody without a token is told how', async () => {
  const headers = { 'content-type': 'application/json' }
  expect(await sidebar.call({ method: 'POST', headers, body: '{}' })).toMatchObject({
    status: 401,
  })
  expect(await post(sidebar, head, { do: 'show' })).toMatchObject({
    status: 400,
    body: { error: { code: 'protocol.shape', message: expect.stringContaining('present') } },
  })
  expect(await post(sidebar, head, { do: 'show', present: { measures: ['../x'] } })).toMatchObject({
    status: 400,
  })
})
