import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { setupFunction } from '../../functions/setup.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { takeLease } from '../../functions/store/lease.ts'
import { SERVICE } from '../../local/service.ts'
import { openBooks, type Books } from './books.ts'
import { serveJob, type Job } from './jobs.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 30_000 })

const coordinator = 'koordinator@example.org'
const deputy = 'zavuch@example.org'

let system: System
let books: Books
let setup: Job
/** Calls of the Sheets API since the last look. */
let calls: string[] = []

beforeAll(async () => {
  system = await startSystem()
  books = await openBooks(system)
  books.meanwhile = (call) => void calls.push(call)
  setup = await serveJob(system, setupFunction({ ...system.services, sheets: books.sheets }))
})
afterAll(async () => {
  await setup.close()
  await books.close()
  await system.close()
})

async function ask(email: string, body: object) {
  calls = []
  return setup.call({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await system.token(email)}`,
    },
    body: JSON.stringify(body),
  })
}

/** A spreadsheet as the coordinator's account makes and shares it. */
function spreadsheet(shared = true): string {
  const id = books.workbooks.create({
    title: 'Новая',
    owner: coordinator,
    sheets: [{ title: 'Лист1' }],
  })
  if (shared) books.workbooks.share(id, SERVICE)
  return id
}

const titles = (id: string) =>
  (books.workbooks.get(id, { fields: 'sheets.properties.title' }, coordinator).sheets ?? []).map(
    ({ properties }) => properties?.title,
  )

const school = (spreadsheetId: string, id = 'sch-ermol') => ({
  do: 'school',
  office: 'book-all',
  spreadsheetId,
  school: id,
})

describe('a new spreadsheet', () => {
  test('becomes a school’s workbook in one step, by one write', async () => {
    const id = spreadsheet()
    const { status, body } = await ask(coordinator, school(id))
    expect(status).toBe(200)
    expect(body).toEqual({ requests: expect.any(Number) })
    expect(calls).toEqual(['get', 'get', 'batchUpdate'])
    expect(titles(id).slice(0, 3)).toEqual(['Меры', 'Документы', 'Замечания'])
    expect((await bindingDoc(system.store, id).get()).data()).toEqual({
      programme: PROGRAMME,
      scope: ['sch-ermol'],
      ceiling: 'staff',
    })
  })

  test('is set up once, however often it is asked', async () => {
    const id = spreadsheet()
    await ask(coordinator, school(id))
    const again = await ask(coordinator, school(id))
    expect(again).toEqual({ status: 200, body: { requests: 0 } })
    expect(calls).toEqual(['get', 'get'])
  })

  test('is not taken from another school', async () => {
    const id = spreadsheet()
    await ask(coordinator, school(id))
    const { status, body } = await ask(coordinator, school(id, 'sch-maruha'))
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { error: { code: 'workbook.bound' } },
    })
    expect((await bindingDoc(system.store, id).get()).get('scope')).toEqual(['sch-ermol'])
  })

  test('that the programme may not write into says how to let it', async () => {
    const id = spreadsheet(false)
    const { status, body } = await ask(coordinator, school(id))
    expect(status).toBe(403)
    expect(body).toMatchObject({
      error: {
        code: 'setup.noAccess',
        message:
          'Программа не может изменить эту таблицу. Откройте ей доступ с правом изменения и нажмите ещё раз.',
      },
    })
    books.workbooks.share(id, SERVICE)
    expect((await ask(coordinator, school(id))).status).toBe(200)
  })

  test('is nobody’s but the coordinator’s to set up', async () => {
    const id = spreadsheet()
    const { status, body } = await ask(deputy, school(id))
    expect({ status, body }).toMatchObject({
      status: 403,
      body: { error: { code: 'setup.denied' } },
    })
    expect(calls).toEqual([])
    expect(titles(id)).toEqual(['Лист1'])
    expect((await bindingDoc(system.store, id).get()).exists).toBe(false)
  })

  test('is no workbook of a school that the programme does not have', async () => {
    const { status, body } = await ask(coordinator, school(spreadsheet(), 'sch-nowhere'))
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { error: { code: 'scope.unknown' } },
    })
  })
})

test('a workbook that another run holds is left alone, and told to wait', async () => {
  const id = spreadsheet()
  await ask(coordinator, school(id))
  await takeLease(system.store, id, 'another-run', system.services.clock.stamp())
  const { status, body } = await ask(coordinator, { do: 'repair', spreadsheetId: id })
  expect({ status, body }).toMatchObject({ status: 409, body: { error: { code: 'setup.busy' } } })
  expect(calls).toEqual([])
})

test('a workbook that lost a tab gets it back', async () => {
  const id = spreadsheet()
  await ask(coordinator, school(id))
  const { sheets = [] } = books.workbooks.get(id, { fields: 'sheets.properties' }, coordinator)
  const sheetId = sheets[1]?.properties?.sheetId ?? 0
  books.workbooks.batchUpdate(id, { requests: [{ deleteSheet: { sheetId } }] }, coordinator)
  expect(titles(id)).not.toContain('Документы')
  expect((await ask(coordinator, { do: 'repair', spreadsheetId: id })).status).toBe(200)
  expect(titles(id)[1]).toBe('Документы')
})

test('the plan names the schools without a workbook, and who works in them', async () => {
  await bindingDoc(system.store, 'book-maruha').delete()
  await bindingDoc(system.store, 'book-own').delete()
  const { body } = await ask(coordinator, { do: 'plan', office: 'book-all' })
  expect(body).toEqual({
    service: 'kurator-test@appspot.gserviceaccount.com',
    workbooks: [
      {
        school: 'sch-maruha',
        title: '«500+»: СОШ с. Маруха',
        editors: ['direktor@example.org', 'zavuch@example.org'],
      },
    ],
  })
  expect((await ask(deputy, { do: 'plan', office: 'book-all' })).status).toBe(403)
})
