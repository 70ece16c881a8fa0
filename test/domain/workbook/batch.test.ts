import { afterEach, beforeEach, expect, test } from 'vitest'
import { batchBody, columnName } from '../../../domain/workbook/batch.ts'
import { changeRow } from '../../../domain/workbook/rowChange.ts'
import { openDesk } from './desk.ts'
import type { Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.hand.paste("'Меры'!A2", '1\tПедсовет\n2\tКурсы\n3\tДиагностика')
})
afterEach(() => desk.close())

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, name) => {
  expect(columnName(index)).toBe(name)
})

test('neighbouring cells of a column go in one request, and what would change nothing in none', () => {
  const tab = desk.tab()
  const changes = tab.rows.map((row) =>
    changeRow(tab, row, { cells: { responsible: { value: 'завуч' }, event: { value: 'Курсы' } } }),
  )
  const size = { rows: 50, columns: 20 }
  const { requests = [], responseRanges } = batchBody({ changes, appended: [] }, size)
  const ranges = requests.flatMap(({ updateCells }) =>
    updateCells?.rows ? [updateCells.range] : [],
  )
  expect(ranges).toMatchObject([
    { startRowIndex: 1, endRowIndex: 2, startColumnIndex: 1 },
    { startRowIndex: 3, endRowIndex: 4, startColumnIndex: 1 },
    { startRowIndex: 1, endRowIndex: 4, startColumnIndex: 3 },
  ])
  expect(responseRanges).toEqual(["'kurator.before'!A1:I3", "'Меры'!1:1", "'Меры'!A2:I4"])
  const copies = requests.flatMap(({ copyPaste }) => copyPaste?.destination?.startRowIndex ?? [])
  expect(copies).toEqual([0, 2, 0])
})

test('a quote in the title of a tab is doubled in ranges', () => {
  const tab = { ...desk.tab(), title: "Меры '21" }
  const [row] = tab.rows
  const changes = row ? [changeRow(tab, row, { id: 'row-00001' })] : []
  expect(batchBody({ changes, appended: [] }, null).responseRanges?.slice(1)).toEqual([
    "'Меры ''21'!1:1",
    "'Меры ''21'!A2:I2",
  ])
})

test('a formula is never overwritten', () => {
  desk.hand.type("'Меры'!D2", '=B2')
  const tab = desk.tab()
  const [row] = tab.rows
  const cells = { responsible: { value: 'завуч' } }
  expect(row && changeRow(tab, row, { cells }).writes).toEqual([])
})

test('new rows get lines of their own, also where the grid is full', () => {
  const tab = desk.tab()
  const blank = { index: tab.end, id: '', state: '', cells: {} }
  const appended = [changeRow(tab, blank, { id: 'row-00001' })]
  const kinds = () =>
    batchBody({ changes: [], appended }, null).requests?.flatMap((request) => Object.keys(request))
  expect(kinds()).toEqual(['insertDimension', 'updateCells'])
  tab.rowCount = tab.end
  expect(kinds()).toEqual(['appendDimension', 'insertDimension', 'updateCells'])
})
