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
