import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIMITS } from '../../domain/limits.ts'
import { Refusal } from '../../functions/errors.ts'
import { personFunction } from '../../functions/personFunction.ts'
import { serveJob, type Job } from './jobs.ts'
import { startSystem, type System } from './system.ts'

let system: System
let job: Job
let next: () => Promise<object>
beforeAll(async () => {
  system = await startSystem()
  job = await serveJob(
    system,
    personFunction(system.services, 'asked', () => next()),
  )
})
afterAll(async () => {
  await job.close()
  await system.close()
})

const json = { 'content-type': 'application/json' }
const post = (body: string, headers: Record<string, string> = json) =>
  job.call({ method: 'POST', headers, body })

/** A list of one text, as long as asked. */
const large = (bytes: number): string => JSON.stringify(['x'.repeat(bytes - 4)])

describe('what a person asks from menu or sidebar', () => {
  test('is answered in JSON', async () => {
    next = async () => ({ done: true })
    expect(await post('{}')).toEqual({ status: 200, body: { done: true } })
  })

  test('is a POST of JSON that is not larger than its bound', async () => {
    next = async () => ({ done: true })
    const codes = [
      await job.call({ method: 'GET' }),
      await post('{}', { 'content-type': 'text/plain' }),
      await post(large(LIMITS.bodyBytes + 1)),
      await post(large(LIMITS.bodyBytes)),
    ].map(({ status }) => status)
    expect(codes).toEqual([405, 415, 413, 200])
  })

  test('is refused with its reason, and a fault of ours is logged and not told', async () => {
    next = async () => {
      throw new Refusal('workbook.unknown')
    }
    expect((await post('{}')).body).toMatchObject({ error: { code: 'workbook.unknown' } })
    next = async () => {
      throw new Error('the disk is full')
    }
    const answer = await post('{}')
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'internal' } } })
    expect(JSON.stringify(answer)).not.toContain('disk')
    expect(system.logged.at(-1)).toMatch(/"severity":"ERROR".*the disk is full.*"job":"asked"/)
  })
})
