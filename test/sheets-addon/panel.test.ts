import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { rowDocs } from '../../functions/store/documents.ts'
import { PROGRAMME, startSystem, type System } from '../functions/system.ts'
import type { AddonDesk } from './addonDesk.ts'
import { serveFunctions } from './functionsDesk.ts'
import { DEPUTY, HEAD, openSchoolDesk } from './schoolDesk.ts'

/** What the sidebar calls: the built add-on, the real functions, the embedded store. */

vi.setConfig({ testTimeout: 30_000 })

const row = z.object({ id: z.string(), title: z.string() })
const conflict = z.object({
  id: z.string(),
  key: z.string(),
  rev: z.number(),
  mine: z.string(),
  entered: z.string(),
})
const shownOf = z.object({
  sender: z.string().nullable(),
  outcome: z
    .object({
      state: z.string(),
      waiting: z.number(),
      refusal: z.object({ code: z.string() }).nullable(),
      conflicts: z.array(conflict),
    })
    .nullable(),
  panel: z
    .object({ fixes: z.array(row), vanished: z.array(row), messenger: z.string() })
    .nullable(),
})

let system: System
let desk: AddonDesk
beforeEach(async () => {
  system = await startSystem()
  desk = await openSchoolDesk(system, `${await serveFunctions(system)}/sync`)
  desk
    .hand(DEPUTY)
    .paste(
      "'Меры'!B2",
      ['Педсовет\t\t1.10.2021\tдиректор', 'Дни открытых дверей\t\t15/10\tсоц. педагог'].join('\n'),
    )
  await desk.script.idle()
})
afterEach(() => system.close())

async function show(person: string, said: object = {}) {
  return shownOf.parse(await desk.script.run(desk.id, person, 'panelShow', [said]))
}

async function ask(person: string, wish: object): Promise<unknown> {
  return desk.script.run(desk.id, person, 'panelAsk', [wish])
}

async function chosen(person: string, a1: string) {
  desk.script.select(desk.id, person, `'Меры'!${a1}`)
  const place = await desk.script.run(desk.id, person, 'panelRow')
  return z.object({ table: z.string(), id: z.string() }).nullable().parse(place)
}

describe('«Что ждёт меня…»', () => {
  test('opens the sidebar, whole in one page', async () => {
    await desk.script.run(desk.id, HEAD, 'showPanel')
    const [page] = desk.script.ui(desk.id, HEAD)
    expect(page).toMatchObject({ kind: 'sidebar', title: 'Программа 500+' })
    expect(JSON.stringify(page)).not.toMatch(/src=|href=|@import|https?:/)
  })
})

describe('the panel', () => {
  test('tells how all stands and what is to be corrected, at the price of eight service calls', async () => {
    await show(HEAD)
    desk.runs()
    const { sender, outcome, panel } = await show(HEAD)
    expect(sender).toBe(DEPUTY)
    expect(outcome).toMatchObject({ state: 'done', waiting: 0, refusal: null })
    expect(panel?.fixes.map(({ title }) => title)).toEqual(['Дни открытых дверей'])
    const [run] = desk.runs()
    const calls = Object.values(run?.serviceCalls ?? {}).reduce((sum, n) => sum + n, 0)
    expect(calls).toBeLessThanOrEqual(14)
  })

  test('without a connection says what waits, and throws nothing', async () => {
    desk.script.faults.call({ service: 'UrlFetchApp.fetch', when: 'before', times: 2 })
    const { outcome, panel } = await show(HEAD)
    expect(outcome).toMatchObject({ state: 'unreachable' })
    expect(panel).toBeNull()
  })
})

describe('a row', () => {
  test('that is selected is known by its hidden id; a line without one is none', async () => {
    const place = await chosen(HEAD, 'B2')
    expect(place?.table).toBe('measures')
    expect(desk.text('B2')).toBe('Педсовет')
    const read = await ask(HEAD, { to: 'history', do: 'read', ...place })
    expect(read).toMatchObject({ answer: { head: { title: 'Педсовет' } } })
    expect(await chosen(HEAD, 'B9')).toBeNull()
    expect(await chosen(HEAD, 'B1')).toBeNull()
  })

  test('is gone to wherever it stands now', async () => {
    const place = await chosen(HEAD, 'B2')
    desk.script.ui(desk.id, HEAD)
    const there = { ...place, key: 'deadline' }
    expect(await desk.script.run(desk.id, HEAD, 'panelGo', [there])).toBe(true)
    expect(desk.script.ui(desk.id, HEAD)).toContainEqual(
      expect.objectContaining({ kind: 'select', a1: expect.stringMatching(/^D2/) }),
    )
    const nowhere = { table: 'measures', id: 'nowhere-0001' }
    expect(await desk.script.run(desk.id, HEAD, 'panelGo', [nowhere])).toBe(false)
  })

  test('that is deleted leaves the sheet, and comes back to it', async () => {
    const place = await chosen(HEAD, 'B2')
    await ask(HEAD, { to: 'history', do: 'archive', ...place, request: randomUUID() })
    await show(HEAD)
    expect(desk.text('B2')).toBe('')
    const deleted = await ask(HEAD, { to: 'sidebar', do: 'deleted' })
    expect(deleted).toMatchObject({ answer: { deleted: [{ title: 'Педсовет' }] } })
    await ask(HEAD, { to: 'history', do: 'restore', ...place, request: randomUUID() })
    await show(HEAD)
    expect([desk.text('B4'), desk.text('D4')]).toEqual(['Педсовет', '01.10.2021'])
  })

  test('that is deleted leaves the sheet also where an entry was refused in it', async () => {
    const place = await chosen(HEAD, 'B3')
    expect(desk.text('D3')).toBe('15/10')
    await ask(HEAD, { to: 'history', do: 'archive', ...place, request: randomUUID() })
    const { panel } = await show(HEAD)
    expect([desk.text('B3'), desk.text('D3')]).toEqual(['', ''])
    expect(panel?.fixes).toEqual([])
    const stored = await rowDocs(system.store, PROGRAMME, 'measures')
      .doc(place?.id ?? '')
      .get()
    expect(stored.get('archivedAt')).not.toBeNull()
  })

  test('that vanished from the sheet is told of, and is put back as it was', async () => {
    await show(HEAD)
    desk.hand(DEPUTY).deleteRows('Меры', 2, 1)
    await desk.script.idle()
    const { panel } = await show(HEAD)
    expect(panel?.vanished.map(({ title }) => title)).toEqual(['Педсовет'])
    const [{ id } = { id: '' }] = panel?.vanished ?? []
    const wish = { to: 'history', do: 'restore', table: 'measures', id, request: randomUUID() }
    await ask(HEAD, wish)
    expect((await show(HEAD)).panel?.vanished).toEqual([])
    expect([desk.text('B3'), desk.text('D3')]).toEqual(['Педсовет', '01.10.2021'])
  })

  test('that vanished and is deleted on purpose does not come back', async () => {
    await show(HEAD)
    desk.hand(DEPUTY).deleteRows('Меры', 2, 1)
    await desk.script.idle()
    const { panel } = await show(HEAD)
    const [{ id } = { id: '' }] = panel?.vanished ?? []
    await ask(HEAD, { to: 'history', do: 'archive', table: 'measures', id, request: randomUUID() })
    expect((await show(HEAD)).panel?.vanished).toEqual([])
    expect(desk.text('B3')).toBe('')
  })
})

test('a cell with two answers is settled by one press', async () => {
  const place = await chosen(HEAD, 'B2')
  await system.sync(HEAD, {
    tabs: [
      {
        table: 'measures',
        columns: ['event'],
        rows: [{ id: place?.id ?? '', rev: 1, row: 2, cells: { event: 'Большой педсовет' } }],
      },
    ],
  })
  desk.hand(DEPUTY).type("'Меры'!B2", 'Малый педсовет')
  await desk.script.idle()
  const { outcome } = await show(DEPUTY)
  const [asked] = outcome?.conflicts ?? []
  expect(asked).toMatchObject({ key: 'event', mine: 'Малый педсовет' })
  const { id, key, rev, entered } = asked ?? { id: '', key: '', rev: 0, entered: '' }
  const decisions = { [id]: { [key]: { keep: 'mine', rev, entered } } }
  expect((await show(DEPUTY, { decisions })).outcome?.conflicts).toEqual([])
  const stored = await rowDocs(system.store, PROGRAMME, 'measures').doc(id).get()
  expect(stored.get('cells.event')).toBe('Малый педсовет')
})
