import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Programme, Schedule } from '../../domain/records.ts'
import { advance, NOTHING_DONE, readSchedule } from '../../functions/mail/schedule.ts'
import type { Task } from '../../functions/mail/tasks.ts'
import { cardDocs, DIRECTORY, programmeDoc } from '../../functions/store/documents.ts'
import { tasksDue, tickFunction } from '../../functions/tick.ts'
import { serveJob, type Job } from './jobs.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

const programme = {
  timeZone: 'Europe/Moscow',
  mailHour: 8,
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
}
const due = (moment: string, schedule: Schedule = NOTHING_DONE, other: Partial<Programme> = {}) =>
  tasksDue('p', { ...programme, ...other }, schedule, Date.parse(moment)).map(({ name }) => name)

describe('what is due for a programme', () => {
  it.each([
    ['before its hour nothing', '2021-09-20T04:59:59Z', []],
    [
      'at its hour both',
      '2021-09-20T05:00:00Z',
      ['p-weeklyDigest-2021-09-20-8', 'p-checkDeadlines-2021-09-20-8'],
    ],
    [
      'later as well, as long as they are not done',
      '2021-09-21T11:00:00Z',
      ['p-weeklyDigest-2021-09-21-14', 'p-checkDeadlines-2021-09-21-14'],
    ],
    ['on a day off the check alone', '2021-09-25T05:00:00Z', ['p-checkDeadlines-2021-09-25-8']],
    ['at night nothing', '2021-09-20T18:00:00Z', []],
    ['before the programme begins nothing', '2021-02-09T09:00:00Z', []],
    ['after it has ended nothing', '2025-01-09T09:00:00Z', []],
  ])('is %s', (_, moment, tasks) => {
    expect(due(moment)).toEqual(tasks)
  })

  it('is not what is done', () => {
    const done = { ...NOTHING_DONE, checkedOn: '2021-09-21', digestOf: '2021-09-20' }
    expect(due('2021-09-21T09:00:00Z', done)).toEqual([])
    expect(due('2021-09-22T09:00:00Z', done)).toEqual(['p-checkDeadlines-2021-09-22-12'])
    expect(due('2021-09-27T09:00:00Z', done)).toHaveLength(2)
  })

  it('goes by the programme’s own zone and hours', () => {
    const far = { timeZone: 'Asia/Kamchatka' }
    expect(due('2021-09-19T20:30:00Z', NOTHING_DONE, far)).toHaveLength(2)
    expect(due('2021-09-20T09:00:00Z', NOTHING_DONE, far)).toEqual([])
    expect(
      due('2021-09-20T18:00:00Z', NOTHING_DONE, { quietHours: { from: 23, to: 6 } }),
    ).toHaveLength(2)
  })
})

describe('tick', () => {
  let system: System
  let job: Job
  const added = new Map<string, Task>()
  beforeAll(async () => {
    system = await startSystem()
    const tasks = {
      add: (task: Task) => {
        const known = added.has(task.name)
        added.set(task.name, task)
        return Promise.resolve(known ? ('known' as const) : ('added' as const))
      },
    }
    job = await serveJob(system, tickFunction(system.services, tasks))
    await programmeDoc(system.store, 'far').set({ ...programme, timeZone: 'Asia/Kamchatka' })
  })
  afterAll(async () => {
    await job.close()
    await system.close()
  })
  const ticked = async (): Promise<readonly string[]> => {
    added.clear()
    await job.run()
    return [...added.values()].map(({ programme: of }) => of)
  }

  it('adds one task a programme, a job and an hour, however often it runs', async () => {
    // 8:10 in Moscow, 17:10 in Kamchatka.
    const runs = await Promise.all(Array.from({ length: 10 }, () => job.run()))
    expect(runs.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(
      [...added.values()].map(({ programme: of, job: name }) => `${of} ${name}`).toSorted(),
    ).toEqual([
      'far checkDeadlines',
      'far weeklyDigest',
      `${PROGRAMME} checkDeadlines`,
      `${PROGRAMME} weeklyDigest`,
    ])
    await advance(system.store, PROGRAMME, { checkedOn: '2021-09-20', digestOf: '2021-09-20' })
    added.clear()
    await job.run()
    expect([...added.values()].map(({ programme: of }) => of)).toEqual(['far', 'far'])
  })

  it('reads two documents a programme, and its settings where something is left to do', async () => {
    const before = system.usage()
    await job.run()
    // Both programmes and schedules, and the card of the one that is not done.
    expect(system.usage().reads - before.reads).toBeLessThanOrEqual(5)
    // Only that it has run.
    expect(system.usage().writes).toBe(before.writes + 1)
  })

  it('goes by the hour that the office has set, later or earlier than the programme’s own', async () => {
    const setHour = (value: string) =>
      cardDocs(system.store, 'far')
        .doc(DIRECTORY)
        .set({ briefs: { settings: { hour: { setting: 'mailHour', value } } } })
    // 17:10 in Kamchatka.
    await setHour('18')
    expect(await ticked()).toEqual([])
    await setHour('17')
    expect(await ticked()).toEqual(['far', 'far'])
    await programmeDoc(system.store, 'far').update({ mailHour: 18 })
    expect(await ticked()).toEqual(['far', 'far'])
    await setHour('вечером')
    expect(await ticked()).toEqual([])
    await programmeDoc(system.store, 'far').update({ mailHour: 8 })
  })

  it('is for the scheduler alone', async () => {
    added.clear()
    const refused = await job.call({ method: 'POST' })
    expect(refused).toMatchObject({ status: 401, body: { error: { code: 'auth.missing' } } })
    expect(added.size).toBe(0)
  })

  it('never goes back', async () => {
    await advance(system.store, PROGRAMME, { checkedOn: '2021-09-01' })
    expect(await readSchedule(system.store, PROGRAMME)).toMatchObject({ checkedOn: '2021-09-20' })
  })
})
