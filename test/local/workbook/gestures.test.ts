import { beforeEach, describe, expect, test } from 'vitest'
import type { GestureEvent } from '../../../local/workbook/events.ts'
import type { Gestures } from '../../../local/workbook/gestures.ts'
import { GestureRefused } from '../../../local/workbook/refusal.ts'
import type { Workbooks } from '../../../local/workbook/workbooks.ts'
import { CURATOR, DEPUTY, freshWorkbooks, measuresBook, OWNER, shown } from './fixture.ts'

let workbooks: Workbooks
let id: string
let hand: Gestures
let events: GestureEvent[]

beforeEach(() => {
  workbooks = freshWorkbooks()
  id = measuresBook(workbooks)
  hand = workbooks.gestures(id, DEPUTY)
  hand.paste('Меры!A1', 'Мера\tСрок\tid\nВебинар\t15.3.21\tм2\nСеминар\t1.3.21\tм1')
  events = []
  workbooks.onGesture((event) => events.push(event))
})

const grid = (range = 'Меры!A1:E8'): string[][] => shown(workbooks, id, range)

/** What the triggers learn, in short: `A2 new←old` or the type of the change. */
function told(): string[] {
  return events.map((event) =>
    event.kind === 'change'
      ? event.changeType
      : `R${event.area.top + 1}C${event.area.left + 1}:R${event.area.bottom}C${event.area.right} ${event.value ?? ''}←${event.oldValue ?? ''}`,
  )
}

/** Titles of the tabs, hidden ones in brackets. */
const titles = (): unknown[] =>
  (workbooks.get(id, {}, OWNER).sheets ?? []).map(({ properties }) =>
    properties?.hidden === true ? `(${properties.title})` : properties?.title,
  )

/** Which of the first four rows the filter hides. */
const hidden = (): unknown[] =>
  (
    workbooks.get(id, { fields: 'sheets.data.rowMetadata.hiddenByFilter' }, OWNER).sheets?.[0]
      ?.data?.[0]?.rowMetadata ?? []
  )
    .slice(0, 4)
    .map((row) => row.hiddenByFilter === true)

describe('what people do', () => {
  test('types a cell', () => {
    hand.type('Меры!B2', '16.3.21')
    expect(grid()[1]).toEqual(['Вебинар', '16.03.2021', 'м2'])
    expect(told()).toEqual(['R2C2:R2C2 44271←44270', 'EDIT'])
  })

  test('pastes a block, and the sheet grows to hold it', () => {
    hand.paste('Меры!Z1000', '1\t2\n3')
    expect(grid('Меры!Z1000:AA1001')).toEqual([['1', '2'], ['3']])
    expect(told()).toEqual(['R1000C26:R1001C27 ←', 'EDIT'])
  })

  test('pastes one cell, which tells its value', () => {
    hand.paste('Меры!A2', 'Круглый стол')
    expect(told()).toEqual(['R2C1:R2C1 Круглый стол←Вебинар', 'EDIT'])
  })

  test('clears values, not notes', () => {
    hand.note('Меры!A2', 'важно')
    events = []
    hand.clear('Меры!A2:B3')
    expect(grid()).toEqual([
      ['Мера', 'Срок', 'id'],
      ['', '', 'м2'],
      ['', '', 'м1'],
    ])
    const { sheets } = workbooks.get(id, { fields: 'sheets.data.rowData.values.note' }, OWNER)
    expect(sheets?.[0]?.data?.[0]?.rowData?.[1]?.values?.[0]).toEqual({ note: 'важно' })
    expect(told()).toEqual(['R2C1:R3C2 ←', 'EDIT'])
  })

  test('inserts and deletes rows, which only onChange learns of', () => {
    hand.insertRows('Меры', 2, 2)
    expect(grid().map((row) => row[0] ?? '')).toEqual(['Мера', '', '', 'Вебинар', 'Семинар'])
    hand.deleteRows('Меры', 2, 3)
    expect(grid().map((row) => row[0])).toEqual(['Мера', 'Семинар'])
    expect(told()).toEqual(['INSERT_ROW', 'REMOVE_ROW'])
  })

  test('inserts, deletes and moves columns', () => {
    hand.insertColumns('Меры', 'B')
    expect(grid()[1]).toEqual(['Вебинар', '', '15.03.2021', 'м2'])
    hand.deleteColumns('Меры', 'B')
    hand.moveColumn('Меры', 'C', 'A')
    expect(grid()[1]).toEqual(['м2', 'Вебинар', '15.03.2021'])
    hand.moveColumn('Меры', 'A', 'D')
    expect(grid()[1]).toEqual(['Вебинар', '15.03.2021', 'м2'])
    expect(told().filter((event) => !event.startsWith('R1C'))).toEqual([
      'INSERT_COLUMN',
      'REMOVE_COLUMN',
      'OTHER',
      'OTHER',
    ])
  })

  test('copies whole rows with their hidden columns', () => {
    hand.hideColumns('Меры', 'C')
    hand.copyRows('Меры', 2, 1, 4)
    expect(grid()[3]).toEqual(['Вебинар', '15.03.2021', 'м2'])
    expect(told()).toEqual(['OTHER', 'R4C1:R4C26 ←', 'EDIT'])
  })

  test('copies the visible cells alone', () => {
    hand.copy('Меры!A2:B2', 'Меры!A4')
    expect(grid()[3]).toEqual(['Вебинар', '15.03.2021'])
    expect(told()).toEqual(['R4C1:R4C2 ←', 'EDIT'])
  })

  test('cuts rows, and cuts visible cells so that the hidden ones stay behind', () => {
    hand.cutRows('Меры', 2, 1, 5)
    expect(grid().map((row) => row.join('|'))).toEqual([
      'Мера|Срок|id',
      '',
      'Семинар|01.03.2021|м1',
      '',
      'Вебинар|15.03.2021|м2',
    ])
    hand.cut('Меры!A5:B5', 'Меры!A2')
    expect([grid()[1], grid()[4]]).toEqual([
      ['Вебинар', '15.03.2021'],
      ['', '', 'м2'],
    ])
  })

  test('drags rows to another place', () => {
    hand.moveRows('Меры', 2, 1, 4)
    expect(grid().map((row) => row[2])).toEqual(['id', 'м1', 'м2'])
    expect(told()).toEqual(['R3C1:R3C26 ←', 'OTHER'])
  })

  test('sorts whole rows, or some columns only', () => {
    hand.sort('Меры!A2:C3', 'B')
    expect(grid().slice(1)).toEqual([
      ['Семинар', '01.03.2021', 'м1'],
      ['Вебинар', '15.03.2021', 'м2'],
    ])
    hand.sort('Меры!A2:B3', 'B', 'DESCENDING')
    expect(grid().slice(1)).toEqual([
      ['Вебинар', '15.03.2021', 'м1'],
      ['Семинар', '01.03.2021', 'м2'],
    ])
    expect(told()).toEqual(['OTHER', 'OTHER'])
  })

  test('fills down', () => {
    hand.fill('Меры!B2', 'Меры!B2:B4')
    expect(grid().map((row) => row[1])).toEqual(['Срок', '15.03.2021', '15.03.2021', '15.03.2021'])
    expect(told()).toEqual(['R2C2:R4C2 ←', 'EDIT'])
  })

  test('filters rows by what they show, and shows them again', () => {
    hand.filter('Меры!A1:C3', 'A', ['Семинар', ''])
    expect(hidden()).toEqual([false, false, true, false])
    hand.filter('Меры!A1:C4', 'B', ['15.03.2021', ''])
    expect(hidden()).toEqual([false, true, false, true])
    hand.clearFilter('Меры')
    expect(hidden()).toEqual([false, false, false, false])
    hand.undo()
    expect(hidden()).toEqual([false, true, false, true])
    expect(told()).toEqual(['OTHER', 'OTHER', 'OTHER', 'OTHER'])
  })

  test('adds, copies, renames, hides and deletes sheets, and takes it back', () => {
    hand.addSheet('Черновик')
    hand.duplicateSheet('Меры')
    hand.renameSheet('Черновик', 'Заметки')
    hand.hideSheet('Копия Меры')
    expect(titles()).toEqual(['Меры', '(Копия Меры)', 'Заметки'])
    expect(grid("'Копия Меры'!A2:C2")).toEqual(grid('Меры!A2:C2'))
    hand.showSheet('Копия Меры')
    hand.type("'Копия Меры'!A2", 'x')
    expect(grid('Меры!A2')).toEqual([['Вебинар']])
    hand.deleteSheet('Меры')
    expect(titles()).toEqual(['Копия Меры', 'Заметки'])
    expect(told()).toEqual([
      'INSERT_GRID',
      'INSERT_GRID',
      'OTHER',
      'OTHER',
      'OTHER',
      'R2C1:R2C1 x←Вебинар',
      'EDIT',
      'REMOVE_GRID',
    ])
    hand.undo()
    expect(titles()).toEqual(['Меры', 'Копия Меры', 'Заметки'])
    expect(grid()[1]).toEqual(['Вебинар', '15.03.2021', 'м2'])
    for (let step = 0; step < 6; step++) hand.undo()
    expect(titles()).toEqual(['Меры'])
  })

  test('makes a copy of its own', () => {
    const copy = workbooks.copy(id, DEPUTY)
    workbooks.gestures(copy, DEPUTY).type('Меры!A2', 'Другое')
    expect(grid()[1]?.[0]).toBe('Вебинар')
    expect(workbooks.list().find((book) => book.id === copy)).toEqual({
      id: copy,
      title: 'Копия Школа',
      owner: DEPUTY,
      editors: [],
    })
  })
})

describe('undo', () => {
  test('brings a deleted row back with its hidden columns', () => {
    hand.hideColumns('Меры', 'C')
    hand.deleteRows('Меры', 2)
    expect(hand.undo()).toBe(true)
    expect(grid()[1]).toEqual(['Вебинар', '15.03.2021', 'м2'])
    expect(told().at(-1)).toBe('OTHER')
  })

  test("leaves what others have written since, and others' gestures", () => {
    hand.type('Меры!A4', 'Новая')
    const write = { userEnteredValue: { stringValue: 'м3' } }
    const start = { sheetId: 0, rowIndex: 3, columnIndex: 2 }
    workbooks.batchUpdate(
      id,
      {
        requests: [
          { updateCells: { start, rows: [{ values: [write] }], fields: 'userEnteredValue' } },
        ],
      },
      OWNER,
    )
    workbooks.gestures(id, OWNER).insertRows('Меры', 2)
    hand.undo()
    expect(grid()[4]).toEqual(['', '', 'м3'])
  })

  test('takes back step by step, and says when there is nothing left', () => {
    hand.sort('Меры!A2:C3', 'B')
    hand.moveColumn('Меры', 'C', 'A')
    hand.undo()
    hand.undo()
    expect(grid().map((row) => row[2])).toEqual(['id', 'м2', 'м1'])
    expect(hand.undo()).toBe(true)
    expect(grid()).toEqual([])
    expect(hand.undo()).toBe(false)
    expect(workbooks.gestures(id, OWNER).undo()).toBe(false)
  })
})

/** The code of the refusal, or «done». */
function outcome(gesture: () => void): string {
  try {
    gesture()
    return 'done'
  } catch (error) {
    if (error instanceof GestureRefused) return `${error.code}: ${error.detail}`
    throw error
  }
}

describe('refusals', () => {
  test('a protected header refuses those who may not edit it, and changes nothing', () => {
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 1 }
    const protectedRange = { range, description: 'Шапка таблицы' }
    workbooks.batchUpdate(id, { requests: [{ addProtectedRange: { protectedRange } }] }, OWNER)
    const before = grid()
    const refused = 'protected: Шапка таблицы'
    expect(outcome(() => hand.type('Меры!A1', 'x'))).toBe(refused)
    expect(outcome(() => hand.paste('Меры!A1', 'x\ny'))).toBe(refused)
    expect(outcome(() => hand.clear('Меры!A1:A3'))).toBe(refused)
    expect(outcome(() => hand.deleteRows('Меры', 1))).toBe(refused)
    expect(outcome(() => hand.sort('Меры!A1:C3', 'B'))).toBe(refused)
    expect(outcome(() => hand.cut('Меры!A1', 'Меры!A5'))).toBe(refused)
    expect(outcome(() => hand.deleteColumns('Меры', 'A'))).toBe(refused)
    expect(grid()).toEqual(before)
    expect(events).toEqual([])
    expect(outcome(() => hand.type('Меры!A2', 'x'))).toBe('done')
    expect(outcome(() => hand.insertRows('Меры', 2))).toBe('done')
    expect(outcome(() => workbooks.gestures(id, OWNER).type('Меры!A1', 'x'))).toBe('done')
  })

  test('a strict drop-down refuses what is not in its list', () => {
    const values = [{ userEnteredValue: 'в работе' }, { userEnteredValue: 'исполнена' }]
    const rule = { condition: { type: 'ONE_OF_LIST', values }, strict: true }
    const range = { sheetId: 0, startColumnIndex: 3, endColumnIndex: 4 }
    workbooks.batchUpdate(id, { requests: [{ setDataValidation: { range, rule } }] }, OWNER)
    expect(outcome(() => hand.type('Меры!D2', 'сделано'))).toBe('validation: сделано')
    expect(grid()[1]).toEqual(['Вебинар', '15.03.2021', 'м2', ''])
    expect(outcome(() => hand.type('Меры!D2', 'исполнена'))).toBe('done')
  })

  test('a person from whom the spreadsheet was taken may do nothing more', () => {
    expect(outcome(() => hand.type('Меры!A2', 'x'))).toBe('done')
    workbooks.unshare(id, DEPUTY)
    expect(outcome(() => hand.type('Меры!A2', 'y'))).toBe(`access: ${DEPUTY}`)
    expect(() => workbooks.get(id, {}, DEPUTY)).toThrow('The caller does not have permission')
    expect(grid()[1]?.[0]).toBe('x')
  })

  test('a person whom the spreadsheet was not shared with may do nothing', () => {
    expect(outcome(() => workbooks.gestures(id, CURATOR).type('Меры!A2', 'x'))).toBe(
      `access: ${CURATOR}`,
    )
  })
})

test('a view is told of each change with the rows that are new', () => {
  const changes: unknown[] = []
  const stop = workbooks.subscribe(id, ({ version, person, source, sheets }) => {
    changes.push({ version, person, source, rows: sheets[0]?.rows.map((row) => row.index) })
  })
  const { version } = workbooks.state(id, OWNER)
  hand.type('Меры!A3', 'x')
  hand.sort('Меры!A2:C3', 'A', 'DESCENDING')
  stop()
  hand.type('Меры!A3', 'y')
  expect(changes).toEqual([
    { version: version + 1, person: DEPUTY, source: 'gesture', rows: [2] },
    { version: version + 2, person: DEPUTY, source: 'gesture', rows: [1, 2] },
  ])
})
