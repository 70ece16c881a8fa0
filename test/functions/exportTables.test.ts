import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { exportTablesFunction } from '../../functions/exportTables.ts'
import { readDocument } from '../../functions/roadmap/readDocument.ts'
import { serveJob, type Job } from './jobs.ts'
import { startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 60_000 })

const COORDINATOR = 'koordinator@example.org'
const OBSERVER = 'region@example.org'
const DEPUTY = 'zavuch@example.org'
const CURATOR = 'kurator@example.org'
const OTHER_HEAD = 'direktor.ermol@example.org'

const dialog = z.object({ title: z.string(), html: z.string() })
const named = z.object({ file: z.base64(), name: z.string() })

let system: System
let service: Job
beforeAll(async () => {
  system = await startSystem()
  service = await serveJob(system, exportTablesFunction(system.services))
  await system.seed(
    'measures',
    ['sch-maruha', 'sch-ermol'].map((school) => ({
      id: `mes-${school}`,
      cells: {
        school,
        event: `=Мера ${school}`,
        deadline: '15.09.2021',
        responsible: 'директор школы',
      },
    })),
  )
})
afterAll(async () => {
  await service.close()
  await system.close()
})

async function ask(email: string, body: object, spreadsheetId: string) {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  return service.call({ method: 'POST', headers, body: JSON.stringify({ spreadsheetId, ...body }) })
}

async function exported(email: string, book: string, wish: object) {
  const { status, body } = await ask(email, { do: 'write', ...wish }, book)
  expect(status, JSON.stringify(body)).toBe(200)
  const { file, name } = named.parse(body)
  const tables = readDocument({ is: 'file', bytes: Buffer.from(file, 'base64') })
  const events = tables
    .flatMap(({ rows }) => rows.flatMap((row) => row.map(({ text }) => text)))
    .filter((text) => text.startsWith('=Мера'))
  return { name, titles: tables.map(({ title }) => title), events }
}

async function denied(email: string, book: string, wish: object): Promise<void> {
  const { status, body } = await ask(email, { do: 'write', format: 'xlsx', ...wish }, book)
  expect(body, `${email} at ${book}`).toMatchObject({ error: { code: 'export.denied' } })
  expect(status).toBe(403)
}

describe('the function «exportTables»', () => {
  test('gives the coordinator the whole programme, one table, or one school', async () => {
    const whole = await exported(COORDINATOR, 'book-all', { format: 'xlsx' })
    expect(whole.name).toBe('Программа Зеленчукский муниципальный район 20.09.2021.xlsx')
    expect(whole.titles).toContain('Участники')
    expect(whole.events).toHaveLength(2)
    const one = await exported(COORDINATOR, 'book-all', { format: 'csv', table: 'measures' })
    expect(one.name).toBe('Меры Зеленчукский муниципальный район 20.09.2021.csv')
    expect(one.events).toEqual(['=Мера sch-ermol', '=Мера sch-maruha'])
    const school = { format: 'xlsx', school: 'sch-ermol' }
    const ofSchool = await exported(COORDINATOR, 'book-all', school)
    expect(ofSchool.events).toEqual(['=Мера sch-ermol'])
    expect(ofSchool.titles).not.toContain('Участники')
  })

  test('gives a school its own rows and nobody else’s', async () => {
    const own = await exported(DEPUTY, 'book-maruha', { format: 'xlsx' })
    expect(own.events).toEqual(['=Мера sch-maruha'])
    expect(own.titles).not.toContain('Участники')
    expect(own.titles).not.toContain('Настройки')
    await denied(DEPUTY, 'book-maruha', { school: 'sch-ermol' })
    await denied(DEPUTY, 'book-maruha', { table: 'people' })
    await denied(DEPUTY, 'book-maruha', { table: 'nothing' })
    expect(
      (await exported(OTHER_HEAD, 'book-ermol', { format: 'csv', table: 'measures' })).events,
    ).toEqual(['=Мера sch-ermol'])
    expect((await ask(OTHER_HEAD, { do: 'start' }, 'book-maruha')).status).toBe(403)
  })

  test('in a workbook of several schools it is each person’s own', async () => {
    const wish = { format: 'csv', table: 'measures' }
    expect((await exported(DEPUTY, 'book-shared', wish)).events).toEqual(['=Мера sch-maruha'])
    expect((await exported(CURATOR, 'book-curator', wish)).events).toEqual(['=Мера sch-maruha'])
    expect((await exported(OBSERVER, 'book-all', wish)).events).toHaveLength(2)
  })

  test('offers what the person may have', async () => {
    const all = dialog.parse((await ask(COORDINATOR, { do: 'start' }, 'book-all')).body).html
    expect(all).toContain('Все школы и весь район')
    expect(all).toContain('value="people"')
    const own = dialog.parse((await ask(DEPUTY, { do: 'start' }, 'book-maruha')).body).html
    expect(own).not.toContain('Все школы')
    expect(own).toContain('value="measures"')
    expect(own).not.toContain('value="people"')
  })

  test('refuses CSV of all tables, another format, a wrong field; and only reads', async () => {
    const before = await system.dump()
    for (const wrong of [{ format: 'csv' }, { format: 'ods' }, { format: 'xlsx', more: 1 }]) {
      expect((await ask(COORDINATOR, { do: 'write', ...wrong }, 'book-all')).status).toBe(400)
    }
    await exported(COORDINATOR, 'book-all', { format: 'xlsx' })
    expect(await system.dump()).toBe(before)
  })
})
