import { describe, expect, test } from 'vitest'
import type { Field } from '../../../domain/roadmap/fields.ts'
import { proposeTables } from '../../../domain/roadmap/propose.ts'
import { rowsOf, type RoadmapRow } from '../../../domain/roadmap/rows.ts'
import { readYear } from '../../../domain/roadmap/year.ts'
import { tableOf } from './tables.ts'

const HEAD = ['№', 'Мероприятие', 'Срок', 'Ответственный']
const FIELDS: readonly Field[] = ['number', 'event', 'deadline', 'responsible']

const isRisk = (text: string) => text.startsWith('Дефицит')

/** The measures of one table whose columns are what they say, or `fields`. */
function read(
  rows: readonly (readonly string[])[],
  fields: readonly Field[] = FIELDS,
  heading: readonly string[] = [],
  year: string | null = null,
): readonly RoadmapRow[] {
  const [proposal] = proposeTables([tableOf(...rows)], {})
  if (!proposal) throw new Error('no table')
  return rowsOf([{ proposal, fields, heading }], {
    year: year === null ? null : readYear(year),
    isRisk,
  })
}
const cellsOf = (rows: readonly RoadmapRow[]) => rows.map(({ cells }) => cells)

test('a row is a measure, with its place in the document', () => {
  const rows = read([HEAD, ['1', 'Диагностика', '15.10.2021', 'завуч']])
  expect(rows).toEqual([
    {
      table: 1,
      row: 2,
      joined: [],
      repeated: false,
      cells: { number: '1', event: 'Диагностика', deadline: '15.10.2021', responsible: 'завуч' },
    },
  ])
})

describe('a section', () => {
  test('lends its task to the rows below, until the next', () => {
    const rows = read([
      HEAD,
      ['Задача 1. Догнать программу', '<', '<', '<'],
      ['1', 'Карта пробелов', '15.10.2021', 'завуч'],
      ['Задача 2. Научить учителей', '<', '<', '<'],
      ['2', 'Курсы', '15.11.2021', 'завуч'],
    ])
    expect(cellsOf(rows).map(({ task }) => task)).toEqual(['Догнать программу', 'Научить учителей'])
  })

  test('that names a risk factor lends that, and forgets the task before it', () => {
    const rows = read([
      HEAD,
      ['Задача 1. Догнать программу', '<', '<', '<'],
      ['1', 'Карта пробелов', '15.10.2021', 'завуч'],
      ['Дефицит педагогических кадров', '<', '<', '<'],
      ['2', 'Договор с вузом', '15.11.2021', 'директор'],
    ])
    expect(rows[1]?.cells).toMatchObject({ risk: 'Дефицит педагогических кадров' })
    expect(rows[1]?.cells).not.toHaveProperty('task')
  })
})

describe('a row without a name of its own', () => {
  test('goes on with the one above: people and texts are added, once', () => {
    const rows = read([
      HEAD,
      ['1', 'Диагностика', '15.10.2021', 'завуч'],
      ['', '', '', 'директор'],
      ['', '', '', 'завуч'],
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ joined: [3, 4], cells: { responsible: 'завуч, директор' } })
  })

  test('but with a term of its own is a measure of its own, of the same name', () => {
    const rows = read([HEAD, ['1', 'Педсовет', '15.10.2021', 'завуч'], ['', '', '15.12.2021', '']])
    expect(rows.map(({ repeated }) => repeated)).toEqual([false, true])
    expect(rows[1]?.cells).toMatchObject({
      event: 'Педсовет',
      deadline: '15.12.2021',
      responsible: 'завуч',
    })
  })
})

describe('quarters as columns', () => {
  const head = ['№', 'Мероприятие', 'I квартал', 'II квартал', 'III квартал', 'IV квартал']
  const fields: readonly Field[] = ['number', 'event', 'period', 'period', 'period', 'period']

  test('the marked one is the term, in the year that was said', () => {
    const rows = read([head, ['1', 'Диагностика', '', '', '', '+']], fields, [], '2021')
    expect(rows[0]?.cells['deadline']).toBe('IV квартал 2021')
  })

  test('several are a term from the first to the last', () => {
    const rows = read([head, ['1', 'Занятия', '+', '+', '', '+']], fields, [], '2021')
    expect(rows[0]?.cells['deadline']).toBe('I квартал 2021 - IV квартал 2021')
  })

  test('a figure in them is what is planned', () => {
    const rows = read([head, ['1', 'Доля охвата, %', '20', '', '', '100']], fields, [], '2021')
    expect(rows[0]?.cells).toMatchObject({ planned: '100' })
    expect(rows[0]?.cells['comment']).toBe('I квартал 2021: 20; IV квартал 2021: 100')
  })
})

test('a number at the head of the name goes to its column', () => {
  const rows = read(
    [
      ['Мероприятие', 'Срок'],
      ['1.2. Провести опрос', '15.10.2021'],
    ],
    ['event', 'deadline'],
  )
  expect(rows[0]?.cells).toMatchObject({ number: '1.2', event: 'Провести опрос' })
})

test('what is put into the comment tells from which column it comes', () => {
  const rows = read(
    [
      ['Мероприятие', 'Срок', 'Ресурсы', 'Примечание'],
      ['Опрос', '15.10.2021', 'бумага', 'по графику'],
    ],
    ['event', 'deadline', 'comment', 'comment'],
  )
  expect(rows[0]?.cells['comment']).toBe('Ресурсы: бумага\nпо графику')
})

test('a year that was said goes to terms without one, and to no other', () => {
  const rows = read(
    [HEAD, ['1', 'Опрос', 'до 15 октября', 'завуч'], ['2', 'Курсы', '15.11.2022', 'завуч']],
    FIELDS,
    [],
    '2021',
  )
  expect(cellsOf(rows).map(({ deadline }) => deadline)).toEqual([
    'до 15 октября 2021',
    '15.11.2022',
  ])
})

test('an empty row, a numbering and a repeated header are no measures', () => {
  const rows = read([
    HEAD,
    ['1', '2', '3', '4'],
    ['1', 'Опрос', '15.10.2021', 'завуч'],
    ['', '', '', ''],
    HEAD,
    ['2', 'Курсы', '15.11.2021', 'завуч'],
  ])
  expect(cellsOf(rows).map(({ event }) => event)).toEqual(['Опрос', 'Курсы'])
})
