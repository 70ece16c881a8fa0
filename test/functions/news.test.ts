import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Entered } from '../../domain/entered.ts'
import { LIMITS, type SyncAnswer, type SyncRequest } from '../../domain/protocol.ts'
import { measuresTab, sentRow, startSystem, type System } from './system.ts'

const deputy = 'zavuch@example.org'
const coordinator = 'koordinator@example.org'
const whole = { event: 'Семинар', deadline: '22.09.2021', responsible: 'директор' }
const columns = ['school', 'event', 'deadline', 'responsible', 'comment']

let system: System
let rows = 0
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

/** A workbook that keeps its cursor, as the client does. */
class Book {
  cursor: SyncAnswer['cursor'] = {}
  readonly #email: string
  readonly #id: string

  constructor(email: string, id: string) {
    this.#email = email
    this.#id = id
  }

  async sync(tabs: SyncRequest['tabs'] = []): Promise<SyncAnswer> {
    const request = { spreadsheetId: this.#id, cursor: this.cursor, tabs }
    const answer = await system.sync(this.#email, request)
    this.cursor = answer.cursor
    return answer
  }

  /** Pulls until there is no more; the ids of each answer's news. */
  async pull(): Promise<readonly (readonly string[])[]> {
    const ids = []
    for (;;) {
      const { news, more } = await this.sync()
      ids.push(news.map(({ id }) => id))
      if (!more) return ids
    }
  }
}

let school: Book
let all: Book
beforeEach(async () => {
  school = new Book(deputy, 'book-maruha')
  all = new Book(coordinator, 'book-all')
  await school.pull()
  await all.pull()
})

const newId = () => `news-${String(++rows).padStart(6, '0')}`
const inSchool = (id: string, rev: number, cells: Readonly<Record<string, Entered>>) =>
  measuresTab([sentRow(id, rev, cells)])
const inAll = (id: string, rev: number, cells: Readonly<Record<string, Entered>>) =>
  measuresTab([sentRow(id, rev, cells)], columns)

describe('a change', () => {
  test('reaches the other workbook of its scope once, and its own not at all', async () => {
    const id = newId()
    const sent = await school.sync(inSchool(id, 0, whole))
    expect(sent.news).toEqual([])
    const pulled = await all.sync()
    expect(pulled.news).toMatchObject([
      {
        table: 'measures',
        id,
        rev: 1,
        archived: false,
        cells: {
          school: { value: 'СОШ с. Маруха' },
          event: { value: 'Семинар' },
          deadline: { value: 44461, format: 'date' },
          status: { value: 'Не начата' },
          deadlineState: { value: 'Срок подходит' },
        },
      },
    ])
    expect((await all.sync()).news).toEqual([])
    expect((await school.sync()).news).toEqual([])
  })

  test('made elsewhere comes with the answer to one’s own edit', async () => {
    const [mine, theirs] = [newId(), newId()]
    await all.sync(inAll(theirs, 0, { ...whole, school: 'СОШ с. Маруха' }))
    const answer = await school.sync(inSchool(mine, 0, whole))
    expect(answer.rows.map(({ id }) => id)).toEqual([mine])
    expect(answer.news.map(({ id }) => id)).toEqual([theirs])
    expect(await school.pull()).toEqual([[]])
  })

  test('of a row that is being sent comes with its answer, not as news', async () => {
    const id = newId()
    await school.sync(inSchool(id, 0, whole))
    await all.sync(inAll(id, 1, { ...whole, school: 'СОШ с. Маруха', comment: 'Готовим' }))
    const answer = await school.sync(inSchool(id, 1, { ...whole, event: 'Педсовет' }))
    expect(answer.rows[0]?.write['comment']).toEqual({ value: 'Готовим' })
    expect(answer.news).toEqual([])
    expect(await school.pull()).toEqual([[]])
  })

  test('of another school does not reach a school’s workbook', async () => {
    await all.sync(inAll(newId(), 0, { ...whole, school: 'ООШ с. Нижняя Ермоловка' }))
    expect(await school.pull()).toEqual([[]])
  })

  test('that moves a row away takes it out of the workbook, and brings it to the other', async () => {
    const other = new Book('direktor.ermol@example.org', 'book-ermol')
    await other.pull()
    const id = newId()
    await school.sync(inSchool(id, 0, whole))
    await all.sync(inAll(id, 1, { ...whole, school: 'ООШ с. Нижняя Ермоловка' }))
    expect((await school.sync()).news).toEqual([
      { table: 'measures', id, rev: 2, archived: true, cells: {} },
    ])
    expect((await other.sync()).news).toMatchObject([{ id, archived: false }])
  })

  test('names the cells where a refused entry of this workbook stands', async () => {
    const id = newId()
    await school.sync(inSchool(id, 0, { ...whole, deadline: '15/03' }))
    await all.sync(
      inAll(id, 1, { school: 'СОШ с. Маруха', event: 'Педсовет', responsible: 'директор' }),
    )
    const [news] = (await school.sync()).news
    expect(news).toMatchObject({ id, keep: ['deadline'], cells: { event: { value: 'Педсовет' } } })
    expect(news?.cells['corrections']?.value).toContain('Не указан год: «15/03»')
    const [elsewhere] = (await all.sync()).news
    expect(elsewhere?.keep).toBeUndefined()
  })

  test('tells what is missing of a row, not what was refused elsewhere, and takes it back', async () => {
    const id = newId()
    await school.sync(inSchool(id, 0, { event: 'Семинар по итогам', deadline: '15/03' }))
    const said = (await all.sync()).news[0]?.cells['corrections']?.value
    expect(said).toContain('Ответственный: Пока пусто')
    expect(said).not.toContain('15/03')
    await school.sync(inSchool(id, 1, { ...whole, event: 'Семинар по итогам' }))
    expect((await all.sync()).news).toMatchObject([{ id, cells: { corrections: { value: null } } }])
  })
})

describe('the directory', () => {
  test('reaches the coordinator’s workbook and no school’s', async () => {
    const id = newId()
    const tabs: SyncRequest['tabs'] = [
      {
        table: 'riskFactors',
        columns: ['code', 'name'],
        rows: [sentRow(id, 0, { code: 'R99', name: 'Новый риск' })],
      },
    ]
    const second = new Book(coordinator, 'book-all')
    await second.pull()
    await all.sync(tabs)
    system.clock.elapsed += 60_000
    expect((await second.sync()).news.map((row) => row.id)).toEqual([id])
    expect(await school.pull()).toEqual([[]])
  })

  test('is left for the coordinator when a curator opens the coordinator’s workbook', async () => {
    const curator = new Book('kurator@example.org', 'book-all')
    const { cursor, news } = await curator.sync()
    expect(Object.keys(cursor)).toEqual(['sch-maruha'])
    expect(news.every(({ table }) => table === 'measures' || table === 'riskProfiles')).toBe(true)
  })
})

describe('a new workbook', () => {
  test('is given all rows of its scope, in answers of bounded size', async () => {
    const ids = Array.from({ length: 1200 }, newId)
    for (let at = 0; at < ids.length; at += 400) {
      await school.sync(measuresTab(ids.slice(at, at + 400).map((id) => sentRow(id, 0, whole))))
    }
    const pages = await new Book(deputy, 'book-maruha').pull()
    expect(pages.length).toBeGreaterThan(1)
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(LIMITS.news)
    const got = pages.flat()
    expect(new Set(got).size).toBe(got.length)
    expect(ids.filter((id) => !got.includes(id))).toEqual([])
  })
})

describe('the layout', () => {
  test('comes when the client’s is not the current one', async () => {
    const first = await system.sync(deputy, { layout: 'old' })
    expect(first.layout?.tabs.map(({ title }) => title).slice(0, 3)).toEqual([
      'Меры',
      'Документы',
      'Замечания',
    ])
    const version = first.layout?.version ?? ''
    expect((await system.sync(deputy, { layout: version })).layout).toBeUndefined()
  })
})
