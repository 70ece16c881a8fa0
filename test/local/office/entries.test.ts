import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Entries, ENTRY } from '../../../local/office/entries.ts'

let folder: string
let entries: Entries
let now: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kurator-entries-'))
  now = Date.UTC(2026, 0, 12)
  entries = new Entries(folder, 'a secret', () => now)
})
afterEach(() => {
  entries.close()
  rmSync(folder, { recursive: true })
})

/** Rows that lie on disk. */
function count(table: 'sessions' | 'codes' | 'tries'): number {
  const db = new DatabaseSync(join(folder, 'office.sqlite'), { readOnly: true })
  const row = db.prepare(`SELECT count(*) AS n FROM ${table}`).get()
  db.close()
  return Number(row?.['n'])
}

test('a session ends by idleness or by age, to the millisecond', () => {
  const token = entries.begin('a@example.org')
  now += ENTRY.idle - 1
  expect(entries.personOf(token)).toBe('a@example.org')
  now += ENTRY.idle
  expect(entries.personOf(token)).toBeUndefined()

  const long = entries.begin('a@example.org')
  const began = now
  while (now + ENTRY.idle - 1 < began + ENTRY.absolute) {
    now += ENTRY.idle - 1
    expect(entries.personOf(long)).toBe('a@example.org')
  }
  now = began + ENTRY.absolute
  expect(entries.personOf(long)).toBeUndefined()
})

test('what has ended is swept from the disk with the next sign-in; what lives stays', () => {
  for (let at = 0; at < 20; at++) entries.begin(`person-${at}@example.org`)
  entries.newCode('late@example.org')
  entries.allows('ask', 'late@example.org', ENTRY.asksOfAddress)
  now += ENTRY.idle - 1_000
  const alive = entries.begin('alive@example.org')
  expect([count('sessions'), count('codes'), count('tries')]).toEqual([21, 0, 0])
  now += 1_000
  entries.begin('next@example.org')
  expect(count('sessions')).toBe(2)
  expect(entries.personOf(alive)).toBe('alive@example.org')
})

test('a session that is ended is gone, and no other', () => {
  const [one, other] = [entries.begin('a@example.org'), entries.begin('a@example.org')]
  entries.end(one)
  expect(entries.personOf(one)).toBeUndefined()
  expect(entries.personOf(other)).toBe('a@example.org')
})
