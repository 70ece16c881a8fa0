import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL } from '../../domain/protocol.ts'
import { openIssuer } from '../../local/issuer.ts'
import { AUDIENCE, measuresTab, readAnswer, requestOf, sentRow, startSystem } from './system.ts'
import type { Answer, System } from './system.ts'

const deputy = 'zavuch@example.org'
const coordinator = 'koordinator@example.org'
const whole = { event: 'Семинар', deadline: '22.09.2021', responsible: 'директор' }

let system: System
let rows = 0
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

/** A request that would store a new row, were it allowed. */
function good(more: Parameters<typeof requestOf>[0] = {}) {
  const id = `refused-${String(++rows).padStart(4, '0')}`
  return requestOf({ tabs: measuresTab([sentRow(id, 0, whole)]), ...more })
}

function post(
  authorization: string | null,
  body: unknown,
  init: RequestInit = {},
): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (authorization !== null) headers['authorization'] = authorization
  const request = { method: 'POST', headers, body: JSON.stringify(body), ...init }
  return fetch(system.url, request).then(readAnswer)
}

async function bearer(email = deputy, claims = {}): Promise<string> {
  return `Bearer ${await system.token(email, claims)}`
}

/** A request with this many empty rows. */
function many(count: number) {
  const ids = Array.from({ length: count }, (_, at) => `measure-of-${1000 + at}`)
  return requestOf({ tabs: measuresTab(ids.map((id) => sentRow(id, 0, {}))) })
}

/** What came of a request: `401 auth.missing, nothing changed`, or `200 stored, changed`. */
async function told(send: () => Promise<Answer>): Promise<string> {
  const before = await system.dump()
  const { status, answer, error } = await send()
  const changed = (await system.dump()) !== before
  // Every refusal is for a person to read, in the language of the programme.
  expect(error?.message ?? 'без отказа').toMatch(/[а-я]{3}/i)
  const what = error?.code ?? answer?.rows.map(({ outcome }) => outcome).join()
  return `${status} ${what}, ${changed ? 'changed' : 'nothing changed'}`
}

async function message(answer: Promise<Answer>): Promise<string | undefined> {
  return (await answer).error?.message
}

describe('a token', () => {
  test('is needed', async () => {
    expect(await told(() => post(null, good()))).toBe('401 auth.missing, nothing changed')
    expect(await told(() => post('Basic YTpi', good()))).toBe('401 auth.missing, nothing changed')
    expect(await told(async () => post(await bearer(), good()))).toBe('200 stored, changed')
  })

  test('must be one', async () => {
    expect(await told(() => post('Bearer nonsense', good()))).toBe(
      '401 auth.invalid, nothing changed',
    )
  })

  test('must be signed by the issuer', async () => {
    const other = await openIssuer(mkdtempSync(join(tmpdir(), 'kurator-')), 'https://issuer.test')
    const forged = await other.issue(deputy, AUDIENCE)
    expect(await told(() => post(`Bearer ${forged}`, good()))).toBe(
      '401 auth.invalid, nothing changed',
    )
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ email: deputy }))}.`
    expect(await told(() => post(`Bearer ${unsigned}`, good()))).toBe(
      '401 auth.invalid, nothing changed',
    )
  })

  test('must be of the issuer in the configuration', async () => {
    const token = await bearer(deputy, { iss: 'https://elsewhere.example' })
    expect(await told(() => post(token, good()))).toBe('401 auth.invalid, nothing changed')
  })

  test('must not have expired, by real time', async () => {
    const now = Math.floor(Date.now() / 1000)
    const old = await bearer(deputy, { exp: now - 1 })
    expect(await told(() => post(old, good()))).toBe('401 auth.expired, nothing changed')
    const fresh = await bearer(deputy, { exp: now + 60 })
    expect(await told(() => post(fresh, good()))).toBe('200 stored, changed')
  })

  test('must vouch for the address', async () => {
    const token = await bearer(deputy, { email_verified: false })
    expect(await told(() => post(token, good()))).toBe('401 auth.invalid, nothing changed')
  })

  test('must be made for the add-on, or for the script of that very workbook', async () => {
    const other = await bearer(deputy, { aud: 'some-other-program' })
    expect(await told(() => post(other, good()))).toBe('401 auth.audience, nothing changed')
    const own = await bearer(deputy, { aud: 'script-of-book-own' })
    expect(await told(() => post(own, good()))).toBe('401 auth.audience, nothing changed')
    expect(await told(() => post(own, good({ spreadsheetId: 'book-own' })))).toBe(
      '200 stored, changed',
    )
  })
})

describe('a person', () => {
  test('must be in the directory', async () => {
    const stranger = await bearer('stranger@example.org')
    expect(await told(() => post(stranger, good()))).toBe('403 person.unknown, nothing changed')
    expect(await told(async () => post(await bearer('Direktor@Example.org'), good()))).toBe(
      '200 stored, changed',
    )
  })

  test('must have to do with the schools of the workbook', async () => {
    const other = await bearer('direktor.ermol@example.org')
    expect(await told(() => post(other, good()))).toBe('403 workbook.denied, nothing changed')
    expect(await told(() => post(other, good({ spreadsheetId: 'book-ermol' })))).toBe(
      '200 stored, changed',
    )
  })

  test('who is removed is refused within a minute', async () => {
    const people = system.store.doc('programmes/zelenchuk/cards/directory')
    const before = (await people.get()).data()
    expect(await told(async () => post(await bearer(), good()))).toBe('200 stored, changed')
    await people.update({ 'briefs.people.maruha-deputy': {} })
    system.clock.elapsed += 60_000
    expect(await told(async () => post(await bearer(), good()))).toBe(
      '403 person.unknown, nothing changed',
    )
    await people.set(before ?? {})
    system.clock.elapsed += 60_000
    expect(await told(async () => post(await bearer(), good()))).toBe('200 stored, changed')
  })

  test('who has just been added is known at once', async () => {
    const fresh = await bearer('new@example.org')
    expect(await told(() => post(fresh, good()))).toBe('403 person.unknown, nothing changed')
    const cells = { role: 'deputy', post: 'завуч', school: 'СОШ с. Маруха' }
    await system.seed('people', [
      { id: 'maruha-new', cells: { ...cells, email: 'new@example.org' } },
    ])
    expect(await told(() => post(fresh, good()))).toBe('200 stored, changed')
  })

  test('who may only read cannot become the sender', async () => {
    const observer = await bearer('region@example.org')
    expect(await told(() => post(observer, requestOf({ enable: true })))).toBe(
      '403 enable.denied, nothing changed',
    )
    const { answer } = await post(await bearer(), requestOf({ enable: true }))
    expect(answer?.rows).toEqual([])
    const binding = await system.store.doc('workbooks/book-maruha').get()
    expect(binding.get('sender')).toBe(deputy)
  })
})

describe('a workbook', () => {
  test('that has just been connected is known at once', async () => {
    const later = good({ spreadsheetId: 'book-later' })
    const authorization = await bearer()
    expect(await told(() => post(authorization, later))).toBe(
      '404 workbook.unknown, nothing changed',
    )
    const binding = (await system.store.doc('workbooks/book-maruha').get()).data()
    await system.store.doc('workbooks/book-later').set(binding ?? {})
    expect(await told(() => post(authorization, later))).toBe('200 stored, changed')
  })

  test('must be connected', async () => {
    const copy = good({ spreadsheetId: 'a-copy-of-book-maruha' })
    expect(await told(async () => post(await bearer(), copy))).toBe(
      '404 workbook.unknown, nothing changed',
    )
    expect(await message(post(await bearer(), copy))).toContain('Если это копия')
  })

  test('has only the tabs of its kind', async () => {
    const tabs = [{ table: 'people', columns: ['post'], rows: [sentRow('person-01', 0, {})] }]
    expect(await told(async () => post(await bearer(), requestOf({ tabs })))).toBe(
      '403 tab.denied, nothing changed',
    )
    const { answer } = await post(
      await bearer(coordinator),
      requestOf({ tabs, spreadsheetId: 'book-all' }),
    )
    expect(answer?.rows).toMatchObject([{ outcome: 'unchanged' }])
  })
})

describe('a request', () => {
  test('is a POST of JSON', async () => {
    const authorization = await bearer()
    const body = JSON.stringify(good())
    const get = { method: 'GET', headers: { authorization } }
    expect(await told(() => fetch(system.url, get).then(readAnswer))).toBe(
      '405 method, nothing changed',
    )
    const text = { headers: { authorization, 'content-type': 'text/plain' }, body }
    expect(await told(() => post(authorization, null, text))).toBe('415 body.type, nothing changed')
  })

  test('is not larger than its bound', async () => {
    const large = { ...good(), padding: 'x'.repeat(10_000_000) }
    expect(await told(async () => post(await bearer(), large))).toBe(
      '413 body.size, nothing changed',
    )
  })

  test('is of this version of the protocol', async () => {
    const next = { ...good(), protocol: PROTOCOL + 1 }
    expect(await told(async () => post(await bearer(), next))).toBe(
      '400 protocol.version, nothing changed',
    )
  })

  test('has the shape of the protocol, and says where it has not', async () => {
    const authorization = await bearer()
    const shapes: readonly (readonly [unknown, string])[] = [
      [{ ...good(), request: 'not-a-uuid' }, 'request'],
      [{ ...good(), cursor: { 'sch-maruha': '1' } }, 'cursor.sch-maruha'],
      [{ ...good(), surprise: 1 }, ''],
      [{ ...good(), tabs: 'measures' }, 'tabs'],
      [{ ...good(), tabs: measuresTab([sentRow('short', 0, {})]) }, 'tabs.0.rows.0.id'],
      [{ ...good(), tabs: measuresTab([sentRow('measure-aaaa', -1, {})]) }, 'tabs.0.rows.0.rev'],
      [[], ''],
    ]
    for (const [body, place] of shapes) {
      expect(await told(() => post(authorization, body))).toBe(
        '400 protocol.shape, nothing changed',
      )
      expect(await message(post(authorization, body))).toContain(place)
    }
    expect(await told(() => post(authorization, good()))).toBe('200 stored, changed')
  })

  test('names tables and columns that there are', async () => {
    const authorization = await bearer()
    const row = sentRow('measure-aaaa', 0, { event: 'Семинар' })
    const pupils = good({ tabs: [{ table: 'pupils', columns: ['event'], rows: [row] }] })
    expect(await told(() => post(authorization, pupils))).toBe('400 table.unknown, nothing changed')
    for (const column of ['marks', 'deadlineState', 'corrections']) {
      const tabs = measuresTab([row], ['event', column])
      expect(await told(() => post(authorization, good({ tabs })))).toBe(
        '400 column.unknown, nothing changed',
      )
    }
    const missing = good({ tabs: measuresTab([row], ['deadline']) })
    expect(await told(() => post(authorization, missing))).toBe(
      '400 column.unknown, nothing changed',
    )
  })

  test('names a row once', async () => {
    const row = sentRow('measure-aaaa', 0, whole)
    const twice = good({ tabs: measuresTab([row, row]) })
    expect(await told(async () => post(await bearer(), twice))).toBe(
      '400 protocol.twice, nothing changed',
    )
  })

  test('has at most 500 rows', async () => {
    expect(await told(async () => post(await bearer(), many(501)))).toBe(
      '413 protocol.rows, nothing changed',
    )
    const { answer } = await post(await bearer(), many(500))
    expect(answer?.rows).toHaveLength(500)
  })
})

describe('a fault of ours', () => {
  test('is answered calmly and logged with ids, without addresses or cell texts', async () => {
    await system.store.doc('workbooks/book-broken').set({
      programme: 'no-such-programme',
      scope: ['sch-maruha'],
      ceiling: 'staff',
    })
    const body = good({ spreadsheetId: 'book-broken' })
    expect(await told(async () => post(await bearer(), body))).toBe('500 internal, nothing changed')
    expect(await message(post(await bearer(), body))).toContain('вводить заново не нужно')
    const line = system.logged.at(-1) ?? ''
    expect(line).toContain('no-such-programme has no document')
    expect(line).toContain(body.request)
    expect(system.logged.join()).not.toMatch(/example\.org|Семинар/)
  })
})
