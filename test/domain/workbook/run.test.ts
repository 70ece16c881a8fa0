import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idsByEvent, LAYOUT, openDesk } from './desk.ts'
import type { Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

/** Three measures, stored. */
function seed(): void {
  desk.hand.paste(
    "'Меры'!A2",
    ['1\tПедсовет\t15.09.2021', '2\tКурсы\t1.10.2021', '3\tДиагностика\t20.12.2021'].join('\n'),
  )
  desk.run()
}

describe('a row that is typed', () => {
  test('is stored, comes back in its full form, and is quiet afterwards', () => {
    desk.hand.type("'Меры'!B2", 'Педсовет')
    desk.hand.type("'Меры'!C2", '15.3.21')
    const outcome = desk.run()
    expect(outcome).toMatchObject({ state: 'done', answered: 1, waiting: 0, toCorrect: 0 })
    expect(desk.text('C2')).toBe('15.03.2021')
    const [row] = desk.rows()
    expect(desk.server.values()).toEqual({
      [row?.id ?? '']: { event: 'Педсовет', deadline: '15.03.2021' },
    })
    expect(desk.run()).toMatchObject({ answered: 0 })
    expect(desk.steps).toEqual(['get'])
  })

  test('keeps a refused entry in its cell and says what to correct', () => {
    desk.hand.type("'Меры'!B2", 'Педсовет')
    desk.hand.type("'Меры'!C2", 'весной')
    expect(desk.run()).toMatchObject({ toCorrect: 1 })
    expect(desk.text('C2')).toBe('весной')
    expect(desk.text('G2')).toBe('Не указан год: «весной».')
    expect(desk.run()).toMatchObject({ answered: 0 })
    desk.hand.type("'Меры'!C2", '15.03.2022')
    desk.run()
    expect(desk.text('G2')).toBe('')
  })

  test('is told what is missing only once it has been left', () => {
    const { sheetId } = desk.tab()
    desk.hand.type("'Меры'!C2", '15.03.2021')
    desk.run({ editing: { sheetId, first: 1, last: 1 } })
    expect(desk.text('G2')).toBe('')
    desk.run({ editing: { sheetId, first: 1, last: 1 } })
    expect(desk.server.requests).toHaveLength(2)
    desk.run({ editing: { sheetId, first: 2, last: 2 } })
    expect(desk.text('G2')).toBe('Нужно мероприятие.')
  })

  test('that begins with = + - @ never runs when it comes back', () => {
    seed()
    const [id = ''] = Object.values(idsByEvent(desk))
    desk.server.write('measures', id, { responsible: '=1+1', status: '+7' })
    desk.run({ pull: true })
    expect([desk.text('D2'), desk.formula('D2')]).toEqual(['=1+1', undefined])
    expect(desk.text('E2')).toBe('+7')
  })
})

describe('a run', () => {
  test.each([1, 500])('of %i new rows takes one get, one post and two writes', (count) => {
    const lines = Array.from({ length: count }, (_, i) => `${i + 1}\tМера ${i + 1}\t1.10.2021`)
    desk.hand.paste("'Меры'!A2", lines.join('\n'))
    desk.run({ pull: true })
    desk.steps.length = 0
    desk.hand.paste("'Меры'!A2", lines.map((line) => `${line}\tзавуч`).join('\n'))
    desk.run()
    expect(desk.steps).toEqual(['get', 'post', 'batchUpdate', 'remember'])
    desk.hand.paste(`'Меры'!A${count + 2}`, lines.map((line) => `${line}\tвторая`).join('\n'))
    desk.run()
    expect(desk.steps).toEqual(['get', 'batchUpdate', 'post', 'batchUpdate'])
    expect(desk.server.rows.size).toBe(2 * count)
  })

  test('sends more than 500 rows in parts and tells of its progress', () => {
    const lines = Array.from({ length: 1_201 }, (_, i) => `${i + 1}\tМера ${i + 1}`)
    desk.hand.paste("'Меры'!A2", lines.join('\n'))
    const outcome = desk.run()
    expect(outcome).toMatchObject({ answered: 1_201, waiting: 0 })
    expect(desk.server.requests.map(({ tabs }) => tabs[0]?.rows.length ?? 0)).toEqual([
      0, 500, 500, 201,
    ])
    expect(desk.steps.filter((step) => step === 'progress')).toHaveLength(3)
  })

  test('leaves a row that is too large for a request, says so, and sends those behind it', () => {
    const [tab] = LAYOUT.tabs
    const more = Array.from({ length: 14 }, (_, i) => `extra${i}`)
    const columns = more.map((key) => ({ key, header: key, server: false }))
    const wide = openDesk(60, {
      version: 'wide',
      tabs: tab ? [{ ...tab, columns: [...columns, ...tab.columns] }] : [],
    })
    try {
      wide.hand.paste("'Меры'!A2", more.map(() => '文'.repeat(50_000)).join('\t'))
      wide.hand.type("'Меры'!P3", 'Курсы')
      expect(wide.run()).toMatchObject({
        state: 'done',
        answered: 1,
        waiting: 0,
        tooLarge: [{ tab: 'Меры', row: 2 }],
      })
      expect(Object.values(wide.server.values())).toEqual([{ event: 'Курсы' }])
      wide.hand.clear("'Меры'!A2:D2")
      expect(wide.run()).toMatchObject({ answered: 1, tooLarge: [] })
    } finally {
      wide.close()
    }
  })

  test('that got no answer before it knew the tabs leaves the news to the next one', () => {
    desk.server.write('measures', 'm-elsewhere', { event: 'Педсовет' })
    desk.server.lose = 'request'
    expect(desk.run({ pull: true })).toMatchObject({ state: 'unreachable' })
    desk.run({ pull: true })
    expect(desk.text('B2')).toBe('Педсовет')
  })

  test('that sends what was held first puts the ids of moved contents where they belong', () => {
    desk.hand.paste("'Меры'!B4", 'Педсовет\t\tзавуч\tНе начата\nКурсы\t\t\tНе начата')
    desk.run()
    const { Курсы: id } = idsByEvent(desk)
    desk.hand.sort("'Меры'!B2:B5", 'B')
    expect(desk.run()).toMatchObject({ held: [{ reason: 'partialSort' }] })
    desk.run({ sendHeld: true })
    expect(desk.rows().filter((row) => row.id === '')).toEqual([])
    expect(desk.rows().find((row) => row.id === id)?.cells).toMatchObject({ event: 'Курсы' })
  })

  test('without an answer says how many rows wait, and sends them later without a second id', () => {
    seed()
    desk.hand.type("'Меры'!B5", 'Новая')
    desk.hand.type("'Меры'!B2", 'Педсовет по итогам')
    desk.server.lose = 'request'
    expect(desk.run()).toMatchObject({ state: 'unreachable', waiting: 2, answered: 0 })
    expect(desk.run()).toMatchObject({ state: 'done', answered: 2 })
    expect(desk.server.rows.size).toBe(4)
  })

  test('whose answer was lost is repeated without making documents twice', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `${i + 1}\tМера ${i + 1}`)
    desk.hand.paste("'Меры'!A2", lines.join('\n'))
    for (let attempt = 0; attempt < 4; attempt++) {
      desk.meanwhile = (effect) => {
        if (effect.do === 'post' && effect.body.tabs.length > 0) desk.server.lose = 'answer'
      }
      expect(desk.run()).toMatchObject({ state: 'unreachable', waiting: 300 })
    }
    desk.meanwhile = () => undefined
    expect(desk.run()).toMatchObject({ state: 'done', answered: 300 })
    expect(desk.server.rows.size).toBe(300)
  })

  test.each([
    ['get', 'after'],
    ['batchUpdate', 'before'],
    ['batchUpdate', 'after'],
    ['post', 'before'],
    ['post', 'after'],
    ['remember', 'before'],
    ['remember', 'after'],
  ] as const)('that dies at %s (%s) leaves a sheet from which the next goes on', (at, when) => {
    seed()
    desk.hand.type("'Меры'!B5", 'Новая')
    desk.run()
    desk.hand.type("'Меры'!B6", 'Ещё одна')
    desk.hand.type("'Меры'!D2", 'завуч')
    // Runs that wrote ids remember nothing unless there is news.
    desk.server.write('measures', idsByEvent(desk)['Курсы'] ?? '', { status: 'В работе' })
    desk.crash(at, when)
    desk.run({ pull: true })
    expect(desk.server.rows.size).toBe(5)
    expect(desk.server.values()[idsByEvent(desk)['Педсовет'] ?? '']).toMatchObject({
      responsible: 'завуч',
    })
    expect(desk.text('E3')).toBe('В работе')
    expect(new Set(Object.values(idsByEvent(desk))).size).toBe(5)
  })
})
