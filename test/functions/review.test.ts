import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Panel } from '../../domain/panel.ts'
import { historyFunction } from '../../functions/history.ts'
import { reviewFunction } from '../../functions/review.ts'
import { sidebarFunction } from '../../functions/sidebar.ts'
import { bindingDoc, changeDocs, rowDocs } from '../../functions/store/documents.ts'
import { serveJob, type Job } from './jobs.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const DEPUTY = 'zavuch@example.org'
const CURATOR = 'kurator@example.org'
const COORDINATOR = 'koordinator@example.org'
const OBSERVER = 'region@example.org'
const SCHOOL = 'sch-maruha'

const dialogSchema = z.object({ title: z.string(), html: z.string() })
const decidedSchema = z.object({
  lists: z.string(),
  said: z.string(),
  decided: z.array(z.object({ id: z.string(), outcome: z.string() })),
})

let system: System
let review: Job
let sidebar: Job
let history: Job
let batch = 0
beforeAll(async () => {
  system = await startSystem()
  review = await serveJob(system, reviewFunction(system.services))
  sidebar = await serveJob(system, sidebarFunction(system.services))
  history = await serveJob(system, historyFunction(system.services))
})
afterAll(async () => {
  for (const job of [review, sidebar, history]) await job.close()
  await system.close()
})

interface Shown {
  readonly id: string
  readonly rev: number
  readonly school: string
}

/** Measures that the school reports as done; every test has its own. */
let ids: string[]
beforeEach(async () => {
  batch++
  ids = await report(3)
})

const COLUMNS = ['event', 'deadline', 'responsible', 'status', 'doneOn', 'evidence'] as const
async function report(count: number): Promise<string[]> {
  const made = Array.from(
    { length: count },
    (_, at) => `done-${batch}-${String(at).padStart(4, '0')}`,
  )
  const rows = made.map((id, at) =>
    sentRow(
      id,
      0,
      {
        event: `Мера ${batch}.${at}`,
        deadline: '17.09.2021',
        responsible: 'зам. директора',
        status: 'Исполнена',
        doneOn: '16.09.2021',
        evidence: 'Приказ № 45',
      },
      at + 2,
    ),
  )
  await system.sync(DEPUTY, { tabs: measuresTab(rows, COLUMNS) })
  return made
}

async function call(job: Job, email: string, body: object) {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  return job.call({ method: 'POST', headers, body: JSON.stringify(body) })
}
const ask = (email: string, body: object, spreadsheetId = 'book-curator') =>
  call(review, email, { spreadsheetId, ...body })

/** The rows of the dialog, as its page would send them. */
function rowsIn(html: string): Shown[] {
  const boxes = html.matchAll(/value="([\w-]+)" data-rev="(\d+)" data-school="([\w-]+)"/g)
  return [...boxes].map(([, id = '', rev, school = '']) => ({ id, rev: Number(rev), school }))
}
async function shown(email = CURATOR, book = 'book-curator', chosen?: readonly string[]) {
  const { body } = await ask(email, { do: 'start', ...(chosen ? { chosen } : {}) }, book)
  const { html } = dialogSchema.parse(body)
  return { html, rows: rowsIn(html).filter(({ id }) => id.startsWith(`done-${batch}-`)) }
}
async function decide(email: string, wish: object, book = 'book-curator') {
  const { status, body } = await ask(email, { request: randomUUID(), words: '', ...wish }, book)
  expect(status).toBe(200)
  return decidedSchema.parse(body)
}
async function refusal(email: string, wish: object, book = 'book-curator') {
  const before = await system.dump()
  const { status, body } = await ask(email, { request: randomUUID(), words: '', ...wish }, book)
  expect(await system.dump()).toBe(before)
  const { error } = z.object({ error: z.object({ code: z.string() }) }).parse(body)
  return { status, code: error.code }
}
const cellsOf = async (id: string): Promise<Record<string, unknown>> => {
  const row = await rowDocs(system.store, PROGRAMME, 'measures').doc(id).get()
  return Object(row.get('cells'))
}
const typed = (id: string, rev: number, cells: Record<string, string>) =>
  system.sync(DEPUTY, { tabs: measuresTab([sentRow(id, rev, cells)], Object.keys(cells)) })

describe('many measures are confirmed at once', () => {
  test('as the curator’s own edit, on record, in the school’s card', async () => {
    const { rows } = await shown()
    expect(rows.map(({ id }) => id)).toEqual(ids)
    const { said, lists } = await decide(CURATOR, { do: 'confirm', rows })
    expect(said).toBe('Подтверждены 3 меры.')
    for (const id of ids) expect(await cellsOf(id)).toMatchObject({ check: 'confirmed' })
    expect(rowsIn(lists).filter(({ id }) => ids.includes(id))).toEqual([])
    const records = await changeDocs(system.store, PROGRAMME)
      .where('paths', 'array-contains', `measures/${ids[0]}`)
      .orderBy('seq', 'desc')
      .limit(1)
      .get()
    expect(records.docs[0]?.data()).toMatchObject({
      by: 'maruha-curator',
      role: 'curator',
      from: { spreadsheetId: 'book-curator', shell: 'review' },
      card: SCHOOL,
    })
    const card = await system.store.doc(`programmes/${PROGRAMME}/cards/${SCHOOL}`).get()
    expect(card.get(`briefs.measures.${ids[0]}.check`)).toBe('confirmed')
  })

  test('the same press twice is one change', async () => {
    const { rows } = await shown()
    const wish = { do: 'confirm', rows, request: randomUUID() }
    await decide(CURATOR, wish)
    const before = await system.dump()
    expect((await decide(CURATOR, wish)).said).toBe('Подтверждены 3 меры.')
    expect(await system.dump()).toBe(before)
  })

  test('a row that has changed since is left alone and named, the others are stored', async () => {
    const { rows } = await shown()
    const [first] = rows
    if (!first) throw new Error('no rows')
    await typed(first.id, first.rev, { status: 'В работе' })
    const { said, decided } = await decide(CURATOR, { do: 'confirm', rows })
    expect(said).toBe(
      `Подтверждены 2 меры. Пока окно было открыто, изменили: «Мера ${batch}.0». О них ничего не записано: посмотрите, что в них теперь, и решите ещё раз.`,
    )
    expect(decided.map(({ outcome }) => outcome)).toEqual(['changed', 'stored', 'stored'])
    expect(await cellsOf(first.id)).toMatchObject({ check: 'unchecked', status: 'inProgress' })
    // Once it is reported again and looked at, it is confirmed.
    await typed(first.id, first.rev + 1, { status: 'Исполнена' })
    const again = await shown()
    expect(again.rows.map(({ id }) => id)).toEqual([first.id])
    expect((await decide(CURATOR, { do: 'confirm', rows: again.rows })).said).toBe(
      'Подтверждена 1 мера.',
    )
  })

  test('a deleted one, and one of another school, are told of and not touched', async () => {
    const { rows } = await shown()
    const [first, second, third] = rows
    if (!first || !second || !third) throw new Error('no rows')
    const archived = await call(history, DEPUTY, {
      do: 'archive',
      spreadsheetId: 'book-maruha',
      table: 'measures',
      id: first.id,
      request: randomUUID(),
    })
    expect(archived.status).toBe(200)
    const elsewhere = { ...second, school: 'sch-ermol' }
    const { decided, said } = await decide(CURATOR, {
      do: 'confirm',
      rows: [first, elsewhere, third],
    })
    expect(decided.map(({ outcome }) => outcome)).toEqual(['gone', 'denied', 'stored'])
    expect(said).toContain(`Удалены или переданы другой школе: «Мера ${batch}.0»`)
    expect(await cellsOf(second.id)).toMatchObject({ check: 'unchecked' })
  })

  test('two curators at once: each row is confirmed once, whoever presses first', async () => {
    const { rows } = await shown()
    const [a, b] = await Promise.all([
      decide(CURATOR, { do: 'confirm', rows }),
      decide(COORDINATOR, { do: 'confirm', rows }, 'book-all'),
    ])
    const stored = [...a.decided, ...b.decided].filter(({ outcome }) => outcome === 'stored')
    expect(stored).toHaveLength(3)
  })

  test('of two hundred, each is read once and written once, and no card more than once', async () => {
    // What other tests have left waiting goes first.
    const { html } = await shown()
    await decide(CURATOR, { do: 'confirm', rows: rowsIn(html) })
    batch++
    ids = await report(200)
    const { rows } = await shown()
    expect(rows).toHaveLength(200)
    const before = system.usage()
    const started = performance.now()
    const { said } = await decide(CURATOR, { do: 'confirm', rows })
    const reads = system.usage().reads - before.reads
    const writes = system.usage().writes - before.writes
    console.log(
      `200 confirmed: ${reads} reads, ${writes} writes, ${Math.round(performance.now() - started)} ms`,
    )
    expect(said).toBe('Подтверждено 200 мер.')
    // Rows, the card and its record; afterwards the card once more for the list, and rows that it shows.
    expect(writes).toBe(202)
    expect(reads).toBeLessThanOrEqual(230)
  })
})

/** What the sidebar says to a person, as the digest would. */
async function told(email: string, book: string): Promise<string> {
  const wish = { do: 'show', spreadsheetId: book, present: {} }
  const { body } = await call(sidebar, email, wish)
  const { sections } = z.object({ panel: z.custom<Panel>() }).parse(body).panel
  return JSON.stringify(sections.filter(({ tone }) => tone !== 'plain'))
}

describe('measures are returned', () => {
  test('with one comment for all, which the school must have', async () => {
    const { rows } = await shown()
    expect(await refusal(CURATOR, { do: 'return', rows, words: ' ' })).toEqual({
      status: 422,
      code: 'review.noComment',
    })
    const { said } = await decide(CURATOR, { do: 'return', rows, words: 'Добавьте приказ' })
    expect(said).toBe('Возвращены на доработку 3 меры.')
    for (const id of ids) {
      expect(await cellsOf(id)).toMatchObject({ check: 'rework', checkComment: 'Добавьте приказ' })
    }
  })

  test('and wait for the school, then for the curator again', async () => {
    const { rows } = await shown()
    await decide(CURATOR, { do: 'return', rows, words: 'Добавьте приказ' })
    expect((await shown()).rows).toEqual([])
    await typed(ids[1] ?? '', 2, { evidence: 'Приказ № 46' })
    const again = await shown()
    expect(again.rows.map(({ id }) => id)).toEqual([ids[1]])
    expect(again.html).toContain('исправлена после замечания')
    // The curator reads of it, the school is not asked for it any more.
    expect(await told(CURATOR, 'book-curator')).toContain(`Мера ${batch}.1`)
    expect(await told(CURATOR, 'book-curator')).not.toContain(`Мера ${batch}.2`)
    expect(await told(DEPUTY, 'book-maruha')).toContain(`Мера ${batch}.2`)
    expect(await told(DEPUTY, 'book-maruha')).not.toContain(`Мера ${batch}.1`)
  })

  test('not with a comment that seems to name a person: the row stays, and why is said', async () => {
    const { rows } = await shown()
    const wish = { do: 'return', rows: rows.slice(0, 1) }
    const named = await decide(CURATOR, { ...wish, words: 'Спросите Иванову М. П.' })
    expect(named.decided.map(({ outcome }) => outcome)).toEqual(['refused'])
    expect(named.said).toMatch(/^Ничего не изменено\. «Мера \d+\.0»: Похоже, здесь фамилия/)
    expect(await cellsOf(ids[0] ?? '')).toMatchObject({ check: 'unchecked' })
    const post = await decide(CURATOR, { ...wish, words: 'Спросите завуча' })
    expect(post.decided.map(({ outcome }) => outcome)).toEqual(['stored'])
  })

  test('without taking from the school’s sheet what was refused there', async () => {
    const [id = ''] = ids
    await typed(id, 1, { deadline: '15/03' })
    const { rows } = await shown()
    const { decided } = await decide(CURATOR, {
      do: 'return',
      rows: rows.filter((row) => row.id === id),
      words: 'Добавьте приказ',
    })
    expect(decided).toEqual([expect.objectContaining({ id, outcome: 'stored' })])
    const { news } = await system.sync(DEPUTY, { cursor: {} })
    expect(news.find((row) => row.id === id)?.keep).toEqual(['deadline'])
  })
})

const propose = async (cells: Record<string, string>) => {
  const [id = ''] = ids
  await typed(id, 1, { status: 'В работе', deadline: '15.10.2021', doneOn: '', ...cells })
  const { html } = await shown(COORDINATOR, 'book-all')
  return { id, html, rows: rowsIn(html).filter((row) => row.id === id) }
}

describe('proposals are decided', () => {
  const move = { proposedDeadline: '29.10.2021', proposedReason: 'ремонт зала' }

  test('an agreed move keeps the first deadline', async () => {
    const { id, html, rows } = await propose(move)
    expect(html).toContain('перенести срок с 15.10.2021 на 29.10.2021 · причина: ремонт зала')
    const { said } = await decide(COORDINATOR, { do: 'agree', rows }, 'book-all')
    expect(said).toBe('Согласовано 1 предложение.')
    const cells = await cellsOf(id)
    expect(cells).toMatchObject({
      deadline: '2021-10-29',
      firstDeadline: '2021-10-15',
      consent: 'agreed',
    })
    expect(cells).not.toHaveProperty('proposedDeadline')
  })

  test('an agreed cancelling cancels, a declined one says why', async () => {
    const cancel = { proposedCancel: 'да', proposedReason: 'кабинет закрыт' }
    const { id, html, rows } = await propose(cancel)
    expect(html).toContain('отменить, срок 15.10.2021 · причина: кабинет закрыт')
    await decide(COORDINATOR, { do: 'agree', rows }, 'book-all')
    expect(await cellsOf(id)).toMatchObject({ status: 'cancelled', deadline: '2021-10-15' })
  })

  test('a declined one stands as before, with the reason where somebody gave it', async () => {
    const { id, rows } = await propose(move)
    const wish = { do: 'decline', rows, words: 'Срок назван в приказе' }
    expect((await decide(COORDINATOR, wish, 'book-all')).said).toBe('Не согласовано 1 предложение.')
    expect(await cellsOf(id)).toMatchObject({
      deadline: '2021-10-15',
      consent: 'declined',
      checkComment: 'Предложение не согласовано: Срок назван в приказе',
    })
  })

  test('by the coordinator alone: a curator neither sees them nor decides', async () => {
    const { id, rows } = await propose(move)
    const { html } = await shown()
    expect(html).not.toContain('Предложения школ')
    const { decided } = await decide(CURATOR, { do: 'agree', rows })
    expect(decided).toEqual([expect.objectContaining({ outcome: 'denied' })])
    expect(await cellsOf(id)).toMatchObject({ deadline: '2021-10-15' })
  })

  test('once: what was decided is no proposal any more', async () => {
    const { rows } = await propose(move)
    await decide(COORDINATOR, { do: 'agree', rows }, 'book-all')
    const second = await decide(COORDINATOR, { do: 'decline', rows }, 'book-all')
    expect(second.decided).toEqual([expect.objectContaining({ outcome: 'changed' })])
    const risen = rows.map((row) => ({ ...row, rev: row.rev + 1 }))
    const third = await decide(COORDINATOR, { do: 'decline', rows: risen }, 'book-all')
    expect(third.decided).toEqual([expect.objectContaining({ outcome: 'nothing' })])
  })
})

describe('who decides', () => {
  test('a curator in the school’s own workbook too: the menu runs as the person', async () => {
    const { rows } = await shown(CURATOR, 'book-maruha')
    const { decided } = await decide(CURATOR, { do: 'confirm', rows }, 'book-maruha')
    expect(decided.every(({ outcome }) => outcome === 'stored')).toBe(true)
  })

  test('nobody by a script of the school’s own workbook, which its editors can change', async () => {
    const claims = { aud: 'script-of-book-own' }
    const authorization = `Bearer ${await system.token(CURATOR, claims)}`
    const headers = { 'content-type': 'application/json', authorization }
    const body = JSON.stringify({ do: 'start', spreadsheetId: 'book-own' })
    const told = await review.call({ method: 'POST', headers, body })
    expect(told).toMatchObject({ status: 403, body: { error: { code: 'review.denied' } } })
  })

  test('not the school, not an observer; a stranger is not answered at all', async () => {
    const { rows } = await shown()
    const denied = { status: 403, code: 'review.denied' }
    expect(await refusal(DEPUTY, { do: 'confirm', rows }, 'book-maruha').catch(String)).toEqual(
      denied,
    )
    expect(await refusal(OBSERVER, { do: 'confirm', rows }, 'book-all')).toEqual(denied)
    expect((await refusal('nobody@example.org', { do: 'confirm', rows })).code).toBe(
      'person.unknown',
    )
    const other = await refusal('direktor.ermol@example.org', { do: 'confirm', rows })
    expect(other.code).toBe('workbook.denied')
  })

  test('a request of another shape is refused, and 200 rows are the most', async () => {
    const { rows } = await shown()
    const [row] = rows
    for (const wrong of [
      { do: 'confirm', rows: [] },
      { do: 'confirm', rows: [row, row] },
      { do: 'confirm', rows, words: 'а'.repeat(1_001) },
      { do: 'confirm', rows, request: 'once' },
      { do: 'erase', rows },
      {
        do: 'confirm',
        rows: Array.from({ length: 201 }, (_, at) => ({ ...row, id: `measure-${at}` })),
      },
    ]) {
      expect((await refusal(CURATOR, wrong)).code).toBe('protocol.shape')
    }
  })
})

test('rows selected in the sheet come first and marked; what cannot be decided is said', async () => {
  const [, second = '', third = ''] = ids
  await typed(third, 1, { status: 'В работе' })
  const { html, rows } = await shown(CURATOR, 'book-curator', [third, second])
  expect(rows[0]?.id).toBe(second)
  expect(html).toMatch(new RegExp(`value="${second}"[^>]* checked>`))
  expect(html).not.toContain(`value="${third}"`)
  expect(html).toContain('Среди выделенных в таблице строк есть 1 мера')
})

test('what people wrote is shown as text', async () => {
  await typed(ids[0] ?? '', 1, { evidence: 'https://example.org/a"><script>alert(1)</script>' })
  await typed(ids[1] ?? '', 1, { event: '<img src=x onerror=alert(1)>' })
  const { html } = await shown()
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img')
})

test('the whole loop: reported, ten confirmed, one returned, read by the school, a move agreed', async () => {
  batch++
  ids = await report(11)
  const { rows } = await shown()
  const last = rows.at(-1)
  if (!last) throw new Error('no rows')
  expect((await decide(CURATOR, { do: 'confirm', rows: rows.slice(0, 10) })).said).toBe(
    'Подтверждено 10 мер.',
  )
  const comment = 'Добавьте вывод по начальным классам'
  await decide(CURATOR, { do: 'return', rows: [last], words: comment })

  // The school’s workbook has it with the next look, and its page says so.
  const { news } = await system.sync(DEPUTY, { cursor: {} })
  const row = news.find(({ id }) => id === last.id)
  expect(row?.cells).toMatchObject({
    check: { value: 'На доработку' },
    checkComment: { value: comment },
  })
  const confirmed = news.filter(({ cells }) => cells['check']?.value === 'Подтверждена')
  expect(confirmed.filter(({ id }) => ids.includes(id))).toHaveLength(10)
  const panel = await call(sidebar, DEPUTY, {
    do: 'show',
    spreadsheetId: 'book-maruha',
    present: {},
  })
  const { sections } = z.object({ panel: z.custom<Panel>() }).parse(panel.body).panel
  expect(JSON.stringify(sections)).toContain(comment)

  // It asks for more time, and gets it; the first deadline stays on the row and on record.
  await typed(last.id, last.rev + 1, {
    status: 'В работе',
    proposedDeadline: '29.10.2021',
    proposedReason: 'ждём справку методиста',
  })
  const asked = await shown(COORDINATOR, 'book-all')
  const proposal = asked.rows.filter(({ id }) => id === last.id)
  expect((await decide(COORDINATOR, { do: 'agree', rows: proposal }, 'book-all')).said).toBe(
    'Согласовано 1 предложение.',
  )
  const after = await system.sync(DEPUTY, { cursor: {} })
  expect(after.news.find(({ id }) => id === last.id)?.cells).toMatchObject({
    deadline: { value: 44498 },
    firstDeadline: { value: 44456 },
    consent: { value: 'Согласовано' },
  })
})

test('a card that has outgrown its measures is asked by a query', async () => {
  const card = system.store.doc(`programmes/${PROGRAMME}/cards/${SCHOOL}`)
  const kept = (await card.get()).data()
  if (!kept) throw new Error('no card')
  await card.update({ overflow: ['measures'], 'briefs.measures': {} })
  expect((await shown()).rows.map(({ id }) => id)).toEqual(ids)
  await card.set(kept)
})

test('a workbook that is not connected is refused', async () => {
  expect((await refusal(CURATOR, { do: 'start' }, 'book-none').catch(() => null))?.code).toBe(
    'protocol.shape',
  )
  const { body } = await ask(CURATOR, { do: 'start' }, 'book-none')
  expect(body).toMatchObject({ error: { code: 'workbook.unknown' } })
  expect((await bindingDoc(system.store, 'book-none').get()).exists).toBe(false)
})
