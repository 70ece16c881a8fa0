import { expect, test } from 'vitest'
import type { SheetCell } from '../../../domain/entered.ts'
import { csvOf } from '../../../functions/exportTables/csv.ts'

const sheetOf = (...cells: readonly (SheetCell | null)[]) => ({
  title: 'Меры',
  columns: cells.map((_, at) => ({ header: `Столбец ${at + 1}`, width: 100 })),
  rows: [cells],
})

test('is what a Russian Excel opens: its mark, semicolons, days and commas', () => {
  const csv = csvOf(
    sheetOf(
      { value: 44454, format: 'date' },
      { value: 1234.5, format: 'number' },
      { value: -3, format: 'number' },
      { value: 0.0000001, format: 'number' },
      { value: 0.25, format: 'percent' },
      { value: 'Да' },
      null,
    ),
    'ru',
  )
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(csv.toString('utf8').slice(1)).toBe(
    'Столбец 1;Столбец 2;Столбец 3;Столбец 4;Столбец 5;Столбец 6;Столбец 7\r\n15.09.2021;1234,5;-3;0,0000001;25 %;Да;\r\n',
  )
})

test.each([
  ['=1+1', "'=1+1"],
  ['a;b', '"a;b"'],
  ['он сказал «да» и "нет"', '"он сказал «да» и ""нет"""'],
  ['две\nстроки', '"две\nстроки"'],
  ['a\tb', '"a\tb"'],
  [' с пробелом', '" с пробелом"'],
  ['="a";"b"', `"'=""a"";""b"""`],
])('writes %j as %j', (text, written) => {
  const [, line] = csvOf(sheetOf({ value: text }), 'ru')
    .toString('utf8')
    .split('\r\n')
  expect(line).toBe(written)
})
