import { expect, test } from 'vitest'
import { DEPUTY, freshWorkbooks, measuresBook, OWNER, shown } from './fixture.ts'
import { anyGesture, picture, random, SHEET } from './random-gestures.ts'

test.for([11, 12, 13, 14, 15, 16])('undo is exact after every gesture (seed %i)', (seed) => {
  const workbooks = freshWorkbooks()
  const id = measuresBook(workbooks, { rowCount: 40, columnCount: 12 })
  const pick = random(seed)
  const hand = workbooks.gestures(id, DEPUTY)
  hand.paste('Меры!A1', SHEET)
  const pictures: unknown[] = []
  for (let step = 0; step < 40; step++) {
    pictures.push(picture(workbooks, id))
    anyGesture(hand, pick)
  }
  for (const before of pictures.toReversed()) {
    expect(hand.undo()).toBe(true)
    expect(picture(workbooks, id)).toEqual(before)
  }
})

test('a line that somebody put behind an undone one stays below what stood above both', () => {
  const workbooks = freshWorkbooks()
  const id = measuresBook(workbooks, { rowCount: 10, columnCount: 5 })
  const hand = workbooks.gestures(id, DEPUTY)
  hand.paste('Меры!A1', SHEET)
  hand.insertRows('Меры', 2)
  workbooks.gestures(id, OWNER).insertRows('Меры', 3)
  workbooks.gestures(id, OWNER).type('Меры!A3', 'другой')
  hand.undo()
  const first = shown(workbooks, id, 'Меры!A1:A3')
  expect(first).toEqual([['М'], ['другой'], ['а']])
})
