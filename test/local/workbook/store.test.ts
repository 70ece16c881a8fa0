import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openWorkbooks } from '../../../local/workbook/workbooks.ts'
import { anyGesture, picture, random, SHEET } from './random-gestures.ts'
import {
  DEPUTY,
  freshFolder,
  freshWorkbooks,
  measuresBook,
  MONDAY,
  OWNER,
  shown,
} from './fixture.ts'

test('all of a spreadsheet is there when the folder is opened again', () => {
  const folder = freshFolder()
  const before = openWorkbooks({ data: folder, clock: () => MONDAY })
  const id = measuresBook(before)
  const hand = before.gestures(id, DEPUTY)
  hand.paste('Меры!A1', 'Мера\tСрок\nСеминар\t15.3.21\nВебинар\t')
  hand.note('Меры!A2', 'важно')
  hand.insertRows('Меры', 3, 2)
  hand.deleteColumns('Меры', 'D')
  hand.moveColumn('Меры', 'B', 'A')
  hand.sort('Меры!A2:B5', 'B')
  before.batchUpdate(
    id,
    {
      requests: [
        { addSheet: { properties: { title: 'Документы', sheetId: 5 } } },
        { addProtectedRange: { protectedRange: { range: { sheetId: 5 }, description: 'шапка' } } },
      ],
    },
    OWNER,
  )
  const other = before.create({ title: 'Вторая', owner: OWNER })
  const state = before.state(id, OWNER)
  before.close()

  const after = freshWorkbooks(folder)
  expect(after.state(id, OWNER)).toEqual(state)
  expect(after.list().map((book) => book.id)).toEqual([id, other])
  after.batchUpdate(id, { requests: [{ deleteSheet: { sheetId: 5 } }] }, OWNER)
  after.close()
  const again = freshWorkbooks(folder)
  expect(again.state(id, OWNER).spreadsheet.sheets.map((sheet) => sheet.sheetId)).toEqual([0])
})

test.for([1, 2, 3, 4, 5, 6])('what random gestures leave is what is on disk (seed %i)', (seed) => {
  const folder = freshFolder()
  const workbooks = freshWorkbooks(folder)
  const id = measuresBook(workbooks, { rowCount: 40, columnCount: 12 })
  const pick = random(seed)
  const hand = workbooks.gestures(id, DEPUTY)
  hand.paste('Меры!A1', SHEET)
  for (let step = 0; step < 60; step++) {
    if (pick(5) === 0) hand.undo()
    else anyGesture(hand, pick)
  }
  const state = workbooks.state(id, OWNER)
  const before = picture(workbooks, id)
  workbooks.close()
  const reopened = freshWorkbooks(folder)
  expect(reopened.state(id, OWNER)).toEqual(state)
  expect(picture(reopened, id)).toEqual(before)
})

test('every acknowledged edit is on disk after kill -9', async () => {
  const folder = freshFolder()
  const model = new URL('../../../local/workbook/workbooks.ts', import.meta.url).href
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { openWorkbooks } from ${JSON.stringify(model)}
       const books = openWorkbooks({ data: ${JSON.stringify(folder)}, clock: () => new Date() })
       const id = books.create({ title: 'Школа', owner: '${OWNER}', sheets: [{ title: 'Меры' }] })
       console.log(id)
       const hand = books.gestures(id, '${OWNER}')
       for (let row = 1; ; row++) { hand.type('Меры!A' + row, 'мера ' + row); console.log(row) }`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === 60) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')

  const [id = '', ...rows] = acknowledged
  const texts = shown(freshWorkbooks(folder), id, 'Меры!A:A').flat()
  expect(rows.length).toBeGreaterThanOrEqual(59)
  expect(texts.slice(0, rows.length)).toEqual(rows.map((row) => `мера ${row}`))
})
