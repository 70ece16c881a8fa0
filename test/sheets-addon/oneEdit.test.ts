import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rowDocs } from '../../functions/store/documents.ts'
import { PROGRAMME, startSystem } from '../functions/system.ts'
import type { System } from '../functions/system.ts'
import type { AddonDesk } from './addonDesk.ts'
import { DEPUTY, openSchoolDesk, TO_CORRECT } from './schoolDesk.ts'

/** One edit, end to end: the built add-on, the real `sync`, the embedded store. */

// Workers, store, functions and workbooks start anew: more than a busy machine does in five seconds.
vi.setConfig({ testTimeout: 30_000 })

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

const desk = () => openSchoolDesk(system)

/** What the cells of № hold, past how they are shown. */
function numbers({ workbooks, id }: AddonDesk, rows: number): unknown[] {
  const fields = 'sheets(data(rowData(values(userEnteredValue))))'
  const range = `'Меры'!A2:A${rows + 1}`
  const { sheets } = workbooks.get(id, { ranges: [range], fields }, DEPUTY)
  return (sheets?.[0]?.data?.[0]?.rowData ?? []).map((row) => row.values?.[0]?.userEnteredValue)
}

/** Service calls of each run since the last look, fewest first. */
function serviceCalls({ runs }: AddonDesk): number[] {
  return runs()
    .map((run) => Object.values(run.serviceCalls).reduce((sum, n) => sum + n, 0))
    .toSorted((a, b) => a - b)
}

/** The line on which a workbook shows the measure «Педсовет». */
function rowOf({ text }: AddonDesk): number {
  return [2, 3, 4, 5].find((row) => text(`B${row}`) === 'Педсовет') ?? 0
}

async function stored(): Promise<Record<string, unknown>[]> {
  const { docs } = await rowDocs(system.store, PROGRAMME, 'measures').get()
  return docs.map((doc) => ({ id: doc.id, ...doc.data() }))
}

test('a typed measure becomes a stored one, its mistakes are told, corrected and gone', async () => {
  const { id, script, hand, text, runs, said } = await desk()
  const person = hand(DEPUTY)
  person.type("'Меры'!B2", 'Входная диагностика')
  await script.idle()
  person.type("'Меры'!D2", '15/03')
  await script.idle()
  person.type("'Меры'!E2", 'руководитель ШМО')
  await script.idle()
  expect(text('D2')).toBe('15/03')
  expect(text(`${TO_CORRECT}2`)).toContain('Не указан год: «15/03»')

  person.type("'Меры'!D2", '22.9.21')
  await script.idle()
  expect(text('D2')).toBe('22.09.2021')
  expect(text('F2')).toBe('Не начата')
  expect(text(`${TO_CORRECT}2`)).toBe('')
  expect(await stored()).toMatchObject([
    {
      school: 'sch-maruha',
      cells: { event: 'Входная диагностика', deadline: '2021-09-22', status: 'notStarted' },
      updatedBy: 'maruha-deputy',
    },
  ])
  expect(runs().flatMap(({ error }) => error ?? [])).toEqual([])
  expect(said(DEPUTY)).toEqual([])

  // Nothing is left to say: the next hour only asks for news.
  await script.run(id, DEPUTY, 'sendNow')
  expect(said(DEPUTY)).toEqual(['Всё сохранено.'])
})

test('two workbooks of one school meet on one cell, and each change reaches the other', async () => {
  const one = await desk()
  const other = await desk()
  one.hand(DEPUTY).paste("'Меры'!B3", 'Педсовет\t\t1.10.2021\tдиректор')
  await one.script.idle()
  await other.script.run(other.id, DEPUTY, 'sendNow')
  const there = rowOf(other)
  expect(other.text(`D${there}`)).toBe('01.10.2021')

  one.hand(DEPUTY).type(`'Меры'!D${rowOf(one)}`, '30.09.2021')
  await one.script.idle()
  other.hand(DEPUTY).type(`'Меры'!D${there}`, '24.09.2021')
  other.hand(DEPUTY).type(`'Меры'!E${there}`, 'завуч')
  await other.script.idle()
  expect(other.text(`D${there}`)).toBe('24.09.2021')
  expect(other.text(`${TO_CORRECT}${there}`)).toContain('Сейчас действует 30.09.2021')

  other.script.select(other.id, DEPUTY, `'Меры'!D${there}`)
  other.script.answerPrompt(other.id, DEPUTY, { button: 'YES' })
  await other.script.run(other.id, DEPUTY, 'chooseVersion')
  expect(other.text(`${TO_CORRECT}${there}`)).toBe('')
  await one.script.run(one.id, DEPUTY, 'sendNow')
  expect([one.text(`D${rowOf(one)}`), one.text(`E${rowOf(one)}`)]).toEqual(['24.09.2021', 'завуч'])
})

test('numbers of rows become numbers with the first answer, and are not written again', async () => {
  const book = await desk()
  const lines = ['1', '2', '10', '007', '1.2'].map((number) => `${number}\tМера ${number}`)
  book.hand(DEPUTY).paste("'Меры'!A2", lines.join('\n'))
  await book.script.idle()
  const held = [
    { numberValue: 1 },
    { numberValue: 2 },
    { numberValue: 10 },
    { stringValue: '007' },
    { stringValue: '1.2' },
  ]
  expect(numbers(book, 5)).toEqual(held)
  const inStore = (await stored()).map((row) => row['cells'])
  expect(inStore).toContainEqual(expect.objectContaining({ number: '10', event: 'Мера 10' }))

  await book.script.run(book.id, DEPUTY, 'sendNow')
  book.runs()
  await book.script.run(book.id, DEPUTY, 'sendNow')
  expect(book.runs().map((run) => run.serviceCalls['Sheets.Spreadsheets.batchUpdate'])).toEqual([
    undefined,
  ])

  book.hand(DEPUTY).type("'Меры'!A7", 'x')
  await book.script.idle()
  const ofText = serviceCalls(book)
  book.hand(DEPUTY).type("'Меры'!A8", '11')
  await book.script.idle()
  expect(serviceCalls(book)).toEqual(ofText)
  expect(numbers(book, 7)).toEqual([...held, { stringValue: 'x' }, { numberValue: 11 }])
})
