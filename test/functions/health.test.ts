import { Firestore } from '@google-cloud/firestore'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { RELEASE } from '../../domain/limits.ts'
import { healthFunction, LATE_AFTER } from '../../functions/health.ts'
import { jobDocs } from '../../functions/jobRuns.ts'
import { readConfig } from '../../functions/config.ts'
import { answerScheduler, scheduledFunction } from '../../functions/scheduled.ts'
import type { Services } from '../../functions/services.ts'
import { serveJob } from './jobs.ts'
import { startSystem, type System } from './system.ts'

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())
beforeEach(async () => {
  for (const name of Object.keys(LATE_AFTER)) await jobDocs(system.store).doc(name).delete()
})

/** As a function that holds no secret. */
const bare = (): Services => {
  const { SMTP_URL: _, ...environment } = system.environment
  return { ...system.services, config: readConfig(environment) }
}

async function health(services: Services, init: RequestInit = {}) {
  const served = await serveJob(system, healthFunction(services))
  const answer = await served.call(init)
  await served.close()
  return answer
}

const nothing = { at: null, late: false, failed: 0 }
const nothingRan = Object.fromEntries(Object.keys(LATE_AFTER).map((name) => [name, nothing]))

test('of a new system is fine, and says what is not known yet', async () => {
  expect(await health(bare())).toEqual({
    status: 200,
    body: { status: 'fine', release: RELEASE, store: 'answers', mail: 'unknown', jobs: nothingRan },
  })
})

test('tells when each job last came to its end, with the programmes at which it failed', async () => {
  const before = Date.now()
  const tick = await serveJob(
    system,
    answerScheduler(system.services, 'tick', () => Promise.resolve({})),
  )
  const digest = await serveJob(
    system,
    scheduledFunction(system.services, 'weeklyDigest', () => Promise.reject(new Error('broken'))),
  )
  expect(await tick.run()).toMatchObject({ status: 200 })
  expect(await digest.run()).toMatchObject({ status: 500 })
  await tick.close()
  await digest.close()
  const { status, body } = await health(bare())
  expect(status).toBe(200)
  expect(body).toMatchObject({
    status: 'fine',
    mail: 'configured',
    jobs: {
      tick: { at: expect.any(String), late: false, failed: 0 },
      weeklyDigest: { at: expect.any(String), late: false, failed: 1 },
    },
  })
  const { at } = (await jobDocs(system.store).doc('tick').get()).data() ?? {}
  expect(at).toBeGreaterThanOrEqual(before)
})

test('a run that is refused, as one without the scheduler’s token, is none', async () => {
  const job = answerScheduler(system.services, 'tick', () => Promise.resolve({}))
  const served = await serveJob(system, job)
  expect(await served.call({ method: 'POST' })).toMatchObject({ status: 401 })
  await served.close()
  expect((await jobDocs(system.store).doc('tick').get()).exists).toBe(false)
})

test.each(Object.entries(LATE_AFTER))(
  '%s is late after its time, not before',
  async (name, after) => {
    const run = (age: number) =>
      jobDocs(system.store)
        .doc(name)
        .set({ at: Date.now() - age, failed: 0, mail: false })
    await run(after - 60_000)
    expect(await health(bare())).toMatchObject({
      status: 200,
      body: { jobs: { [name]: { late: false } } },
    })
    await run(after + 1)
    expect(await health(bare())).toMatchObject({
      status: 503,
      body: { status: 'late', jobs: { [name]: { late: true } } },
    })
  },
)

test('says that letters have no mail server, where the jobs that send them were given none', async () => {
  await jobDocs(system.store).doc('checkDeadlines').set({ at: Date.now(), failed: 0, mail: false })
  expect(await health(bare())).toMatchObject({ body: { mail: 'missing' } })
})

test('answers within its patience where the store is silent', async () => {
  vi.stubEnv('FIRESTORE_EMULATOR_HOST', '127.0.0.1:1')
  const nowhere = new Firestore({ projectId: 'kurator-test' })
  const began = performance.now()
  expect(await health({ ...bare(), store: nowhere })).toMatchObject({
    status: 503,
    body: { status: 'down', store: 'silent' },
  })
  expect(performance.now() - began).toBeLessThan(15_000)
  vi.unstubAllEnvs()
  await nowhere.terminate()
})

test('who asks often costs nothing, and says nothing private', async () => {
  const services = bare()
  const served = await serveJob(system, healthFunction(services))
  await served.call({})
  const { reads } = system.usage()
  const { body } = await served.call({})
  expect(system.usage().reads).toBe(reads)
  system.clock.elapsed += 10_001
  await served.call({})
  expect(system.usage().reads).toBe(reads + Object.keys(LATE_AFTER).length)
  expect(await served.call({ method: 'POST' })).toMatchObject({ status: 405 })
  await served.close()
  expect(JSON.stringify(body)).not.toMatch(/@|zelenchuk|kurator-test/)
})
