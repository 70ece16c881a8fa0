import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { RELEASE } from '../../domain/limits.ts'
import { startMail, type Mail } from '../../local/mail/mail.ts'
import { bash, blocksOf, cloneTo, NPM, writeTool } from './machine.ts'

/**
 * docs/guides/own-server.md followed literally in a clean folder: every command of the page, in its order, by bash.
 * The places of the machine stand within the folder; a user, its rights, `git`, `npm ci` and the service manager are
 * programs of the test, of which the last starts what the unit's own line says.
 */

const GUIDE = 'docs/guides/own-server.md'
const COORDINATOR = 'koordinator@example.org'
const folder = mkdtempSync(join(tmpdir(), 'kurator-guide-'))
const place = (name: string) => join(folder, name)
/** The guide's places, and those of this test; the longest first. */
const PLACES = [
  ['/etc/systemd/system/', place('systemd/')],
  ['/var/lib/kurator', place('data')],
  ['/opt/kurator', place('kurator')],
  ['/etc/kurator', place('etc')],
  ['/backup/', place('backup/')],
] as const
const here = (text: string) => PLACES.reduce((all, [from, to]) => all.replaceAll(from, to), text)

let mail: Mail
let port = 0
const url = () => `http://127.0.0.1:${port}`

beforeAll(async () => {
  mail = await startMail({ data: place('mail') })
  port = await freePort()
  for (const name of ['systemd', 'tools']) mkdirSync(place(name))
  cloneTo(place('kurator'))
  writeTools()
}, 60_000)

afterAll(async () => {
  await run('systemctl stop kurator')
  await mail.close()
  rmSync(folder, { recursive: true, force: true })
})

function writeTools(): void {
  const scripts = {
    useradd: '',
    chown: '',
    git: '[ "$1" != rev-parse ] || echo abc1234',
    npm: NPM,
    systemctl: `
pid='${place('pid')}'
unit='${place('systemd/kurator.service')}'
stop() {
  [ -f "$pid" ] || return 0
  kill -TERM -- "-$(cat "$pid")" 2>/dev/null
  while kill -0 -- "-$(cat "$pid")" 2>/dev/null; do sleep 0.1; done
  rm "$pid"
}
case "$*" in
  'daemon-reload') ;;
  'stop kurator') stop ;;
  'enable --now kurator'|'start kurator'|'restart kurator')
    stop
    cd '${place('kurator')}'
    line=$(sed -n 's#^ExecStart=/usr/bin/##p' "$unit" | sed 's#/etc/kurator#${place('etc')}#')
    setsid $line > '${place('log')}' 2>&1 < /dev/null &
    echo $! > "$pid"
    post=$(sed -n 's#^ExecStartPost=/usr/bin/##p' "$unit" | sed 's#/etc/kurator#${place('etc')}#')
    $post ;;
  *) echo "systemctl $*?" >&2; exit 1 ;;
esac`,
  }
  for (const [name, script] of Object.entries(scripts)) writeTool(place('tools'), name, script)
}

/** Runs a block as an administrator types it, at the places of this test. */
const run = (block: string) => bash(here(block), place('kurator'), place('tools'))

/** What the administrator writes into the copied settings. */
function fillIn(): void {
  const file = place('etc/office.json')
  const example = z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8')))
  const own = {
    url: 'http://localhost',
    port,
    data: place('data'),
    coordinator: COORDINATOR,
    mail: { server: mail.smtpUrl, from: 'Программа 500+ <500@example.org>' },
  }
  writeFileSync(file, JSON.stringify({ ...example, ...own }))
}

const answers = async () => (await fetch(`${url()}/health`).catch(() => null))?.status ?? 0
const running = async () => {
  await expect.poll(answers, { timeout: 90_000, interval: 200 }).toBe(200)
}

test('from a clone to a server that runs, is copied, brought back and upgraded', async () => {
  const blocks = blocksOf(GUIDE, 'sh')
  const done: string[] = []
  for (const block of blocks) {
    const { code, said } = await run(block)
    if (code !== 0) throw new Error(`The guide’s commands fail:\n${block}\n${said}`)
    done.push(said)
    if (block.includes('office.example.json')) fillIn()
  }
  const all = done.join('\n')
  expect(all).toContain(`Версия ${RELEASE}: всё работает.`)
  expect(all).toContain('Копия записана: ')
  expect(all).toContain('Данные возвращены из ')
  expect(all).toMatch(/git merge --ff-only @\{upstream\}\nnpm ci\nsystemctl restart kurator\n/)
  expect(all).toMatch(/git checkout --quiet v0\.1\.0\nnpm ci\nsystemctl restart kurator\n/)
  expect(readdirSync(place('data-backups'))).toHaveLength(2)
}, 300_000)

test('the coordinator signs in with the mailed code and finds their workbook', async () => {
  await running()
  const form = (path: string, fields: Record<string, string>) =>
    fetch(`${url()}${path}`, {
      method: 'POST',
      headers: { origin: url(), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  expect((await form('/sign-in', { email: COORDINATOR })).status).toBe(200)
  await expect.poll(() => mail.list().length).toBe(1)
  const [letter] = mail.list()
  const code = /\b\d{6}\b/.exec(mail.get(letter?.id ?? 0).text)?.[0] ?? ''
  const entered = await form('/sign-in/code', { email: COORDINATOR, code })
  expect(entered.status).toBe(303)
  const cookie = String(entered.headers.get('set-cookie')).split(';')[0] ?? ''
  expect(await (await fetch(url(), { headers: { cookie } })).text()).toMatch(/href="\/w\/[\w-]+"/)
}, 120_000)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
