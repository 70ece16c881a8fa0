import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBook } from './book.ts'
import { Desk, startBrowser } from './browser.ts'

/** How much later a sheet of ten thousand rows may be ready than one of forty, in milliseconds. */
const LATER_MS = 2_000

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
})

async function opening(rows: number): Promise<number> {
  const book = await openBook(rows, 15)
  const desk = await Desk.open(browser, book.address)
  const from = performance.now()
  await desk.go(book.address)
  const taken = performance.now() - from
  expect(await desk.text(rows - 1, 0)).toBe(`A${rows}`)
  await desk.close()
  await book.close()
  return Math.round(taken)
}

test('a sheet of ten thousand rows opens little later than a small one', async () => {
  const small = await opening(40)
  const large = await opening(10_000)
  console.log(`40 rows: ${small} ms, 10,000 rows: ${large} ms`)
  // A machine that is slow with the small one is slow with the large one too.
  expect(large - small).toBeLessThan(Math.max(LATER_MS, small))
})
