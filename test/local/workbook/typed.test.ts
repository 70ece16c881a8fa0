import { describe, expect, test } from 'vitest'
import { typedCell } from '../../../local/workbook/typed.ts'
import { formattedValue } from '../../../local/workbook/display.ts'

/** The number, text or yes/no that a typed text becomes, and how it then shows. */
function typed(text: string): [unknown, string | undefined] {
  const cell = typedCell(undefined, text, 2021) ?? {}
  const [value] = Object.values(cell.userEnteredValue ?? {})
  return [value, formattedValue(cell, 'ru_RU')]
}

const look = (type: string, pattern: string) => ({
  userEnteredFormat: { numberFormat: { type, pattern } },
})

describe('typing under the Russian locale', () => {
  test.for([
    { text: '15.03.2021', value: 44270, shows: '15.03.2021' },
    { text: '15.3.21', value: 44270, shows: '15.03.2021' },
    { text: '15/3/2021', value: 44270, shows: '15.03.2021' },
    { text: '15-03-2021', value: 44270, shows: '15.03.2021' },
    { text: '2021-03-15', value: 44270, shows: '2021-03-15' },
    { text: '15 марта 2021', value: 44270, shows: '15.03.2021' },
    { text: '15 марта 2021 г.', value: 44270, shows: '15.03.2021' },
    { text: '1 мая 2021', value: 44317, shows: '01.05.2021' },
    { text: '1 июнь 2021', value: 44348, shows: '01.06.2021' },
    { text: '15.03', value: 44270, shows: '15.03' },
    { text: '15/03', value: 44270, shows: '15.03' },
    { text: '3.5', value: 44319, shows: '03.05' },
    { text: '15.03.2021 9:30', value: 44270.395833333336, shows: '15.03.2021 9:30' },
    { text: '9:30', value: 0.3958333333333333, shows: '9:30' },
    { text: '31.02.2021', value: '31.02.2021', shows: '31.02.2021' },
    { text: '15.03.2021 г', value: '15.03.2021 г', shows: '15.03.2021 г' },
    { text: 'до 15.03.2021', value: 'до 15.03.2021', shows: 'до 15.03.2021' },
    { text: '3,5', value: 3.5, shows: '3,5' },
    { text: '-3,5', value: -3.5, shows: '-3,5' },
    { text: '1 250,50', value: 1250.5, shows: '1\u00a0250,50' },
    { text: '007', value: 7, shows: '7' },
    { text: '45%', value: 0.45, shows: '45%' },
    { text: '45,5 %', value: 0.455, shows: '45,50%' },
    { text: '1500 ₽', value: 1500, shows: '1\u00a0500 ₽' },
    { text: '500+', value: '500+', shows: '500+' },
    { text: '8 999 123-45-67', value: '8 999 123-45-67', shows: '8 999 123-45-67' },
    { text: 'истина', value: true, shows: 'ИСТИНА' },
    { text: 'FALSE', value: false, shows: 'ЛОЖЬ' },
    { text: "'15.03.2021", value: '15.03.2021', shows: '15.03.2021' },
    { text: '  в работе ', value: '  в работе ', shows: '  в работе ' },
    { text: '=', value: '=', shows: '=' },
  ])('$text', ({ text, value, shows }) => {
    expect(typed(text)).toEqual([value, shows])
  })

  test('a formula stays a formula and does not pretend to have been computed', () => {
    const cell = typedCell(undefined, '=IMPORTDATA("x")', 2021) ?? {}
    expect(cell.userEnteredValue).toEqual({ formulaValue: '=IMPORTDATA("x")' })
    expect(formattedValue(cell, 'ru_RU')).toBe('#ERROR!')
  })

  test('a cell that is plain text keeps what was typed', () => {
    const text = { userEnteredFormat: { numberFormat: { type: 'TEXT' } } }
    for (const typed of ['15.03.2021', '=A1', '007', "'x"]) {
      expect(typedCell(text, typed, 2021)?.userEnteredValue).toEqual({ stringValue: typed })
    }
  })

  test('a date typed into a cell that shows dates keeps its look, other formats give way', () => {
    const long = typedCell(look('DATE', 'yyyy/mm/dd'), '15.3.21', 2021) ?? {}
    expect(formattedValue(long, 'ru_RU')).toBe('2021/03/15')
    const percent = typedCell(look('PERCENT', '0%'), '15.3.21', 2021) ?? {}
    expect(formattedValue(percent, 'ru_RU')).toBe('15.03.2021')
  })

  test('an empty text empties the value and leaves note and format', () => {
    const cell = { userEnteredValue: { stringValue: 'x' }, note: 'важно' }
    expect(typedCell(cell, '', 2021)).toEqual({ note: 'важно' })
  })
})
