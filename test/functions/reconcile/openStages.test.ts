import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { emptyCard } from '../../../domain/card.ts'
import { reconcileFunction } from '../../../functions/reconcile.ts'
import { runningStages } from '../../../functions/reconcile/openStages.ts'
import { setupFunction } from '../../../functions/setup.ts'
import { bindingDoc } from '../../../functions/store/documents.ts'
import { SERVICE } from '../../../local/service.ts'
import { openBooks, type Books } from '../books.ts'
import { serveJob, type Job } from '../jobs.ts'
import { PROGRAMME, startSystem, type System } from '../system.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

test('a stage runs from its first day to its last, and opens what it names', () => {
  const stage = { start: '2021-10-01', end: '2021-10-31', opens: 'questionnaires' }
  const card = { ...emptyCard, briefs: { stages: { a: stage, b: { ...stage, opens: '' } } } }
  const on = (day: string) => runningStages(card, day).map((one) => one.stage)
  expect(
    ['2021-09-30', '2021-10-01', '2021-10-31', '2021-11-01'].map((day) => on(day).includes('a')),
  ).toEqual([false, true, true, false])
  expect(
    runningStages(
      { ...emptyCard, briefs: { stages: { c: { ...stage, opens: 'documents' } } } },
      '2021-10-02',
    ),
  ).toEqual([{ stage: 'c', table: 'documents' }])
})

const COORDINATOR = 'koordinator@example.org'

describe('in a workbook that nobody sets up again', () => {
  let system: System
  let books: Books
  let job: Job
  let id: string
  let writes = 0
  beforeEach(async () => {
    system = await startSystem()
    books = await openBooks(system)
    for (const other of await system.store.collection('workbooks').listDocuments()) {
      if (other.id !== 'book-all') await other.delete()
    }
    const services = { ...system.services, sheets: books.sheets }
    job = await serveJob(system, reconcileFunction(services))
    const setup = await serveJob(system, setupFunction(services))
    id = books.workbooks.create({
      title: 'Школа',
      owner: COORDINATOR,
      sheets: [{ title: 'Лист1' }],
    })
    books.workbooks.share(id, SERVICE)
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await system.token(COORDINATOR)}`,
    }
    const wish = { do: 'school', office: 'book-all', school: 'sch-maruha', spreadsheetId: id }
    await setup.call({ method: 'POST', headers, body: JSON.stringify(wish) })
    await setup.close()
    await bindingDoc(system.store, 'book-all').delete()
    const cells = {
      number: '1',
      name: 'Анкетирование',
      start: '01.10.2021',
      end: '31.10.2021',
      opens: 'Анкеты',
    }
    await system.seed('stages', [{ id: 'stage-001', cells }])
    books.meanwhile = (call) => {
      if (call === 'batchUpdate') writes++
    }
  })
  afterEach(async () => {
    await job.close()
    await books.close()
    await system.close()
  })

  async function reconcileAt(moment: string): Promise<number> {
    system.clock.now = new Date(moment)
    system.clock.elapsed += 3_600_000
    writes = 0
    const { status } = await job.run({ programme: PROGRAMME })
    expect(status).toBe(200)
    return writes
  }
  const sheet = () =>
    (books.workbooks.get(id, { fields: 'sheets(properties)' }, COORDINATOR).sheets ?? []).find(
      ({ properties }) => properties?.title === 'Анкеты',
    )?.properties
  const hidden = () => sheet()?.hidden === true

  test('the tab of a stage comes into sight on its first day, by one write, and once', async () => {
    await reconcileAt('2021-09-30T08:00:00Z')
    expect(hidden()).toBe(true)
    // Midnight in the programme's zone comes three hours earlier.
    expect(await reconcileAt('2021-09-30T21:05:00Z')).toBe(1)
    expect(hidden()).toBe(false)
    expect((await bindingDoc(system.store, id).get()).get('openedStages')).toEqual(['stage-001'])

    // Who has no use for it hides it, and it stays hidden.
    const properties = { sheetId: sheet()?.sheetId ?? 0, hidden: true }
    const requests = [{ updateSheetProperties: { properties, fields: 'hidden' } }]
    books.workbooks.batchUpdate(id, { requests }, COORDINATOR)
    expect(await reconcileAt('2021-10-02T08:00:00Z')).toBe(0)
    expect(hidden()).toBe(true)
  })

  test('one that is in sight already is only remembered', async () => {
    const properties = { sheetId: sheet()?.sheetId ?? 0, hidden: false }
    const requests = [{ updateSheetProperties: { properties, fields: 'hidden' } }]
    books.workbooks.batchUpdate(id, { requests }, COORDINATOR)
    await reconcileAt('2021-09-30T08:00:00Z')
    expect(await reconcileAt('2021-10-01T08:00:00Z')).toBe(0)
    expect((await bindingDoc(system.store, id).get()).get('openedStages')).toEqual(['stage-001'])
  })
})
