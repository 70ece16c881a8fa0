import { afterAll, expect, test, vi } from 'vitest'
import type { Effect } from '../../../domain/workbook/effects.ts'
import { openDesk } from './desk.ts'

// Twenty parts, each with a read of all rows between it and the next.
vi.setConfig({ testTimeout: 400_000 })

const ROWS = 10_000
const desk = openDesk(ROWS + 100)
afterAll(() => desk.close())

/** How often each of the calls to Google and to the server was made in the last run. */
function calls(): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const step of desk.steps) counted[step] = (counted[step] ?? 0) + 1
  return counted
}

test('10,000 rows at once go with progress, and on after a stop in the middle, none twice', () => {
  const lines = Array.from({ length: ROWS }, (_, i) => `${i + 1}\tМера ${i + 1}\t1.10.21\tзавуч`)
  desk.hand.paste("'Меры'!A2", lines.join('\n'))
  const progress: string[] = []
  const watch = (effect: Effect): void => {
    if (effect.do === 'progress') progress.push(`${effect.done} of ${effect.of}`)
  }
  let posts = 0
  desk.meanwhile = (effect) => {
    watch(effect)
    if (effect.do === 'post' && ++posts === 9) desk.server.lose = 'answer'
  }
  const begun = performance.now()
  // The first request asks for the layout, so that the eighth part is the one without an answer.
  expect(desk.run()).toMatchObject({ state: 'unreachable', answered: 3_500, waiting: 6_500 })
  expect(progress.at(-1)).toBe('3500 of 10000')
  desk.meanwhile = watch
  expect(desk.run()).toMatchObject({ state: 'done', answered: 6_500, waiting: 0 })
  const seconds = (performance.now() - begun) / 1_000
  console.log(
    `10,000 rows sent: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s; the second run made`,
    calls(),
  )
  expect(progress.at(-1)).toBe('6500 of 6500')
  expect(calls()).toMatchObject({ get: 13, post: 13, batchUpdate: 13 })
  expect(desk.server.rows.size).toBe(ROWS)
  expect(new Set(desk.rows().map(({ id }) => id)).size).toBe(ROWS)
})

test('then an edit among them costs what it costs in a small tab', () => {
  desk.hand.type("'Меры'!D5000", 'методист')
  expect(desk.run()).toMatchObject({ state: 'done', answered: 1 })
  expect(calls()).toMatchObject({ get: 1, post: 1, batchUpdate: 1 })
  const sent = JSON.stringify(desk.server.requests.at(-1)).length
  const read = JSON.stringify(desk.spreadsheet()).length
  console.log(`one edit among 10,000 rows: ${read} characters read, ${sent} sent`)
  expect(sent).toBeLessThan(1_000)
})

test('and a look at them without a change is one read', () => {
  expect(desk.run()).toMatchObject({ state: 'done', answered: 0 })
  expect(desk.steps).toEqual(['get'])
})
