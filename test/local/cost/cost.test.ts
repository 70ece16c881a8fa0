import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { EVENTS, measure, type Counts, type Measured } from '../../../local/cost/measure.ts'
import { monthOf } from '../../../local/cost/month.ts'
import { costPage, FREE } from '../../../local/cost/page.ts'

let measured: readonly [Measured, Measured]
beforeAll(async () => {
  measured = await measure()
}, 180_000)

/** Numbers of a page's table rows, in order. */
function numbers(page: string): number[] {
  const [, table = ''] = /## Измерено([\s\S]*?)## За месяц/.exec(page) ?? []
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .flatMap((line) => line.split('|').slice(2, -1))
    .map((cell) => Number(cell.replaceAll(/\s/g, '')))
}

describe('the counts', () => {
  test('of docs/cost.md are those that are measured; `npm run cost` writes it', () => {
    const [written, now] = [
      numbers(readFileSync('docs/cost.md', 'utf8')),
      numbers(costPage(measured)),
    ]
    expect(written).toHaveLength(now.length)
    // A read more or less, as when two transactions met, does not make another page.
    written.forEach((count, at) => {
      const measuredNow = now[at] ?? Number.NaN
      expect(Math.abs(count - measuredNow)).toBeLessThanOrEqual(Math.max(3, measuredNow * 0.1))
    })
  })

  test('are counts of something: each event calls functions, and letters go to people', () => {
    for (const { schools, events } of measured) {
      expect(events.edit).toMatchObject({ calls: 1, writes: 3, letters: 0 })
      expect(events.digest.letters).toBeGreaterThanOrEqual(schools)
      expect(events.panel.calls).toBe(2)
      for (const event of EVENTS) expect([event, events[event].reads]).not.toEqual([event, 0])
    }
  })

  test('of one edit do not grow with the district; those of jobs grow no faster than its schools', () => {
    const [few, many] = measured
    expect(many.events.edit.reads).toBeLessThanOrEqual(few.events.edit.reads + 1)
    for (const event of ['hour', 'nights', 'digest'] as const) {
      expect(many.events[event].reads).toBeLessThanOrEqual(2 * few.events[event].reads + 5)
    }
  })
})

describe('a month', () => {
  const nothing: Counts = { reads: 0, writes: 0, deletes: 0, calls: 0, letters: 0 }
  const made = (schools: number, hour: number, edit: number): Measured => ({
    schools,
    events: {
      edit: { ...nothing, reads: edit },
      quiet: nothing,
      one: { ...nothing, writes: 1 },
      all: { ...nothing, writes: schools },
      panel: nothing,
      hour: { ...nothing, reads: hour },
      nights: nothing,
      digest: { ...nothing, letters: schools },
    },
  })

  test('is the measured counts as often as they happen', () => {
    const pair = [made(3, 30, 4), made(6, 60, 4)] as const
    const { reads, letters, writes } = monthOf(pair, 10, { edits: 4.8, panels: 0 })
    // 1,056 cells in as many rounds: one school in each.
    expect(writes).toBe(1_056)
    expect(reads).toBe(720 * 100 + 1_056 * 4)
    expect(letters).toBe(Math.round((10 * 30) / 7))
  })

  test('has no more rounds than there are, each for more schools at once', () => {
    const pair = [made(3, 0, 0), made(6, 0, 0)] as const
    expect(monthOf(pair, 10, { edits: 9.6, panels: 0 }).writes).toBe(2 * 1_056)
    expect(monthOf(pair, 10, { edits: 1_000, panels: 0 }).writes).toBe(10 * 1_056)
  })

  test('keeps what does not grow with the schools', () => {
    const pair = [made(3, 30, 0), made(6, 30, 0)] as const
    expect(monthOf(pair, 100).reads).toBe(720 * 30)
  })

  test('of the page names a source for each free quota', () => {
    for (const { source } of FREE) expect(source).toMatch(/^https:\/\/cloud\.google\.com\//)
  })
})
