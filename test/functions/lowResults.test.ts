import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { ChangeRecord } from '../../domain/records.ts'
import { lowResultsFunction } from '../../functions/lowResults.ts'
import { readDocx } from '../../functions/roadmap/docx.ts'
import { changeDocs, recordIn, rowDocs } from '../../functions/store/documents.ts'
import { serveJob, type Job } from './jobs.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 60_000 })

const COORDINATOR = 'koordinator@example.org'
const DEPUTY = 'zavuch@example.org'
const OBSERVER = 'region@example.org'

const dialog = z.object({ title: z.string(), html: z.string() })
const lists = z.object({ lists: z.string(), said: z.string().optional() })
const file = z.object({ file: z.base64(), name: z.string() })

let system: System
let service: Job
beforeAll(async () => {
  system = await startSystem()
  service = await serveJob(system, lowResultsFunction(system.services))
  const school = { level: 'СОШ', participant: 'нет', week: 'пять дней' }
  await system.seed('schools', [
    {
      id: 'sch-lowest',
      cells: { ...school, name: 'Низкая', shortName: 'Низкая', kind: 'Обычная' },
    },
    {
      id: 'sch-strong',
      cells: {
        ...school,
        name: '<b>Стойкая</b>',
        shortName: '<b>Стойкая</b>',
        kind: 'Резильентная',
      },
    },
    { id: 'sch-none', cells: { ...school, name: 'Пустая', shortName: 'Пустая', kind: 'Обычная' } },
  ])
  await system.seed(
    'results',
    ['sch-lowest', 'sch-strong'].flatMap((id) =>
      ['математика', 'физика'].map((subject) => ({
        id: `res-${id}-${subject === 'физика' ? 2 : 1}`,
        cells: { school: id, year: 2021, procedure: 'ОГЭ', subject, took: 20, below: 8 },
      })),
    ),
  )
})
afterAll(async () => {
  await service.close()
  await system.close()
})

async function ask(email: string, body: object, spreadsheetId = 'book-all') {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  return service.call({ method: 'POST', headers, body: JSON.stringify({ spreadsheetId, ...body }) })
}

async function kindOf(id: string): Promise<unknown> {
  return (await rowDocs(system.store, PROGRAMME, 'schools').doc(id).get()).get('cells.kind')
}

const wish = (schools: readonly object[], request: string = randomUUID()) => ({
  do: 'confirm',
  year: 2021,
  request,
  schools,
})
const LOW = { id: 'sch-lowest', was: 'ordinary', kind: 'lowResults' }

describe('the function «lowResults»', () => {
  test('shows every school of the district with its reason, and proposes what it found', async () => {
    const { status, body } = await ask(COORDINATOR, { do: 'start' })
    expect(status).toBe(200)
    const { title, html } = dialog.parse(body)
    expect(title).toBe('Школы с низкими результатами')
    expect(html).toContain(
      'Всего 5 школ: с низкими результатами 2, решает координатор 0, нет данных 3',
    )
    expect(html).toContain('ОГЭ, математика: 40 % (8 из 20)')
    expect(html).toContain('Нет данных за 2021 год.')
    expect(html).toContain('&lt;b&gt;Стойкая&lt;/b&gt;')
    expect(html).toMatch(/data-school="sch-lowest"[^]*?value="lowResults" selected/)
    const strong = /data-school="sch-strong"[^]*?<\/select>/.exec(html)?.[0]
    expect(strong).not.toContain('selected')
  })

  test('looks at another year', async () => {
    const { body } = await ask(COORDINATOR, { do: 'look', year: 2020 })
    expect(lists.parse(body).lists).toContain('нет данных 5')
  })

  test('is the coordinator’s, in a workbook of the whole district', async () => {
    const before = await system.dump()
    for (const [email, book] of [
      [DEPUTY, 'book-maruha'],
      [OBSERVER, 'book-all'],
      [COORDINATOR, 'book-maruha'],
    ] as const) {
      for (const body of [{ do: 'start' }, { do: 'paper', year: 2021 }, wish([LOW])]) {
        const { status, body: told } = await ask(email, body, book)
        expect(told, `${email} at ${book}`).toMatchObject({ error: { code: 'lowResults.denied' } })
        expect(status).toBe(403)
      }
    }
    expect(await system.dump()).toBe(before)
  })

  test('refuses a wrong year, a kind that is none, a school named twice', async () => {
    for (const wrong of [
      { do: 'look', year: 1999 },
      wish([{ ...LOW, kind: 'best' }]),
      wish([LOW, LOW]),
      wish([]),
    ]) {
      expect((await ask(COORDINATOR, wrong)).status).toBe(400)
    }
  })

  test('reads only, until the coordinator confirms', async () => {
    const before = await system.dump()
    await ask(COORDINATOR, { do: 'start' })
    await ask(COORDINATOR, { do: 'paper', year: 2021 })
    expect(await system.dump()).toBe(before)
    expect(await kindOf('sch-lowest')).toBe('ordinary')
  })

  test('gives the list as a Word document', async () => {
    const { body } = await ask(COORDINATOR, { do: 'paper', year: 2021 })
    const { name, file: base64 } = file.parse(body)
    expect(name).toBe('Школы с низкими результатами Зеленчукский муниципальный район 2021.docx')
    const tables = readDocx(Buffer.from(base64, 'base64'))
    const cells = tables.flatMap(({ rows }) => rows.map((row) => row.map(({ text }) => text)))
    expect(cells).toContainEqual([
      'Низкая',
      'ШНОР (не подтверждено)',
      expect.stringContaining('ОГЭ, физика: 40 % (8 из 20)'),
      '2021: 40 %',
    ])
  })

  test('stores what was confirmed as an edit is stored, once, and on record', async () => {
    const request = randomUUID()
    const first = lists.parse((await ask(COORDINATOR, wish([LOW], request))).body)
    expect(first.said).toBe('Записано: тип изменён у 1 школы. Таблица «Школы» обновится сама.')
    expect(await kindOf('sch-lowest')).toBe('lowResults')
    const records = await changeDocs(system.store, PROGRAMME)
      .where('paths', 'array-contains', 'schools/sch-lowest')
      .get()
    const [record] = records.docs
      .flatMap((doc) => recordIn<ChangeRecord>(doc) ?? [])
      .filter((one) => one.request === request)
    expect(record).toMatchObject({
      by: 'coordinator',
      role: 'coordinator',
      from: { spreadsheetId: 'book-all', shell: 'lowResults' },
      rows: [{ before: { kind: 'ordinary' }, after: { kind: 'lowResults' } }],
    })
    const before = await system.dump()
    const again = lists.parse((await ask(COORDINATOR, wish([LOW], request))).body)
    expect(again.said).toBe(first.said)
    expect(await system.dump()).toBe(before)
  })

  test('leaves a school alone whose kind somebody has changed meanwhile, and says so', async () => {
    const before = await system.dump()
    const { said } = lists.parse((await ask(COORDINATOR, wish([LOW]))).body)
    expect(said).toContain('Ничего не изменено. Пока окно было открыто, тип изменили: Низкая.')
    const gone = wish([{ id: 'sch-nobody', was: null, kind: 'lowResults' }])
    expect(lists.parse((await ask(COORDINATOR, gone)).body).said).toContain('sch-nobody')
    expect(await system.dump()).toBe(before)
    const back = wish([{ id: 'sch-lowest', was: 'lowResults', kind: 'ordinary' }])
    await ask(COORDINATOR, back)
    expect(await kindOf('sch-lowest')).toBe('ordinary')
  })
})
