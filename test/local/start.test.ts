import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { serviceHeaders } from '../../domain/layout.ts'
import { syncAnswerSchema } from '../../domain/protocol.ts'
import { Window } from './page/window.ts'

/** `npm start` as a process of its own, over one data folder. */

const data = mkdtempSync(join(tmpdir(), 'kurator-start-'))
let child: ChildProcess | undefined
afterAll(() => {
  child?.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

interface Started {
  readonly process: ChildProcess
  readonly url: string
  /** The address of the school's sheet, as printed. */
  readonly sheet: string
}

async function start(port = '0'): Promise<Started> {
  const started = spawn(
    process.execPath,
    ['--require', './local/node-version.cjs', 'local/start.ts', '--data', data, '--port', port],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  child = started
  let printed = ''
  await new Promise<void>((ready) => {
    started.stdout.on('data', (chunk) => {
      printed += String(chunk)
      if (printed.includes('Ready in')) ready()
    })
    started.once('exit', () => ready())
  })
  const sheet = /The sheet +(\S+)/.exec(printed)?.[1]
  if (!sheet) throw new Error(`npm start printed no address:\n${printed}`)
  return { process: started, url: new URL(sheet).origin, sheet }
}

function ended(process: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((done) => process.once('exit', (code, signal) => done(signal ?? code)))
}

async function type(sheet: string, a1: string, text: string): Promise<boolean> {
  try {
    await new Window(sheet).type('Меры', a1, text)
    return true
  } catch {
    // The process is gone; nothing was promised.
    return false
  }
}

async function measures(sheet: string): Promise<readonly (readonly string[])[]> {
  return (await new Window(sheet).sheet('Меры')).rows.map(({ texts }) => texts)
}

/** The store's measures of the school, through `sync`, as another program would ask. */
async function storedEvents({ url, sheet }: Started): Promise<string[]> {
  const answered = await fetch(`${url}/token?person=maruha-deputy`)
  const { token } = z.object({ token: z.string() }).parse(await answered.json())
  const response = await fetch(`${url}/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      protocol: 1,
      request: crypto.randomUUID(),
      spreadsheetId: new URL(sheet).pathname.split('/')[2],
      shell: 'page',
      layout: null,
      cursor: {},
      tabs: [],
    }),
  })
  return syncAnswerSchema
    .parse(await response.json())
    .news.filter(({ table }) => table === 'measures')
    .map(({ cells }) => String(cells['event']?.value))
}

/** Waits until every row of the sheet stands on a rev of the store. */
async function settled(sheet: string): Promise<void> {
  for (;;) {
    const [headers = [], ...rows] = await measures(sheet)
    const state = headers.indexOf(serviceHeaders('measures').state)
    const waiting = rows.filter((cells) => cells[1] && !(Number(cells[state]?.split(':')[1]) > 0))
    if (waiting.length === 0) return
  }
}

test('every edit that was acknowledged survives kill -9 in the middle of writes, and is sent', async () => {
  const first = await start()
  expect((await measures(first.sheet)).length).toBeGreaterThan(10)

  const acknowledged: string[] = []
  const gone = ended(first.process)
  const writer = async (lane: number): Promise<void> => {
    for (let n = 0; ; n++) {
      const row = 20 + lane * 20 + n
      const text = `Мера ${lane}.${n}`
      if (!(await type(first.sheet, `B${row}`, text))) return
      acknowledged.push(text)
      if (acknowledged.length >= 24) first.process.kill('SIGKILL')
    }
  }
  await Promise.all([writer(0), writer(1)])
  expect(await gone).toBe('SIGKILL')

  const second = await start(new URL(first.url).port)
  const { sheet } = second
  const events = (await measures(sheet)).map((cells) => cells[1])
  expect(acknowledged.filter((text) => !events.includes(text))).toEqual([])

  // One more edit wakes the add-on; what the killed one had not sent goes with it.
  expect(await type(sheet, 'B90', 'Последняя мера')).toBe(true)
  await settled(sheet)
  const stored = await storedEvents(second)
  expect([...acknowledged, 'Последняя мера'].filter((text) => !stored.includes(text))).toEqual([])
  expect(new Set(stored).size).toBe(stored.length)

  const stopped = ended(second.process)
  second.process.kill('SIGINT')
  expect(await stopped).toBe(0)
})

test('a port that is taken is said in one sentence', async () => {
  const { createServer } = await import('node:http')
  const other = createServer()
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const refused = spawn(
    process.execPath,
    ['local/start.ts', '--data', join(data, 'other'), '--port', port],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  for await (const chunk of refused.stderr) said += String(chunk)
  other.close()
  expect(said).toBe(
    `Port ${port} is taken by another program. Stop it, or choose another: npm start -- --port 8600\n`,
  )
})
