import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { bindFunction, CODE_MS } from '../../functions/bind.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { newCode } from '../../functions/store/bindCodes.ts'
import { serveJob, type Job } from './jobs.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 30_000 })

const coordinator = 'koordinator@example.org'
const deputy = 'zavuch@example.org'
const otherHead = 'direktor.ermol@example.org'
const ofMaruha = {
  do: 'issue',
  programme: PROGRAMME,
  scope: ['sch-maruha'],
  ceiling: 'staff',
} as const
const issued = z.object({ code: z.string(), expiresAt: z.number() })
const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

let system: System
let bind: Job
/** How far real time has gone on. */
let later = 0
let books = 0
beforeAll(async () => {
  system = await startSystem()
  const { clock } = system.services
  const moved = { ...clock, stamp: () => Date.now() + later }
  const verify: typeof system.services.verify = (header) =>
    system.services.verify(header, Date.now())
  bind = await serveJob(system, bindFunction({ ...system.services, clock: moved, verify }))
})
beforeEach(() => {
  later = 0
})
afterAll(async () => {
  await bind.close()
  await system.close()
})

async function call(email: string, body: object, claims = {}) {
  const authorization = `Bearer ${await system.token(email, claims)}`
  const headers = { 'content-type': 'application/json', authorization }
  return bind.call({ method: 'POST', headers, body: JSON.stringify(body) })
}

async function issue(order: object = ofMaruha): Promise<string> {
  const { status, body } = await call(coordinator, order)
  expect(status).toBe(200)
  return issued.parse(body).code
}

function use(email: string, spreadsheetId: string, code: string, claims = {}) {
  return call(email, { do: 'use', spreadsheetId, code }, claims)
}

const newBook = () => `new-book-${String(++books)}`

/** `403 code.wrong, nothing changed`, or `200, changed`. */
async function told(send: () => ReturnType<typeof call>): Promise<string> {
  const before = await system.dump()
  const { status, body } = await send()
  const changed = (await system.dump()) === before ? 'nothing changed' : 'changed'
  if (status === 200) return `200, ${changed}`
  const { error } = refusal.parse(body)
  expect(error.message).toMatch(/[а-я]{3}/i)
  return `${status} ${error.code}, ${changed}`
}

describe('a code', () => {
  test('connects the workbook in which it is typed, in any writing', async () => {
    const code = await issue()
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    const book = newBook()
    expect(await told(() => use(deputy, book, ` ${code.toLowerCase().replaceAll('-', ' ')}`))).toBe(
      '200, changed',
    )
    const binding = (await bindingDoc(system.store, book).get()).data()
    expect(binding).toEqual({ programme: PROGRAMME, scope: ['sch-maruha'], ceiling: 'staff' })
    const row = sentRow('measure-of-new-book', 0, { event: 'Педсовет' })
    const answer = await system.sync(deputy, { spreadsheetId: book, tabs: measuresTab([row]) })
    expect(answer.rows).toMatchObject([{ outcome: 'draft', rev: 1 }])
  })

  test('is not in the store: only its hash is', async () => {
    const code = await issue()
    const dump = await system.dump()
    expect(dump).toContain('bindCodes/')
    expect(dump).not.toContain(code)
    expect(dump).not.toContain(code.replaceAll('-', ''))
    expect(system.logged.join('')).not.toContain(code)
  })

  test('that is wrong connects nothing', async () => {
    const book = newBook()
    expect(await told(() => use(deputy, book, newCode()))).toBe('403 code.wrong, nothing changed')
    const code = await issue()
    expect(await told(() => use(deputy, book, code))).toBe('200, changed')
  })

  test('is good once; the same workbook may repeat it, as an answer may get lost', async () => {
    const code = await issue()
    const book = newBook()
    expect(await told(() => use(deputy, book, code))).toBe('200, changed')
    expect(await told(() => use(deputy, newBook(), code))).toBe('403 code.used, nothing changed')
    expect(await told(() => use(deputy, book, code))).toBe('200, nothing changed')
  })

  test('typed in two workbooks at once connects one', async () => {
    const code = await issue()
    const both = await Promise.all([use(deputy, newBook(), code), use(deputy, newBook(), code)])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 403]))
  })

  test('expires after three days of real time', async () => {
    const code = await issue()
    const book = newBook()
    later = CODE_MS
    expect(await told(() => use(deputy, book, code))).toBe('403 code.expired, nothing changed')
    later = CODE_MS - 60_000
    expect(await told(() => use(deputy, book, code))).toBe('200, changed')
  })

  test('does not connect a workbook that is connected, and stays good', async () => {
    const code = await issue()
    expect(await told(() => use(deputy, 'book-ermol', code))).toBe(
      '409 workbook.bound, nothing changed',
    )
    expect(await told(() => use(deputy, newBook(), code))).toBe('200, changed')
  })

  test('is for those who have to do with its schools', async () => {
    const code = await issue()
    const book = newBook()
    expect(await told(() => use('stranger@example.org', book, code))).toBe(
      '403 person.unknown, nothing changed',
    )
    expect(await told(() => use(otherHead, book, code))).toBe(
      '403 workbook.denied, nothing changed',
    )
    expect(await told(() => use(deputy, book, code))).toBe('200, changed')
  })

  test('lets a script of one workbook bring its own client id', async () => {
    const book = newBook()
    const own = { aud: 'script-of-the-copy' }
    const code = await issue()
    expect(await told(() => use(deputy, book, code, own))).toBe('200, changed')
    expect((await bindingDoc(system.store, book).get()).get('audience')).toBe('script-of-the-copy')
  })
})

describe('a code is issued', () => {
  test('to the coordinator of that programme alone', async () => {
    for (const email of [deputy, 'kurator@example.org', 'region@example.org']) {
      expect(await told(() => call(email, ofMaruha))).toBe(
        '403 coordinator.needed, nothing changed',
      )
    }
    expect(await told(() => call(coordinator, { ...ofMaruha, programme: 'another' }))).toBe(
      '403 coordinator.needed, nothing changed',
    )
    expect(await told(() => call(coordinator, ofMaruha))).toBe('200, changed')
  })

  test('from the coordinator’s own workbook, which knows its programme', async () => {
    const { programme: _, ...here } = { ...ofMaruha, spreadsheetId: 'book-all' }
    const book = newBook()
    expect(await told(() => use(deputy, book, 'AAAA-AAAA-AAAA'))).toContain('code.wrong')
    const code = await issue(here)
    expect(await told(() => use(deputy, book, code))).toBe('200, changed')
    expect((await bindingDoc(system.store, book).get()).data()).toMatchObject({
      programme: PROGRAMME,
      scope: ['sch-maruha'],
    })
    expect(await told(() => call(deputy, { ...here, spreadsheetId: 'book-maruha' }))).toBe(
      '403 coordinator.needed, nothing changed',
    )
    const nowhere = { ...here, spreadsheetId: 'book-nowhere' }
    expect(await told(() => call(coordinator, nowhere))).toBe(
      '404 workbook.unknown, nothing changed',
    )
  })

  test('for schools of the programme', async () => {
    const elsewhere = { ...ofMaruha, scope: ['sch-maruha', 'sch-nowhere'] }
    expect(await told(() => call(coordinator, elsewhere))).toBe(
      '400 scope.unknown, nothing changed',
    )
    expect(await told(() => call(coordinator, { ...ofMaruha, scope: 'all' }))).toBe('200, changed')
  })

  test('to the add-on, not to any program that has a token', async () => {
    expect(await told(() => call(coordinator, ofMaruha, { aud: 'another-program' }))).toBe(
      '401 auth.audience, nothing changed',
    )
  })

  test('over a well-formed request', async () => {
    expect(await told(() => call(coordinator, { ...ofMaruha, ceiling: 'tsar' }))).toBe(
      '400 protocol.shape, nothing changed',
    )
    expect(await told(() => bind.call({ method: 'GET' }))).toBe('405 method, nothing changed')
  })
})
