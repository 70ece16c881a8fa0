import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { errorAnswerSchema, syncAnswerSchema } from '../../domain/protocol.ts'
import { buildFunctions } from '../../build.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

/**
 * The bundle as it is uploaded, in a folder with its own packages alone, started as Cloud Run functions
 * start it, over the embedded store.
 */

const folder = mkdtempSync(join(tmpdir(), 'kurator-deployed-'))
let system: System
let child: ChildProcess
let url: string
let started: number

beforeAll(async () => {
  system = await startSystem()
  await buildFunctions(folder)
  installIn(folder)
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  started = performance.now()
  child = spawn(
    process.execPath,
    [
      'node_modules/@google-cloud/functions-framework/build/src/main.js',
      '--target=sync',
      `--port=${port}`,
    ],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        METADATA_SERVER_DETECTION: 'none',
        FIRESTORE_EMULATOR_HOST: system.firestoreHost,
        ...system.environment,
        // As deployed: `sync` is given no secrets.
        SMTP_URL: undefined,
        LINK_SECRET: undefined,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await listening(port)
})
afterAll(async () => {
  child.kill()
  await once(child, 'exit')
  await system.close()
  rmSync(folder, { recursive: true })
})

/**
 * What Google's builder installs: what the bundle's own package.json names, with all that that needs, and
 * nothing else of this clone's packages.
 */
function installIn(place: string): void {
  const lock = packagesSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))).packages
  const { dependencies } = manifestSchema.parse(
    JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')),
  )
  const needed = new Set<string>()
  const waiting = Object.keys(dependencies)
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const entry = lock[`node_modules/${name}`]
    if (needed.has(name) || entry === undefined) continue
    needed.add(name)
    const inside = Object.entries(lock).filter(([path]) =>
      path.startsWith(`node_modules/${name}/node_modules/`),
    )
    for (const { dependencies: further } of [entry, ...inside.map(([, one]) => one)]) {
      waiting.push(...Object.keys(further))
    }
  }
  for (const name of needed) {
    const link = join(place, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    cpSync(resolve('node_modules', name), link, { recursive: true })
  }
  console.log(`${needed.size} packages are installed beside the bundle`)
}

const needs = z.record(z.string(), z.string()).default({})
const packagesSchema = z.object({
  packages: z.record(z.string(), z.object({ dependencies: needs })),
})
const manifestSchema = z.object({ dependencies: needs })

function post(token: string | undefined): Promise<Response> {
  return fetch(url, {
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

test('the deployed bundle refuses a request without a token and answers one with a token', async () => {
  await bindingDoc(system.store, 'deployed').set({
    programme: PROGRAMME,
    scope: ['sch-maruha'],
    ceiling: 'staff',
  })
  const refused = await post(undefined)
  console.log(`first answer ${Math.round(performance.now() - started)} ms after the start`)
  expect(refused.status).toBe(401)
  expect(errorAnswerSchema.parse(await refused.json()).error.code).toBe('auth.missing')

  const answered = await post(await system.token('zavuch@example.org'))
  expect(answered.status).toBe(200)
  expect(syncAnswerSchema.parse(await answered.json()).layout?.tabs[0]?.title).toBe('Меры')
})

/** Asks again and again until the port is taken, as a load balancer does. */
async function listening(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/`)
      return
    } catch {
      if (child.exitCode !== null) throw new Error('the bundle did not start')
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  return address.port
}
