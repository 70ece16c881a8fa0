import { expect, it } from 'vitest'
import { readRow } from '../../../domain/row.ts'
import { schools } from '../../../domain/tables/schools.ts'
import { context } from '../sample.ts'

it('is referred to by its short name, and known by its full one', () => {
  const brief = { name: 'МКОУ «СОШ с. Маруха»', shortName: 'СОШ с. Маруха' }
  expect(schools.refer?.(brief)).toEqual({ name: brief.shortName, aliases: [brief.name] })
})

it('is no participant and has five working days until somebody says so', () => {
  const entered = {
    name: 'МКОУ «СОШ с. Маруха»',
    shortName: 'СОШ с. Маруха',
    level: 'сош',
    kind: 'ШНОР',
  }
  const reading = readRow(schools, Object.keys(entered), entered, context(), {
    stored: {},
    typing: false,
  })
  expect(reading.values).toEqual({ ...entered, level: 'secondary', kind: 'lowResults' })
  expect(reading.initial).toEqual({ participant: false, week: 'five' })
  expect(reading.complete).toBe(true)
})

it('keeps the name of a school that bears a person’s', () => {
  const name = 'МКОУ «СОШ а. Кызыл-Октябрь Лайпанова Х. О.»'
  const reading = readRow(schools, ['name'], { name }, context(), { stored: {}, typing: true })
  expect(reading.values['name']).toBe(name)
})
