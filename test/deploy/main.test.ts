import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { build as bundle } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyCloud, type CloudState } from './cloud.ts'

/** The command itself, with programs named `gcloud`, `firebase` and `clasp` on the PATH. */

const folder = mkdtempSync(join(tmpdir(), 'kurator-deploy-'))
const stateFile = join(folder, 'cloud.json')
const SMTP = 'smtps://kurator:pass,word@mail.example.org:465'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the stubs
const state = () => JSON.parse(readFileSync(stateFile, 'utf8')) as CloudState
const begin = (change: Partial<CloudState> = {}) => {
  writeFileSync(stateFile, JSON.stringify({ ...emptyCloud(), ...change }))
}

beforeAll(async () => {
  const stub = join(folder, 'stub.mjs')
  await bundle({
    entryPoints: [resolve('test/deploy/stub.ts')],
    outfile: stub,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  for (const tool of ['gcloud', 'firebase', 'clasp']) {
    const file = join(folder, tool)
    writeFileSync(
      file,
      `#!/bin/sh\nexec '${process.execPath}' '${stub}' '${stateFile}' "$0" "$@"\n`,
    )
    chmodSync(file, 0o755)
  }
  writeFileSync(
    join(folder, 'kurator.json'),
    JSON.stringify({
      project: 'kurator-test',
      region: 'europe-west1',
      mailFrom: 'kurator@example.org',
      addon: { script: 'a-script-id-of-enough-letters' },
      watchers: ['admin@example.org'],
    }),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

function command(...args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const env = {
      PATH: [folder, dirname(process.execPath), '/bin', '/usr/bin'].join(delimiter),
      KURATOR_SMTP_URL: SMTP,
    }
    execFile(
      process.execPath,
      [resolve('deploy/main.ts'), ...args],
      { cwd: folder, env, maxBuffer: 10_000_000 },
      (error, out, err) => {
        done({ code: error === null ? 0 : Number(error.code), said: out + err })
      },
    )
  })
}

test('a plan, a run that breaks off, the run that goes on, and taking it away', async () => {
  begin({ failAt: 30 })
  const planned = await command('--plan')
  expect(planned).toMatchObject({ code: 0 })
  expect(planned.said).toContain('By hand, in this order:')
  expect(planned.said).not.toContain(SMTP)
  expect(state().changes).toEqual([])

  const broken = await command()
  expect(broken).toMatchObject({ code: 1 })
  expect(broken.said).toMatch(/ERROR: the line was cut\n+Stopped at: .*\nMend what it says above/)
  expect(state().changes).toHaveLength(29)

  const whole = await command()
  expect(whole).toMatchObject({ code: 0 })
  expect(whole.said).not.toContain(SMTP)
  expect(state().secrets['kurator-smtp-url']).toEqual([SMTP])
  expect(state().secrets['kurator-link-secret']?.[0]).toMatch(/^[\w-]{64}$/)
  const clasp = readFileSync(join(folder, 'build/deploy/.clasp.json'), 'utf8')
  expect(JSON.parse(clasp)).toEqual({
    scriptId: 'a-script-id-of-enough-letters',
    rootDir: 'sheets-addon',
  })
  const manifest = readFileSync(join(folder, 'build/deploy/sheets-addon/appsscript.json'), 'utf8')
  const home = 'https://europe-west1-kurator-test.cloudfunctions.net'
  expect(JSON.parse(manifest)).toMatchObject({ urlFetchWhitelist: [`${home}/`] })
  expect(readFileSync(join(folder, 'build/deploy/sheets-addon/Code.js'), 'utf8')).toContain(
    `${home}/sync`,
  )

  const made = state().changes.length
  expect((await command('--destroy')).said).toContain('Nothing was changed. To take all this away')
  expect((await command('--destroy', '--yes', 'another')).said).toContain('Nothing was changed.')
  expect(state().changes).toHaveLength(made)
  expect(await command('--destroy', '--yes', 'kurator-test')).toMatchObject({ code: 0 })
  expect(state()).toMatchObject({ functions: {}, jobs: {}, secrets: {}, accounts: [] })
  expect(state().databases).toHaveLength(1)
}, 120_000)

test('what is missing is said before anything is done', async () => {
  begin({ lacking: ['billing'] })
  expect(await command()).toEqual({
    code: 1,
    said: 'Nothing was changed. Missing: kurator-test has no billing account: gcloud billing projects link kurator-test --billing-account=ACCOUNT\n',
  })
  expect(state().changes).toEqual([])
})

test('a file of settings that cannot be used names every wrong field', async () => {
  begin()
  const file = join(folder, 'wrong.json')
  writeFileSync(
    file,
    '{"project": "Kurator", "region": "Moscow", "mailFrom": "nobody", "watchers": []}',
  )
  const { code, said } = await command('--config', file)
  expect(code).toBe(1)
  expect(said).toBe(
    [
      'kurator.json cannot be used:',
      '  project: is not the id of a Cloud project',
      '  region: is not a region such as europe-west1',
      '  mailFrom: holds no mail address',
      '  watchers: names nobody who is told when something fails',
      'See docs/deploy-settings.md.',
      '',
    ].join('\n'),
  )
  expect((await command('--config', join(folder, 'none.json'))).said).toMatch(
    /^There is no .*none.json/,
  )
})
