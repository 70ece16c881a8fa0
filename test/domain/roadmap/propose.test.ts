import { expect, test } from 'vitest'
import type { PlainTable } from '../../../domain/roadmap/document.ts'
import { proposeTables } from '../../../domain/roadmap/propose.ts'

/** A table of texts; `<` goes on with the merged cell to its left. */
function table(...rows: readonly (readonly string[])[]): PlainTable {
  return {
    title: '',
    heading: [],
    rows: rows.map((row) =>
      row.map((text, x) =>
        text === '<' ? { text: row[x - 1] ?? '', merged: 'left' as const } : { text },
      ),
    ),
  }
}

const HEAD = ['№ п/п', 'Мероприятия', 'Сроки реализации', 'Ответственные']
const fieldsOf = (one: PlainTable) =>
  proposeTables([one], {})[0]?.columns.map(({ field, confidence }) => [field, confidence])

const FOUND = [
  ['number', 'sure'],
  ['event', 'sure'],
  ['deadline', 'sure'],
  ['responsible', 'sure'],
]

test('the name of a section over the whole row says nothing of the column where it begins', () => {
  const rows = [
    ['1.1.', 'Занятия в малых группах', 'до 24 сентября', 'руководитель ШМО'],
    ['1.2.', 'Карта пробелов класса', '15.10.2021', 'зам. директора по УВР'],
  ]
  const section = ['Задача 1. Догнать программу седьмого класса', '<', '<', '<']
  expect(fieldsOf(table(HEAD, ...rows))).toEqual(FOUND)
  expect(fieldsOf(table(HEAD, section, ...rows))).toEqual(FOUND)
})

test('long texts under «№» are asked about all the same', () => {
  const rows = [
    ['Диагностика в седьмых классах', 'Провести', '24.09.2021', 'учитель'],
    ['Карта пробелов седьмого класса', 'Составить', '15.10.2021', 'учитель'],
  ]
  expect(fieldsOf(table(HEAD, ...rows))?.[0]).toEqual(['number', 'asks'])
})

test('a meaning that two columns claim is asked about at the second', () => {
  const read = table(
    ['Мероприятие', 'Срок', 'Сроки', 'Ответственный'],
    ['Диагностика', '24.09.2021', '30.09.2021', 'учитель'],
  )
  expect(fieldsOf(read)).toEqual([
    ['event', 'sure'],
    ['deadline', 'sure'],
    ['deadline', 'asks'],
    ['responsible', 'sure'],
  ])
})

test('a confirmed layout is remembered, and another one is not taken for it', () => {
  const own = table(['Мероприятие', 'Ресурсы', 'Срок'], ['Диагностика', 'бумага', '24.09.2021'])
  const [first] = proposeTables([own], {})
  expect(first?.columns[1]?.confidence).toBe('asks')
  const remembered = { [first?.signature ?? '']: ['event', 'comment', 'deadline'] as const }
  expect(proposeTables([own], remembered)[0]?.columns[1]).toMatchObject({
    field: 'comment',
    confidence: 'remembered',
  })
  const other = table(['Мероприятие', 'Средства', 'Срок'], ['Диагностика', 'бумага', '24.09.2021'])
  expect(proposeTables([other], remembered)[0]?.columns[1]?.confidence).toBe('asks')
})
