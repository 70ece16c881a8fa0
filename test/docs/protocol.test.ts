import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { syncAnswerSchema, syncRequestSchema } from '../../domain/protocol.ts'
import { syncTexts } from '../../domain/texts/sync.ts'
import type { RefusalCode } from '../../domain/texts/sync.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { refusalAnswer } from '../../functions/errors.ts'
import { sampleMoment } from '../../local/sample/files.ts'
import { deskOf, loadSample } from '../../local/sample/sample.ts'
import { Typist } from '../../local/sample/typist.ts'
import { startSystem, type System } from '../../local/system.ts'

/** docs/protocol.md against the running system: its commands, examples and tables. */

const page = readFileSync('docs/protocol.md', 'utf8')
/** Where `npm start` listens, as the page says. */
const STARTED = 'http://127.0.0.1:8500'

const folder = mkdtempSync(join(tmpdir(), 'kurator-docs-'))
let system: System
let workbook: string
beforeAll(async () => {
  system = await startSystem({ data: folder, port: 0, standing: true })
  const desks = await loadSample(system, new Typist(system))
  system.clock.set(sampleMoment('2021-09-20', '08:10'))
  workbook = deskOf(desks, 'maruha-deputy').workbook
}, 60_000)
afterAll(async () => {
  await system.close()
  rmSync(folder, { recursive: true })
})

/** The code blocks of a language, in the order of the page. */
function blocks(language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, of, text = '']) =>
    of === language ? [text] : [],
  )
}

/** The block that has this in it. */
function blockWith(language: string, part: string): string {
  const found = blocks(language).find((text) => text.includes(part))
  if (found === undefined) throw new Error(`The page has no ${language} block with «${part}»`)
  return found
}

/** What a command of the page fetches, on the system of this test. */
function addressIn(command: string, path: string): string {
  const address = [...command.matchAll(/http:[^'\s]+/g)].find(([one]) => one.includes(path))?.[0]
  if (!address?.startsWith(STARTED)) throw new Error(`«${path}» is not fetched from ${STARTED}`)
  return address.replace(STARTED, system.url)
}

/** The token as the page's command gets it, with its `sed`. */
async function tokenBy(command: string): Promise<string> {
  const answer = await (await fetch(addressIn(command, '/token'))).text()
  const [, pattern = ''] = /sed 's\/\.\*(.*)\.\*\/\\1\/'/.exec(command) ?? []
  const token = new RegExp(pattern.replaceAll('\\(', '(').replaceAll('\\)', ')')).exec(answer)?.[1]
  if (token === undefined) throw new Error(`«${pattern}» finds no token in ${answer}`)
  return token
}

async function send(body: string): Promise<{ status: number; answer: unknown }> {
  const command = blockWith('sh', '/sync')
  const headers = [...command.matchAll(/-H ["']([\w-]+): ([^"']+)["']/g)]
  const token = await tokenBy(command)
  const response = await fetch(addressIn(command, '/sync'), {
    method: 'POST',
    headers: headers.map(([, name = '', value = '']) => [name, value.replace('$TOKEN', token)]),
    body,
  })
  const answer: unknown = await response.json()
  return { status: response.status, answer }
}

const objectSchema = z.record(z.string(), z.unknown())

/** An answer cut as the page cuts it: to the keys that it shows, and to texts that end with «…». */
function cutAs(shown: unknown, answer: unknown): unknown {
  if (typeof shown === 'string' && shown.endsWith('…') && typeof answer === 'string') {
    return `${answer.slice(0, shown.length - 1)}…`
  }
  if (Array.isArray(shown) && Array.isArray(answer)) {
    return answer.map((one, at) => cutAs(shown[at], one))
  }
  const [keys, whole] = [objectSchema.safeParse(shown), objectSchema.safeParse(answer)]
  if (!keys.success || !whole.success) return answer
  return Object.fromEntries(
    Object.keys(keys.data).map((key) => [key, cutAs(keys.data[key], whole.data[key])]),
  )
}

/** First cells of the table under a line, without their backquotes. */
function named(under: string): string[] {
  return (page.split(under)[1]?.split('\n\n')[1] ?? '')
    .split('\n')
    .slice(2)
    .map((line) => line.split('|')[1]?.replaceAll('`', '').trim() ?? '')
}

const isCode = (code: string): code is RefusalCode => code in syncTexts.ru.refusals

describe('the examples', () => {
  test('the first command gets a token', async () => {
    const command = blockWith('sh', 'token?person')
    const answer: unknown = await (await fetch(addressIn(command, '/token'))).json()
    expect(answer).toEqual({ token: expect.any(String), email: 'zavuch.maruha@example.org' })
  })

  test('the command from end to end is answered as shown', async () => {
    const [, body = ''] = /-d '(\{[\s\S]*\})'/.exec(blockWith('sh', '/sync')) ?? []
    const { status, answer } = await send(body.replace(`'$WORKBOOK'`, workbook))
    const { cursor, ...shown } = z
      .looseObject({ cursor: z.record(z.string(), z.number()) })
      .parse(JSON.parse(blockWith('json', '"corrections"')))
    expect(status).toBe(200)
    expect(cutAs(shown, answer)).toEqual(shown)
    expect(Object.keys(syncAnswerSchema.parse(answer).cursor)).toEqual(Object.keys(cursor))
  })

  test('the body is taken, and its row is stored', async () => {
    const body = blockWith('json', '"spreadsheetId"').replace('WORKBOOK', workbook)
    const { answer } = await send(body)
    expect(syncAnswerSchema.parse(answer).rows).toMatchObject([
      { id: 'm-2021-0002', outcome: 'stored', rev: 1, corrections: [] },
    ])
  })
})

describe('the tables', () => {
  test('name every field of a request and of a row', () => {
    const request = Object.keys(syncRequestSchema.shape)
    const row = Object.keys(syncRequestSchema.shape.tabs.element.shape.rows.element.shape)
    const body = page.indexOf('| `protocol` | `2`.')
    expect(body).toBeGreaterThan(0)
    const fields = page
      .slice(body)
      .split('\n\n')[0]
      ?.split('\n')
      .map((line) => /^\| `(\w+)`/.exec(line)?.[1])
    expect(fields).toEqual(request)
    expect(new Set(named('A row:'))).toEqual(new Set(row))
  })

  test('name refusals with the status that they have', () => {
    const lines = [...page.matchAll(/^\| ((?:`[a-z.A-Z]+`(?:, )?)+) \| (\d{3}) \|/gm)]
    const told = lines.flatMap(([, codes = '', status]) =>
      codes.split(', ').map((code) => [code.replaceAll('`', ''), Number(status)] as const),
    )
    expect(told.length).toBeGreaterThan(15)
    expect(told).toEqual(
      told.map(([code]) => [
        code,
        isCode(code) ? refusalAnswer(code, '', textsIn('ru')).status : 'no such code',
      ]),
    )
  })
})
