import { expect, test } from 'vitest'
import { DEPUTY, freshWorkbooks, measuresBook } from './fixture.ts'
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
