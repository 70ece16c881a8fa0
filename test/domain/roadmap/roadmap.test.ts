import { describe, expect, test } from 'vitest'
import type { PlainTable } from '../../../domain/roadmap/document.ts'
import { NO_CHOICES, readRoadmap, type Choices } from '../../../domain/roadmap/roadmap.ts'
import { context } from '../sample.ts'
import { tableOf } from './tables.ts'

const about = context()
const HEAD = ['№', 'Мероприятие', 'Срок', 'Ответственный']
const plan = tableOf(HEAD, ['1', 'Диагностика', '15.10.2021', 'завуч'])
const read = (tables: readonly PlainTable[], choices: Partial<Choices> = {}) =>
  readRoadmap(tables, { ...NO_CHOICES, ...choices }, {}, [], about)
const chosen = (fields: Choices['tables'][string]['fields'], use = true): Partial<Choices> => ({
  tables: { 0: { use, fields } },
})
const FIELDS = ['number', 'event', 'deadline', 'responsible'] as const

describe('what stands before an import', () => {
  test('nothing, where every column is known', () => {
    const { open, toStore, tables } = read([plan], chosen(FIELDS))
    expect(open).toEqual([])
    expect(toStore).toHaveLength(1)
    expect(tables[0]?.confirmed).toBe(true)
  })

  test('the person’s own look, though all is understood', () => {
    expect(read([plan]).tables[0]?.confirmed).toBe(false)
  })

  test('a column of which nothing is known', () => {
    const odd = tableOf([...HEAD, 'Ресурсы'], ['1', 'Опрос', '15.10.2021', 'завуч', 'бумага'])
    expect(read([odd]).open).toEqual([{ is: 'column', table: 0, column: 4 }])
    expect(read([odd], chosen([...FIELDS, 'leave'])).open).toEqual([])
  })

  test('two columns of one meaning, unless it takes several', () => {
    const twice = read([plan], chosen(['event', 'event', 'deadline', 'responsible']))
    expect(twice.open).toEqual([{ is: 'twice', table: 0, field: 'event' }])
    expect(read([plan], chosen(['comment', 'event', 'comment', 'leave'])).open).toEqual([])
  })

  test('a table without names of measures', () => {
    const none = read([plan], chosen(['number', 'task', 'deadline', 'responsible']))
    expect(none.open).toEqual([{ is: 'noEvent', table: 0 }])
  })

  test('a document none of whose tables is a plan', () => {
    expect(read([plan], chosen(FIELDS, false)).open).toEqual([{ is: 'noTable' }])
    expect(read([]).open).toEqual([{ is: 'noTable' }])
  })

  test('nothing to store', () => {
    const first = read([plan], chosen(FIELDS)).toStore[0]
    const known = [{ id: first?.id ?? '', cells: {}, archived: false }]
    const again = readRoadmap([plan], { ...NO_CHOICES, ...chosen(FIELDS) }, {}, known, about)
    expect(again.open).toEqual([{ is: 'nothing' }])
  })
})

describe('terms without a year', () => {
  const yearless = tableOf(HEAD, ['1', 'Диагностика', 'до 15 октября', 'завуч'])

  test('are asked about, with the year that the document’s headings name', () => {
    const titled = { ...yearless, heading: ['План на 2021/2022 учебный год'] }
    const { open, year } = read([titled], chosen(FIELDS))
    expect(open).toEqual([{ is: 'year' }])
    expect(year).toEqual({ terms: 1, suggested: expect.stringContaining('2021') })
    expect(read([yearless], chosen(FIELDS)).year.suggested).toBeNull()
  })

  test('get the one that the person chooses, or stay without', () => {
    const [row] = read([yearless], { ...chosen(FIELDS), year: '2021' }).toStore
    expect(row?.reading.values['deadline']).toBe('2021-10-15')
    const without = read([yearless], { ...chosen(FIELDS), year: '' })
    expect(without.open).toEqual([])
    expect(without.toStore[0]?.reading.complete).toBe(false)
  })
})

test('a row that stands twice is stored where the person takes it', () => {
  const line = ['1', 'Диагностика', '15.10.2021', 'завуч']
  const doubled = tableOf(HEAD, line, line)
  const { preview, toStore } = read([doubled], chosen(FIELDS))
  expect(toStore).toHaveLength(1)
  const take = [preview.rows[1]?.id ?? '']
  expect(read([doubled], { ...chosen(FIELDS), take }).toStore).toHaveLength(2)
})

test('the same document with the same choices gives the same', () => {
  expect(read([plan], chosen(FIELDS))).toEqual(read([plan], chosen(FIELDS)))
})
