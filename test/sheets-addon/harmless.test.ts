import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChangeRecord } from '../../domain/records.ts'
import { changeDocs, recordIn } from '../../functions/store/documents.ts'
import { PROGRAMME, startSystem } from '../functions/system.ts'
import type { System } from '../functions/system.ts'
import type { AddonDesk } from './addonDesk.ts'
import { DEPUTY, HEAD, openSchoolDesk, TO_CORRECT } from './schoolDesk.ts'

/** «Это не личные данные», end to end: the built add-on, the real `sync`, the embedded store. */

// Workers, store, functions and workbooks start anew: more than a busy machine does in five seconds.
vi.setConfig({ testTimeout: 30_000 })

const MONUMENT = 'Установка памятника А. С. Пушкину'
const HINT = 'выберите в меню «Это не личные данные»'

let system: System
beforeEach(async () => {
  system = await startSystem()
})
afterEach(() => system.close())

/** A measure on line 2 whose event was taken for a name. */
async function refused(): Promise<AddonDesk> {
  const desk = await openSchoolDesk(system)
  desk.hand(DEPUTY).paste("'Меры'!B2", `${MONUMENT}\t\t1.10.2021\tдиректор`)
  await desk.script.idle()
  expect(desk.text(`${TO_CORRECT}2`)).toContain(HINT)
  expect(await system.dump()).not.toContain(MONUMENT)
  desk.script.select(desk.id, DEPUTY, "'Меры'!B2")
  desk.said(DEPUTY)
  return desk
}

async function press(desk: AddonDesk, person: string, button: 'YES' | 'NO' = 'YES') {
  desk.script.answerPrompt(desk.id, person, { button })
  await desk.script.run(desk.id, person, 'declareHarmless')
  return desk.said(person)
}

async function declarations(): Promise<readonly (readonly [string, unknown])[]> {
  const { docs } = await changeDocs(system.store, PROGRAMME).get()
  const records = docs.flatMap((one) => recordIn<ChangeRecord>(one) ?? [])
  return records.flatMap(({ by, rows }) =>
    rows.flatMap(({ harmless, after }) =>
      (harmless ?? []).map((key): readonly [string, unknown] => [by, after[key]]),
    ),
  )
}

test('what the person does not confirm stays in the sheet only', async () => {
  const desk = await refused()
  const [question] = await press(desk, DEPUTY, 'NO')
  expect(question).toContain(`«${MONUMENT}»`)
  expect(desk.text('B2')).toBe(MONUMENT)
  expect(desk.text(`${TO_CORRECT}2`)).toContain(HINT)
  expect(await system.dump()).not.toContain(MONUMENT)
})

test('what the person confirms is stored in their name, and stays so', async () => {
  const desk = await refused()
  desk.script.select(desk.id, HEAD, "'Меры'!D2")
  const [question, said] = await press(desk, HEAD, 'YES')
  expect(question).toContain('Сохранить, как написано?')
  expect(said).toBe('Всё сохранено.')
  expect(desk.text(`${TO_CORRECT}2`)).toBe('')
  expect(await declarations()).toContainEqual(['maruha-head', MONUMENT])

  desk.hand(DEPUTY).type("'Меры'!D2", '2.10.2021')
  await desk.script.idle()
  expect([desk.text('B2'), desk.text('D2')]).toEqual([MONUMENT, '02.10.2021'])
  expect(desk.text(`${TO_CORRECT}2`)).toBe('')

  desk.hand(DEPUTY).type("'Меры'!B2", 'Памятник М. Ю. Лермонтову')
  await desk.script.idle()
  expect(desk.text(`${TO_CORRECT}2`)).toContain(HINT)
  expect(desk.text(`${TO_CORRECT}2`)).toContain(`прежнее значение, «${MONUMENT}»`)
  expect(await system.dump()).not.toContain('Лермонтов')
})

test('a row without such a cell says where to go', async () => {
  const desk = await refused()
  desk.script.select(desk.id, DEPUTY, "'Меры'!B5")
  expect(await press(desk, DEPUTY)).toEqual([expect.stringContaining('подтверждать нечего')])
})
