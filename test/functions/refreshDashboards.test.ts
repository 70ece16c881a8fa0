import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { refreshDashboardsFunction } from '../../functions/refreshDashboards.ts'
import { openBooks, type Book, type Books } from './books.ts'
import { serveJob, type Job } from './jobs.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let system: System
let books: Books
let job: Job
let office: Book
let school: Book

beforeEach(async () => {
  system = await startSystem()
  books = await openBooks(system)
  // The bindings of the other tests have no spreadsheets.
  for (const other of await system.store.collection('workbooks').listDocuments()) {
    if (other.id !== 'book-maruha') await other.delete()
  }
  office = await books.make({ scope: 'all', ceiling: 'coordinator' })
  school = await books.make({})
  await enter('measure-late', 'Наставники')
  await system.store.collection('workbooks').doc('book-maruha').delete()
  const services = { ...system.services, sheets: books.sheets }
  job = await serveJob(
    system,
    refreshDashboardsFunction(services, async (ms) => {
      system.clock.elapsed += ms
    }),
  )
})
afterEach(async () => {
  await job.close()
  await books.close()
  await system.close()
})

async function enter(id: string, event: string): Promise<void> {
  await system.seed('measures', [
    {
      id,
      cells: {
        school: 'СОШ с. Маруха',
        event,
        deadline: '15.09.2021',
        responsible: 'директор',
        status: 'В работе',
      },
    },
  ])
}

async function run(): Promise<unknown> {
  const { status, body } = await job.run({ programme: PROGRAMME })
  expect(status).toBe(200)
  return body
}

const ran = (said: object) => ({ programmes: [expect.objectContaining(said)] })

/** The texts of a tab, line by line. */
function page(book: Book, title: string): string[] {
  const fields = 'sheets(data(rowData(values(formattedValue))))'
  const read = books.workbooks.get(book.id, { ranges: [`'${title}'`], fields }, OWNER)
  return (read.sheets?.[0]?.data?.[0]?.rowData ?? []).map(({ values = [] }) =>
    values.map(({ formattedValue }) => formattedValue ?? '').join('|'),
  )
}
const OWNER = 'koordinator@example.org'

test('writes «Панель» and «Сегодня» with one read and one write each, and nothing when nothing changed', async () => {
  expect(await run()).toEqual(ran({ pages: 2, written: 2, reads: 2, writes: 2, troubled: 0 }))
  const panel = page(office, 'Панель').join('\n')
  expect(panel).toContain('СОШ с. Маруха|1|0|0|1|')
  expect(panel).toContain('Всего|1|0|0|1|')
  expect(panel).toContain('Наставники')
  expect(page(school, 'Сегодня').join('\n')).toContain('15.09 ср|Наставники · прошло 5 дней')

  expect(await run()).toEqual(ran({ written: 0, reads: 0, writes: 0 }))

  system.clock.now = new Date('2021-09-21T05:10:00Z')
  expect(await run()).toEqual(ran({ written: 2, reads: 2, writes: 2 }))
  expect(page(school, 'Сегодня').join('\n')).toContain('прошло 6 дней')
})

test('leaves what people add beside and below the page, also when it grows', async () => {
  await run()
  const before = page(office, 'Панель').length
  office.hand.type(`'Панель'!L5`, 'позвонить в Маруху')
  office.hand.type(`'Панель'!A${before + 2}`, 'мои заметки')
  await enter('measure-late-2', 'Второй педсовет')
  await enter('measure-late-3', 'Третий педсовет')
  expect(await run()).toEqual(ran({ written: 2 }))
  const lines = page(office, 'Панель')
  expect(lines.join('\n')).toContain('Всего|3|0|0|3|')
  expect(lines[4]).toMatch(/позвонить в Маруху$/)
  expect(lines.filter((line) => line.startsWith('мои заметки'))).toHaveLength(1)
  expect(lines.filter((line) => line.startsWith('Всего|'))).toHaveLength(1)
})

test.each([429, 500])('tries again after an answer of %i', async (fault) => {
  books.faults.push(fault, fault)
  expect(await run()).toEqual(ran({ written: 2, troubled: 0 }))
})

test('outlasts a minute whose quota others have used up', async () => {
  const freeAt = system.clock.elapsed + 60_000
  books.faultNow = () => (system.clock.elapsed < freeAt ? 429 : undefined)
  expect(await run()).toEqual(ran({ written: 2, troubled: 0 }))
  expect(system.clock.elapsed).toBeGreaterThanOrEqual(freeAt)
})
