import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorAnswerSchema, syncAnswerSchema } from '../../domain/protocol.ts'
import { COMPILE_CACHE } from '../../build.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { layOut, startDeployed, type Deployed } from './deployment.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

/**
 * The bundle as it is uploaded, in a folder with its own packages alone, started as Cloud Run functions
 * start it, over the embedded store.
 */

const folder = mkdtempSync(join(tmpdir(), 'kurator-deployed-'))
let system: System
let deployed: Deployed

beforeAll(async () => {
  system = await startSystem()
  const { packages } = await layOut(folder)
  deployed = await startDeployed(folder, 'sync', {
    FIRESTORE_EMULATOR_HOST: system.firestoreHost,
    ...system.environment,
    NODE_COMPILE_CACHE: join(folder, COMPILE_CACHE),
    NODE_COMPILE_CACHE_PORTABLE: '1',
    // As deployed: `sync` is given no secrets.
    SMTP_URL: undefined,
    LINK_SECRET: undefined,
  })
  console.log(
    `first answer ${Math.round(deployed.coldStart)} ms after the start, ${packages} packages beside the bundle`,
  )
})
afterAll(async () => {
  await deployed.stop()
  await system.close()
  rmSync(folder, { recursive: true })
})

function post(token: string | undefined): Promise<Response> {
  return fetch(deployed.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({
      protocol: 1,
      request: crypto.randomUUID(),
      spreadsheetId: 'deployed',
      shell: 'page',
      layout: null,
      cursor: {},
      tabs: [],
    }),
  })
}

test('the builder’s last step leaves compiled code for the Node that it ran on', () => {
  const entries = readdirSync(join(folder, COMPILE_CACHE), { recursive: true, encoding: 'utf8' })
  // Of the bundle and of the framework's modules.
  expect(entries.length).toBeGreaterThan(10)
})

test('the deployed bundle refuses a request without a token and answers one with a token', async () => {
  await bindingDoc(system.store, 'deployed').set({
    programme: PROGRAMME,
    scope: ['sch-maruha'],
    ceiling: 'staff',
  })
  const refused = await post(undefined)
  expect(refused.status).toBe(401)
  expect(errorAnswerSchema.parse(await refused.json()).error.code).toBe('auth.missing')

  const answered = await post(await system.token('zavuch@example.org'))
  expect(answered.status).toBe(200)
  expect(syncAnswerSchema.parse(await answered.json()).layout?.tabs[0]?.title).toBe('Меры')
})
