import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const house = mkdtempSync(join(tmpdir(), 'kurator-imports-'))
copyFileSync('.oxlintrc.json', join(house, '.oxlintrc.json'))
afterAll(() => rmSync(house, { recursive: true }))

/** What the linter says of one file, put where the title says. */
function lint(file: string, source: string): string {
  const path = join(house, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, source)
  const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/oxlint'), [file], {
    cwd: house,
    encoding: 'utf8',
  })
  return stdout + stderr
}

const use = (path: string) => `import { x } from '${path}'\nexport const y = x\n`

test.each([
  ['domain/a.ts', '../functions/sync.ts', 'domain knows nobody'],
  ['domain/a.ts', '../local/clock.ts', 'domain knows nobody'],
  ['domain/a.ts', 'node:fs', 'domain is pure'],
  ['domain/workbook/a.ts', 'zod', 'no zod there'],
  ['domain/workbook/a.ts', '../tables/measures.ts', 'Tables bring zod'],
  ['functions/a.ts', '../local/clock.ts', 'functions know domain only'],
  ['functions/a.ts', 'googleapis', 'Import the one API by its path'],
  ['sheets-addon/a.ts', '../functions/sync.ts', 'thin shell'],
])('%s may not import %s, and is told why', (file, path, reason) => {
  expect(lint(file, use(path))).toContain(reason)
})

test.each([
  ['domain/b.ts', './tables/measures.ts'],
  ['domain/workbook/b.ts', '../layout.ts'],
  ['functions/b.ts', '../domain/merge.ts'],
  ['functions/b.ts', 'googleapis/build/src/apis/sheets/index.js'],
  ['sheets-addon/b.ts', '../domain/workbook/run.ts'],
  ['local/b.ts', '../functions/sync.ts'],
])('%s may import %s', (file, path) => {
  expect(lint(file, use(path))).toContain('Found 0 warnings and 0 errors')
})

test('domain takes time and ids as arguments', () => {
  expect(lint('domain/c.ts', 'export const now = () => Date.now()\n')).toContain('time comes in')
  expect(lint('domain/d.ts', 'export const day = (at: Date) => at.getTime()\n')).toContain(
    'Found 0 warnings and 0 errors',
  )
})
