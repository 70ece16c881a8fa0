import { afterEach, beforeEach, expect, test } from 'vitest'
import { SHADOW_TITLE } from '../../../domain/workbook/shadow.ts'
import { idsByEvent, openDesk } from './desk.ts'
import type { Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.hand.paste("'Меры'!A2", '1\tПедсовет\t15.09.2021\tзавуч\n2\tКурсы\t01.10.2021\tдиректор')
  desk.run()
})
afterEach(() => desk.close())

test('a row that was moved under a write of ids, and edited too, gets its own id back', () => {
  const before = idsByEvent(desk)
  desk.hand.type("'Меры'!A4", '3')
  let done = false
  desk.meanwhile = ({ do: what }) => {
    if (what !== 'batchUpdate' || done) return
    done = true
    desk.hand.type("'Меры'!C3", '26.09.2021')
    desk.hand.moveRows('Меры', 4, 1, 3)
  }
  desk.run()
  expect(idsByEvent(desk)).toEqual(before)
  expect(desk.server.rows.size).toBe(3)
})

test('ids that go along with sorted cells come back together when a line is inserted under their write', () => {
  const before = idsByEvent(desk)
  desk.hand.paste("'Меры'!A4", '3\tАнкета\t01.11.2021\tзавуч')
  // Only the visible cells are sorted: each id stands beside another row.
  desk.hand.sort("'Меры'!A2:G4", 'B')
  beforeTheWrite(() => desk.hand.insertRows('Меры', 3, 1))
  desk.run()
  const after = idsByEvent(desk)
  expect(after).toMatchObject(before)
  expect(new Set(Object.values(after)).size).toBe(3)
  expect(desk.server.rows.size).toBe(3)
})

test('news that hit the line of a row cut away meanwhile reaches the row', () => {
  const before = idsByEvent(desk)
  desk.server.write('measures', before['Курсы'] ?? '', { event: 'Курсы для учителей' })
  let done = false
  desk.meanwhile = ({ do: what }) => {
    if (what !== 'batchUpdate' || done) return
    done = true
    desk.hand.cut("'Меры'!A3:G3", "'Меры'!A6")
  }
  desk.run({ pull: true })
  desk.run({ pull: true })
  expect(idsByEvent(desk)).toEqual({
    Педсовет: before['Педсовет'],
    'Курсы для учителей': before['Курсы'],
  })
  expect(desk.server.rows.size).toBe(2)
})

/** Does something once, right before the first write. */
function beforeTheWrite(gesture: () => void): void {
  desk.meanwhile = ({ do: what }) => {
    if (what !== 'batchUpdate') return
    desk.meanwhile = () => undefined
    gesture()
  }
}

test('what was typed into a cell while news was on its way there comes back, and is asked about', () => {
  const id = idsByEvent(desk)['Курсы'] ?? ''
  desk.server.write('measures', id, { deadline: '30.09.2021', responsible: 'завуч' })
  beforeTheWrite(() => desk.hand.type("'Меры'!C3", '26.09.2021'))
  const outcome = desk.run({ pull: true })
  expect([desk.text('C3'), desk.text('D3')]).toEqual(['26.09.2021', 'завуч'])
  expect(outcome).toMatchObject({
    unrepaired: 0,
    conflicts: [{ key: 'deadline', mine: '26.09.2021', theirs: '30.09.2021' }],
  })
})

test('what was typed over an entry while its full form was on its way is sent next', () => {
  desk.hand.type("'Меры'!C3", "'5.10.21")
  beforeTheWrite(() => desk.hand.type("'Меры'!C3", "'7.10.21"))
  expect(desk.run()).toMatchObject({ state: 'done', unrepaired: 0 })
  expect(desk.text('C3')).toBe('07.10.2021')
  expect(Object.values(desk.server.values())).toMatchObject([{}, { deadline: '07.10.2021' }])
})

test('what was typed under a repair comes back as well', () => {
  desk.hand.type("'Меры'!C3", "'5.10.21")
  const typed = ["'7.10.21", "'8.10.21", "'9.10.21"]
  desk.meanwhile = ({ do: what }) => {
    const next = what === 'batchUpdate' ? typed.shift() : undefined
    if (next !== undefined) desk.hand.type("'Меры'!C3", next)
  }
  expect(desk.run()).toMatchObject({ state: 'done', unrepaired: 0 })
  expect(desk.text('C3')).toBe('09.10.2021')
})

test.each([
  ['moved by one', () => desk.hand.moveColumn('Меры', 'C', 'B')],
  ['moved over to the right', () => desk.hand.moveColumn('Меры', 'A', 'H')],
  ['pushed on by a new one', () => desk.hand.insertColumns('Меры', 'C')],
])('columns %s right before a write keep what they hold', (_name, gesture) => {
  const id = idsByEvent(desk)['Курсы'] ?? ''
  desk.hand.type("'Меры'!A4", '3')
  desk.server.write('measures', id, { deadline: '30.09.2021' })
  desk.hand.type("'Меры'!D2", 'методист')
  beforeTheWrite(gesture)
  expect(desk.run({ pull: true })).toMatchObject({ state: 'done', unrepaired: 0 })
  expect(desk.rows().map(({ cells }) => cells)).toMatchObject([
    { number: 1, event: 'Педсовет', deadline: { shown: '15.09.2021' }, responsible: 'методист' },
    { number: '2', event: 'Курсы', deadline: { shown: '30.09.2021' }, responsible: 'директор' },
    { number: 3 },
  ])
  expect(idsByEvent(desk)['Курсы']).toBe(id)
  expect(desk.tab().foreign).toEqual([])
  expect(desk.server.rows.size).toBe(3)
})

test('a formula of people’s own that a write hit in a moved row is a formula again', () => {
  desk.hand.type("'Меры'!D2", '=B2')
  desk.run()
  desk.server.write('measures', idsByEvent(desk)['Курсы'] ?? '', { responsible: 'завуч' })
  beforeTheWrite(() => desk.hand.moveRows('Меры', 3, 1, 2))
  desk.run({ pull: true })
  expect([desk.text('D2'), desk.formula('D3')]).toEqual(['завуч', '=B3'])
})

test('the copies stand in a hidden tab, and hold the last write alone', () => {
  const copies = () =>
    desk.spreadsheet().sheets?.find(({ properties }) => properties?.title === SHADOW_TITLE)
  desk.hand.type("'Меры'!C2", '5.10.21')
  desk.hand.type("'Меры'!C3", '6.10.21')
  desk.run()
  expect(copies()?.properties).toMatchObject({ hidden: true })
  expect(copies()?.data?.[0]?.rowData).toHaveLength(2)
  desk.hand.type("'Меры'!C3", '7.10.21')
  desk.run()
  expect(copies()?.data?.[0]?.rowData).toHaveLength(1)
})

test('a hidden tab that somebody takes away between read and write costs a second look', () => {
  desk.hand.type("'Меры'!C3", '6.10.21')
  beforeTheWrite(() => desk.hand.deleteSheet(SHADOW_TITLE))
  expect(desk.run()).toMatchObject({ state: 'done', answered: 1 })
  expect(desk.text('C3')).toBe('06.10.2021')
})
