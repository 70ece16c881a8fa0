import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { setupFunction } from '../../functions/setup.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { returnLease, takeLease } from '../../functions/store/lease.ts'
import { tabsFunction } from '../../functions/tabs.ts'
import { SERVICE } from '../../local/service.ts'
import { openBooks, type Books } from './books.ts'
import { serveJob, type Job } from './jobs.ts'
import { startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const COORDINATOR = 'koordinator@example.org'
const DEPUTY = 'zavuch@example.org'

let system: System
let books: Books
let tabs: Job
let setup: Job
/** A school's workbook as the setup makes it. */
let id: string
let calls: string[] = []
beforeAll(async () => {
  system = await startSystem()
  books = await openBooks(system)
  books.meanwhile = (call) => void calls.push(call)
  const services = { ...system.services, sheets: books.sheets }
  tabs = await serveJob(system, tabsFunction(services))
  setup = await serveJob(system, setupFunction(services))
})
afterAll(async () => {
  await tabs.close()
  await setup.close()
  await books.close()
  await system.close()
})
beforeEach(async () => {
  id = books.workbooks.create({ title: 'Школа', owner: COORDINATOR, sheets: [{ title: 'Лист1' }] })
  books.workbooks.share(id, SERVICE)
  await call(setup, COORDINATOR, { do: 'school', office: 'book-all', school: 'sch-maruha' })
  calls = []
})

async function call(job: Job, email: string, body: object) {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  return job.call({ method: 'POST', headers, body: JSON.stringify({ spreadsheetId: id, ...body }) })
}
const offered = (html: string) =>
  [...html.matchAll(/type="checkbox" value="(\w+)"/g)].map(([, one]) => one)
async function start(email = DEPUTY) {
  const { body } = await call(tabs, email, { do: 'start' })
  return z.object({ title: z.string(), html: z.string() }).parse(body)
}
async function show(...tables: readonly string[]) {
  const { body } = await call(tabs, DEPUTY, { do: 'show', tables })
  return z.object({ list: z.string(), said: z.string() }).parse(body)
}
const inSight = () =>
  (books.workbooks.get(id, { fields: 'sheets(properties)' }, COORDINATOR).sheets ?? [])
    .filter(({ properties }) => properties?.hidden !== true)
    .map(({ properties }) => properties?.title)

describe('«Другие таблицы…»', () => {
  test('offers what the workbook may have and nobody sees, with what it is for', async () => {
    const { title, html } = await start()
    expect(title).toBe('Другие таблицы')
    expect(offered(html)).toContain('riskProfiles')
    expect(offered(html)).not.toContain('measures')
    // What the office alone keeps is not a school's.
    expect(offered(html)).not.toContain('schools')
    expect(html).toContain('<b>Рисковый профиль</b>')
  })

  test('shows what is chosen by one write, whoever of the school asks', async () => {
    const { said, list } = await show('riskProfiles', 'lessons')
    expect(said).toBe('Открыты 2 вкладки.')
    expect(calls.filter((one) => one === 'batchUpdate')).toHaveLength(1)
    expect(offered(list)).not.toContain('lessons')
    expect(inSight()).toEqual(expect.arrayContaining(['Рисковый профиль', 'Занятия']))
    expect(inSight()).toHaveLength(5)
  })

  test('gives back a tab that somebody has deleted', async () => {
    const { sheets = [] } = books.workbooks.get(id, { fields: 'sheets(properties)' }, COORDINATOR)
    const lost = sheets.find(({ properties }) => properties?.title === 'Рисковый профиль')
    const sheetId = lost?.properties?.sheetId ?? 0
    books.workbooks.batchUpdate(id, { requests: [{ deleteSheet: { sheetId } }] }, COORDINATOR)
    expect(offered((await start()).html)).toContain('riskProfiles')
    await show('riskProfiles')
    expect(inSight()).toContain('Рисковый профиль')
  })

  test('says so when all are open', async () => {
    await show(...offered((await start()).html).flatMap((one) => one ?? []))
    expect((await start()).html).toContain('Все вкладки этой таблицы уже открыты.')
  })

  test('opens no tab that the workbook may not have, and none for strangers', async () => {
    const before = inSight()
    const denied = await call(tabs, DEPUTY, { do: 'show', tables: ['lessons', 'people'] })
    expect(denied).toMatchObject({ status: 403, body: { error: { code: 'tab.denied' } } })
    const stranger = await call(tabs, 'direktor.ermol@example.org', { do: 'start' })
    expect(stranger).toMatchObject({ status: 403, body: { error: { code: 'workbook.denied' } } })
    const shape = await call(tabs, DEPUTY, { do: 'show', tables: [] })
    expect(shape).toMatchObject({ status: 400, body: { error: { code: 'protocol.shape' } } })
    expect(inSight()).toEqual(before)
    expect((await call(tabs, DEPUTY, { do: 'show', tables: ['lessons'] })).status).toBe(200)
  })

  test('waits for another run that has the workbook', async () => {
    await takeLease(system.store, id, 'another-run', system.services.clock.stamp())
    const busy = await call(tabs, DEPUTY, { do: 'show', tables: ['lessons'] })
    expect(busy).toMatchObject({ status: 409, body: { error: { code: 'setup.busy' } } })
    await returnLease(system.store, id, 'another-run', {})
    expect((await call(tabs, DEPUTY, { do: 'show', tables: ['lessons'] })).status).toBe(200)
  })

  test('says how to let the programme in, where it may not look', async () => {
    books.workbooks.unshare(id, SERVICE)
    const shut = await call(tabs, DEPUTY, { do: 'start' })
    expect(shut).toMatchObject({ status: 403, body: { error: { code: 'setup.noAccess' } } })
    expect((await bindingDoc(system.store, id).get()).exists).toBe(true)
  })
})
