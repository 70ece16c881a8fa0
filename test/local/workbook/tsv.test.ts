import { expect, test } from 'vitest'
import { parseTsv } from '../../../local/workbook/tsv.ts'

test.for([
  {
    name: 'a block',
    text: 'а\tб\nв\tг',
    rows: [
      ['а', 'б'],
      ['в', 'г'],
    ],
  },
  {
    name: 'a last line end',
    text: 'а\tб\r\nв\tг\r\n',
    rows: [
      ['а', 'б'],
      ['в', 'г'],
    ],
  },
  { name: 'one cell', text: 'а', rows: [['а']] },
  {
    name: 'empty cells',
    text: 'а\t\tв\n\tб',
    rows: [
      ['а', '', 'в'],
      ['', 'б'],
    ],
  },
  { name: 'a line break inside of a cell', text: '"а\nб"\tв', rows: [['а\nб', 'в']] },
  { name: 'doubled quotes', text: '"МБОУ ""СОШ"""\tх', rows: [['МБОУ "СОШ"', 'х']] },
  { name: 'a quote in the middle of a cell', text: 'МБОУ "СОШ"\tх', rows: [['МБОУ "СОШ"', 'х']] },
  { name: 'an opening quote that nothing closes', text: '"Точка\tх', rows: [['"Точка', 'х']] },
])('$name', ({ text, rows }) => {
  expect(parseTsv(text)).toEqual(rows)
})
