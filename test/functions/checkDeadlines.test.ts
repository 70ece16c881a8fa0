import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDeadlinesFunction } from '../../functions/checkDeadlines.ts'
import type { Letter, Mailer } from '../../functions/mail/mailer.ts'
import { bindingDoc, cardDocs, dayDoc, rowDocs } from '../../functions/store/documents.ts'
import { SCHEDULER, serveJob, type Job } from './jobs.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

let system: System
let job: Job
const sent: Letter[] = []
const accepting: Mailer = {
  send: (letter) => {
    sent.push(letter)
    return Promise.resolve({ outcome: 'accepted' })
  },
  close: () => undefined,
}

const overdue = { event: 'Наставники', deadline: '15.09.2021', responsible: 'директор' }
const ahead = { event: 'Курсы', deadline: '22.09.2021', responsible: 'директор' }

beforeAll(async () => {
  system = await startSystem()
  job = await serveJob(
    system,
    checkDeadlinesFunction(system.services, () => accepting),
  )
  await system.sync('zavuch@example.org', {
    tabs: measuresTab([
      sentRow('measure-late', 0, { ...overdue, status: 'В работе' }),
      sentRow('measure-done', 0, { ...overdue, status: 'Исполнена', doneOn: '14.09.2021' }, 3),
      sentRow('measure-next', 0, { ...ahead, status: 'В работе' }, 4),
    ]),
  })
})
afterAll(async () => {
  await job.close()
  await system.close()
})

const snapshot = async (day: string) => (await dayDoc(system.store, PROGRAMME, day).get()).data()
const maruha = { due: 2, done: 1, confirmed: 0, overdue: 1, waiting: 1 }
const nothing = { due: 0, done: 0, confirmed: 0, overdue: 0, waiting: 0 }

const post = (headers: Record<string, string>) => ({ method: 'POST', headers })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('checkDeadlines', () => {
  it('keeps the figures of the day, once', async () => {
    expect(await job.run()).toEqual({
      status: 200,
      body: {
        programmes: [
          {
            programme: PROGRAMME,
            day: '2021-09-20',
            snapshot: 'written',
            total: maruha,
            schools: { 'sch-maruha': maruha, 'sch-ermol': nothing },
            reminders: 'inDigest',
          },
        ],
      },
    })
    const kept = { day: '2021-09-20', schools: { 'sch-maruha': maruha, 'sch-ermol': nothing } }
    expect(await snapshot('2021-09-20')).toEqual(kept)

    await system.sync('zavuch@example.org', {
      tabs: measuresTab([sentRow('measure-more', 0, { ...overdue, status: 'Не начата' }, 5)]),
    })
    const again = await job.run()
    expect(again.body).toMatchObject({ programmes: [{ snapshot: 'kept', total: { overdue: 2 } }] })
    expect(await snapshot('2021-09-20')).toEqual(kept)
  })

  it('writes one snapshot when it is started twenty times at once', async () => {
    system.clock.now = new Date('2021-09-21T05:00:00Z')
    const runs = await Promise.all(Array.from({ length: 20 }, () => job.run()))
    const written = runs.filter(({ body }) => JSON.stringify(body).includes('"written"'))
    expect(runs.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(written).toHaveLength(1)
    expect(await snapshot('2021-09-21')).toMatchObject({ day: '2021-09-21' })
  })

  it('takes the day of the programme, not of the machine', async () => {
    system.clock.now = new Date('2021-09-22T21:30:00Z')
    await job.run()
    expect(await snapshot('2021-09-23')).toMatchObject({
      schools: { 'sch-maruha': { overdue: 3 } },
    })
    expect(await snapshot('2021-09-22')).toBeUndefined()
  })

  it('reads cards and workbooks, not rows: as many documents as there are schools, and a few more', async () => {
    // What there was to remind of is told.
    system.clock.now = new Date('2021-09-24T05:00:00Z')
    await job.run()
    system.clock.now = new Date('2021-09-25T05:00:00Z')
    const before = system.usage()
    await job.run({ programme: PROGRAMME })
    const after = system.usage()
    // Two schools and the directory; six workbooks; programme, schedule, allowance, record of the run.
    expect(after.reads - before.reads).toBeLessThanOrEqual(15)
    // The snapshot, the record of the run, the schedule, and when the job last ran.
    expect(after.writes - before.writes).toBe(4)
  })

  it('reads the measures of a school whose card has outgrown its briefs', async () => {
    system.clock.now = new Date('2021-09-26T05:00:00Z')
    const card = cardDocs(system.store, PROGRAMME).doc('sch-maruha')
    const { briefs } = (await card.get()).data() ?? {}
    await rowDocs(system.store, PROGRAMME, 'measures')
      .doc('measure-gone')
      .set({ school: 'sch-maruha', cells: { deadline: '2021-09-01' }, archivedAt: 1 })
    await card.update({ briefs: { measures: {} }, overflow: ['measures'] })
    const { body } = await job.run()
    expect(body).toMatchObject({ programmes: [{ total: { due: 4, done: 1, overdue: 3 } }] })
    await card.update({ briefs, overflow: [] })
    expect((await job.run()).body).toMatchObject({
      programmes: [{ total: { due: 4, done: 1, overdue: 3 } }],
    })
  })
})

/** The check of a day, and the letters that it sent. */
async function on(day: string, hour = '05') {
  sent.length = 0
  system.clock.now = new Date(`${day}T${hour}:00:00Z`)
  const { body } = await job.run()
  return { body, told: sent.map(({ to, subject }) => `${to}: ${subject}`).toSorted() }
}

describe('reminders', () => {
  beforeAll(async () => {
    await system.sync('direktor.ermol@example.org', {
      spreadsheetId: 'book-ermol',
      tabs: measuresTab([
        sentRow('ermol-late', 0, { ...overdue, deadline: '10.11.2021', status: 'В работе' }),
        sentRow('ermol-soon', 0, { ...overdue, deadline: '20.11.2021', status: 'В работе' }, 3),
        sentRow('ermol-done', 0, { ...overdue, deadline: '19.11.2021', status: 'Исполнена' }, 4),
      ]),
    })
  })
  const ermol = 'direktor.ermol@example.org: Нижняя Ермоловка'

  it('come before the deadline to who answers, after it to those above, by worked days', async () => {
    await on('2021-11-09')
    expect((await on('2021-11-10')).told).toContain(`${ermol}: сегодня срок у 1 меры`)
    expect((await on('2021-11-11')).told).toContain(`${ermol}: просрочена 1 мера`)
    expect((await on('2021-11-16')).told).toEqual([`${ermol}: скоро срок у 1 меры`])
    // The fifth worked day after: the school has no curator.
    expect((await on('2021-11-17')).told).toEqual([])
    // A deadline on a Saturday is reminded of on the Friday before.
    expect((await on('2021-11-19')).told).toEqual([`${ermol}: скоро срок у 1 меры`])
    expect(sent[0]?.text).toContain('Суббота, 20 ноября (выходной день), остался 1 день.')
    expect(sent[0]?.text).toMatch(
      /Отметить исполнение: https:\/\/kurator\.example\.org\/answer\?t=/,
    )
    // Monday was the digest's day, and no digest went out: made up for.
    expect((await on('2021-11-23')).told).toEqual([`${ermol}: просрочена 1 мера`])
    expect((await on('2021-11-24')).told).toEqual([
      'koordinator@example.org: Нижняя Ермоловка: просрочена 1 мера',
    ])
  })

  it('are sent once, however often the job runs; missed days are made up for, once', async () => {
    expect((await on('2021-11-24')).told).toEqual([])
    await system.sync('direktor.ermol@example.org', {
      spreadsheetId: 'book-ermol',
      tabs: measuresTab([
        sentRow('ermol-missed', 0, { ...overdue, deadline: '03.12.2021', status: 'В работе' }),
      ]),
    })
    expect((await on('2021-11-26')).told).toEqual([])
    // The 30th, three worked days before, is missed.
    expect((await on('2021-12-01')).told).toEqual([`${ermol}: скоро срок у 1 меры`])
    expect((await on('2021-12-02')).told).toEqual([])
    expect((await on('2021-12-03')).told).toEqual([
      `${ermol}: сегодня срок у 1 меры`,
      'koordinator@example.org: Нижняя Ермоловка: просрочена 1 мера',
    ])
  })

  it('do not come at night and on days off, and wait for the digest on its day', async () => {
    expect(await on('2021-12-07', '21')).toMatchObject({
      body: { programmes: [{ reminders: 'quiet' }] },
      told: [],
    })
    expect(await on('2021-12-12')).toMatchObject({
      body: { programmes: [{ reminders: 'dayOff' }] },
    })
    expect(await on('2021-12-13')).toMatchObject({
      body: { programmes: [{ reminders: 'inDigest' }] },
    })
  })

  it('do not tell those above what may only be unsent, and tell the school itself', async () => {
    await system.sync('direktor.ermol@example.org', {
      spreadsheetId: 'book-ermol',
      tabs: measuresTab([
        sentRow('ermol-unsent', 0, { ...overdue, deadline: '14.12.2021', status: 'В работе' }),
      ]),
    })
    const book = bindingDoc(system.store, 'book-ermol')
    await book.update({ lastSeenAt: Date.UTC(2021, 11, 10, 12) })
    expect((await on('2021-12-14')).told).toHaveLength(1)
    expect((await on('2021-12-15')).told).toEqual([])
    await book.update({ lastSeenAt: Date.UTC(2021, 11, 28, 3) })
    // Seen again: the coordinator learns on the tenth worked day after.
    expect((await on('2021-12-28')).told).toEqual([
      'koordinator@example.org: Нижняя Ермоловка: просрочена 1 мера',
    ])
  })

  it('do not come to who wants the digest only', async () => {
    await cardDocs(system.store, PROGRAMME)
      .doc('directory')
      .update({ 'briefs.people.ermol-head.digest': 'digestOnly' })
    await system.sync('direktor.ermol@example.org', {
      spreadsheetId: 'book-ermol',
      tabs: measuresTab([
        sentRow('ermol-quiet', 0, { ...overdue, deadline: '29.12.2021', status: 'В работе' }),
      ]),
    })
    expect((await on('2021-12-29')).told).toEqual([])
  })
})

describe('who may start a scheduled function', () => {
  it('is the scheduler, with a token of its own; others change nothing', async () => {
    system.clock.now = new Date('2021-10-04T05:00:00Z')
    const cases: readonly (readonly [Record<string, string>, number, string])[] = [
      [{}, 401, 'auth.missing'],
      [bearer('not.a.token'), 401, 'auth.invalid'],
      [bearer(await system.token(SCHEDULER, { aud: 'another-program' })), 401, 'auth.audience'],
      [
        bearer(await system.token(SCHEDULER, { aud: 'https://kurator.example.org/tick' })),
        401,
        'auth.audience',
      ],
      [bearer(await system.token(SCHEDULER, { exp: 1 })), 401, 'auth.expired'],
      [bearer(await system.token('koordinator@example.org')), 403, 'scheduler.denied'],
    ]
    for (const [headers, status, code] of cases) {
      const refused = await job.call(post(headers))
      expect(refused).toMatchObject({ status, body: { error: { code } } })
    }
    const get = await job.call({ headers: bearer(await system.token(SCHEDULER)) })
    expect(get).toMatchObject({ status: 405, body: { error: { code: 'method' } } })
    expect(await snapshot('2021-10-04')).toBeUndefined()

    const own = { aud: 'https://kurator.example.org/checkDeadlines' }
    const allowed = await job.call(post(bearer(await system.token(SCHEDULER, own))))
    expect(allowed.status).toBe(200)
    expect(await snapshot('2021-10-04')).toBeDefined()
  })

  it('names a programme in the body or the query; an unknown one is refused', async () => {
    expect(await job.run({ programme: 'nowhere' })).toMatchObject({
      status: 404,
      body: { error: { code: 'programme.unknown', message: 'Такой программы нет: nowhere.' } },
    })
    expect(await job.run({ programme: 7 })).toMatchObject({ status: 400 })
    expect(await job.run({ programme: PROGRAMME })).toMatchObject({ status: 200 })
    const headers = bearer(await system.token(SCHEDULER))
    expect(await job.call(post(headers), `?programme=${PROGRAMME}`)).toMatchObject({ status: 200 })
  })
})
