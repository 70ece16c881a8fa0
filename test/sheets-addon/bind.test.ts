import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { serviceHeaders } from '../../domain/layout.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { bindFunction } from '../../functions/bind.ts'
import { bindingDoc, rowDocs } from '../../functions/store/documents.ts'
import { serveJob, type Job } from '../functions/jobs.ts'
import { PROGRAMME, startSystem, type System } from '../functions/system.ts'
import { openAddonDesk, type AddonDesk } from './addonDesk.ts'
import { serveFunctions } from './functionsDesk.ts'

/** «Включить» in a workbook that is not connected: the built add-on, the real `sync` and `bind`. */

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const DEPUTY = 'zavuch@example.org'
const COORDINATOR = 'koordinator@example.org'

let system: System
let bind: Job
beforeAll(async () => {
  system = await startSystem()
  bind = await serveJob(system, bindFunction(system.services))
})
afterAll(async () => {
  await bind.close()
  await system.close()
})

/** A workbook that is not connected, with one measure typed in it. */
async function unbound(): Promise<AddonDesk> {
  const [tab] = layoutFor(['sch-maruha'], 'staff', textsIn('ru')).tabs
  const service = serviceHeaders('measures')
  const desk = await openAddonDesk({
    url: `${await serveFunctions(system)}/sync`,
    headers: [...(tab?.columns ?? []).map(({ header }) => header), service.id, service.state],
    identityToken: (email) => system.token(email),
  })
  desk.workbooks.share(desk.id, DEPUTY)
  desk.hand(DEPUTY).paste("'Меры'!B2", 'Педсовет\t\t1.10.2021\tдиректор')
  return desk
}

async function code(): Promise<string> {
  const { body } = await bind.call({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await system.token(COORDINATOR)}`,
    },
    body: JSON.stringify({
      do: 'issue',
      programme: PROGRAMME,
      scope: ['sch-maruha'],
      ceiling: 'staff',
    }),
  })
  return /"code":"([^"]+)"/.exec(JSON.stringify(body))?.[1] ?? ''
}

async function stored(): Promise<number> {
  return (await rowDocs(system.store, PROGRAMME, 'measures').count().get()).data().count
}

test('asks for the code, connects with it, and sends what is there', async () => {
  const desk = await unbound()
  const before = await stored()
  desk.script.answerPrompt(desk.id, DEPUTY, { button: 'OK', text: await code() })
  await desk.script.run(desk.id, DEPUTY, 'enableSync')
  const said = desk.said(DEPUTY).join('\n')
  expect(said).toContain('ещё не подключена к программе. Если это копия')
  expect(said).toContain('введите код')
  expect(said).toContain('Включено.')
  const binding = await bindingDoc(system.store, desk.id).get()
  expect(binding.data()).toMatchObject({ scope: ['sch-maruha'], sender: DEPUTY })
  expect(await stored()).toBe(before + 1)
  expect(desk.text('D2')).toBe('01.10.2021')
})

test('says what is wrong with a code, and nothing is sent', async () => {
  const desk = await unbound()
  const before = await stored()
  desk.script.answerPrompt(desk.id, DEPUTY, { button: 'OK', text: 'ABCD-EFGH-JKLM' })
  await desk.script.run(desk.id, DEPUTY, 'enableSync')
  const said = desk.said(DEPUTY).join('\n')
  expect(said).toContain('Код подключения не подошёл')
  expect(said).not.toContain('Включено.')
  expect((await bindingDoc(system.store, desk.id).get()).exists).toBe(false)
  expect(await stored()).toBe(before)
  expect(desk.text('D2')).toBe('1.10.2021')
})

test('without a code leaves the workbook as it is', async () => {
  const desk = await unbound()
  desk.script.answerPrompt(desk.id, DEPUTY, { button: 'CANCEL' })
  await desk.script.run(desk.id, DEPUTY, 'enableSync')
  expect(desk.said(DEPUTY).join('\n')).not.toContain('Включено.')
  expect((await bindingDoc(system.store, desk.id).get()).exists).toBe(false)
})
