import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Links } from '../../domain/digest/digest.ts'
import type { Role } from '../../domain/records.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { workbookLinks } from '../../functions/workbookLinks.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

let system: System
let linksFor: (reader: Role) => Links
beforeAll(async () => {
  system = await startSystem()
  await bindingDoc(system.store, 'book-foreign').set({
    programme: 'another',
    scope: ['sch-maruha'],
    ceiling: 'staff',
  })
  linksFor = await workbookLinks(system.services, PROGRAMME)
})
afterAll(() => system.close())

const SHEETS = 'https://docs.google.com/spreadsheets/d'

it.each<[Role, string]>([
  ['staff', 'book-maruha'],
  ['curator', 'book-curator'],
  ['coordinator', 'book-all'],
])('a row opens for %s in %s, where they may act on it', (reader, workbook) => {
  const url = `${SHEETS}/${workbook}#table=measures&row=ab12cd34`
  expect(linksFor(reader).row('sch-maruha', 'measures', 'ab12cd34')).toBe(url)
  expect(linksFor(reader).cell('sch-maruha', 'measures', 'ab12cd34', 'deadline')).toBe(
    `${url}&column=deadline`,
  )
})

it('a school opens in its own workbook for everybody, the programme in the one of all', () => {
  for (const reader of ['staff', 'curator', 'coordinator'] as const) {
    expect(linksFor(reader).workbook('sch-ermol')).toBe(`${SHEETS}/book-ermol`)
    expect(linksFor(reader).programme()).toBe(`${SHEETS}/book-all`)
  }
})

it('a reader without a workbook of their authority gets the narrowest there is', () => {
  expect(linksFor('curator').row('sch-ermol', 'measures', 'a')).toContain('/book-ermol#')
})

it('a school that no workbook names is found in the one of all, and nothing where there is none', async () => {
  expect(linksFor('staff').workbook('sch-new')).toBe(`${SHEETS}/book-all`)
  const nowhere = await workbookLinks(system.services, 'nowhere')
  expect(nowhere('staff').workbook('sch-new')).toBeNull()
  expect(nowhere('staff').row('sch-new', 'measures', 'a')).toBeNull()
  expect(nowhere('coordinator').programme()).toBeNull()
})
