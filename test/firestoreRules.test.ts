import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findEmulator, startEmulator, type TestServer } from './local/firestore/servers.ts'

/** `firestore.rules`, as Google's emulator judges plain REST requests by them. */

const { jar, missing } = findEmulator()
if (jar === undefined) console.log(`Skipped: firestore.rules. ${missing}`)

/** An ID token of the emulator's own kind: unsigned, it stands for somebody who has signed in. */
const SIGNED_IN = [
  { alg: 'none' },
  { sub: 'somebody', user_id: 'somebody', iat: 0, exp: 4_000_000_000, aud: 'rules', firebase: {} },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('')
  .join('.')

const PATHS = [
  'workbooks/w1',
  'programmes/p',
  'programmes/p/measures/m1',
  'programmes/p/people/maruha-head',
  'programmes/p/changes/c1',
  'programmes/p/cards/directory',
  'programmes/p/days/2021-09-20',
  'programmes/p/mail/k1',
  'anything/else',
]

describe.skipIf(jar === undefined)('firestore.rules', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startEmulator(jar ?? '', '--rules=firestore.rules')
  })
  afterAll(() => server.stop())

  async function request(method: string, path: string, token?: string): Promise<number> {
    const documents = `http://${server.host}/v1/projects/rules/databases/(default)/documents`
    const response = await fetch(`${documents}/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(method === 'PATCH' ? { body: '{"fields":{"x":{"stringValue":"y"}}}' } : {}),
    })
    return response.status
  }

  describe.each(PATHS)('%s', (path) => {
    test.each([
      ['nobody', undefined],
      ['somebody who has signed in', SIGNED_IN],
    ])('is neither read nor written nor deleted by %s', async (_who, token) => {
      expect(await request('PATCH', path, token)).toBe(403)
      expect(await request('GET', path, token)).toBe(403)
      expect(await request('DELETE', path, token)).toBe(403)
    })

    test('is written, read and deleted by the functions’ identity', async () => {
      expect(await request('PATCH', path, 'owner')).toBe(200)
      expect(await request('GET', path, 'owner')).toBe(200)
      expect(await request('DELETE', path, 'owner')).toBe(200)
    })
  })
})
