import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pageBundle } from './page/bundle.ts'
import { startRounds } from './rounds.ts'
import { dropProgramme, takeSample } from './sample/ready.ts'
import { SCHOOLS } from './sample/sample.ts'
import { startSystem, type System } from './system.ts'

/**
 * `npm start`: the whole local system with the sample programme.
 *
 * `--port N` (8500), `--data DIR` (`data`). Ctrl-C stops it; the next start goes on with its data. To
 * begin anew, remove the folder.
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8500' }, data: { type: 'string', default: 'data' } },
})
const data = resolve(values.data)
/** Stands while the sample is being put in. */
const loading = join(data, 'sample-is-loading')
const started = performance.now()

if (process.env['FIRESTORE_EMULATOR_HOST'] !== undefined) {
  console.error('npm start has a store of its own: unset FIRESTORE_EMULATOR_HOST, and start again.')
  process.exit(1)
}
// What a first start that was cut off has left, nobody has worked with yet.
if (existsSync(loading)) dropProgramme(data)
const first = !existsSync(join(data, 'store'))
// Built once, or found built.
const page = pageBundle()
if (first) {
  console.log('First start: the sample programme, three schools in their first half year…')
  mkdirSync(data, { recursive: true })
  writeFileSync(loading, '')
  await takeSample(data)
}
const system = await startSystem({ data, port: Number(values.port), reset }).catch(
  (error: unknown) => {
    console.error(startFailure(error, values.port))
    process.exit(1)
  },
)
if (first) {
  // Its pages lead to addresses of this port.
  await system.job('refreshDashboards')
  rmSync(loading)
}
await page
console.log(addresses(system))
console.log(`Ready in ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops it.`)

const stopRounds = startRounds(system)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1)
    stopping = true
    stopRounds()
    console.log('\nStopping; everything is on disk.')
    void system.close().then(() => process.exit(0))
  })
}

/** Back to the sample: the data go, and a process of the same arguments takes this one's place. */
function reset(): void {
  stopRounds()
  console.log('Back to the sample.')
  const { port } = new URL(system.url)
  void system.close().then(() => {
    dropProgramme(data)
    const [command, ...args] = process.argv
    const next = spawn(
      command ?? process.execPath,
      [...process.execArgv, ...args, '--port', port],
      {
        stdio: 'inherit',
        detached: false,
      },
    )
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.removeAllListeners(signal)
      process.on(signal, () => next.kill(signal))
    }
    next.once('exit', (code) => process.exit(code ?? 0))
  })
}

function addresses({ url, workbooks, mail }: System): string {
  const school = workbooks.list().find(({ title }) => title.includes(SCHOOLS[0].title))
  return [
    '',
    `  The sheet     ${url}/w/${school?.id ?? ''}?as=zavuch.maruha@example.org`,
    `  Inbox         ${url}/inbox`,
    `  Functions     ${url}/sync, /bind, /history, /sidebar, /reconcile, /refreshDashboards, /checkDeadlines, /weeklyDigest`,
    `  ID token      ${url}/token?person=maruha-deputy   (any person of the sample, or an address)`,
    `  Sheets API    ${url}/v4/spreadsheets/…            (bearer: such a token)`,
    `  Store meter   ${url}/stats`,
    `  SMTP          ${mail.smtpUrl}`,
    '',
  ].join('\n')
}

function startFailure(error: unknown, port: string): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Stop it, or choose another: npm start -- --port 8600`
  }
  return error instanceof Error ? error.message : String(error)
}
