import { describe, expect, test } from 'vitest'
import { columnLetters } from '../../../domain/a1.ts'
import { areaA1, columnIndex, parseA1 } from '../../../local/workbook/a1.ts'

const BOOK = {
  sheets: [
    { sheetId: 0, properties: { title: 'Меры' } },
    { sheetId: 7, properties: { title: "План 'А' 2021" } },
  ],
}

describe('parseA1', () => {
  test.for([
    { text: 'Меры!A2:P500', rows: [1, 500], columns: [0, 16] },
    { text: 'меры!b7', rows: [6, 7], columns: [1, 2] },
    { text: 'A:C', rows: [undefined, undefined], columns: [0, 3] },
    { text: 'Меры!2:5', rows: [1, 5], columns: [undefined, undefined] },
    { text: 'Меры!A2:C', rows: [1, undefined], columns: [0, 3] },
    { text: 'Меры!$C$5:$A$2', rows: [1, 5], columns: [0, 3] },
    { text: 'Меры', rows: [undefined, undefined], columns: [undefined, undefined] },
  ])('$text', ({ text, rows, columns }) => {
    const range = parseA1(text, BOOK)
    expect(range.sheetId).toBe(0)
    expect([range.startRowIndex, range.endRowIndex]).toEqual(rows)
    expect([range.startColumnIndex, range.endColumnIndex]).toEqual(columns)
  })

  test('a quoted title may hold anything', () => {
    expect(parseA1("'План ''А'' 2021'!B2", BOOK)).toMatchObject({ sheetId: 7, startRowIndex: 1 })
  })

  test.for(['Нет!A1', 'A', '1', 'A0', 'Меры!', 'A1:B2:C3', ''])('refuses %s', (text) => {
    expect(() => parseA1(text, BOOK)).toThrow(`Unable to parse range: ${text}`)
  })
})

test('column letters and numbers agree', () => {
  for (let column = 0; column < 1000; column++) {
    expect(columnIndex(columnLetters(column))).toBe(column)
  }
  expect(areaA1({ sheetId: 0, top: 1, bottom: 2, left: 0, right: 28 })).toBe('A2:AB2')
})
