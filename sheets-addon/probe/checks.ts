import type { ProbeCheckId } from '../../domain/texts/probe.ts'
import { refusalOf, texts, type Scratch } from './scratch.ts'

/** Something that we take for true of Google's sheets and that a script can try by itself. */
export interface Check {
  readonly id: ProbeCheckId
  /** What the local workbook answers; null where it does not imitate this at all. */
  readonly expected: string | null
  /** Tries it in a tab of its own, which is there already: `sheetId`, and `title` for ranges. */
  readonly run: (scratch: Scratch, sheetId: number, title: string) => unknown
}

const lines = (sheetId: number, dimension: string, startIndex: number, endIndex: number) => ({
  sheetId,
  dimension,
  startIndex,
  endIndex,
})
const hide = (sheetId: number, column: number) => ({
  updateDimensionProperties: {
    range: lines(sheetId, 'COLUMNS', column, column + 1),
    properties: { hiddenByUser: true },
    fields: 'hiddenByUser',
  },
})
const sort = (sheetId: number, endColumnIndex: number) => ({
  sortRange: {
    range: { sheetId, startRowIndex: 0, endRowIndex: 3, startColumnIndex: 0, endColumnIndex },
    sortSpecs: [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }],
  },
})
const ROWS = [
  ['c', 'id-1'],
  ['a', 'id-2'],
  ['b', 'id-3'],
] as const

/** All of them, in the order of the report. Why each matters stands in `domain/texts/probe.ts`. */
export const CHECKS: readonly Check[] = [
  {
    id: 'textStaysText',
    expected: '[["=1+1","1/2","+7","@x","007"]]',
    run: (scratch, sheetId, title) => {
      scratch.update([texts(sheetId, 0, 0, [['=1+1', '1/2', '+7', '@x', '007']])])
      return scratch.entered(`'${title}'!A1:E1`)
    },
  },
  {
    id: 'dateIsShown',
    expected: '[["15.03.2021"]]',
    run: (scratch, sheetId, title) => {
      const numberFormat = { type: 'DATE', pattern: 'dd.mm.yyyy' }
      scratch.update([
        {
          updateCells: {
            start: { sheetId, rowIndex: 0, columnIndex: 0 },
            rows: [
              {
                values: [
                  {
                    userEnteredValue: { numberValue: 44_270 },
                    userEnteredFormat: { numberFormat },
                  },
                ],
              },
            ],
            fields: 'userEnteredValue,userEnteredFormat.numberFormat',
          },
        },
      ])
      return scratch.shown(`'${title}'!A1`)
    },
  },
  {
    id: 'answerShowsAfter',
    expected: '[1,[["y","id-2"]]]',
    run: (scratch, sheetId, title) => {
      scratch.update([texts(sheetId, 0, 0, ROWS)])
      const { updatedSpreadsheet } = scratch.update([texts(sheetId, 1, 0, [['y']])], {
        includeSpreadsheetInResponse: true,
        responseRanges: [`'${title}'!A2:B2`],
        responseIncludeGridData: true,
      })
      const data = updatedSpreadsheet?.sheets?.[0]?.data?.[0]
      const rows = (data?.rowData ?? []).map((row) =>
        (row.values ?? []).map(({ userEnteredValue }) => userEnteredValue?.stringValue ?? null),
      )
      return [data?.startRow ?? 0, rows]
    },
  },
  {
    id: 'allOrNothing',
    expected: '["Invalid requests[1].deleteSheet",[]]',
    run: (scratch, sheetId, title) => {
      const refused = refusalOf(() =>
        scratch.update([texts(sheetId, 0, 0, [['x']]), { deleteSheet: { sheetId: 999_999 } }]),
      )
      return [refused, scratch.entered(`'${title}'!A1`)]
    },
  },
  {
    id: 'usedNumberIsRefused',
    expected: '"Invalid requests[0].createDeveloperMetadata"',
    run: (scratch) => {
      const developerMetadata = {
        metadataId: 700_001,
        metadataKey: 'probe',
        metadataValue: '1',
        visibility: 'PROJECT',
        location: { spreadsheet: true },
      }
      const create = { createDeveloperMetadata: { developerMetadata } }
      scratch.update([create])
      const refused = refusalOf(() => scratch.update([create]))
      scratch.update([takeAway(700_001)])
      return refused
    },
  },
  {
    id: 'absentNumberIsNoError',
    expected: '"no error"',
    run: (scratch) => refusalOf(() => scratch.update([takeAway(700_002)])),
  },
  {
    id: 'hiddenIsDelivered',
    expected: '[true,[["c","id-1"],["a","id-2"],["b","id-3"]]]',
    run: (scratch, sheetId, title) => {
      scratch.update([texts(sheetId, 0, 0, ROWS), hide(sheetId, 1)])
      const fields = 'sheets(data(columnMetadata(hiddenByUser)))'
      const { sheets } = scratch.get(fields, [`'${title}'!A1:B3`])
      const hidden = sheets?.[0]?.data?.[0]?.columnMetadata?.[1]?.hiddenByUser ?? false
      return [hidden, scratch.entered(`'${title}'!A1:B3`)]
    },
  },
  {
    id: 'hiddenIsSortedAlong',
    expected: '[["a","id-2"],["b","id-3"],["c","id-1"]]',
    run: (scratch, sheetId, title) => {
      scratch.update([texts(sheetId, 0, 0, ROWS), hide(sheetId, 1), sort(sheetId, 2)])
      return scratch.entered(`'${title}'!A1:B3`)
    },
  },
  {
    id: 'partialSortLeavesTheRest',
    expected: '[["a","id-1"],["b","id-2"],["c","id-3"]]',
    run: (scratch, sheetId, title) => {
      scratch.update([texts(sheetId, 0, 0, ROWS), sort(sheetId, 1)])
      return scratch.entered(`'${title}'!A1:B3`)
    },
  },
  {
    id: 'requestsSeeEachOther',
    expected: '[["x","id-2"],["b","id-3"]]',
    run: (scratch, sheetId, title) => {
      scratch.update([
        texts(sheetId, 0, 0, ROWS),
        { deleteDimension: { range: lines(sheetId, 'ROWS', 0, 1) } },
        texts(sheetId, 0, 0, [['x']]),
      ])
      return scratch.entered(`'${title}'!A1:B3`)
    },
  },
  {
    id: 'emptyTailIsLeftOut',
    expected: '3',
    run: (scratch, sheetId, title) => {
      scratch.update([texts(sheetId, 0, 0, ROWS)])
      return scratch.entered(`'${title}'`).length
    },
  },
  {
    id: 'usedTabIsRefused',
    expected: '"Invalid requests[0].addSheet"',
    run: (scratch, sheetId) =>
      refusalOf(() => scratch.update([{ addSheet: { properties: { sheetId, title: 'again' } } }])),
  },
  {
    id: 'listDoesNotStopScripts',
    expected: '[["red"]]',
    run: (scratch, sheetId, title) => {
      const values = [{ userEnteredValue: 'blue' }]
      const range = {
        sheetId,
        startRowIndex: 0,
        endRowIndex: 1,
        startColumnIndex: 0,
        endColumnIndex: 1,
      }
      const rule = { condition: { type: 'ONE_OF_LIST', values }, strict: true }
      scratch.update([{ setDataValidation: { range, rule } }, texts(sheetId, 0, 0, [['red']])])
      return scratch.entered(`'${title}'!A1`)
    },
  },
  {
    id: 'protectionKnowsItsOwner',
    expected: '[true,[["x"]]]',
    run: (scratch, sheetId, title) => {
      const range = { sheetId, startRowIndex: 0, endRowIndex: 1 }
      scratch.update([
        { addProtectedRange: { protectedRange: { range } } },
        texts(sheetId, 0, 0, [['x']]),
      ])
      const fields = 'sheets(properties(sheetId),protectedRanges(requestingUserCanEdit))'
      const tab = scratch
        .get(fields)
        .sheets?.find(({ properties }) => properties?.sheetId === sheetId)
      const may = tab?.protectedRanges?.[0]?.requestingUserCanEdit ?? null
      return [may, scratch.entered(`'${title}'!A1`)]
    },
  },
  {
    id: 'ruleGrowsWithRows',
    expected: '[1,11]',
    run: (scratch, sheetId) => {
      const range = {
        sheetId,
        startRowIndex: 1,
        endRowIndex: 10,
        startColumnIndex: 0,
        endColumnIndex: 1,
      }
      const condition = { type: 'NOT_BLANK' }
      const rule = {
        ranges: [range],
        booleanRule: { condition, format: { textFormat: { bold: true } } },
      }
      scratch.update([
        { addConditionalFormatRule: { rule, index: 0 } },
        { insertDimension: { range: lines(sheetId, 'ROWS', 4, 5) } },
      ])
      const fields = 'sheets(properties(sheetId),conditionalFormats(ranges))'
      const tab = scratch
        .get(fields)
        .sheets?.find(({ properties }) => properties?.sheetId === sheetId)
      const now = tab?.conditionalFormats?.[0]?.ranges?.[0]
      return [now?.startRowIndex ?? null, now?.endRowIndex ?? null]
    },
  },
  {
    id: 'longTextIsRefused',
    expected: null,
    run: (scratch, sheetId) => {
      const long = 'x'.repeat(50_001)
      return [
        refusalOf(() => scratch.update([texts(sheetId, 0, 0, [[long]])])),
        refusalOf(() => scratch.update([texts(sheetId, 0, 0, [[long.slice(1)]])])),
      ]
    },
  },
  {
    id: 'mergedKeepTheFirst',
    expected: null,
    run: (scratch, sheetId, title) => {
      const range = {
        sheetId,
        startRowIndex: 0,
        endRowIndex: 2,
        startColumnIndex: 0,
        endColumnIndex: 1,
      }
      scratch.update([
        texts(sheetId, 0, 0, ROWS),
        { mergeCells: { range, mergeType: 'MERGE_ALL' } },
      ])
      const merged = scratch.entered(`'${title}'!A1:B3`)
      return [merged, refusalOf(() => scratch.update([sort(sheetId, 2)]))]
    },
  },
  {
    id: 'formulaIsOfTheTable',
    expected: null,
    run: (scratch, sheetId, title) => {
      const write = (formulaValue: string, columnIndex: number) => ({
        updateCells: {
          start: { sheetId, rowIndex: 0, columnIndex },
          rows: [{ values: [{ userEnteredValue: { formulaValue } }] }],
          fields: 'userEnteredValue',
        },
      })
      scratch.update([write('=SUM(1;2)', 0), write('=SUM(1,2)', 1)])
      return [scratch.entered(`'${title}'!A1:B1`), scratch.shown(`'${title}'!A1:B1`)]
    },
  },
]

function takeAway(metadataId: number) {
  return { deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } } }
}
