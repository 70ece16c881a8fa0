import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openBook, type Book } from './book.ts'
import { Desk, startBrowser } from './browser.ts'
import { GESTURES } from './gestures.ts'

/** Every gesture is done so often; its slowest turn but one in twenty is printed. */
const TURNS = 4
/** Rows that each gesture has to itself. */
const APART = 16
const ROWS = GESTURES.length * APART + 20
const COLUMNS = 12

const shownSchema = z.object({ texts: z.array(z.array(z.string())) })
const times: { readonly name: string; readonly p95: number }[] = []
let browser: Browser
let book: Book
let desk: Desk

beforeAll(async () => {
  browser = await startBrowser()
  book = await openBook(ROWS, COLUMNS)
  desk = await Desk.open(browser, book.address)
})
afterAll(async () => {
  await browser?.close()
  await book?.close()
  for (const { name, p95 } of times) console.log(`${String(p95).padStart(6)} ms p95  ${name}`)
})

describe('in the sheet, a person', () => {
  test.each(GESTURES.map((gesture, index) => ({ ...gesture, index })))(
    '$name',
    async ({ name, once, index }) => {
      const taken: number[] = []
      for (let turn = 0; turn < TURNS; turn++) {
        const row = 1 + index * APART + turn * 2
        await desk.select(row, 0)
        const from = performance.now()
        await once(desk, row, turn)
        taken.push(Math.round(performance.now() - from))
        await desk.settled(() => book.version())
      }
      times.push({ name, p95: taken.toSorted((a, b) => a - b)[Math.ceil(0.95 * TURNS) - 1] ?? 0 })
      expect(shownSchema.parse(await desk.shown()).texts).toEqual(book.texts())
      expect(desk.faults).toEqual([])
    },
  )
})
