import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { describe, expect, test } from 'vitest'
import { assign, project, responseMask, updateMask } from '../../../local/workbook/mask.ts'

const BOOK = {
  spreadsheetId: 'x',
  properties: { title: 'Школа', locale: 'ru_RU' },
  sheets: [
    {
      properties: { sheetId: 0, title: 'Меры' },
      data: [{ rowData: [{ values: [{ formattedValue: 'а', note: 'н' }] }] }],
    },
  ],
}

describe('responseMask', () => {
  test.for([
    { fields: '*', out: BOOK },
    { fields: 'spreadsheetId', out: { spreadsheetId: 'x' } },
    {
      fields: 'properties.title,spreadsheetId',
      out: { spreadsheetId: 'x', properties: { title: 'Школа' } },
    },
    { fields: 'sheets.properties(sheetId)', out: { sheets: [{ properties: { sheetId: 0 } }] } },
    {
      fields: 'sheets(properties/title,data(rowData(values(note)))),properties(locale)',
      out: {
        properties: { locale: 'ru_RU' },
        sheets: [
          { properties: { title: 'Меры' }, data: [{ rowData: [{ values: [{ note: 'н' }] }] }] },
        ],
      },
    },
    { fields: 'properties.*', out: { properties: BOOK.properties } },
  ])('$fields', ({ fields, out }) => {
    expect(project(BOOK, responseMask(fields, 'Spreadsheet'))).toEqual(out)
  })

  test.for([
    { fields: 'titel', path: 'titel' },
    { fields: 'properties, sheets', path: ' sheets' },
    { fields: 'sheets.properties.titel', path: 'sheets.properties.titel' },
    { fields: 'sheets(properties', path: 'sheets(properties' },
    { fields: 'spreadsheetId,', path: '' },
    { fields: 'sheets)', path: 'sheets)' },
  ])('refuses $fields', ({ fields, path }) => {
    expect(() => responseMask(fields, 'Spreadsheet')).toThrow(
      `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`,
    )
  })

  test('a field of Google’s that is not kept is refused by name', () => {
    expect(() => responseMask('namedRanges', 'Spreadsheet')).toThrow(
      'not implemented locally: Spreadsheet.namedRanges',
    )
  })
})

describe('assign', () => {
  const cell: sheets_v4.Schema$CellData = {
    note: 'а',
    userEnteredFormat: { wrapStrategy: 'WRAP', textFormat: { bold: true } },
  }

  test('replaces what is given, clears what is not, leaves the rest', () => {
    const mask = updateMask('note,userEnteredFormat.textFormat.bold', 'CellData')
    expect(assign(cell, { userEnteredFormat: { textFormat: { bold: false } } }, mask)).toEqual({
      userEnteredFormat: { wrapStrategy: 'WRAP', textFormat: { bold: false } },
    })
  })

  test('leaves nothing behind when all is cleared', () => {
    expect(assign(cell, {}, updateMask('note,userEnteredFormat', 'CellData'))).toBeUndefined()
    expect(cell.note).toBe('а')
  })

  test('needs a field', () => {
    expect(() => updateMask('', 'CellData')).toThrow(
      "At least one field must be listed in 'fields'",
    )
  })
})
