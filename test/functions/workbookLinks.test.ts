import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LinksFor } from '../../domain/digest/compose.ts'
import type { Role } from '../../domain/records.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { readLink } from '../../functions/mail/links.ts'
import { workbooksOf } from '../../functions/store/workbooks.ts'
import { workbookLinks } from '../../functions/workbookLinks.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

let system: System
let linksFor: LinksFor
beforeAll(async () => {
  system = await startSystem()
  await bindingDoc(system.store, 'book-foreign').set({
    programme: 'another',
    scope: ['sch-maruha'],
    ceiling: 'staff',
  })
  const books = await workbooksOf(system.store, PROGRAMME)
  linksFor = workbookLinks(system.services, PROGRAMME, books)
})
afterAll(() => system.close())

const SHEETS = 'https://docs.google.com/spreadsheets/d'

it.each<[Role, string]>([
  ['staff', 'book-maruha'],
  ['curator', 'book-curator'],
  ['coordinator', 'book-all'],
])('a row opens for %s in %s, where they may act on it', (reader, workbook) => {
  const url = `${SHEETS}/${workbook}#table=measures&row=ab12cd34`
  expect(linksFor(reader, 'somebody').row('sch-maruha', 'measures', 'ab12cd34')).toBe(url)
  expect(linksFor(reader, 'somebody').cell('sch-maruha', 'measures', 'ab12cd34', 'deadline')).toBe(
    `${url}&column=deadline`,
  )
})

it('a school opens in its own workbook for everybody, the programme in the one of all', () => {
  for (const reader of ['staff', 'curator', 'coordinator'] as const) {
    expect(linksFor(reader, 'somebody').workbook('sch-ermol')).toBe(`${SHEETS}/book-ermol`)
    expect(linksFor(reader, 'somebody').programme()).toBe(`${SHEETS}/book-all`)
  }
})

it('a reader without a workbook of their authority gets the narrowest there is', () => {
  expect(linksFor('curator', 'somebody').row('sch-ermol', 'measures', 'a')).toContain(
    '/book-ermol#',
  )
})

it('a school that no workbook names is found in the one of all, and nothing where there is none', async () => {
  expect(linksFor('staff', 'somebody').workbook('sch-new')).toBe(`${SHEETS}/book-all`)
  const nowhere = workbookLinks(system.services, 'nowhere', [])
  expect(nowhere('staff', 'a').workbook('sch-new')).toBeNull()
  expect(nowhere('staff', 'a').row('sch-new', 'measures', 'a')).toBeNull()
  expect(nowhere('coordinator', 'a').programme()).toBeNull()
})

it('a link of a mail says who may answer for what, and until when', () => {
  const { linkSecret } = system.services.config
  const now = system.clock.now.getTime()
  const answer = new URL(
    linksFor('staff', 'maruha-head').answer('sch-maruha', 'ab12cd34', 'help') ?? '',
  )
  expect(answer.origin + answer.pathname).toBe('https://kurator.example.org/answer')
  expect(answer.searchParams.get('do')).toBe('help')
  const day = 86_400_000
  expect(readLink(linkSecret, answer.searchParams.get('t') ?? '', now)).toEqual({
    programme: PROGRAMME,
    person: 'maruha-head',
    measure: 'ab12cd34',
    expires: now + 21 * day,
  })
  const stop = new URL(linksFor('staff', 'maruha-head').preferences(true) ?? '')
  expect(stop.searchParams.get('stop')).toBe('1')
  expect(readLink(linkSecret, stop.searchParams.get('t') ?? '', now + 399 * day)).toMatchObject({
    person: 'maruha-head',
    measure: null,
  })
})
