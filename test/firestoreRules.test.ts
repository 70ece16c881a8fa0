import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findEmulator, startEmulator, type TestServer } from './local/firestore/servers.ts'

/**
 * `firestore.rules` under Google's own emulator, by plain requests to its REST face: nobody but the functions
 * reaches the store, whatever the path, the way and the person.
 */

/** Every collection of the store, at the root and within a programme. */
const ROOT = ['workbooks', 'programmes', 'schedule', 'bindCodes', 'mailQuota', 'jobs', 'migrations']
const OF_PROGRAMME = [
  'measures',
  'people',
  'changes',
  'cards',
  'days',
  'mail',
  'mailDays',
  'runs',
  'layouts',
  'imports',
  'years',
  'frozen',
  'frozenParts',
]
const PATHS = [
  ...ROOT.map((name) => `${name}/one`),
  ...OF_PROGRAMME.map((name) => `programmes/zelenchuk/${name}/one`),
  'nothing-of-ours/one',
  'programmes/zelenchuk/nothing-of-ours/one/deeper/two',
]

/** A person whom Firebase would have signed in; the emulator asks for no signature. */
const person = [
  { alg: 'none' },
  { sub: 'person', user_id: 'person', iat: 0, exp: 4_000_000_000, aud: 'rules', firebase: {} },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.')
const STRANGERS = [
  ['nobody', {}],
  ['a person who has signed in', { authorization: `Bearer ${person}.` }],
] as const
const FUNCTIONS = { authorization: 'Bearer owner' }

const document = JSON.stringify({ fields: { text: { stringValue: 'x' } } })
/** The ways to read and to write a document over REST. */
const WAYS = [
  ['get', (path: string) => [path, { method: 'GET' }]],
  ['list', (path: string) => [parent(path), { method: 'GET' }]],
  [
    'query',
    (path: string) => [`${grandparent(path)}:runQuery`, { method: 'POST', body: queryOf(path) }],
  ],
  [
    'create',
    (path: string) => [`${parent(path)}?documentId=new`, { method: 'POST', body: document }],
  ],
  ['update', (path: string) => [path, { method: 'PATCH', body: document }]],
  ['delete', (path: string) => [path, { method: 'DELETE' }]],
] as const satisfies readonly (readonly [
  string,
  (path: string) => readonly [string, RequestInit],
])[]

const parent = (path: string) => path.slice(0, path.lastIndexOf('/'))
const grandparent = (path: string) =>
  parent(path).slice(0, Math.max(0, parent(path).lastIndexOf('/')))
const queryOf = (path: string) =>
  JSON.stringify({ structuredQuery: { from: [{ collectionId: parent(path).split('/').at(-1) }] } })

test('the paths are those that the functions use', () => {
  const sources = readdirSync('functions', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join('functions', name), 'utf8'))
  const used = new Set(
    sources.flatMap((text) => [...text.matchAll(/collection\('(\w+)'\)/g)].map(([, name]) => name)),
  )
  const known = new Set([...ROOT, ...OF_PROGRAMME])
  expect([...used].filter((name) => name === undefined || !known.has(name))).toEqual([])
})

const { jar, missing } = findEmulator()
if (jar === undefined) console.log(`Skipped: the rules under Google's emulator. ${missing}`)

describe.skipIf(jar === undefined)('Google’s emulator with our rules', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startEmulator(jar ?? '', '--rules=firestore.rules')
    for (const path of PATHS) await statusOf(['update', path], FUNCTIONS)
  })
  afterAll(() => server.stop())

  async function statusOf(
    [way, path]: readonly [string, string],
    headers: Readonly<Record<string, string>>,
  ): Promise<number> {
    const make = WAYS.find(([name]) => name === way)?.[1]
    if (make === undefined) throw new Error(`no way ${way}`)
    const [where, init] = make(path)
    const root = `http://${server.host}/v1/projects/rules/databases/(default)/documents`
    const address = where.startsWith(':') ? `${root}${where}` : `${root}/${where}`
    const response = await fetch(address, {
      ...init,
      headers: { 'content-type': 'application/json', ...headers },
    })
    await response.arrayBuffer()
    return response.status
  }

  test.each(STRANGERS)(
    'denies %s every path, read and written in every way',
    async (_who, headers) => {
      const answers: string[] = []
      for (const path of PATHS) {
        for (const [way] of WAYS) {
          const status = await statusOf([way, path], headers)
          if (status !== 403) answers.push(`${way} ${path}: ${status}`)
        }
      }
      expect(answers).toEqual([])
      // What was there is there, unchanged.
      for (const path of PATHS) expect(await statusOf(['get', path], FUNCTIONS)).toBe(200)
    },
  )

  test('allows the functions’ identity the same', async () => {
    for (const path of PATHS) {
      for (const [way] of WAYS) {
        expect([way, path, await statusOf([way, path], FUNCTIONS)]).toEqual([way, path, 200])
      }
    }
  })
})
