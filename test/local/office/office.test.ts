import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { officeConfig } from '../../../local/office/config.ts'
import { startOffice, type Office } from '../../../local/office/office.ts'
import { startMail, type Mail } from '../../../local/mail/mail.ts'
import { sendTables } from '../../../local/sample/office.ts'
import { bindingDoc } from '../../../functions/store/documents.ts'
import { ENTRY } from '../../../local/office/entries.ts'

/** An office's own server over real sockets, its letters caught by a real mail server. */

const COORDINATOR = 'koordinator@example.org'
const DEPUTY = 'zavuch.maruha@example.org'
const STRANGER = 'stranger@example.org'

const data = mkdtempSync(join(tmpdir(), 'kurator-office-'))
let mail: Mail
let office: Office
let later = 0
let place = 0
let coordinatorsBook = ''
let maruha = ''
let ermol = ''

beforeAll(async () => {
  mail = await startMail({ data: join(data, 'mail') })
  const example = JSON.parse(readFileSync('local/office/office.example.json', 'utf8'))
  const config = officeConfig(
    JSON.stringify({
      ...example,
      url: 'http://localhost',
      port: 0,
      data: join(data, 'office'),
      mail: { server: mail.smtpUrl, from: 'Программа 500+ <500@example.org>' },
    }),
    'office.json',
  )
  office = await startOffice(config, () => new Date(Date.now() + later))
  coordinatorsBook = office.host.workbooks.list()[0]?.id ?? ''
  await fill()
  maruha = await schoolBook('sch-maruha')
  ermol = await schoolBook('sch-ermol')
})

afterAll(async () => {
  await office.close()
  await mail.close()
  rmSync(data, { recursive: true, force: true })
})

/** Each test comes from a place of its own, so that the counts of one are not another's. */
beforeEach(() => {
  place += 1
  mail.clear()
})

/** The coordinator writes in the sample's schools and people, as the add-on sends them. */
async function fill(): Promise<void> {
  for (const [table, file] of [
    ['schools', 'schools'],
    ['people', 'people'],
    ['schools', 'curators'],
  ] as const) {
    await sendTables(office.host, coordinatorsBook, COORDINATOR, [{ table, file }])
  }
}

async function schoolBook(school: string): Promise<string> {
  const id = office.host.workbooks.create({ title: school, owner: COORDINATOR })
  await bindingDoc(office.host.store, id).create({
    programme: 'zelenchuk',
    scope: [school],
    ceiling: 'staff',
  })
  return id
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** One request through a proxy, as a browser of this place sends it. */
function ask(
  method: string,
  path: string,
  {
    form,
    cookie,
    headers = {},
  }: {
    form?: Record<string, string>
    cookie?: string
    headers?: Record<string, string>
  } = {},
): Promise<Answer> {
  const { port } = new URL(office.url)
  return new Promise((done, fail) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: {
          host: 'localhost',
          accept: 'text/html',
          'x-forwarded-for': `192.0.2.${place}`,
          ...(method === 'POST' ? { origin: 'http://localhost' } : {}),
          ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          ...(cookie === undefined ? {} : { cookie }),
          ...headers,
        },
      },
      (response) => {
        let text = ''
        response.on('data', (chunk) => (text += String(chunk)))
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      },
    )
    sent.once('error', fail)
    sent.end(form ? new URLSearchParams(form).toString() : undefined)
  })
}

async function codeFor(email: string): Promise<string> {
  const before = mail.list().length
  await ask('POST', '/sign-in', { form: { email } })
  await expect.poll(() => mail.list().length).toBe(before + 1)
  const [line] = mail.list()
  const letter = mail.get(line?.id ?? 0)
  return /\d{6}/.exec(letter.text)?.[0] ?? ''
}

const enter = (email: string, code: string, more: Record<string, string> = {}) =>
  ask('POST', '/sign-in/code', { form: { email, code, ...more } })

async function signIn(email: string): Promise<string> {
  const answer = await enter(email, await codeFor(email))
  expect(answer.status).toBe(303)
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

/** Another code of the same length. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('a mailed code signs in once, into a session that scripts cannot read', async () => {
  const code = await codeFor(COORDINATOR)
  const answer = await enter(COORDINATOR, code, { next: `/w/${coordinatorsBook}` })
  expect(answer.status).toBe(303)
  expect(answer.headers['location']).toBe(`/w/${coordinatorsBook}`)
  expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Lax$/)
  const reused = await enter(COORDINATOR, code)
  expect(reused.status).toBe(403)
  expect(reused.headers['set-cookie']).toBeUndefined()
})

test('a wrong code is refused, the fifth ends the code', async () => {
  const code = await codeFor(COORDINATOR)
  for (let tries = 0; tries < ENTRY.codeTries; tries += 1) {
    expect((await enter(COORDINATOR, wrong(code))).status).toBe(403)
  }
  expect((await enter(COORDINATOR, code)).status).toBe(403)
})

test('an expired code and one that a newer has replaced are refused', async () => {
  later += 2 * 3_600_000
  const old = await codeFor(COORDINATOR)
  const fresh = await codeFor(COORDINATOR)
  // Once in a million times the new code is the old one.
  const replaced = old === fresh ? wrong(old) : old
  expect((await enter(COORDINATOR, replaced)).status).toBe(403)
  later += ENTRY.codeLives
  expect((await enter(COORDINATOR, fresh)).status).toBe(403)
  await signIn(COORDINATOR)
})

test('an unknown address gets the same pages and no letter', async () => {
  later += 86_400_000
  expect(await pagesFor(STRANGER)).toEqual(await pagesFor(DEPUTY))
  await expect.poll(() => mail.list().length).toBe(1)
  expect(JSON.stringify(mail.list())).not.toContain(STRANGER)
})

/** What somebody who has only an address is shown: asking for a code, and six wrong ones. */
async function pagesFor(email: string) {
  const asked = await ask('POST', '/sign-in', { form: { email } })
  const refused: Answer[] = []
  for (let tries = 0; tries < 6; tries += 1) refused.push(await enter(email, '12345x'))
  return [asked, ...refused].map(({ status, text, headers }) => [
    status,
    text.replaceAll(email, '…'),
    Object.keys(headers).sort(),
  ])
}

test('a session ends when it is left, after its longest time, and when one signs out', async () => {
  later += 86_400_000
  const cookie = await signIn(COORDINATOR)
  expect((await ask('GET', '/', { cookie })).status).toBe(200)
  later += ENTRY.idle + 1
  expect((await ask('GET', '/', { cookie })).headers['location']).toBe('/sign-in')

  const long = await signIn(COORDINATOR)
  for (let days = 2; days < 30; days += 2) {
    later += 2 * 86_400_000
    expect((await ask('GET', '/', { cookie: long })).status).toBe(200)
  }
  later += 2 * 86_400_000
  expect((await ask('GET', '/', { cookie: long })).status).toBe(303)

  const left = await signIn(COORDINATOR)
  expect((await ask('POST', '/sign-out', { cookie: left })).status).toBe(303)
  expect((await ask('GET', '/office', { cookie: left })).status).toBe(401)
})

test('a window left open is closed once its session has ended, one whose session lives stays', async () => {
  later += 86_400_000
  const [deputy, coordinator] = [await signIn(DEPUTY), await signIn(COORDINATOR)]
  const open = async (cookie: string) => {
    const { body } = await fetch(`${office.url}/w/${maruha}/events`, { headers: { cookie } })
    const ended = (async () => {
      for await (const _ of body ?? []);
      return 'ended'
    })()
    return () => Promise.race([ended, new Promise((done) => setTimeout(done, 200, 'open'))])
  }
  const [left, kept] = [await open(deputy), await open(coordinator)]
  await office.sweep()
  expect([await left(), await kept()]).toEqual(['open', 'open'])
  later += ENTRY.idle - 1_000
  expect((await ask('GET', '/', { cookie: coordinator })).status).toBe(200)
  later += 1_000
  await office.sweep()
  expect([await left(), await kept()]).toEqual(['ended', 'open'])
})

test('health is told to everybody, and nothing private', async () => {
  const { status, text } = await ask('GET', '/health')
  expect([status, JSON.parse(text)]).toMatchObject([200, { store: 'answers', mail: 'configured' }])
  expect(text).not.toMatch(/@|zelenchuk|maruha/)
  expect((await ask('POST', '/health')).status).toBe(405)
})

test('a deputy head sees their own school’s workbook and no other, whoever they say they are', async () => {
  const cookie = await signIn(DEPUTY)
  const list = (await ask('GET', '/', { cookie })).text
  expect(list).toContain(`/w/${maruha}`)
  expect(list).not.toContain(ermol)
  expect(list).not.toContain(coordinatorsBook)
  expect((await ask('GET', `/w/${maruha}/view`, { cookie })).status).toBe(200)
  for (const path of ['', '/view', `/view?as=${COORDINATOR}`, '/menu', '/events']) {
    expect([path, (await ask('GET', `/w/${ermol}${path}`, { cookie })).status]).toEqual([path, 403])
    expect((await ask('GET', `/w/${coordinatorsBook}${path}`, { cookie })).status).toBe(403)
  }
  expect((await ask('GET', `/w/no-such/view`, { cookie })).status).toBe(403)
  const coordinator = await signIn(COORDINATOR)
  expect((await ask('GET', `/w/${ermol}/view`, { cookie: coordinator })).status).toBe(200)
})

test('a curator opens the workbooks of the schools that they accompany, the coordinator all', async () => {
  later += 86_400_000
  const curator = await signIn('kurator.maruha@example.org')
  const theirs = (await ask('GET', '/', { cookie: curator })).text
  expect(theirs).toContain(maruha)
  expect(theirs).not.toContain(ermol)
  expect(theirs).not.toContain(coordinatorsBook)
  const coordinator = (await ask('GET', '/', { cookie: await signIn(COORDINATOR) })).text
  for (const id of [maruha, ermol, coordinatorsBook]) expect(coordinator).toContain(id)
})

test('what is entered is entered by who is signed in, not by who the page names', async () => {
  const cookie = await signIn(DEPUTY)
  const changed: string[] = []
  const stop = office.host.workbooks.subscribe(maruha, ({ person }) => changed.push(person))
  const { sheets } = JSON.parse((await ask('GET', `/w/${maruha}/view`, { cookie })).text)
  const cell = {
    sheet: sheets[0].sheetId,
    row: sheets[0].rows[0].key,
    column: sheets[0].columns[0].key,
    text: 'проба',
  }
  const gesture = { as: COORDINATOR, id: 'one', gesture: { do: 'type', cells: [cell] } }
  const sent = await post(`/w/${maruha}/do`, cookie, gesture)
  stop()
  expect(sent.status).toBe(200)
  expect(changed).toEqual([DEPUTY])
})

function post(path: string, cookie: string, body: object): Promise<Response> {
  return fetch(`${office.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: office.url, cookie },
    body: JSON.stringify(body),
  })
}

test('nothing is open to who is not signed in, and nothing of the stand to anybody', async () => {
  for (const path of ['/', `/w/${maruha}`]) {
    expect((await ask('GET', path)).status).toBe(303)
  }
  for (const path of [`/w/${maruha}/view`, '/office', '/frame/x']) {
    expect((await ask('GET', path)).status).toBe(401)
  }
  const cookie = await signIn(COORDINATOR)
  for (const path of ['/stand', '/token?person=x', '/inbox', '/stats', '/../package.json']) {
    expect([path, (await ask('GET', path, { cookie })).status]).toEqual([path, 404])
  }
  for (const path of ['/sync', '/setup', '/tick', '/v4/spreadsheets/x', '/jwks']) {
    expect([path, (await ask('POST', path, { cookie })).status]).toEqual([path, 404])
  }
  // From inside too they ask for a token.
  for (const path of ['/sync', '/setup', '/tick']) {
    const inside = await post(path, '', {})
    expect([path, inside.status]).toEqual([path, 401])
  }
})

test('a form of another site, another host’s name and a large form are refused', async () => {
  const form = { email: COORDINATOR }
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { host: 'evil.example' },
  ]) {
    expect((await ask('POST', '/sign-in', { form, headers })).status).toBe(403)
  }
  const large = { email: 'x'.repeat(5_000) }
  expect((await ask('POST', '/sign-in', { form: large })).status).toBe(413)
  expect(mail.list()).toEqual([])
})

test('the sign-in leads nowhere but to a workbook', async () => {
  later += 86_400_000
  for (const next of ['//evil.example', 'https://evil.example', '/w/../stand', '/sign-out']) {
    const answer = await enter(DEPUTY, await codeFor(DEPUTY), { next })
    expect([next, answer.headers['location']]).toEqual([next, '/'])
  }
})

test('a token that was planted before the sign-in is worth nothing after it', async () => {
  later += 86_400_000
  const planted = 'kurator=planted'
  const code = await codeFor(DEPUTY)
  const answer = await ask('POST', '/sign-in/code', {
    form: { email: DEPUTY, code },
    cookie: planted,
  })
  expect(answer.status).toBe(303)
  expect(String(answer.headers['set-cookie'])).not.toContain('planted')
  expect((await ask('GET', '/office', { cookie: planted })).status).toBe(401)
})

test('of 1,000 tries within a minute all but a few are refused unread', async () => {
  later += 86_400_000
  const code = await codeFor(COORDINATOR)
  const counts = new Map<number, number>()
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => enter(COORDINATOR, wrong(code))),
    )
    for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  const [{ most }] = ENTRY.triesFromPlace
  expect(Object.fromEntries(counts)).toEqual({ 403: most, 429: 1_000 - most })
  // From elsewhere the code is as dead as from here, and a new one is good.
  place += 100
  expect((await enter(COORDINATOR, code)).status).toBe(403)
  expect((await enter(COORDINATOR, await codeFor(COORDINATOR))).status).toBe(303)
})

test('letters to one address are bounded', async () => {
  later += 86_400_000
  const asked: number[] = []
  for (let count = 0; count < 7; count += 1) {
    asked.push((await ask('POST', '/sign-in', { form: { email: STRANGER } })).status)
  }
  expect(asked).toEqual([200, 200, 200, 200, 200, 429, 429])
})

test('neither codes nor addresses are written into logs or read from the database', async () => {
  later += 86_400_000
  const code = await codeFor(DEPUTY)
  const folder = join(data, 'office')
  const read = (name: string) => {
    try {
      return readFileSync(join(folder, name), 'utf8')
    } catch {
      return ''
    }
  }
  const logs = read('functions.log') + read('office.log')
  expect(logs).not.toContain(code)
  expect(logs).not.toContain('@')
  const codes = read('office.sqlite-wal') + read('office.sqlite')
  expect(codes.length).toBeGreaterThan(0)
  expect(codes).not.toContain(STRANGER)
})
