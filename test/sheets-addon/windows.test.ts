import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bindingDoc } from '../../functions/store/documents.ts'
import { startSystem, type System } from '../functions/system.ts'
import { serveFunctions } from './functionsDesk.ts'
import { DEPUTY, openSchoolDesk } from './schoolDesk.ts'

vi.setConfig({ testTimeout: 60_000 })

const CURATOR = 'kurator@example.org'

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

test('«Проверка и решения…» opens with the selected rows marked; what is decided comes into the sheet', async () => {
  const desk = await openSchoolDesk({ ...system, url: `${await serveFunctions(system)}/sync` })
  desk.workbooks.share(desk.id, CURATOR)
  const rows = ['Первая', 'Вторая', 'Третья'].map((name) =>
    ['1', name, '', '17.09.2021', 'завуч', 'Исполнена', '16.09.2021', 'Приказ № 45'].join('\t'),
  )
  desk.hand(DEPUTY).paste("'Меры'!A2", rows.join('\n'))
  await desk.script.idle()
  await desk.script.run(desk.id, DEPUTY, 'sendNow')
  desk.script.select(desk.id, CURATOR, "'Меры'!B3:C4")
  await desk.script.run(desk.id, CURATOR, 'sendNow')
  desk.said(CURATOR)

  await desk.script.run(desk.id, CURATOR, 'openReview')
  const [dialog] = desk.script.ui(desk.id, CURATOR)
  if (dialog?.kind !== 'dialog') throw new Error('no dialog')
  expect(dialog.title).toBe('Проверка и решения')
  const boxes = [
    ...dialog.html.matchAll(/value="([\w-]+)" data-rev="(\d+)" data-school="([\w-]+)"( checked)?/g),
  ]
  expect(boxes.map((box) => box[4] !== undefined)).toEqual([true, true, false])
  const marked = boxes.filter((box) => box[4] !== undefined)
  const wish = {
    to: 'review',
    do: 'confirm',
    words: '',
    request: randomUUID(),
    rows: marked.map(([, id, rev, school]) => ({ id, rev: Number(rev), school })),
  }
  expect(await desk.script.run(desk.id, CURATOR, 'windowAsk', [wish])).toMatchObject({
    answer: { said: 'Подтверждены 2 меры.' },
  })
  expect(['I2', 'I3', 'I4'].map(desk.text)).toEqual([
    'Не проверялась',
    'Подтверждена',
    'Подтверждена',
  ])
})

test('a window asks only the functions that have one, and a refusal is said in words', async () => {
  const desk = await openSchoolDesk({ ...system, url: `${await serveFunctions(system)}/sync` })
  const asked = await desk.script.run(desk.id, DEPUTY, 'windowAsk', [{ to: 'sync', do: 'start' }])
  expect(asked).toEqual({ unreachable: 'sync' })
  await desk.script.run(desk.id, DEPUTY, 'openReview')
  expect(desk.said(DEPUTY)).toEqual([expect.stringContaining('Меры проверяет куратор школы')])
  const binding = await bindingDoc(system.store, desk.id).get()
  expect(binding.get('ceiling')).toBe('staff')
})
