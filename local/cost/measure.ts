import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measures } from '../../domain/tables/measures.ts'
import { riskProfiles } from '../../domain/tables/riskProfiles.ts'
import { sampleMoment, typedTable, PROGRAMME, type TypedTable } from '../sample/files.ts'
import { sendTables } from '../sample/office.ts'
import { COORDINATOR, deskOf, loadSample, SCHOOLS } from '../sample/sample.ts'
import { Typist, type Desk } from '../sample/typist.ts'
import { makeWorkbook } from '../sample/workbooks.ts'
import { startSystem, type System } from '../system.ts'

/** What something cost: documents, calls of functions, letters. */
export interface Counts {
  readonly reads: number
  readonly writes: number
  readonly deletes: number
  readonly calls: number
  readonly letters: number
}

/** What is counted. */
export const EVENTS = ['edit', 'quiet', 'one', 'all', 'panel', 'hour', 'nights', 'digest'] as const
export type Event = (typeof EVENTS)[number]

/** The counts of a programme of so many schools. */
export interface Measured {
  readonly schools: number
  readonly events: Readonly<Record<Event, Counts>>
}

/**
 * Runs a week of the sample through the real functions over the embedded store, with the add-on in the workbooks,
 * and counts. Once with the sample's three schools, once with as many again:
 *
 * - `edit` a cell is typed by a school, and its add-on sends it
 * - `quiet`, `one`, `all` a round of ten minutes, `reconcile` and `refreshDashboards`, when no school, one school,
 *   every school has typed a cell since the last
 * - `panel` somebody opens the sidebar
 * - `hour` an hour in which nobody does anything: six rounds, the tick, the hourly triggers of all workbooks
 * - `nights` the check of deadlines with its reminders, of a whole week
 * - `digest` the Monday's digest
 */
export async function measure(): Promise<readonly [Measured, Measured]> {
  return [await measureSample(false), await measureSample(true)]
}

async function measureSample(doubled: boolean): Promise<Measured> {
  const data = mkdtempSync(join(tmpdir(), 'kurator-cost-'))
  const system = await startSystem({ data, port: 0, standing: true })
  try {
    const typist = new Typist(system)
    const desks = await loadSample(system, typist)
    const deputies = SCHOOLS.map(({ word }) => deskOf(desks, `${word}-deputy`))
    const office = deskOf(desks, 'coordinator').workbook
    if (doubled) deputies.push(...(await addSchools(system, typist, office)))
    const week = new Week(system, typist, deputies)
    return { schools: deputies.length, events: await week.measure() }
  } finally {
    await system.close()
    rmSync(data, { recursive: true, force: true })
  }
}

/** The week from Monday, 20 September 2021. */
class Week {
  readonly #system: System
  readonly #typist: Typist
  readonly #deputies: readonly Desk[]

  constructor(system: System, typist: Typist, deputies: readonly Desk[]) {
    this.#system = system
    this.#typist = typist
    this.#deputies = deputies
  }

  async measure(): Promise<Readonly<Record<Event, Counts>>> {
    const system = this.#system
    const count = (work: () => Promise<unknown>) => counted(system, work)
    this.#at(0, '06:00')
    await this.#settle()
    const digest = await count(async () => {
      this.#at(0, '08:10')
      await system.job('weeklyDigest')
    })
    const nights = await count(async () => {
      for (let day = 0; day < 7; day++) {
        this.#at(day, '08:20')
        await system.job('checkDeadlines')
      }
    })
    this.#at(6, '12:00')
    await this.#settle()
    const hour = await count(async () => {
      for (const time of ['12:10', '12:20', '12:30', '12:40', '12:50', '13:00']) {
        this.#at(6, time)
        await this.#round()
      }
      await system.script.fireTimeTriggers()
      await system.job('tick')
      await system.tasks.idle()
    })
    const quiet = await count(() => this.#round())
    const [first, ...others] = this.#deputies
    if (first === undefined) throw new Error('the sample has schools')
    const edit = await count(() => this.#type(first, 'один'))
    const one = await count(() => this.#round())
    for (const desk of [first, ...others]) await this.#type(desk, 'все')
    const all = await count(() => this.#round())
    const look = () => system.script.run(first.workbook, first.person, 'panelShow', [{}])
    await look()
    const panel = await count(look)
    return { edit, quiet, one, all, panel, hour, nights, digest }
  }

  #at(day: number, time: string): void {
    const moment = sampleMoment('2021-09-20', time).getTime() + day * 86_400_000
    this.#system.clock.set(new Date(moment))
  }

  async #round(): Promise<void> {
    await this.#system.job('reconcile')
    await this.#system.job('refreshDashboards')
  }

  /** What came before is done: the counts are of what happens from here. */
  async #settle(): Promise<void> {
    for (let again = 0; again < 3; again++) {
      await this.#system.script.fireTimeTriggers()
      await this.#round()
    }
  }

  async #type(desk: Desk, text: string): Promise<void> {
    const { headers } = this.#typist.tab(desk, measures)
    const cell = { row: 2, column: headers.indexOf('Мероприятие') }
    await this.#typist.block(desk, measures, cell, [[`Педсовет: ${text}`]])
  }
}

async function counted(system: System, work: () => Promise<unknown>): Promise<Counts> {
  const look = () => ({
    ...(system.stats() ?? { reads: 0, writes: 0, deletes: 0 }),
    calls: Object.values(system.calls()).reduce((sum, count) => sum + count, 0),
    letters: system.mail.list().length,
  })
  const before = look()
  await work()
  await system.script.idle()
  const now = look()
  return {
    reads: now.reads - before.reads,
    writes: now.writes - before.writes,
    deletes: now.deletes - before.deletes,
    calls: now.calls - before.calls,
    letters: now.letters - before.letters,
  }
}

/**
 * As many schools again, like Maruha, each with its people, its two workbooks, its profile and its measures.
 *
 * @returns where their deputy heads sit
 */
async function addSchools(system: System, typist: Typist, office: string): Promise<Desk[]> {
  const desks: Desk[] = []
  const [{ word: model, title: modelTitle }] = SCHOOLS
  for (const index of SCHOOLS.keys()) {
    const word = `added${index}`
    const title = `СОШ № ${index + 1}`
    const id = `sch-${word}`
    const renamed = (text: string) => text.replaceAll(model, word).replaceAll(modelTitle, title)
    const like = (name: string): TypedTable => {
      const { headers, rows } = typedTable(name)
      const own = rows.filter((row) => row.some((text) => text.includes(model)))
      return { headers, rows: own.map((row) => row.map(renamed)) }
    }
    for (const [table, file] of [
      ['schools', 'schools'],
      ['people', 'people'],
      ['schools', 'curators'],
    ] as const) {
      await sendTables(system, office, COORDINATOR, [{ table, file, typed: like(file) }])
    }
    const deputy = `zavuch.${word}@example.org`
    const curator = `kurator.${word}@example.org`
    const binding = { programme: PROGRAMME, scope: [id] }
    const school = await makeWorkbook(system, {
      title,
      owner: COORDINATOR,
      editors: [deputy],
      binding: { ...binding, ceiling: 'staff' },
    })
    const visits = await makeWorkbook(system, {
      title: `Куратор, ${title}`,
      owner: COORDINATOR,
      editors: [curator],
      binding: { ...binding, ceiling: 'curator' },
    })
    await system.script.run(school, deputy, 'enableSync')
    await system.script.run(visits, curator, 'enableSync')
    const desk = { workbook: school, person: deputy }
    await typist.table(desk, riskProfiles, typedTable(`profile-${model}`))
    await typist.table(desk, measures, typedTable(`measures-${model}`))
    desks.push(desk)
  }
  return desks
}
