import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageBundle } from '../../local/page/bundle.ts'
import { readySample } from '../../local/sample/ready.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { Desk, startBrowser } from './browser.ts'
import { EVENT } from './ground.ts'

/** What all of `npm start` may keep in memory, with the sample and one window open, in MB. */
const MEMORY_MB = 300
/** From the start of the process to a page that can be typed into, in milliseconds, on a machine at rest. */
const USABLE_MS = 3_000

const data = mkdtempSync(join(tmpdir(), 'kurator-weight-'))
let browser: Browser
let child: ChildProcess
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  child.kill('SIGINT')
  await once(child, 'exit')
  rmSync(data, { recursive: true, force: true })
})

/** Starts the local system; gives the address of the sheet that it prints. */
async function start(): Promise<string> {
  const [, ...args] = packageJson.scripts.start.split(' ')
  child = spawn(process.execPath, [...args, '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  await new Promise<void>((ready) => {
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk)
      if (printed.includes('Ready in')) ready()
    })
    child.once('exit', () => ready())
  })
  return /The sheet +(\S+)/.exec(printed)?.[1] ?? ''
}

/** The resident memory of the started process, in MB, as Linux tells it. */
function residentMB(): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

test('npm start is soon usable, sends little and needs little memory', async () => {
  // Made once for all starts, as `npm ci` does.
  await Promise.all([readySample(), pageBundle()])
  const from = performance.now()
  const address = await start()
  const started = performance.now() - from
  const desk = await Desk.open(browser, `${address}#table=measures`)
  const usable = performance.now() - from

  const session = await desk.page.context().newCDPSession(desk.page)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await desk.go(`${address}#table=measures`)
  await desk.page.reload()
  await desk.page.waitForSelector('body[data-ready=true]')
  await desk.type(30, EVENT, 'Неделя открытых уроков')
  await desk.shows(30, EVENT, 'Неделя открытых уроков')
  const memory = residentMB()
  console.log(
    `usable ${Math.round(usable)} ms after npm start (server ${Math.round(started)} ms); ` +
      `${Math.round(bytes / 1024)} KB sent to a window that has nothing; ${memory} MB in memory`,
  )
  expect(memory).toBeLessThan(MEMORY_MB)
  // A machine that is busy with other tests gets three times as long.
  expect(usable).toBeLessThan(3 * USABLE_MS)
  expect(desk.faults).toEqual([])
})
