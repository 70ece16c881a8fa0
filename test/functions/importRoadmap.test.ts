import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { FIELDS } from '../../domain/roadmap/fields.ts'
import { importRoadmapFunction } from '../../functions/importRoadmap.ts'
import type { RawDocument } from '../../functions/roadmap/readDocument.ts'
import { rowDocs } from '../../functions/store/documents.ts'
import { serveJob, type Job } from './jobs.ts'
import { docx, pasted, textFile, xlsx } from './roadmap/documents.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 60_000 })

const deputy = 'zavuch@example.org'
const otherHead = 'direktor.ermol@example.org'
const curator = 'kurator@example.org'
const coordinator = 'koordinator@example.org'

let system: System
let service: Job
beforeAll(async () => {
  system = await startSystem()
  service = await serveJob(system, importRoadmapFunction(system.services))
})
afterAll(async () => {
  await service.close()
  await system.close()
})

const field = z.enum(FIELDS).nullable()
const readSchema = z.object({
  import: z.uuid(),
  tables: z.array(
    z.object({
      use: z.boolean(),
      columns: z.array(z.object({ heading: z.string(), field, confidence: z.string() })),
    }),
  ),
  year: z.object({ terms: z.number(), suggested: z.string().nullable() }),
  open: z.array(z.looseObject({ is: z.string() })),
  questions: z.array(z.object({ key: z.string(), text: z.string(), suggestion: z.string() })),
  counts: z.object({ toStore: z.number(), drafts: z.number(), there: z.number() }),
  rows: z.array(
    z.object({ id: z.string(), state: z.string(), cells: z.record(z.string(), z.string()) }),
  ),
  html: z.string(),
})
type Read = z.infer<typeof readSchema>
const storedSchema = z.object({ stored: z.number(), drafts: z.number(), left: z.number() })

async function call(email: string, body: object) {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  return service.call({ method: 'POST', headers, body: JSON.stringify(body) })
}

function sent(document: RawDocument) {
  const inBody =
    document.is === 'file'
      ? { file: Buffer.from(document.bytes).toString('base64') }
      : { pasted: document.text }
  return { spreadsheetId: 'book-maruha', document: inBody }
}

async function read(document: RawDocument, more: object = {}): Promise<Read> {
  const { status, body } = await call(deputy, { do: 'read', ...sent(document), ...more })
  expect(body).toMatchObject({ open: expect.anything() })
  expect(status).toBe(200)
  return readSchema.parse(body)
}

/** What the person confirms: the columns as proposed, and what is said besides. */
function confirmed({ tables }: Read, more: object = {}) {
  const chosen = tables.map(({ use, columns }, at) => [
    String(at),
    { use, fields: columns.map((column) => column.field) },
  ])
  return { tables: Object.fromEntries(chosen), decisions: [], take: [], ...more }
}

async function store(document: RawDocument, choices: object, importId: string, email = deputy) {
  return call(email, { do: 'store', ...sent(document), choices, import: importId })
}

async function inStore(event: string) {
  const rows = await rowDocs(system.store, PROGRAMME, 'measures')
    .where('school', '==', 'sch-maruha')
    .get()
  return rows.docs
    .map((row) => row.data())
    .filter(({ cells }) => String(cells.event).startsWith(event))
}

/** A plan whose events begin with a word of its own: the tests share one store. */
function plan(word: string, rows = 2): Promise<RawDocument> {
  return docx('План на 2021 год', [
    ['№', 'Мероприятие', 'Срок', 'Ответственный'],
    ...Array.from({ length: rows }, (_, at) => [
      `${at + 1}`,
      `${word} ${at + 1}`,
      `${10 + at}.11.2021`,
      'руководитель ШМО',
    ]),
  ])
}

/** A plan with a column that only the person can explain. */
function withNeeds(event: string): RawDocument {
  return pasted(`Мероприятие\tДата\tКто\tЧто нужно\n${event}\t10.11.2021\tдиректор\tбумага`)
}

describe('a roadmap that is read', () => {
  test('changes nothing in the store, however often', async () => {
    const document = await plan('Прочитано')
    const before = await system.dump()
    const first = await read(document)
    expect(first.counts).toEqual({ toStore: 2, drafts: 0, there: 0 })
    const second = await read(document)
    expect(second.rows).toEqual(first.rows)
    expect(await system.dump()).toBe(before)
  })

  test('is not stored before its columns are confirmed', async () => {
    const document = await plan('Неподтверждённое')
    const before = await system.dump()
    const bare = { tables: {}, decisions: [], take: [] }
    expect(await store(document, bare, randomUUID())).toMatchObject({
      status: 409,
      body: { error: { code: 'import.open' } },
    })
    expect(await system.dump()).toBe(before)
    const whole = confirmed(await read(document))
    expect(await store(document, whole, randomUUID())).toMatchObject({
      status: 200,
      body: { stored: 2, left: 0 },
    })
  })

  test('is not stored while a column or a year is asked about', async () => {
    const document = pasted('Мероприятие\tСрок\tРесурсы\nСобытие о вопросах\tдо 15 ноября\tкабинет')
    const first = await read(document)
    expect(first.open).toEqual([{ is: 'column', table: 0, column: 2 }])
    const open = confirmed(first)
    expect((await store(document, open, randomUUID())).status).toBe(409)
    const fields = ['event', 'deadline', 'comment']
    const mapped = { tables: { 0: { use: true, fields } }, decisions: [], take: [] }
    expect((await read(document, { choices: mapped })).open).toEqual([{ is: 'year' }])
    expect((await store(document, mapped, randomUUID())).status).toBe(409)
    const dated = { ...mapped, year: '2021' }
    expect(await store(document, dated, randomUUID())).toMatchObject({
      body: { stored: 1, drafts: 1 },
    })
    const [row] = await inStore('Событие о вопросах')
    expect(row?.['cells']).toMatchObject({ deadline: '2021-11-15', comment: 'Ресурсы: кабинет' })
  })
})

describe('storing', () => {
  test('is as an edit of the person: on record, checked, watched', async () => {
    const document = await plan('Записано')
    const whole = confirmed(await read(document))
    await store(document, whole, randomUUID())
    const [row] = await inStore('Записано 1')
    expect(row).toMatchObject({
      school: 'sch-maruha',
      rev: 1,
      cells: { event: 'Записано 1', deadline: '2021-11-10', status: 'notStarted' },
    })
    const changes = await system.store
      .collection(`programmes/${PROGRAMME}/changes`)
      .where('by', '==', 'maruha-deputy')
      .get()
    expect(JSON.stringify(changes.docs.map((change) => change.data()))).toContain('Записано 1')
    // What the workbook has not seen yet comes to it as news.
    const { news } = await system.sync(deputy, {})
    expect(news.map(({ cells }) => cells['event']?.value)).toContain('Записано 1')
  })

  test('the same press twice, also at once, stores once', async () => {
    const document = await plan('Дважды', 5)
    const whole = confirmed(await read(document))
    const importId = randomUUID()
    await Promise.all([
      store(document, whole, importId),
      store(document, whole, importId),
      store(document, whole, randomUUID()),
    ])
    expect(await store(document, whole, importId)).toMatchObject({ body: { stored: 0, left: 0 } })
    const rows = await inStore('Дважды')
    expect(rows.length).toBe(5)
    expect(rows.map(({ rev }) => rev)).toEqual([1, 1, 1, 1, 1])
  })

  test('the same document again finds its measures, and leaves alone what was changed since', async () => {
    const document = await plan('Повторно', 3)
    const whole = confirmed(await read(document))
    await store(document, whole, randomUUID())
    const again = await read(document)
    expect(again.counts).toEqual({ toStore: 0, drafts: 0, there: 3 })
    expect(again.open).toEqual([{ is: 'nothing' }])
    const [changed] = again.rows
    await system.sync(deputy, {
      tabs: [
        {
          table: 'measures',
          columns: ['deadline'],
          rows: [{ id: changed?.id ?? '', rev: 1, row: 2, cells: { deadline: '01.12.2021' } }],
        },
      ],
    })
    expect((await read(document)).counts).toMatchObject({ toStore: 0, there: 3 })
    // Typed by hand before, with other ids: the same measures too.
    const typed = { event: 'По рукам 1', deadline: '10.11.2021', responsible: 'директор' }
    await system.sync(deputy, {
      tabs: [
        {
          table: 'measures',
          columns: Object.keys(typed),
          rows: [{ id: 'by-hand-1', rev: 0, row: 3, cells: typed }],
        },
      ],
    })
    const other = await read(await plan('По рукам', 2))
    expect(other.rows.map(({ state }) => state)).toEqual(['there', 'new'])
  })

  test('a measure of the same name with another deadline is asked about', async () => {
    const first = pasted('Мероприятие\tСрок\tОтветственный\nПохожее\t10.11.2021\tдиректор')
    await store(first, confirmed(await read(first)), randomUUID())
    const later = pasted('Мероприятие\tСрок\tОтветственный\nПохожее\t20.12.2021\tдиректор')
    const asked = await read(later)
    expect(asked.rows[0]?.state).toBe('similar')
    expect(asked.counts.toStore).toBe(0)
    const taken = confirmed(asked, { take: [asked.rows[0]?.id] })
    expect(await store(later, taken, randomUUID())).toMatchObject({ body: { stored: 1 } })
    expect((await inStore('Похожее')).length).toBe(2)
  })

  test('a row that stands twice in the document is said, and stored once unless the person takes it', async () => {
    const line = 'Двойное\t10.11.2021\tдиректор'
    const other = 'Двойное другое\t10.11.2021\tдиректор'
    const twice = pasted(`№\tМероприятие\tСрок\tОтветственный\n1\t${line}\n2\t${other}\n3\t${line}`)
    const asked = await read(twice)
    expect(asked.rows.map(({ state }) => state)).toEqual(['new', 'new', 'twice'])
    expect(asked.counts.toStore).toBe(2)
    const html = String(
      Object(await call(deputy, { do: 'read', ...sent(twice) }).then(({ body }) => body)).html,
    )
    expect(html).toContain('В документе повторяется 1 строка: табл. 1, стр. 4. Она не переносится.')
    expect(html).toContain('Такая же строка уже есть выше (табл. 1, стр. 2)')
    expect(await store(twice, confirmed(asked), randomUUID())).toMatchObject({
      body: { stored: 2 },
    })
    // Read again, all three are known; a person who means two measures takes the second.
    expect((await read(twice)).rows.map(({ state }) => state)).toEqual(['there', 'there', 'twice'])
    const taken = confirmed(asked, { take: [asked.rows[2]?.id] })
    expect(await store(twice, taken, randomUUID())).toMatchObject({ body: { stored: 1 } })
    const numbers = (await inStore('Двойное')).map(({ cells }) => String(cells.number))
    expect(new Set(numbers)).toEqual(new Set(['1', '2', '3']))
    expect(numbers).toHaveLength(3)
    expect((await read(twice)).counts.toStore).toBe(0)
  })

  test('remembers what the columns were, and nothing of the document', async () => {
    const first = await read(withNeeds('Память раз'))
    expect(first.tables[0]?.columns[3]).toMatchObject({ field: null, confidence: 'asks' })
    const fields = ['event', 'deadline', 'responsible', 'comment']
    const choices = { tables: { 0: { use: true, fields } }, decisions: [], take: [] }
    await store(withNeeds('Память раз'), choices, randomUUID())
    const second = await read(withNeeds('Память два'))
    expect(second.tables[0]?.columns.map((column) => column.field)).toEqual(fields)
    expect(second.tables[0]?.columns[3]?.confidence).toBe('remembered')
    expect(second.open).toEqual([])
    const kept = await system.store.doc(`programmes/${PROGRAMME}/layouts/sch-maruha`).get()
    expect(JSON.stringify(kept.data())).not.toMatch(/Память|Что нужно|бумага/)
  })
})

describe('names of people', () => {
  const document = pasted(
    'Мероприятие\tСрок\tОтветственный\nО наставниках\t15.11.2021\tИванова М. П., зам. директора по УВР',
  )

  test('are pointed out with what may be written instead, and never stored or logged', async () => {
    const asked = await read(document)
    expect(asked.questions).toEqual([
      expect.objectContaining({ key: 'responsible', suggestion: 'зам. директора по УВР' }),
    ])
    await store(document, confirmed(asked), randomUUID())
    expect(await system.dump()).not.toContain('Иванова')
    expect(system.logged.join()).not.toContain('Иванова')
    const [row] = await inStore('О наставниках')
    expect(row?.['cells']).not.toHaveProperty('responsible')
  })

  test('are replaced where the person says by what', async () => {
    const other = pasted(document.is === 'pasted' ? document.text.replace('О наст', 'Об наст') : '')
    const [question] = (await read(other)).questions
    const decisions = [
      { key: 'responsible', text: question?.text ?? '', instead: 'зам. директора по УВР' },
    ]
    const choices = confirmed(await read(other), { decisions })
    expect((await read(other, { choices })).questions).toEqual([])
    await store(other, choices, randomUUID())
    const [row] = await inStore('Об наставниках')
    expect(row?.['cells']).toMatchObject({ responsible: 'зам. директора по УВР' })
  })
})

describe('an import that is taken back', () => {
  test('archives its measures but for those that were changed since, and can be loaded again', async () => {
    const document = await plan('Обратно', 3)
    const whole = confirmed(await read(document))
    const importId = randomUUID()
    await store(document, whole, importId)
    const [kept] = (await read(document)).rows
    await system.sync(deputy, {
      tabs: [
        {
          table: 'measures',
          columns: ['comment'],
          rows: [{ id: kept?.id ?? '', rev: 1, row: 2, cells: { comment: 'начали' } }],
        },
      ],
    })
    const undo = { do: 'undo', spreadsheetId: 'book-maruha', import: importId }
    expect(await call(deputy, undo)).toMatchObject({ status: 200, body: { removed: 2, kept: 1 } })
    const after = await system.dump()
    // The same wish again changes nothing more.
    await call(deputy, undo)
    expect(await system.dump()).toBe(after)
    const left = (await inStore('Обратно')).filter(({ archivedAt }) => archivedAt === null)
    expect(left.map(({ cells }) => cells.comment)).toEqual(['начали'])
    expect((await read(document)).counts).toMatchObject({ toStore: 2, there: 1 })
    await store(document, whole, randomUUID())
    const inForce = (await inStore('Обратно')).filter(({ archivedAt }) => archivedAt === null)
    expect(inForce.length).toBe(3)
  })

  test('is nobody’s who did not see it, and must be there', async () => {
    const document = await plan('Чужое')
    const importId = randomUUID()
    await store(document, confirmed(await read(document)), importId)
    const before = await system.dump()
    const undo = { do: 'undo', import: importId }
    expect(await call(otherHead, { ...undo, spreadsheetId: 'book-ermol' })).toMatchObject({
      status: 403,
      body: { error: { code: 'import.denied' } },
    })
    const unknown = { do: 'undo', import: randomUUID(), spreadsheetId: 'book-maruha' }
    expect(await call(deputy, unknown)).toMatchObject({ status: 404 })
    expect(await system.dump()).toBe(before)
  })
})

describe('who may load', () => {
  test('staff of the school and the coordinator; curators and others are refused, and nothing changes', async () => {
    const document = await plan('Права')
    const body = sent(document)
    const before = await system.dump()
    expect(await call(otherHead, { do: 'read', ...body })).toMatchObject({ status: 403 })
    const inCurators = { ...body, spreadsheetId: 'book-curator' }
    expect(await call(curator, { do: 'read', ...inCurators })).toMatchObject({
      status: 403,
      body: { error: { code: 'import.denied' } },
    })
    const foreign = { ...body, school: 'sch-ermol' }
    expect(await call(deputy, { do: 'read', ...foreign })).toMatchObject({
      status: 403,
      body: { error: { code: 'import.denied' } },
    })
    const ofAll = { ...body, spreadsheetId: 'book-all' }
    expect(await call(coordinator, { do: 'read', ...ofAll })).toMatchObject({
      status: 400,
      body: { error: { code: 'import.school' } },
    })
    expect(await call(coordinator, { do: 'read', ...ofAll, school: 'sch-ermol' })).toMatchObject({
      status: 200,
      body: { counts: { toStore: 2 } },
    })
    const unsigned = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const answer = await service.call({
      ...unsigned,
      body: JSON.stringify({ do: 'read', ...body }),
    })
    expect(answer).toMatchObject({ status: 401 })
    expect(await system.dump()).toBe(before)
  })
})

describe('large documents', () => {
  test('10,000 measures come in parts, each call storing the next', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [
      `Большое ${at + 1}`,
      `${1 + (at % 28)}.11.2021`,
      'руководитель ШМО',
    ])
    const document = await xlsx([['Мероприятие', 'Срок', 'Ответственный'], ...rows])
    const asked = await read(document)
    expect(asked.rows.length).toBe(50)
    expect(asked.html.length).toBeLessThan(100_000)
    const choices = confirmed(asked)
    const importId = randomUUID()
    const parts: number[] = []
    for (let left = 10_000; left > 0;) {
      const { body } = await store(document, choices, importId)
      const part = storedSchema.parse(body)
      parts.push(part.stored)
      left = part.left
    }
    expect(parts).toEqual(Array.from({ length: 20 }, () => 500))
    const found = await rowDocs(system.store, PROGRAMME, 'measures').count().get()
    expect(found.data().count).toBeGreaterThanOrEqual(10_000)
    const undo = { do: 'undo', spreadsheetId: 'book-maruha', import: importId }
    expect(await call(deputy, undo)).toMatchObject({ body: { removed: 10_000, kept: 0 } })
  }, 300_000)

  test('what is not a document is refused with a remedy', async () => {
    const said = (bytes: Uint8Array) => call(deputy, { do: 'read', ...sent({ is: 'file', bytes }) })
    expect(await said(new TextEncoder().encode('%PDF-1.7'))).toMatchObject({
      status: 415,
      body: { error: { code: 'document.pdf', message: expect.stringContaining('скопируйте') } },
    })
    expect(await said(new TextEncoder().encode('просто текст'))).toMatchObject({
      status: 422,
      body: { error: { code: 'document.noTable' } },
    })
    const small = textFile('Мероприятие;Срок\nМалое;10.11.2021')
    expect(await call(deputy, { do: 'read', ...sent(small) })).toMatchObject({ status: 200 })
  })
})
