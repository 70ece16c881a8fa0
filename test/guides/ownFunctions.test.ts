import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { bash, blocksOf, cloneTo, NPM, writeTool } from './machine.ts'

/** The commands of docs/guides/own-functions.md, with its own settings; test/local/office/functions.test.ts has the rest. */

const GUIDE = 'docs/guides/own-functions.md'
const folder = mkdtempSync(join(tmpdir(), 'kurator-functions-'))
afterAll(() => rmSync(folder, { recursive: true }))

const built = (name: string) => readFileSync(join(folder, 'kurator-addon', name), 'utf8')

test('the add-on is built for the office’s own address, and may call no other', async () => {
  const [clone, tools, etc] = ['kurator', 'tools', 'etc'].map((name) => join(folder, name))
  if (!clone || !tools || !etc) throw new Error('three folders')
  for (const one of [tools, etc]) mkdirSync(one)
  cloneTo(clone)
  writeTool(tools, 'npm', NPM)
  const example: unknown = JSON.parse(readFileSync('local/office/office.example.json', 'utf8'))
  const settings: unknown = JSON.parse(blocksOf(GUIDE, 'json')[0] ?? '')
  writeFileSync(join(etc, 'office.json'), JSON.stringify(Object.assign({}, example, settings)))
  for (const block of blocksOf(GUIDE, 'sh')) {
    const here = block.replaceAll('/etc/kurator', etc).replaceAll('/srv', folder)
    const { code, said } = await bash(here, clone, tools)
    if (code !== 0) throw new Error(`The guide’s commands fail:\n${block}\n${said}`)
    expect(said).toContain('Дополнение для https://500.example.org собрано')
  }
  const { urlFetchWhitelist } = z
    .object({ urlFetchWhitelist: z.array(z.string()) })
    .parse(JSON.parse(built('appsscript.json')))
  expect(urlFetchWhitelist).toEqual(['https://500.example.org/'])
  expect(built('Code.js')).toContain('https://500.example.org/sync')
  expect(built('Probe.js')).toContain('runProbe')
  expect(built('sidebar.html')).toContain('<script')
}, 120_000)
