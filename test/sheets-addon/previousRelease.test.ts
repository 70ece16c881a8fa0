import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { PREVIOUS_PROTOCOL, PROTOCOL, RELEASE } from '../../domain/limits.ts'
import { bindingDoc, rowDocs } from '../../functions/store/documents.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { PROGRAMME, type System } from '../functions/system.ts'
import { startWholeSystem } from './wholeSystem.ts'
import type { AddonDesk } from './addonDesk.ts'
import { DEPUTY, HEAD, openSchoolDesk, TO_CORRECT } from './schoolDesk.ts'

/** Add-ons as they were released (`test/releases/`), against the functions of these sources. */

vi.setConfig({ testTimeout: 60_000 })

const RELEASES = 'test/releases'
const released = readdirSync(RELEASES).map((name) => name.replace(/\.js$/, ''))

let system: System
beforeAll(async () => {
  system = await startWholeSystem()
})
afterAll(() => system.close())

const faults = ({ runs }: AddonDesk) => runs().flatMap(({ error }) => error ?? [])

const shown = z.object({ panel: z.object({ sections: z.array(z.object({ title: z.string() })) }) })

async function titlesInSidebar(desk: AddonDesk): Promise<string[]> {
  const state = await desk.script.run(desk.id, DEPUTY, 'panelShow', [{}])
  return shown.parse(state).panel.sections.map(({ title }) => title)
}

async function addonOf({ id }: AddonDesk): Promise<unknown> {
  return (await bindingDoc(system.store, id).get()).get('addon')
}

test('the release before is kept for these tests, and this one has a number of its own', () => {
  expect(released.length).toBeGreaterThan(0)
  expect(released).not.toContain(RELEASE)
  expect(packageJson.version).toBe(RELEASE)
  const page = readFileSync('CHANGELOG.md', 'utf8')
  expect(/^## (\S+)/m.exec(page)?.[1]).toBe(RELEASE)
})

describe.each(released)('the add-on of release %s', (release) => {
  const code = join(RELEASES, `${release}.js`)
  const open = () => openSchoolDesk(system, system.url, code)

  test('stores what is typed, tells mistakes, brings news, and fails nowhere', async () => {
    const desk = await open()
    const other = await open()
    desk.hand(DEPUTY).paste("'Меры'!B2", 'Диагностика\t\t15/03\tруководитель ШМО')
    await desk.script.idle()
    expect(desk.text(`${TO_CORRECT}2`)).toContain('Не указан год: «15/03»')
    desk.hand(DEPUTY).type("'Меры'!D2", '22.9.21')
    await desk.script.idle()
    expect([desk.text('D2'), desk.text(`${TO_CORRECT}2`)]).toEqual(['22.09.2021', ''])
    const { docs } = await rowDocs(system.store, PROGRAMME, 'measures').get()
    expect(docs.map((doc) => doc.get('cells').event)).toContain('Диагностика')

    await other.script.run(other.id, HEAD, 'sendNow')
    const there = [2, 3, 4, 5].find((row) => other.text(`B${row}`) === 'Диагностика') ?? 0
    other.hand(HEAD).type(`'Меры'!D${there}`, '30.09.2021')
    await other.script.idle()
    desk.hand(DEPUTY).type("'Меры'!D2", '24.09.2021')
    await desk.script.idle()
    expect(desk.text(`${TO_CORRECT}2`)).toContain('Сейчас действует 30.09.2021')
    desk.script.select(desk.id, DEPUTY, "'Меры'!D2")
    desk.script.answerPrompt(desk.id, DEPUTY, { button: 'NO' })
    await desk.script.run(desk.id, DEPUTY, 'chooseVersion')
    expect(desk.text('D2')).toBe('30.09.2021')
    expect([...faults(desk), ...faults(other)]).toEqual([])
  })

  test('opens its sidebar, a row’s history, the brief and the roadmap', async () => {
    const desk = await open()
    desk.hand(DEPUTY).paste("'Меры'!B9", 'Педсовет\t\t1.10.2021\tдиректор')
    await desk.script.idle()
    desk.script.select(desk.id, DEPUTY, "'Меры'!B9")
    const row = await desk.script.run(desk.id, DEPUTY, 'panelRow')
    const asked = { to: 'history', do: 'read', ...z.object({ id: z.string() }).loose().parse(row) }
    expect(await desk.script.run(desk.id, DEPUTY, 'panelAsk', [asked])).toMatchObject({
      answer: { head: { title: 'Педсовет' }, changes: [{ rev: 1 }] },
    })
    for (const item of ['openBrief', 'openRoadmap', 'showPanel', 'about'] as const) {
      await desk.script.run(desk.id, DEPUTY, item)
    }
    const kinds = desk.script.ui(desk.id, DEPUTY).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'dialog' || kind === 'sidebar')).toHaveLength(3)
    expect(faults(desk)).toEqual([])
  })

  test('says in its sidebar that it is old, and what to do', async () => {
    const desk = await open()
    expect(await addonOf(desk)).toEqual({ protocol: PREVIOUS_PROTOCOL, release: null })
    expect(await titlesInSidebar(desk)).toContain('Обновите дополнение')
  })
})

test('the add-on of these sources says nothing of the kind', async () => {
  const desk = await openSchoolDesk(system)
  expect(await addonOf(desk)).toEqual({ protocol: PROTOCOL, release: RELEASE })
  expect(await titlesInSidebar(desk)).not.toContain('Обновите дополнение')
})

test('an older one is refused in words, and what was typed waits in the sheet', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'old-addon-'))
  const code = join(folder, 'Code.js')
  const before = readFileSync(join(RELEASES, '0.1.0.js'), 'utf8')
  const older = before.replace('protocol:1,', 'protocol:0,')
  expect(older).not.toBe(before)
  writeFileSync(code, older)
  const desk = await openSchoolDesk(system, system.url, code)
  desk.hand(DEPUTY).type("'Меры'!B2", 'Ждёт обновления')
  await desk.script.run(desk.id, DEPUTY, 'sendNow')
  expect(desk.said(DEPUTY)).toEqual([
    expect.stringMatching(
      /слишком старое.*откройте её снова.*администратора.*осталось на месте и отправится/,
    ),
  ])
  expect(desk.text('B2')).toBe('Ждёт обновления')
  const { docs } = await rowDocs(system.store, PROGRAMME, 'measures').get()
  expect(docs.map((doc) => doc.get('cells').event)).not.toContain('Ждёт обновления')
  rmSync(folder, { recursive: true })
})
