import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

/** `npm run demo`, twice, each in a process and a folder of its own. */

const folder = mkdtempSync(join(tmpdir(), 'kurator-demo-test-'))
const out = (run: string) => join(folder, run, 'out')
let accounts: readonly string[]

const countsSchema = z.strictObject({
  typed: z.int(),
  stored: z.int(),
  problems: z.int(),
  cured: z.int(),
  conflicts: z.int(),
  overdue: z.int(),
  digests: z.int(),
  documentReads: z.int(),
  documentWrites: z.int(),
})
const recordSchema = z.object({
  from: z.object({ shell: z.string() }),
  rows: z.array(z.object({ after: z.record(z.string(), z.unknown()) })),
})
const daySchema = z.object({ schools: z.record(z.string(), z.object({ overdue: z.int() })) })

async function demo(run: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    'local/demo/demo.ts',
    '--json',
    '--out',
    out(run),
  ])
  return stdout.replaceAll(out(run), 'OUT')
}

beforeAll(async () => {
  accounts = [await demo('first'), await demo('second')]
})
afterAll(() => rmSync(folder, { recursive: true }))

const counts = () => countsSchema.parse(JSON.parse(accounts[0]?.trimEnd().split('\n').at(-1) ?? ''))
const files = (kind: string, ending: string) =>
  readdirSync(join(out('first'), kind)).filter((name) => name.endsWith(ending))
const store = () =>
  z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(join(out('first'), 'store.json'), 'utf8')))

test('gives the same account twice', () => {
  expect(accounts[1]).toBe(accounts[0])
})

test('loses nothing that was typed', () => {
  expect(accounts[0]).toContain('Where every typed value is now:')
  expect(accounts[0]).not.toContain('LOST')
  const [, where = ''] = accounts[0]?.split('Where every typed value is now:') ?? []
  const places = [...where.matchAll(/^ {2}\D+: (\d+)$/gm)].map(([, count]) => Number(count))
  expect(places.reduce((sum, count) => sum + count, 0)).toBe(counts().typed)
})

test('counts as many accepted values as the change records hold', () => {
  const accepted = Object.entries(store())
    .filter(([path]) => /\/changes\//.test(path))
    .map(([, record]) => recordSchema.parse(record))
    .filter(({ from }) => from.shell === 'addon')
    .flatMap(({ rows }) => rows.flatMap(({ after }) => Object.keys(after)))
  expect(accepted.length).toBe(counts().stored)
})

test('counts as overdue what the last day’s snapshot has', () => {
  const day = daySchema.parse(store()['programmes/zelenchuk/days/2021-09-20'])
  const overdue = Object.values(day.schools).reduce((sum, school) => sum + school.overdue, 0)
  expect(overdue).toBe(counts().overdue)
  expect(overdue).toBe(3)
})

test('leaves each digest as .eml and .html, each visible sheet as CSV', () => {
  expect(files('mail', '.eml').length).toBe(counts().digests)
  expect(files('mail', '.html').length).toBe(counts().digests)
  expect(files('sheets', '.csv')).toContain('Программа 500+- СОШ с. Маруха — Меры.csv')
})

test('shows what is left to correct in the sheets, and has seen the rest cured', () => {
  const left = files('sheets', 'Меры.csv')
    .filter((name) => !name.includes('куратор') && !name.includes('координатор'))
    .map((name) => readFileSync(join(out('first'), 'sheets', name), 'utf8'))
    .join('\n')
    .match(/Не указан год|Такой даты|В списке нет|Похоже, здесь|не активирован|сразу после этого/g)
  expect(left?.length).toBe(counts().problems - counts().cured)
})

test('knows of the one conflict', () => {
  expect(counts().conflicts).toBe(1)
})
