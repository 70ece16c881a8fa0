import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkDeadlinesFunction } from '../../functions/checkDeadlines.ts'
import { LEASE_MS } from '../../functions/mail/claims.ts'
import type { Delivery, Letter, Mailer } from '../../functions/mail/mailer.ts'
import { smtpMailer } from '../../functions/mail/smtp.ts'
import { programmeDoc } from '../../functions/store/documents.ts'
import { weeklyDigestFunction } from '../../functions/weeklyDigest.ts'
import { startMail, type Mail } from '../../local/mail/mail.ts'
import { serveJob, type Job } from './jobs.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

const folder = mkdtempSync(join(tmpdir(), 'kurator-digests-'))
const FROM = 'Программа 500+ <kurator@example.org>'
let system: System
let mail: Mail
/** Mondays on which people work: 1 November 2021 was a day off. */
const mondays =
  '2021-09-20 2021-09-27 2021-10-04 2021-10-11 2021-10-18 2021-10-25 2021-11-08 2021-11-15 2021-11-22'
    .split(' ')
    .values()
const nextMonday = () => new Date(`${mondays.next().value}T05:00:00Z`)

beforeAll(async () => {
  mail = await startMail({ data: folder })
  system = await startSystem()
  await system.sync('zavuch@example.org', {
    tabs: measuresTab([
      sentRow('measure-late', 0, {
        event: 'Закрепить наставников за молодыми педагогами',
        deadline: '15.09.2021',
        responsible: 'зам. директора по УВР',
        status: 'В работе',
      }),
      sentRow('measure-bad1', 0, { event: 'Семинар', deadline: '15/03' }, 3),
    ]),
  })
})
afterAll(async () => {
  await system.close()
  await mail.close()
  rmSync(folder, { recursive: true })
})
/** Each test has a Monday of its own: claims are per address and week. */
beforeEach(() => {
  mail.clear()
  system.clock.now = nextMonday()
})

async function digestJob(
  openMailer: () => Mailer = () => smtpMailer(mail.smtpUrl, FROM),
): Promise<Job> {
  return serveJob(system, weeklyDigestFunction(system.services, openMailer))
}

async function claims(): Promise<readonly { readonly state: string; readonly reason?: string }[]> {
  const day = system.clock.now.toISOString().slice(0, 10)
  const found = await programmeDoc(system.store, PROGRAMME)
    .collection('mail')
    .where('day', '==', day)
    .get()
  return found.docs.map((snapshot) => ({ state: '', ...snapshot.data() }))
}

const told = () => mail.list().map(({ to }) => to)

describe('weeklyDigest', () => {
  it('tells each address of its own over SMTP, once however often it runs', async () => {
    const job = await digestJob()
    const first = await job.run()
    expect(first).toMatchObject({
      status: 200,
      body: {
        programmes: [
          {
            day: '2021-09-20',
            examined: 6,
            sent: 6,
            quiet: 0,
            failed: 0,
            unknown: 0,
            finished: true,
          },
        ],
      },
    })
    expect(told().toSorted()).toEqual([
      'direktor.ermol@example.org',
      'direktor@example.org',
      'koordinator@example.org',
      'kurator@example.org',
      'region@example.org',
      'zavuch@example.org',
    ])
    const head = mail.list().find(({ to }) => to === 'direktor@example.org')
    expect(head).toMatchObject({
      from: FROM,
      subject: 'Маруха: просрочена 1 мера, исправить 2 ячейки',
      at: system.clock.now.getTime(),
    })
    const { html, text, messageId } = mail.get(head?.id ?? 0)
    expect(text).toContain('Срок был в среду, 15 сентября, прошло 5 дней.')
    expect(text).toContain('«Меры», строка 3, «Срок». Не указан год: «15/03».')
    expect(text).toContain(
      'https://docs.google.com/spreadsheets/d/book-maruha#table=measures&row=measure-late',
    )
    expect(html).toContain('Закрепить наставников')
    const textTo = (address: string) =>
      mail.get(mail.list().find(({ to }) => to === address)?.id ?? 0).text
    expect(textTo('kurator@example.org')).toContain('/d/book-curator#table=measures&')
    expect(textTo('koordinator@example.org')).toContain('/d/book-ermol\n')
    expect(messageId).toMatch(/^<week-2021-09-20-[0-9a-f]{24}\.zelenchuk@example\.org>$/)

    mail.clear()
    const again = await job.run()
    expect(again.body).toMatchObject({ programmes: [{ examined: 6, sent: 6, held: 0 }] })
    expect(told()).toEqual([])
    await job.close()
  })

  it('sends each letter once when twenty runs start at once', async () => {
    const job = await digestJob()
    const runs = await Promise.all(Array.from({ length: 20 }, () => job.run()))
    expect(runs.every(({ status }) => status === 200)).toBe(true)
    expect(told()).toHaveLength(6)
    expect(new Set(told()).size).toBe(6)
    expect((await claims()).map(({ state }) => state)).toEqual(
      Array.from({ length: 6 }, () => 'sent'),
    )
    await job.close()
  })

  it('compares with the snapshot of seven days before', async () => {
    const check = await serveJob(system, checkDeadlinesFunction(system.services))
    await check.run()
    await check.close()
    system.clock.now = nextMonday()
    const job = await digestJob()
    await job.run()
    const coordinator = mail.list().find(({ to }) => to === 'koordinator@example.org')
    expect(mail.get(coordinator?.id ?? 0).text).toContain(
      'Неделю назад: исполнено 0 из 1 (0 %), просрочена 1.',
    )
    await job.close()
  })

  it('tries again what the server could not take, and leaves what it refused for good', async () => {
    const outcomes = new Map<string, Delivery>([
      ['direktor@example.org', { outcome: 'refused', temporary: true, reason: '450 busy' }],
      ['zavuch@example.org', { outcome: 'refused', temporary: false, reason: '550 nobody' }],
      ['kurator@example.org', { outcome: 'unknown', reason: 'broken' }],
    ])
    const job = await digestJob(() => scripted((letter) => outcomes.get(letter.to)))
    const first = await job.run()
    expect(first.body).toMatchObject({
      programmes: [{ sent: 3, postponed: 1, failed: 1, unknown: 1, finished: false }],
    })
    expect(
      (await claims()).map(({ state, reason }) => `${state} ${reason ?? ''}`.trim()).toSorted(),
    ).toEqual(['claimed 450 busy', 'failed 550 nobody', 'sent', 'sent', 'sent', 'unknown broken'])
    outcomes.clear()
    const again = await job.run()
    expect(again.body).toMatchObject({
      programmes: [{ sent: 4, postponed: 0, failed: 1, unknown: 1, finished: true }],
    })
    await job.close()
  })

  it.each(['before', 'after'])(
    'that dies at a letter, %s it was taken, sends it at most once, with a record',
    async (moment) => {
      const sent: string[] = []
      const dying = await digestJob(() => ({
        send: (letter) => {
          if (moment === 'after') sent.push(letter.to)
          return Promise.reject(new Error('the instance is gone'))
        },
        close: () => undefined,
      }))
      expect((await dying.run()).status).toBe(500)
      await dying.close()

      // Within the lease another run leaves that letter alone, and sends the others.
      const job = await digestJob(() => scripted((letter) => void sent.push(letter.to)))
      expect((await job.run()).body).toMatchObject({
        programmes: [{ examined: 6, finished: false }],
      })
      const stamp = system.services.clock.stamp()
      const late: System = {
        ...system,
        services: {
          ...system.services,
          clock: { ...system.services.clock, stamp: () => stamp + LEASE_MS + 1000 },
        },
      }
      const lateJob = await serveJob(
        late,
        weeklyDigestFunction(late.services, () => scripted((letter) => void sent.push(letter.to))),
      )
      const { body } = await lateJob.run()
      expect(body).toMatchObject({ programmes: [{ held: 0, left: 0, finished: true }] })
      expect(new Set(sent).size).toBe(sent.length)
      // Up to four letters were on their way when the instance died.
      const states = (await claims()).map(({ state }) => state)
      const unknown = states.filter((state) => state === 'unknown').length
      expect(unknown).toBeGreaterThan(0)
      expect(unknown).toBeLessThanOrEqual(4)
      expect(states.filter((state) => state === 'sent')).toHaveLength(6 - unknown)
      await job.close()
      await lateJob.close()
    },
  )

  it('logs ids, and no address', async () => {
    const job = await digestJob()
    await job.run()
    await job.close()
    const lines = system.logged.filter((line) => line.includes('weeklyDigest sent'))
    expect(lines.at(-1)).toContain(PROGRAMME)
    expect(system.logged.join()).not.toMatch(/(?:direktor|zavuch|kurator|koordinator)@/)
  })
})

/** A mail server that accepts, unless told otherwise. */
function scripted(answer: (letter: Letter) => Delivery | undefined | void): Mailer {
  return {
    send: (letter) => Promise.resolve(answer(letter) ?? { outcome: 'accepted' }),
    close: () => undefined,
  }
}
