import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Workbooks } from '../../../local/workbook/workbooks.ts'
import { DEPUTY, freshWorkbooks, measuresBook, OWNER, shown } from './fixture.ts'

let workbooks: Workbooks
let id: string

beforeEach(() => {
  workbooks = freshWorkbooks()
  id = measuresBook(workbooks)
  workbooks.gestures(id, OWNER).paste('Меры!A1', 'а1\tб1\tв1\nа2\tб2\tв2\nа3\tб3\tв3')
})

const send = (
  requests: sheets_v4.Schema$Request[],
  person = OWNER,
): sheets_v4.Schema$BatchUpdateSpreadsheetResponse =>
  workbooks.batchUpdate(id, { requests }, person)

const grid = (range = 'Меры!A1:F6'): string[] =>
  shown(workbooks, id, range).map((row) => row.join('|'))

const sheet = (fields: string): sheets_v4.Schema$Sheet =>
  workbooks.get(id, { fields: `sheets(${fields})` }, OWNER).sheets?.[0] ?? {}

const text = (stringValue: string): sheets_v4.Schema$CellData => ({
  userEnteredValue: { stringValue },
})

/** The validation rule of D2. */
const validation = (): unknown =>
  sheet('data.rowData.values.dataValidation').data?.[0]?.rowData?.[1]?.values?.[3]?.dataValidation

const columns = (startIndex: number, endIndex: number): sheets_v4.Schema$DimensionRange => ({
  sheetId: 0,
  dimension: 'COLUMNS',
  startIndex,
  endIndex,
})

describe('a batch', () => {
  test('is carried out whole or not at all', () => {
    const state = workbooks.state(id, OWNER)
    const write = {
      updateCells: {
        start: { sheetId: 0, rowIndex: 0, columnIndex: 0 },
        rows: [{ values: [text('x')] }],
        fields: 'userEnteredValue',
      },
    }
    expect(() => send([write, { deleteSheet: { sheetId: 99 } }])).toThrow(
      'Invalid requests[1].deleteSheet: No grid with id: 99',
    )
    expect(workbooks.state(id, OWNER)).toEqual(state)
    expect(send([write]).replies).toEqual([{}])
    expect(grid()[0]).toBe('x|б1|в1')
  })

  test('sees what its earlier requests have done', () => {
    const answer = workbooks.batchUpdate(
      id,
      {
        requests: [
          { addSheet: { properties: { sheetId: 5, title: 'Новый', hidden: true } } },
          { appendCells: { sheetId: 5, rows: [{ values: [text('первая')] }], fields: '*' } },
        ],
        includeSpreadsheetInResponse: true,
        responseRanges: ['Новый!A1:B2'],
        responseIncludeGridData: true,
      },
      OWNER,
    )
    expect(answer.replies?.[0]).toMatchObject({
      addSheet: { properties: { sheetId: 5, index: 1, hidden: true } },
    })
    expect(answer.updatedSpreadsheet?.sheets).toHaveLength(1)
    expect(answer.updatedSpreadsheet?.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]).toEqual({
      userEnteredValue: { stringValue: 'первая' },
      effectiveValue: { stringValue: 'первая' },
      formattedValue: 'первая',
    })
  })

  test('a mask of the answer is judged before anything is written, and says whether cells come', () => {
    const rename = { updateSpreadsheetProperties: { properties: { title: 'Б' }, fields: 'title' } }
    const body = {
      requests: [rename],
      includeSpreadsheetInResponse: true,
      responseRanges: ['Меры!A1'],
    }
    expect(() => workbooks.batchUpdate(id, body, OWNER, 'updatedSpreadsheet.titel')).toThrow(
      "Cannot find matching fields for path 'updatedSpreadsheet.titel'",
    )
    expect(workbooks.list()[0]?.title).toBe('Школа')
    const fields = 'updatedSpreadsheet(sheets.data.rowData.values.formattedValue)'
    expect(workbooks.batchUpdate(id, body, OWNER, fields)).toEqual({
      updatedSpreadsheet: {
        sheets: [{ data: [{ rowData: [{ values: [{ formattedValue: 'а1' }] }] }] }],
      },
    })
    expect(workbooks.list()[0]?.title).toBe('Б')
  })

  test.for([
    { name: 'no request', requests: [], why: 'Must specify at least one request.' },
    {
      name: 'two kinds in one',
      requests: [{ addSheet: {}, deleteSheet: {} }],
      why: 'exactly one kind',
    },
    { name: 'an unknown kind', requests: [{ makeCoffee: {} }], why: 'Unknown name "makeCoffee"' },
    { name: 'a wrong type', requests: [{ deleteSheet: { sheetId: '5' } }], why: 'number expected' },
    {
      name: 'what is not imitated',
      requests: [{ mergeCells: {} }],
      why: 'not implemented locally: mergeCells',
    },
  ])('refuses $name', ({ requests, why }) => {
    // The second and third are what only a mistaken program sends.
    const body: object = { requests }
    expect(() => workbooks.batchUpdate(id, body, OWNER)).toThrow(why)
  })
})

describe('cells', () => {
  test('updateCells clears what it names and does not give', () => {
    send([
      {
        updateCells: {
          range: {
            sheetId: 0,
            startRowIndex: 1,
            endRowIndex: 3,
            startColumnIndex: 0,
            endColumnIndex: 2,
          },
          rows: [{ values: [text('x')] }],
          fields: 'userEnteredValue',
        },
      },
    ])
    expect(grid()).toEqual(['а1|б1|в1', 'x||в2', '||в3'])
  })

  test('updateCells leaves the fields that it does not name', () => {
    const format = { userEnteredFormat: { backgroundColor: { red: 1 } }, note: 'их' }
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 }
    send([
      { updateCells: { start, rows: [{ values: [format] }], fields: 'userEnteredFormat,note' } },
      { updateCells: { start, rows: [{ values: [text('x')] }], fields: 'userEnteredValue' } },
    ])
    const fields = 'data.rowData.values(userEnteredValue,userEnteredFormat,note)'
    expect(sheet(fields).data?.[0]?.rowData?.[0]?.values?.[0]).toEqual({ ...text('x'), ...format })
  })

  test('a text that looks like a formula or a date stays a text', () => {
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 }
    const values = [
      text('=1+1'),
      text('15.03.2021'),
      { userEnteredValue: { formulaValue: '=1+1' } },
    ]
    send([{ updateCells: { start, rows: [{ values }], fields: 'userEnteredValue' } }])
    const row = sheet('data.rowData.values(effectiveValue,formattedValue)').data?.[0]?.rowData?.[0]
    expect(row?.values?.slice(0, 2).map((cell) => cell.formattedValue)).toEqual([
      '=1+1',
      '15.03.2021',
    ])
    expect(row?.values?.[2]?.effectiveValue?.errorValue?.message).toContain('not computed')
  })

  test.for([
    { name: 'a cell beyond the edge', row: 2000, cell: text('x'), why: 'Attempting to write row' },
    {
      name: 'two values in one cell',
      row: 0,
      cell: { userEnteredValue: { numberValue: 1, boolValue: true } },
      why: 'must have one of',
    },
    {
      name: 'a computed field',
      row: 0,
      cell: {},
      fields: 'formattedValue',
      why: 'cannot be written',
    },
    {
      name: 'a formula without its sign',
      row: 0,
      cell: { userEnteredValue: { formulaValue: '1+1' } },
      why: 'must begin with',
    },
    {
      name: 'a text of 50,001 characters',
      row: 0,
      cell: text('x'.repeat(50_001)),
      why: 'more than the maximum of 50000',
    },
  ])('updateCells refuses $name', ({ row, cell, fields = 'userEnteredValue', why }) => {
    const start = { sheetId: 0, rowIndex: row, columnIndex: 0 }
    expect(() => send([{ updateCells: { start, rows: [{ values: [cell] }], fields } }])).toThrow(
      why,
    )
    expect(grid()[0]).toBe('а1|б1|в1')
  })

  test('appendCells writes after the last row with data and makes room', () => {
    const properties = { sheetId: 0, gridProperties: { rowCount: 3 } }
    send([
      { updateSheetProperties: { properties, fields: 'gridProperties.rowCount' } },
      {
        appendCells: {
          sheetId: 0,
          rows: [{ values: [text('а4')] }, { values: [text('а5')] }],
          fields: 'userEnteredValue',
        },
      },
    ])
    expect(grid().slice(3)).toEqual(['а4', 'а5'])
    expect(sheet('properties.gridProperties.rowCount').properties?.gridProperties?.rowCount).toBe(5)
  })

  test('repeatCell and setDataValidation fill a range, and clear it', () => {
    const range = {
      sheetId: 0,
      startRowIndex: 1,
      endRowIndex: 3,
      startColumnIndex: 3,
      endColumnIndex: 4,
    }
    const rule = { condition: { type: 'BOOLEAN' }, strict: true }
    const cell = { userEnteredValue: { boolValue: false } }
    send([
      { repeatCell: { range, cell, fields: 'userEnteredValue' } },
      { setDataValidation: { range, rule } },
    ])
    expect(grid().slice(1)).toEqual(['а2|б2|в2|ЛОЖЬ', 'а3|б3|в3|ЛОЖЬ'])
    expect(validation()).toEqual(rule)
    send([{ setDataValidation: { range } }])
    expect(validation()).toBeUndefined()
  })
})

describe('lines', () => {
  test('ranges follow the lines that they cover', () => {
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 1 }
    const rule = {
      ranges: [{ sheetId: 0, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 }],
    }
    const header = { protectedRange: { range, description: 'шапка' } }
    send([
      { addProtectedRange: header },
      { addConditionalFormatRule: { rule, index: 0 } },
      { addDimensionGroup: { range: columns(1, 3) } },
      { insertDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: 1, endIndex: 2 } } },
      { moveDimension: { source: columns(2, 3), destinationIndex: 0 } },
      { insertDimension: { range: columns(0, 2) } },
    ])
    const now = sheet('protectedRanges.range,conditionalFormats,columnGroups')
    expect(now.protectedRanges?.[0]?.range).toEqual(range)
    expect(now.conditionalFormats?.[0]?.ranges).toEqual([
      { sheetId: 0, startRowIndex: 2, startColumnIndex: 2, endColumnIndex: 3 },
    ])
    expect(grid()[0]).toBe('||в1|а1|б1')
  })

  test('a group that is collapsed hides its columns, opened shows them', () => {
    const dimensionGroup = { range: columns(1, 3), depth: 1, collapsed: true }
    const hidden = (): unknown[] =>
      (sheet('data.columnMetadata').data?.[0]?.columnMetadata ?? [])
        .map((one) => one.hiddenByUser === true)
        .slice(0, 4)
    send([
      { addDimensionGroup: { range: columns(1, 3) } },
      { updateDimensionGroup: { dimensionGroup, fields: 'collapsed' } },
    ])
    expect(hidden()).toEqual([false, true, true, false])
    expect(sheet('columnGroups').columnGroups).toEqual([dimensionGroup])
    send([
      {
        updateDimensionGroup: {
          dimensionGroup: { ...dimensionGroup, collapsed: false },
          fields: 'collapsed',
        },
      },
    ])
    expect(hidden()).toEqual([false, false, false, false])
  })

  test('widths and hiding are kept by line', () => {
    const properties = { pixelSize: 240, hiddenByUser: true }
    send([
      {
        updateDimensionProperties: {
          range: columns(1, 2),
          properties,
          fields: 'pixelSize,hiddenByUser',
        },
      },
      { deleteDimension: { range: columns(0, 1) } },
      { appendDimension: { sheetId: 0, dimension: 'COLUMNS', length: 1 } },
    ])
    const { columnMetadata } = sheet('data.columnMetadata').data?.[0] ?? {}
    expect(columnMetadata?.slice(0, 2)).toEqual([properties, { pixelSize: 100 }])
    expect(columnMetadata).toHaveLength(26)
  })

  test('a new row looks like the one before it, if asked', () => {
    const format = { backgroundColor: { blue: 1 } }
    const range = {
      sheetId: 0,
      startRowIndex: 1,
      endRowIndex: 2,
      startColumnIndex: 0,
      endColumnIndex: 1,
    }
    const rows = { sheetId: 0, dimension: 'ROWS', startIndex: 2, endIndex: 3 }
    send([
      { repeatCell: { range, cell: { userEnteredFormat: format }, fields: 'userEnteredFormat' } },
      { insertDimension: { range: rows, inheritFromBefore: true } },
    ])
    const row = sheet('data.rowData.values').data?.[0]?.rowData?.[2]
    expect(row?.values).toEqual([{ userEnteredFormat: format }])
  })

  test('lines are inserted before an existing one, behind the last they are appended', () => {
    const rows = { sheetId: 0, dimension: 'ROWS' }
    const range = { ...rows, startIndex: 1000, endIndex: 1001 }
    expect(() => send([{ insertDimension: { range } }])).toThrow('Invalid range')
    send([{ appendDimension: { ...rows, length: 1 } }, { insertDimension: { range } }])
    expect(sheet('properties.gridProperties').properties?.gridProperties?.rowCount).toBe(1002)
  })

  test('all rows may not go', () => {
    const range = { sheetId: 0, dimension: 'ROWS', startIndex: 0, endIndex: 1000 }
    expect(() => send([{ deleteDimension: { range } }])).toThrow("You can't delete all the rows")
  })
})

describe('sheets', () => {
  test('are renamed, hidden, frozen and moved', () => {
    const fields = 'title,hidden,index,gridProperties.frozenRowCount'
    const properties = {
      sheetId: 0,
      title: 'Меры школы',
      index: 2,
      gridProperties: { frozenRowCount: 1 },
    }
    send([
      { addSheet: { properties: { title: 'Сегодня' } } },
      { updateSheetProperties: { properties, fields } },
    ])
    const sheets = workbooks.get(id, { fields: 'sheets.properties' }, OWNER).sheets ?? []
    expect(sheets.map((one) => one.properties?.title)).toEqual(['Сегодня', 'Меры школы'])
    expect(sheets[1]?.properties).toMatchObject({
      sheetId: 0,
      index: 1,
      gridProperties: { frozenRowCount: 1, rowCount: 1000, columnCount: 26 },
    })
  })

  test.for([
    {
      name: 'a title that is taken',
      request: { addSheet: { properties: { title: 'меры' } } },
      why: 'already exists',
    },
    {
      name: 'an id that is taken',
      request: { addSheet: { properties: { sheetId: 0 } } },
      why: 'already exists',
    },
    {
      name: 'to hide the only sheet',
      request: {
        updateSheetProperties: { properties: { sheetId: 0, hidden: true }, fields: 'hidden' },
      },
      why: "can't hide all",
    },
    {
      name: 'to delete the only sheet',
      request: { deleteSheet: { sheetId: 0 } },
      why: "can't remove all",
    },
    {
      name: 'an update that names no field',
      request: { updateSheetProperties: { properties: { sheetId: 0 } } },
      why: "listed in 'fields'",
    },
  ])('refuse $name', ({ request, why }) => {
    expect(() => send([request])).toThrow(why)
  })

  test('filter and conditional formats are set, replaced and cleared', () => {
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 3 }
    const rule = (name: string): sheets_v4.Schema$ConditionalFormatRule => ({
      ranges: [range],
      booleanRule: { condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: name }] } },
    })
    send([
      { setBasicFilter: { filter: { range } } },
      { addConditionalFormatRule: { rule: rule('=1'), index: 0 } },
      { addConditionalFormatRule: { rule: rule('=2'), index: 0 } },
      { updateConditionalFormatRule: { sheetId: 0, index: 1, rule: rule('=3') } },
      { deleteConditionalFormatRule: { sheetId: 0, index: 0 } },
    ])
    expect(sheet('conditionalFormats,basicFilter')).toEqual({
      conditionalFormats: [rule('=3')],
      basicFilter: { range },
    })
    send([{ clearBasicFilter: { sheetId: 0 } }])
    expect(sheet('basicFilter')).toEqual({})
  })
})

describe('protected ranges', () => {
  const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 1 }
  const write = {
    updateCells: {
      start: { sheetId: 0, rowIndex: 0, columnIndex: 0 },
      rows: [{ values: [text('x')] }],
      fields: 'userEnteredValue',
    },
  }

  test('refuse others through the API too, and let those in who are named', () => {
    const reply = send([{ addProtectedRange: { protectedRange: { range } } }]).replies?.[0]
    const protectedRangeId = reply?.addProtectedRange?.protectedRange?.protectedRangeId ?? 0
    expect(() => send([write], DEPUTY)).toThrow('You are trying to edit a protected cell or object')
    expect(() => send([{ deleteProtectedRange: { protectedRangeId } }], DEPUTY)).toThrow(
      'permission',
    )
    const seen = workbooks.get(id, { fields: 'sheets.protectedRanges' }, DEPUTY)
    expect(seen.sheets?.[0]?.protectedRanges).toEqual([{ protectedRangeId, range }])
    const protectedRange = { protectedRangeId, editors: { users: [DEPUTY] } }
    send([{ updateProtectedRange: { protectedRange, fields: 'editors' } }])
    expect(send([write], DEPUTY).replies).toEqual([{}])
  })

  test('that only warn let everybody', () => {
    send([{ addProtectedRange: { protectedRange: { range, warningOnly: true } } }])
    expect(send([write], DEPUTY).replies).toEqual([{}])
  })
})

const spec = (dimensionIndex: number, sortOrder: string): sheets_v4.Schema$SortSpec => ({
  dimensionIndex,
  sortOrder,
})

const cell = (row: number, column: number): sheets_v4.Schema$GridRange => ({
  sheetId: 0,
  startRowIndex: row,
  endRowIndex: row + 1,
  startColumnIndex: column,
  endColumnIndex: column + 1,
})

describe('blocks', () => {
  test('sortRange takes several columns, empty cells last in both orders', () => {
    workbooks.gestures(id, OWNER).paste('Меры!A1', 'б\t2\n\t9\nа\t1\nб\t1')
    const range = {
      sheetId: 0,
      startRowIndex: 0,
      endRowIndex: 4,
      startColumnIndex: 0,
      endColumnIndex: 2,
    }
    send([{ sortRange: { range, sortSpecs: [spec(0, 'DESCENDING'), spec(1, 'ASCENDING')] } }])
    expect(grid('Меры!A1:B4')).toEqual(['б|1', 'б|2', 'а|1', '|9'])
  })

  test('copyPaste copies values, formats or all; cutPaste leaves nothing behind', () => {
    const red = { userEnteredFormat: { backgroundColor: { red: 1 } } }
    send([
      { repeatCell: { range: cell(0, 0), cell: red, fields: 'userEnteredFormat' } },
      { copyPaste: { source: cell(0, 0), destination: cell(3, 0), pasteType: 'PASTE_VALUES' } },
      { copyPaste: { source: cell(0, 0), destination: cell(3, 1), pasteType: 'PASTE_FORMAT' } },
      {
        cutPaste: { source: cell(0, 0), destination: { sheetId: 0, rowIndex: 3, columnIndex: 2 } },
      },
    ])
    const rows = sheet('data.rowData.values(userEnteredValue,userEnteredFormat)').data?.[0]?.rowData
    expect(rows?.[3]?.values).toEqual([text('а1'), red, { ...text('а1'), ...red }])
    expect(rows?.[0]?.values?.[0]).toEqual({})
  })
})
