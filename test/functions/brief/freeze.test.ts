import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { briefFunction } from '../../../functions/brief.ts'
import { freezeBriefs, frozenBrief, thawBriefs } from '../../../functions/brief/freeze.ts'
import { callerOf } from '../../../functions/caller.ts'
import type { PersonAtWorkbook } from '../../../functions/personAtWorkbook.ts'
import { frozenDocs, rowDocs } from '../../../functions/store/documents.ts'
import { engineOf } from '../../../functions/sync/syncWorkbook.ts'
import { worldOf } from '../../../functions/world.ts'
import { serveJob, type Job } from '../jobs.ts'
import { PROGRAMME, startSystem, type System } from '../system.ts'

vi.setConfig({ testTimeout: 60_000 })

const COORDINATOR = 'koordinator@example.org'
const DEPUTY = 'zavuch@example.org'
const OBSERVER = 'region@example.org'
const STAGE = { firstDay: '2021-02-10', lastDay: '2021-09-19' }

const written = z.object({ file: z.base64(), name: z.string(), note: z.string().optional() })

let system: System
let brief: Job
beforeAll(async () => {
  system = await startSystem()
  brief = await serveJob(system, briefFunction(system.services))
  const cells = { school: 'sch-maruha', deadline: '15.09.2021', responsible: 'завуч' }
  const measure = { ...cells, event: 'Закрепить наставников', status: 'В работе' }
  await system.seed('measures', [{ id: 'measure-1', cells: measure }])
})
afterAll(async () => {
  await brief.close()
  await system.close()
})

/** The measure is another one now, and done. */
async function changeRows(): Promise<void> {
  const row = rowDocs(system.store, PROGRAMME, 'measures').doc('measure-1')
  await row.update({ 'cells.event': 'Совсем другая мера', 'cells.status': 'done' })
}

async function ask(email: string, body: object, spreadsheetId = 'book-all') {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  return brief.call({ method: 'POST', headers, body: JSON.stringify({ spreadsheetId, ...body }) })
}

/** The text of the document, with all its marks. */
async function textOf(email: string, period: object, book?: string, school?: string) {
  const wish = { do: 'write', ...period, ...(school === undefined ? {} : { school }) }
  const { status, body } = await ask(email, wish, book)
  expect(status).toBe(200)
  const { file, note } = written.parse(body)
  const xml = unzipSync(Buffer.from(file, 'base64'))['word/document.xml']
  return { xml: new TextDecoder().decode(xml), note }
}

/** The coordinator, as the functions see them. */
async function coordinator(): Promise<PersonAtWorkbook> {
  const engine = engineOf(system.services)
  const binding = await engine.known.binding('book-all')
  if (binding === null) throw new Error('The workbook is connected.')
  const [programme, directory] = await Promise.all([
    engine.known.programme(PROGRAMME),
    engine.known.directory(PROGRAMME),
  ])
  return {
    engine,
    spreadsheetId: 'book-all',
    email: COORDINATOR,
    binding,
    caller: callerOf(COORDINATOR, undefined, binding, directory),
    world: worldOf(programme, directory, system.clock.now),
  }
}

describe('a closed period', () => {
  test('is closed by the coordinator alone, and only when it is over', async () => {
    const before = await system.dump()
    for (const [email, book] of [
      [DEPUTY, 'book-maruha'],
      [OBSERVER, 'book-all'],
      [COORDINATOR, 'book-maruha'],
    ] as const) {
      const { status, body } = await ask(email, { do: 'freeze', ...STAGE }, book)
      expect(body).toMatchObject({ error: { code: 'freeze.denied' } })
      expect(status).toBe(403)
    }
    const open = { do: 'freeze', firstDay: '2021-02-10', lastDay: '2021-09-20' }
    expect((await ask(COORDINATOR, open)).body).toMatchObject({ error: { code: 'freeze.open' } })
    expect(await system.dump()).toBe(before)
  })

  test('gives the same briefs for ever, of the district and of a school, whatever changes in the rows', async () => {
    const district = await textOf(COORDINATOR, STAGE)
    const school = await textOf(DEPUTY, STAGE, 'book-maruha', 'sch-maruha')
    expect(district.note).toBeUndefined()
    expect((await ask(COORDINATOR, { do: 'freeze', ...STAGE })).body).toEqual({
      note: 'Период закрыт 20.09.2021: справка составлена по записям того дня и больше не меняется.',
    })
    await changeRows()
    const after = await textOf(COORDINATOR, STAGE)
    expect(after.xml === district.xml).toBe(true)
    expect(after.note).toContain('Период закрыт 20.09.2021')
    const schoolAfter = await textOf(DEPUTY, STAGE, 'book-maruha', 'sch-maruha')
    expect(schoolAfter.xml === school.xml).toBe(true)
    // Another period is composed from the rows as they are.
    const other = { ...STAGE, lastDay: '2021-09-18' }
    expect((await textOf(COORDINATOR, other)).xml.includes('Совсем другая мера')).toBe(true)
  })

  test('keeps a school’s brief from those who may not see the school', async () => {
    const wish = { do: 'write', ...STAGE, school: 'sch-ermol' }
    expect((await ask(DEPUTY, wish, 'book-maruha')).status).toBe(403)
  })

  test('is closed once: closing it again, or twice at a time, changes nothing', async () => {
    const before = await system.dump()
    await Promise.all([
      ask(COORDINATOR, { do: 'freeze', ...STAGE }),
      ask(COORDINATOR, { do: 'freeze', ...STAGE }),
    ])
    expect(await system.dump()).toBe(before)
    const period = { from: '2021-02-10', to: '2021-03-31' }
    const person = await coordinator()
    const closings = await Promise.all([freezeBriefs(person, period), freezeBriefs(person, period)])
    expect(new Set(closings.map(({ run }) => run)).size).toBe(1)
    const parts = frozenDocs(system.store, PROGRAMME)
      .doc('2021-02-10_2021-03-31')
      .collection('frozenParts')
    // One of the district, one of each of two schools; those of the other closing are gone.
    expect((await parts.get()).size).toBe(3)
  })

  test('is marked where a period is chosen', async () => {
    const { body } = await ask(COORDINATOR, { do: 'start' })
    const { html } = z.object({ html: z.string() }).parse(body)
    expect(html).toContain('10.02.2021–19.09.2021 (закрыт)')
    expect(html).toContain('id="close"')
    const own = z
      .object({ html: z.string() })
      .parse((await ask(DEPUTY, { do: 'start' }, 'book-maruha')).body)
    expect(own.html).not.toContain('id="close"')
  })

  test('may be opened again, and is composed anew then', async () => {
    const person = await coordinator()
    const period = { from: STAGE.firstDay, to: STAGE.lastDay }
    expect(await frozenBrief(system.store, PROGRAMME, period, null)).not.toBeNull()
    await thawBriefs(person, period)
    await thawBriefs(person, period)
    expect(await frozenBrief(system.store, PROGRAMME, period, null)).toBeNull()
    expect((await textOf(COORDINATOR, STAGE)).xml.includes('Совсем другая мера')).toBe(true)
  })
})
