import { expect, test } from 'vitest'
import { movedEntry, movedFormula } from '../../../domain/workbook/formula.ts'

test.each([
  ['=B2', '=B7'],
  ['=IF(B2>0;"B2";$C2)', '=IF(B7>0;"B2";$C7)'],
  ['=B$2+$B$2', '=B$2+$B$2'],
  ['=B3+B12+B21+AB2', '=B3+B12+B21+AB7'],
  ["='План 2'!B2+План!B2", "='План 2'!B2+План!B2"],
  ['=LOG2(B2)', '=LOG2(B7)'],
  ['=SUM(A2:C2)', '=SUM(A7:C7)'],
])('%s reads %s once its row has moved from 2 to 7', (formula, moved) => {
  expect(movedFormula(formula, 2, 7)).toBe(moved)
})

test('an entry without a formula stays as it is', () => {
  expect(movedEntry('B2', 2, 7)).toBe('B2')
  expect(movedEntry({ value: 1, shown: '1', formula: '=B2' }, 2, 7)).toEqual({
    value: 1,
    shown: '1',
    formula: '=B7',
  })
})
