import { expect, it } from 'vitest'
import { text } from '../../../domain/cells/text.ts'
import { columnsOf, corrections, peoplesKeys } from '../../../domain/tables/column.ts'
import { textsIn } from '../../../domain/texts/texts.ts'

const column = columnsOf((texts) => texts.tables.schools.columns)

it('takes headers and help from the texts of its table', () => {
  const made = column('shortName', text(), 200, ['coordinator'], { required: true })
  expect(made).toMatchObject({ key: 'shortName', width: 200, required: true })
  expect(made.header(textsIn('ru'))).toBe('Школа')
  expect(made.header(textsIn('en'))).toBe('School')
})

it('tells the columns that people fill', () => {
  const name = column('name', text(), 200, ['coordinator'])
  expect(peoplesKeys([name, corrections])).toEqual(['name'])
})
