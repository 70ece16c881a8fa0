import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build as bundle } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programmeDoc } from '../../functions/store/documents.ts'
import { emptyCloud, type CloudState } from '../deploy/cloud.ts'
import { startSystem, type System } from '../functions/system.ts'
import { bash, blocksOf, cloneTo, NPM, writeTool } from './machine.ts'

/**
 * docs/guides/google.md followed literally in a clean folder: the page's own files, and every command, in its order,
 * by bash. Google's side is the small model of the deployment's tests; the store is the embedded one.
 */

const GUIDE = 'docs/guides/google.md'
const folder = mkdtempSync(join(tmpdir(), 'kurator-google-'))
const clone = join(folder, 'kurator')
const tools = join(folder, 'tools')
const stateFile = join(folder, 'cloud.json')
let system: System

beforeAll(async () => {
  system = await startSystem()
  mkdirSync(tools)
  cloneTo(clone)
  const stub = join(folder, 'stub.mjs')
  await bundle({
    entryPoints: [resolve('test/deploy/stub.ts')],
    outfile: stub,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  for (const tool of ['gcloud', 'firebase', 'clasp']) {
    writeTool(tools, tool, `'${process.execPath}' '${stub}' '${stateFile}' ${tool} "$@"`)
  }
  writeTool(tools, 'git', '')
  writeTool(tools, 'npm', NPM)
  writeFileSync(stateFile, JSON.stringify(emptyCloud()))
}, 60_000)
afterAll(async () => {
  await system.close()
  rmSync(folder, { recursive: true })
})

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the stubs
const cloud = () => JSON.parse(readFileSync(stateFile, 'utf8')) as CloudState

test('from a clone to a deployed system with a programme, upgraded, and listed to be taken away', async () => {
  const [settings = '', programme = ''] = blocksOf(GUIDE, 'json')
  writeFileSync(join(clone, 'kurator.json'), settings)
  writeFileSync(join(clone, 'programme.json'), programme)
  const environment = {
    FIRESTORE_EMULATOR_HOST: system.firestoreHost,
    KURATOR_SMTP_URL: 'smtps://kurator:password@mail.example.org:465',
  }
  const told: string[] = []
  for (const block of blocksOf(GUIDE, 'sh')) {
    const { code, said } = await bash(block, clone, tools, environment)
    if (code !== 0) throw new Error(`The guide’s commands fail:\n${block}\n${said}`)
    told.push(said)
  }
  const all = told.join('\n')
  expect(all).toContain('By hand, in this order:')
  expect(all).toContain('The programme zelenchuk is there')
  expect(all).toContain('This release changes nothing in the store.')
  expect(told.at(-1)).toContain('Nothing was changed. To take all this away, add --yes')
  expect(Object.keys(cloud().functions)).toContain('sync')
  expect(Object.keys(cloud().jobs)).toHaveLength(3)
  expect((await programmeDoc(system.store, 'zelenchuk').get()).get('municipality')).toContain(
    'Зеленчукский',
  )
}, 300_000)
