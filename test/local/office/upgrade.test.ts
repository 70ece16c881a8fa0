import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { RELEASE } from '../../../domain/limits.ts'
import { jobDocs } from '../../../functions/jobRuns.ts'
import { startMail, type Mail } from '../../../local/mail/mail.ts'
import { officeConfig } from '../../../local/office/config.ts'
import { askHealth } from '../../../local/office/health.ts'
import { startOffice, type Office } from '../../../local/office/office.ts'
import { upgrade } from '../../../local/office/upgrade.ts'

/** The upgrade of a running server, with programs named `git`, `npm` and `systemctl` on the PATH. */

const folder = mkdtempSync(join(tmpdir(), 'kurator-upgrade-'))
const data = join(folder, 'office')
const called = join(folder, 'called')
let mail: Mail
let office: Office
let port = 0

beforeAll(async () => {
  mail = await startMail({ data: join(folder, 'mail') })
  const example = JSON.parse(readFileSync('local/office/office.example.json', 'utf8'))
  const own = { url: 'http://localhost', port: 0, data }
  const server = { server: mail.smtpUrl, from: 'Программа 500+ <500@example.org>' }
  const config = officeConfig(JSON.stringify({ ...example, ...own, mail: server }), 'office.json')
  office = await startOffice(config)
  await office.host.job('reconcile')
  port = Number(new URL(office.url).port)
})
afterAll(async () => {
  await office.close()
  await mail.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  vi.stubEnv('PATH', [folder, process.env['PATH']].join(delimiter))
  writeFileSync(called, '')
})

/** @param failing the call, as it begins, that fails */
function tools(failing = 'none'): void {
  for (const tool of ['git', 'npm', 'systemctl']) {
    const file = join(folder, tool)
    const script = `#!/bin/sh
[ "$1" = rev-parse ] && echo abc1234 && exit 0
echo "${tool} $*" >> '${called}'
case "${tool} $*" in '${failing}'*) echo 'the disk is full'; exit 1;; esac
`
    writeFileSync(file, script)
    chmodSync(file, 0o755)
  }
}

const place = { root: folder, config: '/etc/kurator/office.json' }

let day = 0
async function run(to?: string) {
  const said: string[] = []
  const at = new Date(Date.UTC(2026, 0, ++day))
  const done = await upgrade({ data, port }, to, place, (line) => said.push(line), at)
  const calls = readFileSync(called, 'utf8').trim().split('\n')
  return { done, said: said.join('\n'), calls }
}

const STEPS = [
  'git fetch --tags',
  'git merge --ff-only @{upstream}',
  'npm ci',
  'systemctl restart kurator',
]

test('takes a backup, the newest sources and packages, restarts, and says that the new release runs', async () => {
  tools()
  const { done, said, calls } = await run()
  expect({ done, calls }).toEqual({ done: true, calls: STEPS })
  const backup = /^Копия данных: (.*)$/m.exec(said)?.[1] ?? ''
  expect(Object.keys(unzipSync(readFileSync(backup)))).toContain('store/firestore.sqlite')
  expect(said).toContain(`Версия ${RELEASE}: всё работает.`)
})

test('takes another release, also an older one, where it is named', async () => {
  tools()
  const { done, calls } = await run('v0.1.0')
  expect(done).toBe(true)
  expect(calls[1]).toBe('git checkout --quiet v0.1.0')
})

test.each(STEPS.map((step, at) => [step, at] as const))(
  'stops where «%s» fails, and says how to go on and how to go back',
  async (step, at) => {
    tools(step)
    const { done, said, calls } = await run()
    expect({ done, calls }).toEqual({ done: false, calls: STEPS.slice(0, at + 1) })
    expect(said).toContain('the disk is full')
    expect(said).toContain('повторите ту же команду')
    expect(said).toContain(
      'npm run office -- upgrade --to abc1234 --config /etc/kurator/office.json',
    )
    expect(existsSync(/Данные до обновления: (.*)/.exec(said)?.[1] ?? '')).toBe(true)
  },
)

test('without a backup nothing is begun', async () => {
  tools()
  await expect(
    upgrade({ data: join(folder, 'none'), port }, undefined, place, () => {}),
  ).rejects.toThrow('нет данных программы')
  expect(readFileSync(called, 'utf8')).toBe('')
})

test('health tells in words how the server is, and that it is not there', async () => {
  const told = await askHealth(office.url)
  expect(told).toMatchObject({ well: true, release: RELEASE })
  expect(told.lines.join('\n')).toContain('почта: настроена')
  expect(told.lines.join('\n')).toContain('ежечасная проверка: ещё не было')
  expect(told.lines.join('\n')).toMatch(/обмен с таблицами: [\d., :]+$/m)
  expect(await askHealth('http://127.0.0.1:1')).toMatchObject({ well: false, release: null })
  expect((await askHealth(`${office.url}/v4`)).lines).toEqual([
    expect.stringContaining('другая программа'),
  ])
})

test('that jobs are late, as after a time without power, does not undo an upgrade', async () => {
  tools()
  const old = { at: Date.now() - 86_400_000, failed: 0, mail: true }
  await jobDocs(office.host.store).doc('reconcile').set(old)
  // Health is looked at anew after ten seconds.
  await expect.poll(async () => (await askHealth(office.url)).well, { timeout: 20_000 }).toBe(false)
  expect(await run()).toMatchObject({ done: true, calls: STEPS })
})
