import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { CORRECTIONS, serviceHeaders } from '../../domain/layout.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { bindingDoc, rowDocs } from '../../functions/store/documents.ts'
import { columnLetters } from '../../local/workbook/a1.ts'
import { PROGRAMME, startSystem } from '../functions/system.ts'
import type { System } from '../functions/system.ts'
import { openAddonDesk } from './addonDesk.ts'
import type { AddonDesk } from './addonDesk.ts'

/** One edit, end to end: the built add-on, the real `sync`, the embedded store. */

const SCHOOL = ['sch-maruha']
const DEPUTY = 'zavuch@example.org'
const [MEASURES] = layoutFor(SCHOOL, 'staff', textsIn('ru')).tabs
const TO_CORRECT = columnLetters(
  MEASURES?.columns.findIndex(({ key }) => key === CORRECTIONS) ?? -1,
)

// Workers, store, functions and workbooks start anew: more than a busy machine does in five seconds.
vi.setConfig({ testTimeout: 30_000 })

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

async function desk(): Promise<AddonDesk> {
  const tab = MEASURES
  if (tab?.table !== 'measures') throw new Error('The first tab of a school is «Меры»')
  const service = serviceHeaders('measures')
  const opened = await openAddonDesk({
    url: system.url,
    headers: [...tab.columns.map(({ header }) => header), service.id, service.state],
    identityToken: (email) => system.token(email),
  })
  await bindingDoc(system.store, opened.id).set({
    programme: PROGRAMME,
    scope: SCHOOL,
    ceiling: 'staff',
  })
  opened.workbooks.share(opened.id, DEPUTY)
  await opened.script.run(opened.id, DEPUTY, 'enableSync')
  opened.said(DEPUTY)
  opened.runs()
  return opened
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
