import { beforeEach, expect, test } from 'vitest'
import type { Workbooks } from '../../../local/workbook/workbooks.ts'
import { DEPUTY, freshWorkbooks, OWNER } from './fixture.ts'

let workbooks: Workbooks
let id: string

beforeEach(() => {
  workbooks = freshWorkbooks()
  const grid = { rowCount: 10, columnCount: 5 }
  id = workbooks.create({
    title: 'Школа',
    owner: OWNER,
    sheets: [
      { title: 'Меры', gridProperties: { ...grid, frozenRowCount: 1 } },
      { title: 'Пустая', gridProperties: grid },
    ],
  })
  workbooks.share(id, DEPUTY)
  workbooks.gestures(id, OWNER).paste('Меры!B2', 'а\t\tв\n\nг')
})

test('without a mask and without grid data come properties alone', () => {
  const { sheets, ...rest } = workbooks.get(id, {}, OWNER)
  expect(rest).toEqual({
    spreadsheetId: id,
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
    properties: {
      title: 'Школа',
      locale: 'ru_RU',
      timeZone: 'Europe/Moscow',
      autoRecalc: 'ON_CHANGE',
    },
  })
  expect(sheets?.[0]).toEqual({
    properties: {
      sheetId: 0,
      title: 'Меры',
      index: 0,
      sheetType: 'GRID',
      gridProperties: { rowCount: 10, columnCount: 5, frozenRowCount: 1 },
    },
  })
})

test('empty rows at the end are left out, empty ones between are kept, an empty sheet has no rows', () => {
  const fields = 'sheets.data(startRow,rowData.values.formattedValue)'
  const [full, empty] = workbooks.get(id, { fields }, OWNER).sheets ?? []
  expect(full?.data).toEqual([
    {
      rowData: [
        {},
        { values: [{}, { formattedValue: 'а' }, {}, { formattedValue: 'в' }] },
        {},
        { values: [{}, { formattedValue: 'г' }] },
      ],
    },
  ])
  expect(empty?.data).toEqual([{}])
})

test('ranges choose the sheets, and each makes a block with its own start', () => {
  const fields = 'sheets(properties.title,data(startRow,startColumn,rowData.values.formattedValue))'
  const ranges = ['Меры!B2:B3', 'Меры!D:D']
  expect(workbooks.get(id, { ranges, fields }, OWNER).sheets).toEqual([
    {
      properties: { title: 'Меры' },
      data: [
        { startRow: 1, startColumn: 1, rowData: [{ values: [{ formattedValue: 'а' }] }] },
        { startColumn: 3, rowData: [{}, { values: [{ formattedValue: 'в' }] }] },
      ],
    },
  ])
})

test('metadata has an entry for every line of the block', () => {
  const ranges = ['Пустая!B3:D9']
  const block = workbooks.get(id, { ranges, includeGridData: true }, OWNER).sheets?.[0]?.data?.[0]
  expect(block?.rowMetadata).toHaveLength(7)
  expect(block?.columnMetadata).toEqual([
    { pixelSize: 100 },
    { pixelSize: 100 },
    { pixelSize: 100 },
  ])
})

test('a range that begins beyond the edge is refused, one that ends there is cut', () => {
  expect(() => workbooks.get(id, { ranges: ['Меры!A11'] }, OWNER)).toThrow(
    'Range (Меры!A11) exceeds grid limits. Max rows: 10, max columns: 5',
  )
  expect(() => workbooks.get(id, { ranges: ['Нет!A1'] }, OWNER)).toThrow('Unable to parse range')
  const ranges = ['Меры!A4:Z999']
  const fields = 'sheets.data(rowMetadata.pixelSize)'
  const block = workbooks.get(id, { ranges, fields }, OWNER).sheets?.[0]?.data?.[0]
  expect(block?.rowMetadata).toHaveLength(7)
})

test('editors of a protected range are shown to those who may edit it', () => {
  const protectedRange = { protectedRangeId: 7, range: { sheetId: 0, endRowIndex: 1 } }
  workbooks.batchUpdate(id, { requests: [{ addProtectedRange: { protectedRange } }] }, OWNER)
  const seen = (person: string): unknown =>
    workbooks.get(id, {}, person).sheets?.[0]?.protectedRanges?.[0]
  expect(seen(OWNER)).toEqual({
    ...protectedRange,
    requestingUserCanEdit: true,
    editors: { users: [OWNER] },
  })
  expect(seen(DEPUTY)).toEqual(protectedRange)
})

test('ten thousand rows of twelve columns are read within a second', () => {
  const row = Array.from({ length: 12 }, (_, column) =>
    column === 3 ? '15.3.21' : `ячейка ${column}`,
  ).join('\t')
  workbooks.gestures(id, OWNER).paste('Меры!A1', `${row}\n`.repeat(10_000))
  const fields =
    'sheets(properties(sheetId),data(rowData(values(userEnteredValue,effectiveValue,formattedValue))))'
  const started = performance.now()
  const { sheets } = workbooks.get(id, { ranges: ['Меры'], fields }, OWNER)
  const ms = performance.now() - started
  expect(sheets?.[0]?.data?.[0]?.rowData).toHaveLength(10_000)
  expect(ms).toBeLessThan(1_000)
})
