import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Random } from '../../local/simulate/random.ts'
import { openBook, SHEET, type Book } from './book.ts'
import { Desk, startBrowser } from './browser.ts'

/** How long two people do whatever comes to their minds; the seed repeats what they did. */
const MS = 60_000
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const ROWS = 40

const shownSchema = z.object({ texts: z.array(z.array(z.string())) })
const U = 'sheet.command.'

let browser: Browser
let book: Book

beforeAll(async () => {
  browser = await startBrowser()
  book = await openBook(ROWS, 8)
})
afterAll(async () => {
  await browser?.close()
  await book?.close()
})

const line = (row: number) => ({ startRow: row, endRow: row, startColumn: 0, endColumn: 7 })
const WEIGHTS = {
  type: 8,
  paste: 3,
  clear: 2,
  copy: 3,
  insert: 2,
  delete: 2,
  move: 2,
  sort: 2,
  fill: 2,
  hide: 1,
  undo: 3,
  redo: 1,
} as const

/** One gesture somewhere below the header. */
async function gesture(desk: Desk, random: Random, turn: number): Promise<string> {
  const row = 1 + random.below(20)
  const column = random.below(5)
  const name = random.weighted(WEIGHTS)
  switch (name) {
    case 'type':
      await desk.type(row, column, random.pick([`текст ${turn}`, '1.9.21', '2,5', "'=A1", '']))
      break
    case 'paste':
      await desk.select(row, column)
      await desk.paste({ 'text/plain': `а${turn}\tб${turn}\nв${turn}\tг${turn}` })
      break
    case 'clear':
      await desk.select(row, column, row + 1, column + 1)
      await desk.page.keyboard.press('Delete')
      break
    case 'copy': {
      await desk.select(row, 0, row, 7)
      await desk.page.keyboard.press(random.chance(0.5) ? 'Control+c' : 'Control+x')
      await desk.select(1 + random.below(20), 0)
      await desk.page.keyboard.press('Control+v')
      break
    }
    case 'insert':
      await desk.command(`${U}insert-row`, { direction: 0, range: line(row) })
      break
    case 'delete':
      await desk.command(`${U}remove-row`, { range: line(row) })
      break
    case 'move': {
      const to = line(1 + random.below(20))
      await desk.command(`${U}move-rows`, { fromRange: line(row), toRange: to })
      break
    }
    case 'sort':
      await desk.command(`${U}sort-range`, {
        range: { ...line(row), endRow: row + 6, startColumn: column },
        orderRules: [{ colIndex: column, type: random.pick(['asc', 'desc']) }],
        hasTitle: false,
      })
      break
    case 'fill':
      await desk.select(row, column, row + 2, column)
      await desk.page.keyboard.press('Control+d')
      break
    case 'hide':
      await desk.command(U + random.pick(['set-rows-hidden', 'set-specific-rows-visible']), {
        ranges: [line(row)],
      })
      break
    case 'undo':
      await desk.page.keyboard.press('Control+z')
      break
    case 'redo':
      await desk.page.keyboard.press('Control+y')
      break
  }
  return name
}

async function texts(desk: Desk): Promise<string[][]> {
  return shownSchema.parse(await desk.shown()).texts
}

test(
  'a minute of whatever two people do ends in the same for both windows, the model and the disk',
  async () => {
    console.log(`seed ${SEED} (SEED=${SEED} repeats it)`)
    const desks = [
      await Desk.open(browser, book.address),
      await Desk.open(browser, book.address.replace('teacher', 'owner')),
    ]
    const done: Record<string, number> = {}
    const until = performance.now() + MS
    await Promise.all(
      desks.map(async (desk, index) => {
        const random = new Random(SEED + index)
        for (let turn = 0; performance.now() < until; turn++) {
          const name = await gesture(desk, random, turn)
          done[name] = (done[name] ?? 0) + 1
        }
        await desk.page.waitForFunction(() => window.kurator.sent)
      }),
    )
    for (const desk of desks) await desk.settled(() => book.version())
    console.log(done)
    const model = book.texts()
    for (const desk of desks) {
      expect(await texts(desk)).toEqual(model)
      expect(desk.faults).toEqual([])
    }
    // A window that opens now shows the same as those that followed every change.
    const fresh = await Desk.open(browser, book.address)
    const [first] = desks
    expect(await fresh.shown()).toEqual(await first?.shown())
    expect(book.stored(SHEET)).toEqual(model)
  },
  3 * MS,
)
