import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Dresses } from '../../../local/workbook/dresses.ts'
import { openStore } from '../../../local/workbook/store.ts'
import { freshFolder, freshWorkbooks, measuresBook, OWNER } from './fixture.ts'

const dropDown = {
  setDataValidation: {
    range: { sheetId: 0, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 },
    rule: {
      condition: {
        type: 'ONE_OF_LIST',
        values: ['не начата', 'в работе', 'исполнена'].map((userEnteredValue) => ({
          userEnteredValue,
        })),
      },
      strict: false,
      showCustomUi: true,
    },
  },
}

test('a drop-down of a thousand empty rows stands once on disk, and once in memory', () => {
  const folder = freshFolder()
  const workbooks = freshWorkbooks(folder)
  const id = measuresBook(workbooks, { rowCount: 1_000, columnCount: 12 })
  workbooks.batchUpdate(id, { requests: [dropDown] }, OWNER)
  workbooks.close()

  const store = openStore(folder)
  const [held] = store.load()
  store.close()
  const cells = held?.spreadsheet.sheets[0]?.rows.map((row) => row.cells[3])
  expect(cells?.filter((cell) => cell?.dataValidation?.showCustomUi === true)).toHaveLength(999)
  expect(new Set(cells?.slice(1)).size).toBe(1)

  const db = new DatabaseSync(join(folder, 'workbooks.sqlite'))
  expect(db.prepare('SELECT count(*) AS dresses FROM dresses').get()?.['dresses']).toBe(1)
  const { bytes } = db.prepare('SELECT sum(length(row)) AS bytes FROM rows').get() ?? {}
  db.close()
  expect(Number(bytes)).toBeLessThan(60_000)
})

test('a dress that went with a transaction that failed is written anew', () => {
  const db = new DatabaseSync(':memory:')
  const dresses = new Dresses(db)
  const row = {
    key: 1,
    properties: {},
    cells: { 1: { userEnteredFormat: { wrapStrategy: 'WRAP' } } },
  }
  db.exec('BEGIN')
  dresses.takeOff(row)
  db.exec('ROLLBACK')
  dresses.reload()
  const stored = dresses.takeOff(row)
  expect(new Dresses(db).putOn(stored)).toEqual(row)
  db.close()
})

test('a row that was written before dresses had numbers is read as it is', () => {
  const dresses = new Dresses(new DatabaseSync(':memory:'))
  const row = {
    key: 4,
    properties: {},
    cells: {
      2: {
        userEnteredValue: { stringValue: 'Семинар' },
        userEnteredFormat: { wrapStrategy: 'WRAP' },
      },
      3: { note: 'важно' },
    },
  }
  expect(dresses.putOn(row)).toEqual(row)
})
