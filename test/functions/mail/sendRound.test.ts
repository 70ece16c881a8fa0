import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Firestore } from '@google-cloud/firestore'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Digest } from '../../../domain/digest/digest.ts'
import type { Recipient } from '../../../domain/digest/recipients.ts'
import { addDays } from '../../../domain/days.ts'
import { LEASE_MS } from '../../../functions/mail/claims.ts'
import type { Delivery, Letter, Mailer } from '../../../functions/mail/mailer.ts'
import { sendRound, type Round } from '../../../functions/mail/sendRound.ts'
import type { Services } from '../../../functions/services.ts'
import { programmeDoc } from '../../../functions/store/documents.ts'
import { startSystem, type System } from '../system.ts'

const folder = mkdtempSync(join(tmpdir(), 'kurator-round-'))
let system: System
let stamp = Date.UTC(2026, 0, 5, 6)
let week = '2026-01-05'
let elapsed = 0

beforeAll(async () => {
  system = await startSystem()
})
afterAll(async () => {
  await system.close()
  rmSync(folder, { recursive: true })
})
/** Each test has a week and a real day of its own. */
beforeEach(() => {
  week = addDays(week, 7)
  stamp += 7 * 86_400_000
  elapsed = 0
})

const PEOPLE = 24

const recipients = Array.from({ length: PEOPLE }, (_, at): Recipient => ({
  email: `person-${String(at).padStart(2, '0')}@example.org`,
  language: 'ru',
  reminders: true,
  people: [`person-${at}`],
  views: [{ of: 'observer', person: `person-${at}` }],
}))

const digest: Digest = {
  language: 'ru',
  subject: 'Маруха: просрочена 1 мера',
  preheader: '',
  greeting: 'Здравствуйте!',
  sections: [],
  footer: [],
  footerActions: [],
  unsubscribe: null,
  messenger: '',
}

function round(part: Partial<Round> = {}): Round {
  return {
    job: 'weeklyDigest',
    programme: 'p',
    day: week,
    of: week,
    recipients,
    concerns: () => true,
    alsoAsk: () => [],
    letter: () => digest,
    ...part,
  }
}

function services(store: Firestore = system.store, config = system.services.config): Services {
  const clock = { now: () => system.clock.now, stamp: () => stamp, elapsed: () => elapsed }
  return { ...system.services, store, config, clock }
}

class Box implements Mailer {
  readonly sent: string[] = []
  readonly answer: (letter: Letter) => Delivery | undefined

  constructor(answer: (letter: Letter) => Delivery | undefined = () => undefined) {
    this.answer = answer
  }

  send(letter: Letter): Promise<Delivery> {
    const delivery = this.answer(letter) ?? { outcome: 'accepted' as const }
    if (delivery.outcome !== 'refused') this.sent.push(letter.to)
    return Promise.resolve(delivery)
  }

  close(): void {}
}

async function states(): Promise<Readonly<Record<string, number>>> {
  const found = await programmeDoc(system.store, 'p')
    .collection('mail')
    .where('day', '>=', week)
    .get()
  const counts: Record<string, number> = {}
  for (const claim of found.docs) {
    const state = String(claim.get('state'))
    counts[state] = (counts[state] ?? 0) + 1
  }
  return counts
}

const twice = (sent: readonly string[]) => sent.length - new Set(sent).size

describe('a round of letters', () => {
  it('started fifty times at once sends each letter once, and a record says all', async () => {
    const box = new Box()
    await Promise.all(Array.from({ length: 50 }, () => sendRound(services(), box, round())))
    expect(box.sent.toSorted()).toEqual(recipients.map(({ email }) => email))
    const after = await sendRound(services(), box, round())
    expect(after).toMatchObject({ finishedOn: week, counts: { examined: PEOPLE, sent: PEOPLE } })
    expect(box.sent).toHaveLength(PEOPLE)
  })

  it('killed at every step in turn, gone on with after the lease, sends nothing twice and loses nothing without a record', async () => {
    let died = 0
    let unknownInAll = 0
    for (let step = 1; ; step++) {
      week = addDays(week, 7)
      const box = new Box()
      const mortal = mortalStore(system.store, step)
      const few = round({ recipients: recipients.slice(0, 5) })
      const killed = await sendRound(services(mortal.store), mortalBox(box, mortal), few).then(
        () => false,
        () => true,
      )
      if (!killed) break
      died++
      stamp += LEASE_MS + 1
      const after = await sendRound(services(), box, few)
      const { sent, unknown, left, held } = after.counts
      expect([step, twice(box.sent)]).toEqual([step, 0])
      expect([step, sent + unknown, left, held]).toEqual([step, 5, 0, 0])
      // A letter is out, or its claim says that it may not be.
      expect(box.sent.length).toBeGreaterThanOrEqual(sent)
      expect(unknown).toBeLessThanOrEqual(4)
      unknownInAll += unknown
    }
    console.log(`killed at ${died} steps, 5 letters each: ${unknownInAll} of ${died * 5} unknown`)
    expect(died).toBeGreaterThan(15)
  })

  it('goes on on another day: digests once a week, one letter a day for an address', async () => {
    const box = new Box((letter) =>
      letter.to < 'person-12' ? undefined : { outcome: 'refused', temporary: true, reason: '451' },
    )
    const first = await sendRound(services(), box, round())
    expect(first).toMatchObject({ finishedOn: null, stopped: 'server' })
    const tuesday = addDays(week, 1)
    const next = new Box()
    // A reminder of that day takes the day of one address that waits for its digest.
    const late = recipients.slice(20, 21)
    await sendRound(
      services(),
      next,
      round({ job: 'reminders', of: tuesday, day: tuesday, recipients: late }),
    )
    const second = await sendRound(services(), next, round({ day: tuesday }))
    expect(second.counts).toMatchObject({ sent: PEOPLE - 1, held: 1 })
    expect(twice([...box.sent, ...next.sent])).toBe(0)
    const third = await sendRound(services(), next, round({ day: addDays(week, 2) }))
    expect(third).toMatchObject({ counts: { sent: PEOPLE, held: 0 }, passes: 3 })
    expect([...box.sent, ...next.sent].filter((to) => to === 'person-20@example.org')).toHaveLength(
      2,
    )
  })

  it('keeps to the allowance of a minute and of a day, the most urgent first', async () => {
    const config = { ...system.services.config, mailPerMinute: 5, mailPerDay: 12 }
    const box = new Box()
    const pass = () => sendRound(services(system.store, config), box, round())
    expect(await pass()).toMatchObject({ stopped: 'minute', counts: { sent: 5, left: 19 } })
    expect(box.sent.toSorted()).toEqual(recipients.slice(0, 5).map(({ email }) => email))
    expect(await pass()).toMatchObject({ stopped: 'minute', counts: { sent: 5 } })
    stamp += 60_000
    await pass()
    stamp += 60_000
    expect(await pass()).toMatchObject({ stopped: 'day', counts: { sent: 12, left: 12 } })
    stamp += 86_400_000
    for (let minute = 0; minute < 3; minute++, stamp += 60_000) await pass()
    expect(await pass()).toMatchObject({ stopped: null, finishedOn: week })
    expect(box.sent).toHaveLength(PEOPLE)
    expect(twice(box.sent)).toBe(0)
  })

  it('ends at once when there is no server, whoever is left goes later', async () => {
    let asked = 0
    const hanging: Mailer = {
      send: () => {
        asked++
        const reason = 'timed out'
        return Promise.resolve({ outcome: 'refused', temporary: true, reason, unreachable: true })
      },
      close: () => undefined,
    }
    const first = await sendRound(services(), hanging, round())
    expect(first).toMatchObject({ stopped: 'server', finishedOn: null })
    // One for each of the lanes, not one for each person.
    expect(asked).toBeLessThanOrEqual(4)
    const box = new Box()
    expect(await sendRound(services(), box, round())).toMatchObject({ counts: { sent: PEOPLE } })
  })

  it('does not end for addresses that are refused for good; each is named once', async () => {
    const box = new Box((letter) =>
      /[05]@/.test(letter.to) ? { outcome: 'refused', temporary: false, reason: '550' } : undefined,
    )
    const after = await sendRound(services(), box, round())
    expect(after).toMatchObject({
      stopped: null,
      finishedOn: week,
      counts: { sent: 19, failed: 5 },
    })
    expect(after.problems.map(({ person }) => person).toSorted()).toEqual([
      'person-0',
      'person-10',
      'person-15',
      'person-20',
      'person-5',
    ])
    expect(await states()).toEqual({ failed: 5, sent: 19 })
  })

  it('stops before its time is over, and is gone on with', async () => {
    const many = Array.from({ length: 9 }, (_, at) =>
      recipients.map((one) => ({ ...one, email: `${at}-${one.email}` })),
    ).flat()
    const box = new Box(() => {
      elapsed += 10_000
      return undefined
    })
    const first = await sendRound(services(), box, round({ recipients: many }))
    expect(first).toMatchObject({ stopped: 'time', counts: { sent: 100, left: 116 } })
    elapsed = 0
    await sendRound(services(), box, round({ recipients: many }))
    elapsed = 0
    const last = await sendRound(services(), box, round({ recipients: many }))
    expect(last).toMatchObject({ finishedOn: week, counts: { sent: 216 }, passes: 3 })
    expect(twice(box.sent)).toBe(0)
  })
})

interface Mortal {
  readonly store: Firestore
  dead: boolean
  /** Another thing done; throws when the instance is dead. */
  step(): void
}

/** A store whose instance dies at the given step: from then on nothing reaches the store. */
function mortalStore(store: Firestore, at: number): Mortal {
  let steps = 0
  const mortal: Mortal = {
    dead: false,
    step: () => {
      if (++steps >= at) mortal.dead = true
      if (mortal.dead) throw new Error('the instance is gone')
    },
    store: new Proxy(store, {
      get(target, name) {
        if (name === 'runTransaction' || name === 'getAll') {
          return async (...args: readonly unknown[]) => {
            mortal.step()
            const result: unknown = await Reflect.apply(Reflect.get(target, name), target, args)
            mortal.step()
            return result
          }
        }
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    }),
  }
  return mortal
}

/** Dies with its instance before and after a letter. */
function mortalBox(box: Box, mortal: Mortal): Mailer {
  return {
    send: async (letter) => {
      mortal.step()
      const delivery = await box.send(letter)
      mortal.step()
      return delivery
    },
    close: () => undefined,
  }
}
