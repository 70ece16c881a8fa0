import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startSystem, type System } from '../functions/system.ts'
import { serveFunctions } from './functionsDesk.ts'
import { DEPUTY, openSchoolDesk } from './schoolDesk.ts'

vi.setConfig({ testTimeout: 60_000 })

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

test('«Выгрузить в файл…» opens its window and brings the school’s own file', async () => {
  const desk = await openSchoolDesk({ ...system, url: `${await serveFunctions(system)}/sync` })
  await desk.script.run(desk.id, DEPUTY, 'openExport')
  expect(desk.script.ui(desk.id, DEPUTY)[0]).toMatchObject({
    kind: 'dialog',
    title: 'Выгрузить в файл',
    html: expect.stringContaining('СОШ с. Маруха'),
  })
  const wish = { to: 'exportTables', do: 'write', format: 'xlsx', table: 'measures' }
  expect(await desk.script.run(desk.id, DEPUTY, 'windowAsk', [wish])).toMatchObject({
    answer: {
      name: expect.stringMatching(/^Меры .*\.xlsx$/),
      file: expect.stringMatching(/^UEsD/),
    },
  })
})

test('«Школы с низкими результатами…» tells a school that the coordinator looks for them', async () => {
  const desk = await openSchoolDesk({ ...system, url: `${await serveFunctions(system)}/sync` })
  await desk.script.run(desk.id, DEPUTY, 'openLowResults')
  const [told] = desk.script.ui(desk.id, DEPUTY)
  expect(JSON.stringify(told)).toContain('выявляет муниципальный координатор')
  const schools = [{ id: 'sch-maruha', was: 'lowResults', kind: 'ordinary' }]
  const wish = { to: 'lowResults', do: 'confirm', year: 2021, request: randomUUID(), schools }
  expect(await desk.script.run(desk.id, DEPUTY, 'windowAsk', [wish])).toMatchObject({
    refused: { code: 'lowResults.denied' },
  })
})
