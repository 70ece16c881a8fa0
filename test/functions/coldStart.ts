import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildFunctions } from '../../build.ts'

/**
 * From the start of the process to the first answer of the deployed bundle (a refusal: no token), best and
 * median of some starts: `node test/functions/coldStart.ts`.
 */

const starts = 9
const folder = mkdtempSync(join(tmpdir(), 'kurator-cold-'))
const environment = {
  PATH: process.env['PATH'],
  METADATA_SERVER_DETECTION: 'none',
  FIRESTORE_EMULATOR_HOST: '127.0.0.1:1',
  GOOGLE_CLOUD_PROJECT: 'kurator-cold',
  KURATOR_AUDIENCES: 'kurator-addon',
  SCHEDULER_EMAIL: 'scheduler@example.org',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'kurator@example.org',
}

/** Milliseconds of one start. */
async function coldStart(): Promise<number> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(
    process.execPath,
    [
      'node_modules/@google-cloud/functions-framework/build/src/main.js',
      '--target=sync',
      `--port=${port}`,
    ],
    { cwd: folder, env: environment, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  try {
    for (;;) {
      const status = await answered(port)
      if (status === 401) return performance.now() - begun
      if (status !== undefined) throw new Error(`The first answer was ${status}, not 401.`)
      if (child.exitCode !== null) throw new Error('The bundle did not start.')
    }
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

/** The status of a request without a token; undefined while nobody listens. */
function answered(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const headers = { 'content-type': 'application/json' }
    request({ port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
      response.resume()
      done(response.statusCode)
    })
      .on('error', () => setTimeout(done, 2, undefined))
      .end('{}')
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  return address.port
}

try {
  const bytes = await buildFunctions(folder)
  // Google's builder installs what the bundle's package.json names: functions-framework alone.
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const times: number[] = []
  for (let start = 0; start < starts; start += 1) times.push(await coldStart())
  times.sort((left, right) => left - right)
  console.log(
    `cold start of the bundle (${(bytes / 1e6).toFixed(1)} MB): best ${times[0]?.toFixed(0)} ms, ` +
      `median ${times[starts >> 1]?.toFixed(0)} ms`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
