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

test('«Справка…» opens the dialog that the function serves, and brings the file', async () => {
  const desk = await openSchoolDesk({ ...system, url: `${await serveFunctions(system)}/sync` })
  await desk.script.run(desk.id, DEPUTY, 'openBrief')
  const [dialog] = desk.script.ui(desk.id, DEPUTY)
  expect(dialog).toMatchObject({
    kind: 'dialog',
    title: 'Справка',
    html: expect.stringContaining('type="date"'),
  })
  const wish = {
    to: 'brief',
    do: 'write',
    firstDay: '2021-02-10',
    lastDay: '2021-09-20',
    school: 'sch-maruha',
  }
  expect(await desk.script.run(desk.id, DEPUTY, 'windowAsk', [wish])).toMatchObject({
    answer: {
      name: expect.stringMatching(/^Справка .*\.docx$/),
      file: expect.stringMatching(/^UEsD/),
    },
  })
  const district = { to: 'brief', do: 'write', firstDay: '2021-02-10', lastDay: '2021-09-20' }
  expect(await desk.script.run(desk.id, DEPUTY, 'windowAsk', [district])).toMatchObject({
    refused: { message: expect.stringContaining('составляет координатор') },
  })
})
