import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { textsIn } from '../../domain/texts/texts.ts'
import { briefFunction } from '../../functions/brief.ts'
import { exportTablesFunction } from '../../functions/exportTables.ts'
import { historyFunction } from '../../functions/history.ts'
import { newYearFunction } from '../../functions/newYear.ts'
import { reconcileFunction } from '../../functions/reconcile.ts'
import { sidebarFunction } from '../../functions/sidebar.ts'
import { bindingDoc, rowDocs, yearDocs } from '../../functions/store/documents.ts'
import { readDocx } from '../../functions/roadmap/docx.ts'
import { openBooks } from './books.ts'
import { serveJob, type Job } from './jobs.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const DEPUTY = 'zavuch@example.org'
const COORDINATOR = 'koordinator@example.org'
const TO = '2021-09-19'
const { sync, newYear } = textsIn('ru')

let system: System
let year: Job
let others: Record<'history' | 'sidebar' | 'brief' | 'exports', Job>
beforeEach(async () => {
  system = await startSystem()
  year = await serveJob(system, newYearFunction(system.services))
  others = {
    history: await serveJob(system, historyFunction(system.services)),
    sidebar: await serveJob(system, sidebarFunction(system.services)),
    brief: await serveJob(system, briefFunction(system.services)),
    exports: await serveJob(system, exportTablesFunction(system.services)),
  }
  await system.seed('measures', [
    measure('finished-1', { status: 'Исполнена', check: 'Подтверждена' }),
    measure('finished-2', { status: 'Отменена', consent: 'Согласовано' }),
    measure('open-0001', { status: 'В работе' }),
    measure('unchecked-1', { status: 'Исполнена' }),
    measure('ahead-001', { deadline: '15.10.2021', status: 'Исполнена', check: 'Подтверждена' }),
    measure('other-001', {
      school: 'ООШ с. Нижняя Ермоловка',
      status: 'Отменена',
      consent: 'Согласовано',
    }),
  ])
  await system.seed('officeMeasures', [
    { id: 'office-01', cells: { event: 'Семинар', deadline: '01.09.2021', status: 'Исполнена' } },
  ])
})
afterEach(async () => {
  for (const job of [year, ...Object.values(others)]) await job.close()
  await system.close()
})

function measure(id: string, cells: Record<string, string>) {
  const usual = { school: 'СОШ с. Маруха', deadline: '15.09.2021', responsible: 'завуч' }
  return { id, cells: { ...usual, event: `Мера ${id}`, doneOn: '', ...cells } }
}

async function call(job: Job, email: string, body: object) {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  return job.call({ method: 'POST', headers, body: JSON.stringify(body) })
}
const ask = (wish: object, email = COORDINATOR, spreadsheetId = 'book-all') =>
  call(year, email, { spreadsheetId, ...wish })
const turned = z.object({ step: z.string(), said: z.string(), more: z.boolean() })
async function turn(deed: 'begin' | 'reopen', day = TO) {
  const { status, body } = await ask({ do: deed, day })
  expect(status).toBe(200)
  return turned.parse(body)
}
async function refusal(wish: object, email = COORDINATOR, book = 'book-all') {
  const before = await system.dump()
  const { body } = await ask(wish, email, book)
  expect(await system.dump()).toBe(before)
  return z.object({ error: z.object({ code: z.string() }) }).parse(body).error.code
}
const row = async (id: string): Promise<Record<string, unknown>> => {
  const found = await rowDocs(system.store, PROGRAMME, 'measures').doc(id).get()
  return Object(found.data())
}

test('counts what would happen, school by school, and changes nothing', async () => {
  const before = await system.dump()
  const { body } = await ask({ do: 'count', day: TO })
  const { preview } = z.object({ preview: z.string() }).parse(body)
  const lines = [
    ...preview.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(\d+)<\/td><td>(\d+)<\/td><td>(\d+)/g),
  ]
  expect(lines.map((line) => line.slice(1))).toEqual([
    ['СОШ с. Маруха', '2', '2', '1'],
    ['ООШ с. Нижняя Ермоловка', '1', '0', '0'],
    ['Меры района', '1', '0', '0'],
    ['Всего', '4', '2', '1'],
  ])
  expect(preview).toContain('Начать новый год: закрыть 4 меры, перенести 2 меры')
  expect(await system.dump()).toBe(before)
})

test('closes what is finished, carries what is open with all it has, leaves the rest', async () => {
  const before = await row('open-0001')
  expect((await turn('begin')).said).toMatch(
    /^Новый год начат\. Закрыты 4 меры, перенесены 2 меры\./,
  )
  expect(await row('finished-1')).toMatchObject({ closedWith: TO })
  expect(await row('open-0001')).toMatchObject({
    cells: before['cells'],
    carriedFrom: TO,
    archivedAt: null,
  })
  expect(await row('unchecked-1')).toMatchObject({ carriedFrom: TO, archivedAt: null })
  const ahead = await row('ahead-001')
  expect(ahead).toMatchObject({ rev: 1, archivedAt: null })

  // The school’s workbook has the open ones alone.
  const { news } = await system.sync(DEPUTY, { cursor: {} })
  const inForce = news.filter(({ table, archived }) => table === 'measures' && !archived)
  expect(new Set(inForce.map(({ id }) => id))).toEqual(
    new Set(['open-0001', 'unchecked-1', 'ahead-001']),
  )
  const card = await system.store.doc(`programmes/${PROGRAMME}/cards/sch-maruha`).get()
  expect(card.get('sums.measures.rows')).toBe(3)

  // What was carried tells so in its history.
  const { body } = await call(others.history, DEPUTY, {
    do: 'read',
    spreadsheetId: 'book-maruha',
    table: 'measures',
    id: 'open-0001',
  })
  expect(JSON.stringify(body)).toContain(newYear.row.carried('19.09.2021'))
})

test('the same call again changes nothing, nor do two at once', async () => {
  const [a, b] = await Promise.all([turn('begin'), turn('begin')])
  expect(a.more || b.more).toBe(false)
  const before = await system.dump()
  expect((await turn('begin')).said).toMatch(/4 меры.* 2 меры/)
  expect(await system.dump()).toBe(before)
  expect(await row('open-0001')).toMatchObject({ rev: 2 })
})

test('one that broke off is gone on with, and says so meanwhile', async () => {
  const elapsed = system.services.clock.elapsed()
  // Between the reading of the time and the first part an hour goes by.
  const slow = await serveJob(
    system,
    newYearFunction({
      ...system.services,
      clock: { ...system.services.clock, elapsed: () => (hour += 70_000) + elapsed },
    }),
  )
  let hour = 0
  const first = await call(slow, COORDINATOR, { do: 'begin', spreadsheetId: 'book-all', day: TO })
  expect(turned.parse(first.body)).toMatchObject({ more: true })
  expect(turned.parse(first.body).step).toContain(newYear.year.closing('19.09.2021'))
  await slow.close()
  expect(await refusal({ do: 'reopen', day: TO })).toBe('year.busy')
  expect(await turn('begin')).toMatchObject({ more: false })
  expect(await row('finished-2')).toMatchObject({ closedWith: TO })
})

/** Due and done measures of a school, as a brief of the period counts them. */
async function due(firstDay: string, lastDay: string) {
  const { body } = await call(others.brief, COORDINATOR, {
    do: 'write',
    spreadsheetId: 'book-all',
    firstDay,
    lastDay,
  })
  const { file } = z.object({ file: z.base64() }).parse(body)
  const tables = readDocx(Buffer.from(file, 'base64'))
  const table = tables.find(({ rows }) => rows[0]?.[1]?.text === 'Срок наступил')
  const maruha = table?.rows.find(([first]) => first?.text.includes('Маруха'))
  return maruha?.slice(1, 3).map(({ text }) => text)
}

describe('a closed measure', () => {
  beforeEach(async () => void (await turn('begin')))

  test('is changed from no workbook: what is typed stays in its cell', async () => {
    const { rev } = z.object({ rev: z.number() }).parse(await row('finished-1'))
    const typed = (at: number, status: string) =>
      system.sync(DEPUTY, {
        tabs: measuresTab([sentRow('finished-1', at, { status })], ['status']),
      })
    const before = await row('finished-1')
    for (const at of [1, rev]) {
      const [answer] = (await typed(at, 'В работе')).rows
      expect(answer?.outcome).toBe('denied')
      expect(answer?.corrections.map(({ text }) => text)).toEqual([sync.rowClosed('19.09.2021')])
      expect(answer?.write).not.toHaveProperty('status')
    }
    expect(await row('finished-1')).toEqual(before)
    // A line that only has not heard of it is emptied, as one that was deleted.
    const [clean] = (await typed(1, 'Исполнена')).rows
    expect(clean).toMatchObject({ outcome: 'unchanged', archived: true })
    // An open one is written as ever.
    const open = await system.sync(DEPUTY, {
      tabs: measuresTab([sentRow('open-0001', 2, { status: 'Исполнена' })], ['status']),
    })
    expect(open.rows[0]?.outcome).toBe('stored')
    expect(await row('open-0001')).toMatchObject({ carriedFrom: TO, cells: { status: 'done' } })
  })

  test('is not restored by itself, and is not listed as deleted', async () => {
    const wish = { spreadsheetId: 'book-maruha', table: 'measures', id: 'finished-1' }
    const told = await call(others.history, DEPUTY, {
      do: 'restore',
      ...wish,
      request: randomUUID(),
    })
    expect(told).toMatchObject({ status: 409, body: { error: { code: 'row.closed' } } })
    const read = await call(others.history, DEPUTY, { do: 'read', ...wish })
    expect(read.body).toMatchObject({ head: { may: { restore: false } } })
    expect(JSON.stringify(read.body)).toContain(newYear.row.closed('19.09.2021'))
    const { body } = await call(others.sidebar, DEPUTY, {
      do: 'deleted',
      spreadsheetId: 'book-maruha',
    })
    expect(body).toEqual({ deleted: [] })
  })

  test('is in what is exported, as all that the programme knows; a deleted one is not', async () => {
    const wish = { spreadsheetId: 'book-maruha', table: 'measures', id: 'open-0001' }
    await call(others.history, DEPUTY, { do: 'archive', ...wish, request: randomUUID() })
    const { body } = await call(others.exports, COORDINATOR, {
      do: 'write',
      spreadsheetId: 'book-all',
      format: 'csv',
      table: 'measures',
    })
    const { file } = z.object({ file: z.base64() }).parse(body)
    const text = Buffer.from(file, 'base64').toString('utf8')
    expect(text).toContain('Мера finished-1')
    expect(text).not.toContain('Мера open-0001')
  })

  test('counts in a brief of its year, and not in one of the next', async () => {
    expect(await due('2021-02-10', TO)).toEqual(['3', '2'])
    expect(await due('2021-09-20', '2021-09-20')).toEqual(['2', '1'])
  })
})

test('in a school’s sheet closed lines become empty, and what was typed into one stays, with why', async () => {
  const books = await openBooks(system)
  for (const other of await system.store.collection('workbooks').listDocuments()) {
    if (other.id !== 'book-all') await other.delete()
  }
  const book = await books.make({})
  const services = { ...system.services, sheets: books.sheets }
  const job = await serveJob(system, reconcileFunction(services))
  const reconcile = async () => {
    system.clock.now = new Date(system.clock.now.getTime() + 3_600_000)
    system.clock.elapsed += 3_600_000
    await job.run({ programme: PROGRAMME })
  }
  await bindingDoc(system.store, 'book-all').update({ lease: { run: 'away', until: Infinity } })
  await reconcile()
  const at = (id: string) => book.column('event').indexOf(`Мера ${id}`) + 2
  const [typed, emptied, open] = ['finished-1', 'finished-2', 'open-0001'].map(at)
  if (!typed || !emptied || !open) throw new Error('the rows are not there')
  await turn('begin')
  book.hand.type(book.cell('comment', typed), 'забыли дописать')
  await reconcile()
  const shown = (key: string, row: number) => book.column(key)[row - 2] ?? ''
  expect(shown('event', emptied)).toBe('')
  expect(shown('event', open)).toBe('Мера open-0001')
  expect(shown('comment', typed)).toBe('забыли дописать')
  expect(shown('corrections', typed)).toContain(sync.rowClosed('19.09.2021'))
  expect((await row('finished-1'))['cells']).not.toHaveProperty('comment')

  // Once the year is back, so is the line that was emptied, and what was typed is stored.
  await turn('reopen')
  await reconcile()
  await reconcile()
  expect(book.column('event')).toContain('Мера finished-2')
  expect((await row('finished-1'))['cells']).toMatchObject({ comment: 'забыли дописать' })
  await job.close()
  await books.close()
})

describe('a year is taken back', () => {
  test('and every measure is as it was', async () => {
    const ids = ['finished-1', 'finished-2', 'open-0001', 'unchecked-1', 'ahead-001', 'other-001']
    const before = await Promise.all(ids.map(async (id) => (await row(id))['cells']))
    await turn('begin')
    expect((await turn('reopen')).said).toBe(newYear.reopened)
    for (const [at, id] of ids.entries()) {
      const now = await row(id)
      expect(now['cells']).toEqual(before[at])
      expect(now['archivedAt']).toBeNull()
      expect(now).not.toHaveProperty('closedWith')
      expect(now).not.toHaveProperty('carriedFrom')
    }
    const { news } = await system.sync(DEPUTY, { cursor: {} })
    expect(news.filter(({ table, archived }) => table === 'measures' && !archived)).toHaveLength(5)
    // Twice is once; and the year may be ended anew.
    const then = await system.dump()
    await turn('reopen')
    expect(await system.dump()).toBe(then)
    await turn('begin')
    expect(await row('finished-1')).toMatchObject({ closedWith: TO })
  })

  test('but a row that somebody deleted before the end of the year stays deleted', async () => {
    const wish = { spreadsheetId: 'book-maruha', table: 'measures', id: 'finished-1' }
    await call(others.history, DEPUTY, { do: 'archive', ...wish, request: randomUUID() })
    await turn('begin')
    await turn('reopen')
    expect((await row('finished-1'))['archivedAt']).not.toBeNull()
  })

  test('not under a later one, and not one that never ended', async () => {
    expect(await refusal({ do: 'reopen', day: TO })).toBe('year.unknown')
    await turn('begin', '2021-09-18')
    await turn('begin', '2021-09-20')
    expect(await refusal({ do: 'reopen', day: '2021-09-18' })).toBe('year.later')
    await turn('reopen', '2021-09-20')
    await turn('reopen', '2021-09-18')
    expect((await yearDocs(system.store, PROGRAMME).doc('2021-09-18').get()).get('state')).toBe(
      'reopened',
    )
  })
})

describe('a year ends', () => {
  test('on a day that has come and is after the last year’s', async () => {
    expect(await refusal({ do: 'begin', day: '2021-09-21' })).toBe('year.end')
    expect(await refusal({ do: 'count', day: '2021-02-09' })).toBe('year.end')
    await turn('begin', '2021-09-18')
    expect(await refusal({ do: 'begin', day: '2021-09-17' })).toBe('year.end')
    await turn('begin', '2021-09-20')
  })

  test('by the coordinator, in the coordinator’s workbook, and by nobody else', async () => {
    for (const [email, book] of [
      [DEPUTY, 'book-maruha'],
      ['kurator@example.org', 'book-curator'],
      ['region@example.org', 'book-all'],
      [COORDINATOR, 'book-maruha'],
    ] as const) {
      for (const wish of [{ do: 'start' }, { do: 'count', day: TO }, { do: 'begin', day: TO }]) {
        expect(await refusal(wish, email, book)).toBe('year.denied')
      }
    }
    const { body } = await ask({ do: 'start' })
    const { html } = z.object({ html: z.string() }).parse(body)
    expect(html).toContain('min="2021-02-10" max="2021-09-20"')
    expect(await refusal({ do: 'begin', day: 'soon' })).toBe('protocol.shape')
  })
})

test('six hundred measures are closed in parts, each read and written once', async () => {
  const many = Array.from({ length: 600 }, (_, at) =>
    measure(`many-${String(at).padStart(4, '0')}`, {
      status: 'Отменена',
      consent: 'Согласовано',
      event: `Мера ${at}`,
    }),
  )
  await system.seed('measures', many)
  const before = system.usage()
  const started = performance.now()
  await turn('begin')
  const [reads, writes] = [
    system.usage().reads - before.reads,
    system.usage().writes - before.writes,
  ]
  console.log(
    `600 closed: ${reads} reads, ${writes} writes, ${Math.round(performance.now() - started)} ms`,
  )
  // 605 rows, six parts with a card and a record each, the year twice;
  // before that the briefs of the district and of two schools, and that they are kept.
  expect(writes).toBe(607 + 6 * 2 + 2 - 1 + 4)
  expect(reads).toBeLessThan(3 * 610 + 100)
})
