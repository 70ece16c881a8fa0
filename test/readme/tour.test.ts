import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { takeSample } from '../../local/sample/ready.ts'
import { startSystem, type System } from '../../local/system.ts'
import { columnLetters } from '../../domain/a1.ts'
import { Window } from '../local/page/window.ts'

/** README's three-minute tour, step by step, through what the page says to its server. */

const standSchema = z.object({
  workbooks: z.array(z.object({ id: z.string(), title: z.string(), people: z.array(z.string()) })),
  now: z.string(),
  unread: z.number(),
})

const DEPUTY = 'zavuch.maruha@example.org'
const data = mkdtempSync(join(tmpdir(), 'kurator-tour-'))
let system: System

beforeAll(async () => {
  await takeSample(data)
  system = await startSystem({ data, port: 0, standing: true })
}, 60_000)
afterAll(async () => {
  await system.close()
  rmSync(data, { recursive: true, force: true })
})

async function stand() {
  return standSchema.parse(await (await fetch(`${system.url}/stand`)).json())
}

async function bookOf(title: string) {
  const book = (await stand()).workbooks.find((each) => each.title === title)
  if (!book) throw new Error(`no workbook «${title}»`)
  return book
}

async function post(path: string, body: unknown = {}): Promise<void> {
  const response = await fetch(`${system.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  await system.script.idle()
}

/** The rows of «Меры», by the texts of row 1. */
async function measures(book: string) {
  const sheet = await windowOn(book).sheet('Меры')
  const headers = sheet.rows[0]?.texts ?? []
  const corrections = sheet.columns.findIndex(({ name }) => name === 'corrections')
  // The one mark that Kurator makes looks at «Что исправить».
  const watched = `$${columnLetters(corrections)}`
  expect(sheet.marks.map(({ formula }) => formula)).toEqual([
    `=AND(ROW(${watched}1)>1,LEN(${watched}1)>0)`,
  ])
  return sheet.rows.map(({ texts }) => ({
    id: texts[sheet.ids] ?? '',
    marked: (texts[corrections] ?? '') !== '',
    of: (header: string) => texts[headers.indexOf(header)] ?? '',
  }))
}

function windowOn(book: string): Window {
  const as = system.workbooks.list().find(({ id }) => id === book)?.owner ?? ''
  return new Window(`${system.url}/w/${book}?as=${as}`)
}

async function type(book: string, a1: string, text: string): Promise<void> {
  await new Window(`${system.url}/w/${book}?as=${DEPUTY}`).type('Меры', a1, text)
  await system.script.idle()
}

test('the tour of README goes as it is told', async () => {
  const school = await bookOf('Программа 500+: СОШ с. Маруха')
  expect(school.people[0]).toBe(DEPUTY)

  // 1. Row 9 is marked for its year; a whole date cures it.
  const [asked] = (await measures(school.id)).slice(8)
  expect(asked?.marked).toBe(true)
  expect(asked?.of('Срок')).toBe('15/03')
  expect(asked?.of('Что исправить')).toContain('Не указан год')
  await type(school.id, 'D9', '15.03.2022')
  const [cured] = (await measures(school.id)).slice(8)
  expect([cured?.of('Срок'), cured?.of('Что исправить'), cured?.marked]).toEqual([
    '15.03.2022',
    '',
    false,
  ])

  // 2. A word that is not in the list is kept, and answered with the status that it seems to mean.
  await type(school.id, 'F8', 'готово')
  const [unknown] = (await measures(school.id)).slice(7)
  expect(unknown?.of('Статус')).toBe('готово')
  expect(unknown?.of('Что исправить')).toContain('Скорее всего, подойдёт «Исполнена»')
  await type(school.id, 'F8', 'исполнена')
  const [done] = (await measures(school.id)).slice(7)
  expect(done?.of('Статус')).toBe('Исполнена')
  expect(done?.of('Что исправить')).not.toContain('готово')

  // 3. The coordinator presses «Отправить сейчас» and has the school's entries.
  const office = await bookOf('Программа 500+: координатор')
  const coordinator = office.people[0]
  expect(coordinator).toBe('koordinator@example.org')
  await post(`/w/${office.id}/run`, { as: coordinator, fn: 'sendNow', sheet: 'Меры', a1: 'A2' })
  const seen = (await measures(office.id)).find(({ id }) => id === cured?.id)
  expect([seen?.of('Школа'), seen?.of('Срок')]).toEqual(['СОШ с. Маруха', '15.03.2022'])

  // 4. A week passes, once, however often and quickly the button is pressed; then the digests go.
  await post('/stand/clock?to=monday')
  expect((await stand()).now.slice(0, 10)).toBe('2021-09-27')
  await Promise.all([post('/stand/clock?days=1'), post('/stand/clock?to=monday')])
  expect((await stand()).now.slice(0, 10)).toBe('2021-10-04')
  await post('/stand/run?job=weeklyDigest')

  // 5. Heads, curators and the coordinator have mail; its link leads to a row of a workbook.
  const mails = system.mail.list()
  expect((await stand()).unread).toBe(mails.length)
  expect(mails.map(({ to }) => to)).toEqual(
    expect.arrayContaining([
      coordinator,
      ...['maruha', 'hgrech', 'ermol'].flatMap((word) => [
        `direktor.${word}@example.org`,
        `kurator.${word}@example.org`,
      ]),
    ]),
  )
  const letter = mails.find(({ to }) => to === 'direktor.maruha@example.org')
  if (!letter) throw new Error('the head of Maruha has no mail')
  const html = system.mail.get(letter.id).html.replaceAll('&amp;', '&')
  expect(letter.subject).toContain('просрочен')
  const [, book, row] = /\/w\/([\w-]+)#table=measures&row=([\w-]+)/.exec(html) ?? []
  expect(book).toBe(school.id)
  expect((await measures(school.id)).map(({ id }) => id)).toContain(row)
})
