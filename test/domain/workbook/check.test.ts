import { afterEach, beforeEach, expect, test } from 'vitest'
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
