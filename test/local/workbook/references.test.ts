import { beforeEach, describe, expect, test } from 'vitest'
import { movedFormula } from '../../../local/workbook/references.ts'
import type { Gestures } from '../../../local/workbook/gestures.ts'
import type { Workbooks } from '../../../local/workbook/workbooks.ts'
import { freshWorkbooks, OWNER } from './fixture.ts'

test.for([
  { formula: '=A2+1', rows: 1, columns: 1, moved: '=B3+1' },
  { formula: '=$A2+B$1+$C$1', rows: 2, columns: 2, moved: '=$A4+D$1+$C$1' },
  { formula: '=SUM(A1:B2)', rows: 1, columns: 0, moved: '=SUM(A2:B3)' },
  { formula: '=A1', rows: -1, columns: 0, moved: '=#REF!' },
  { formula: '="A1 и "&A1&"""B2"""', rows: 1, columns: 0, moved: '="A1 и "&A2&"""B2"""' },
  { formula: "='План 2021'!A1+Меры!B2", rows: 1, columns: 0, moved: "='План 2021'!A2+Меры!B3" },
  { formula: '=LOG10(5)+RC1X+ДОЛЯ1', rows: 1, columns: 0, moved: '=LOG10(5)+RC1X+ДОЛЯ1' },
])('$formula copied by $rows, $columns', ({ formula, rows, columns, moved }) => {
  expect(movedFormula(formula, rows, columns)).toBe(moved)
})

const condition = (type: string, userEnteredValue: string): object => ({
  condition: { type, values: [{ userEnteredValue }] },
})

describe('formulas follow their lines', () => {
  let workbooks: Workbooks
  let id: string
  let hand: Gestures

  const formula = (a1: string): unknown => {
    const fields = 'sheets.data.rowData.values.userEnteredValue'
    const block = workbooks.get(id, { ranges: [a1], fields }, OWNER).sheets?.[0]?.data?.[0]
    return block?.rowData?.[0]?.values?.[0]?.userEnteredValue?.formulaValue
  }

  beforeEach(() => {
    workbooks = freshWorkbooks()
    id = workbooks.create({
      title: 'Ш',
      owner: OWNER,
      sheets: [{ title: 'Меры' }, { title: 'Итог' }],
    })
    hand = workbooks.gestures(id, OWNER)
    hand.paste('Меры!A1', '1\t10\n2\t20\n3\t30')
    hand.type('Меры!D5', '=B2+SUM(A1:A3)')
    hand.type('Итог!A1', '=Меры!B2+B2')
  })

  test('in its own sheet and in others, and not those of other sheets', () => {
    hand.insertRows('Меры', 2)
    expect([formula('Меры!D6'), formula('Итог!A1')]).toEqual(['=B3+SUM(A1:A4)', '=Меры!B3+B2'])
    hand.insertColumns('Меры', 'A')
    expect(formula('Меры!E6')).toBe('=C3+SUM(B1:B4)')
    hand.moveColumn('Меры', 'C', 'A')
    expect(formula('Меры!E6')).toBe('=A3+SUM(C1:C4)')
    hand.deleteRows('Меры', 3)
    expect([formula('Меры!E5'), formula('Итог!A1')]).toEqual(['=#REF!+SUM(C1:C3)', '=#REF!+B2'])
    for (let step = 0; step < 4; step++) hand.undo()
    expect([formula('Меры!D5'), formula('Итог!A1')]).toEqual(['=B2+SUM(A1:A3)', '=Меры!B2+B2'])
  })

  test('in conditional formats and drop-downs', () => {
    const range = { sheetId: 0, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 }
    const rule = { ranges: [range], booleanRule: condition('CUSTOM_FORMULA', '=LEN($D2)>0') }
    workbooks.batchUpdate(
      id,
      {
        requests: [
          { addConditionalFormatRule: { rule } },
          { setDataValidation: { range, rule: condition('ONE_OF_RANGE', '=Итог!A1:A9') } },
        ],
      },
      OWNER,
    )
    hand.moveColumn('Меры', 'D', 'A')
    hand.deleteRows('Итог', 3)
    const fields = 'sheets(conditionalFormats.booleanRule,data.rowData.values.dataValidation)'
    const sheet = workbooks.get(id, { ranges: ['Меры!B2'], fields }, OWNER).sheets?.[0]
    expect(sheet?.conditionalFormats?.[0]?.booleanRule).toEqual(
      condition('CUSTOM_FORMULA', '=LEN($A2)>0'),
    )
    expect(sheet?.data?.[0]?.rowData?.[0]?.values?.[0]?.dataValidation).toEqual(
      condition('ONE_OF_RANGE', '=Итог!A1:A8'),
    )
  })

  test('a copied or sorted formula speaks of its new neighbours', () => {
    hand.type('Меры!C1', '=A1*B1')
    hand.fill('Меры!C1', 'Меры!C1:C3')
    expect(formula('Меры!C3')).toBe('=A3*B3')
    hand.sort('Меры!A1:C3', 'A', 'DESCENDING')
    expect(formula('Меры!C1')).toBe('=A1*B1')
  })
})
