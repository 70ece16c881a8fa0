import { describe, expect, test } from 'vitest'
import { dateText, formattedValue, serialOf } from '../../../local/workbook/display.ts'

describe('formattedValue', () => {
  test.for([
    { value: 0.1 + 0.2, type: undefined, pattern: undefined, ru: '0,3', en: '0.3' },
    {
      value: 1234567,
      type: 'NUMBER',
      pattern: '#,##0',
      ru: '1\u00a0234\u00a0567',
      en: '1,234,567',
    },
    { value: -1234.5, type: 'NUMBER', pattern: undefined, ru: '-1\u00a0234,50', en: '-1,234.50' },
    { value: 0.125, type: 'PERCENT', pattern: '0.0%', ru: '12,5%', en: '12.5%' },
    { value: 44270, type: 'DATE', pattern: undefined, ru: '15.03.2021', en: '15.03.2021' },
    {
      value: 44270.5,
      type: 'DATE_TIME',
      pattern: 'd.m.yy hh:mm',
      ru: '15.3.21 12:00',
      en: '15.3.21 12:00',
    },
    { value: 7, type: 'NUMBER', pattern: '?? weird', ru: '7', en: '7' },
  ])('$value with $type $pattern', ({ value, type, pattern, ru, en }) => {
    const numberFormat = { ...(type ? { type } : {}), ...(pattern ? { pattern } : {}) }
    const cell = { userEnteredValue: { numberValue: value }, userEnteredFormat: { numberFormat } }
    expect(formattedValue(cell, 'ru_RU')).toBe(ru)
    expect(formattedValue(cell, 'en_US')).toBe(en)
  })

  test('an empty cell shows nothing', () => {
    expect(formattedValue({ note: 'x' }, 'ru_RU')).toBeUndefined()
  })
})

test('serial numbers and their dates agree on every day from 2000 to 2050', () => {
  let serial = serialOf(2000, 1, 1) ?? 0
  expect(serial).toBe(36526)
  for (let at = Date.UTC(2000, 0, 1); at < Date.UTC(2051, 0, 1); at += 86_400_000) {
    const day = new Date(at)
    expect(serialOf(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())).toBe(serial)
    expect(dateText(serial, 'yyyy-mm-dd')).toBe(day.toISOString().slice(0, 10))
    serial += 1
  }
  expect(serialOf(2021, 2, 29)).toBeUndefined()
})

test.for([
  { pattern: '0.##%', value: 0.455, shows: '45,5%' },
  { pattern: '0.##%', value: 0.45, shows: '45,%' },
  { pattern: '0.0#', value: 2, shows: '2,0' },
  { pattern: '#,##0 "чел."', value: 12345, shows: '12\u00a0345 чел.' },
])('the pattern $pattern shows $value as $shows', ({ pattern, value, shows }) => {
  const numberFormat = { type: 'NUMBER', pattern }
  const cell = { userEnteredValue: { numberValue: value }, userEnteredFormat: { numberFormat } }
  expect(formattedValue(cell, 'ru_RU')).toBe(shows)
})
