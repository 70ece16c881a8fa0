import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTabs } from '../../../domain/workbook/snapshot.ts'
import { LAYOUT, openDesk } from './desk.ts'
import type { Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

test('columns are known by their headers, wherever they stand and however they are spaced', () => {
  desk.hand.moveColumn('Меры', 'C', 'A')
  desk.hand.type("'Меры'!C1", ' Мероприятие\u00a0 ')
  expect(Object.fromEntries(desk.tab().columns)).toMatchObject({ deadline: 0, number: 1, event: 2 })
})

test('missing, doubled and foreign columns are named', () => {
  desk.hand.type("'Меры'!D1", 'Моё')
  desk.hand.type("'Меры'!J1", 'Срок')
  const { missing, doubled, foreign, columns } = desk.tab()
  expect({ missing, doubled, foreign }).toEqual({
    missing: ['responsible'],
    doubled: ['deadline'],
    foreign: ['Моё'],
  })
  expect(columns.get('deadline')).toBe(2)
})

test('empty lines are no rows, and what stands below in own columns moves the end', () => {
  desk.hand.type("'Меры'!B3", 'Педсовет')
  desk.hand.type("'Меры'!K9", 'итого')
  expect(desk.tab().rows).toEqual([{ index: 2, id: '', state: '', cells: { event: 'Педсовет' } }])
  expect(desk.tab().end).toBe(9)
})

test('a damaged id is none, and does not stop the other rows', () => {
  desk.hand.type("'Меры'!B3", 'Педсовет')
  for (const [typed, read] of [
    ['x y', ''],
    ['__proto__', ''],
    ['measure-0001', 'measure-0001'],
  ] as const) {
    desk.hand.type("'Меры'!H3", typed)
    expect(desk.tab().rows).toMatchObject([{ id: read, cells: { event: 'Педсовет' } }])
  }
})

test('a sheet without the service headers is not ours', () => {
  desk.hand.type("'Меры'!H1", 'id')
  expect(() => desk.tab()).toThrow('not known')
})

function sheet(sheetId: number, title: string) {
  const headers = ['measures.id', 'measures.state', 'Срок']
  const values = headers.map((text) => ({ userEnteredValue: { stringValue: text } }))
  return {
    properties: { sheetId, title, gridProperties: { rowCount: 5 } },
    data: [{ rowData: [{ values }] }],
  }
}

test('of a tab that was duplicated the first counts', () => {
  const book = {
    sheets: [
      { properties: { sheetId: 1, title: 'Заметки' } },
      sheet(2, 'Меры'),
      sheet(3, 'Копия «Меры»'),
    ],
  }
  expect(readTabs(book, LAYOUT).map(({ title }) => title)).toEqual(['Меры'])
})
