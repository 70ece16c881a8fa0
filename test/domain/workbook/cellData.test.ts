import { describe, expect, test } from 'vitest'
import { cellData, cellOf, entered, entryOf, isFormula } from '../../../domain/workbook/cellData.ts'

describe('what stands in a cell', () => {
  test.each([
    { name: 'nothing', cell: undefined, entry: undefined },
    { name: 'a formatted empty cell', cell: { formattedValue: '' }, entry: undefined },
    {
      name: 'a text',
      cell: { userEnteredValue: { stringValue: ' завуч ' }, formattedValue: ' завуч ' },
      entry: ' завуч ',
    },
    {
      name: 'a plain number',
      cell: { userEnteredValue: { numberValue: 7 }, formattedValue: '7' },
      entry: 7,
    },
    {
      name: 'a date',
      cell: { userEnteredValue: { numberValue: 44_270 }, formattedValue: '15.03.2021' },
      entry: { value: 44_270, shown: '15.03.2021' },
    },
    {
      name: 'a tick',
      cell: { userEnteredValue: { boolValue: false }, formattedValue: 'FALSE' },
      entry: false,
    },
    {
      name: 'a formula',
      cell: {
        userEnteredValue: { formulaValue: '=A1*2' },
        effectiveValue: { numberValue: 4 },
        formattedValue: '4',
      },
      entry: { value: 4, shown: '4', formula: '=A1*2' },
    },
    {
      name: 'a failed formula',
      cell: {
        userEnteredValue: { formulaValue: '=A1/0' },
        effectiveValue: { errorValue: { type: 'DIVIDE_BY_ZERO', message: 'Деление на ноль' } },
        formattedValue: '#DIV/0!',
      },
      entry: { value: null, shown: '#DIV/0!', formula: '=A1/0', error: 'Деление на ноль' },
    },
    {
      name: 'a result that another formula spilled here',
      cell: { effectiveValue: { stringValue: 'x' }, formattedValue: 'x' },
      entry: { value: 'x', shown: 'x', formula: '=' },
    },
  ])('$name', ({ cell, entry }) => {
    expect(entered(cell)).toEqual(entry)
  })
})

test('formulas and their spilled results are known as such', () => {
  expect(isFormula({ value: 4, shown: '4', formula: '=2+2' })).toBe(true)
  expect(isFormula({ value: 4, shown: '4' })).toBe(false)
  expect(isFormula('=2+2')).toBe(false)
})

describe('a written cell', () => {
  test.each(['=1+1', '+7', '-5', '@x', "'x"])('%s goes as text, which never runs', (text) => {
    expect(cellData({ value: text })).toEqual({
      data: { userEnteredValue: { stringValue: text } },
      fields: 'userEnteredValue',
    })
  })

  test('has its format set only where it brings one', () => {
    expect(cellData({ value: null }).data).toEqual({})
    expect(cellData({ value: 44_270, format: 'date' })).toEqual({
      data: {
        userEnteredValue: { numberValue: 44_270 },
        userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'dd.mm.yyyy' } },
      },
      fields: 'userEnteredValue,userEnteredFormat.numberFormat',
    })
  })

  test.each([
    [
      { value: 44_270, format: 'date' },
      { value: 44_270, shown: '15.03.2021' },
    ],
    [
      { value: 0.5, format: 'percent' },
      { value: 0.5, shown: '50%' },
    ],
    [{ value: 3 }, 3],
    [{ value: '' }, undefined],
    [{ value: null }, undefined],
  ] as const)('%o will be read as %o', (cell, entry) => {
    expect(entryOf(cell)).toEqual(entry)
  })

  test.each([
    [undefined, { value: null }],
    ['завуч', { value: 'завуч' }],
    [
      { value: 44_270, shown: '15.03.2021' },
      { value: 44_270, format: 'date' },
    ],
    [
      { value: 0.5, shown: '50%' },
      { value: 0.5, format: 'percent' },
    ],
    [{ value: 4, shown: '4', formula: '=2+2' }, { formula: '=2+2' }],
    [{ value: 'x', shown: 'x', formula: '=' }, { value: null }],
  ])('%o is put back as %o', (entry, cell) => {
    expect(cellOf(entry)).toEqual(cell)
  })
})
