import { expect, test } from 'vitest'
import { exportSheet } from '../../../domain/export/sheet.ts'
import { measures } from '../../../domain/tables/measures.ts'
import { row } from '../brief/rows.ts'
import { context } from '../sample.ts'

const measure = (id: string, school: string, number: string) =>
  row('measures', id, { school, number, event: `Мера ${number}`, deadline: '2021-09-15' })

test('a table as a file has the columns of the sheet but «Что исправить», and rows by school and number', () => {
  const { title, columns, rows } = exportSheet(
    measures,
    [
      measure('1', 'sch-maruha', '10'),
      measure('2', 'sch-maruha', '2'),
      measure('3', 'sch-ermol', '3'),
    ],
    context('ru', { school: null }),
  )
  const headers = columns.map(({ header }) => header)
  expect(title).toBe('Меры')
  expect(headers).not.toContain('Что исправить')
  expect(headers).toContain('Состояние срока')
  const said = (header: string) => rows.map((cells) => cells[headers.indexOf(header)]?.value)
  expect(said('Школа')).toEqual(['ООШ с. Нижняя Ермоловка', 'СОШ с. Маруха', 'СОШ с. Маруха'])
  expect(said('№')).toEqual([3, 2, 10])
  expect(said('Состояние срока')[0]).toBe('Просрочена')
  expect(rows[0]?.[headers.indexOf('Срок')]).toEqual({ value: 44454, format: 'date' })
  expect(rows[0]?.[headers.indexOf('Статус')]).toBeNull()
})
