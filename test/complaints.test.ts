import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Each test that docs/complaints.md names: its name, and its file. */
const named = [
  ...readFileSync('docs/complaints.md', 'utf8').matchAll(/«([^»]+)», \[[^\]]+\]\(\.\.\/([^)]+)\)/g),
].map(([, name = '', file = '']) => ({ name, file }))

test('every complaint names a test', () => {
  const rows = readFileSync('docs/complaints.md', 'utf8').match(/^\| (?!complaint).*/gm) ?? []
  expect(rows.length).toBeGreaterThan(13)
  expect(rows.filter((row) => !/«[^»]+», \[/.test(row))).toEqual([])
})

test.each(named)('$file has the test «$name»', ({ name, file }) => {
  expect(readFileSync(file, 'utf8')).toContain(`'${name}'`)
})
