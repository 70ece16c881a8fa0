import { expect, test } from 'vitest'
import { z } from 'zod'
import { emptyCard } from '../../../domain/card.ts'
import { readDirectory } from '../../../domain/directory.ts'
import type { Card, Value } from '../../../domain/records.ts'
import { shownValue } from '../../../domain/row.ts'
import { layoutFor } from '../../../domain/tables/layout.ts'
import { measures } from '../../../domain/tables/measures.ts'
import { textsIn } from '../../../domain/texts/texts.ts'
import { cardDocs, DIRECTORY, recordIn, rowDocs } from '../../../functions/store/documents.ts'
import { worldOf } from '../../../functions/world.ts'
import { PROGRAMME, sampleProgramme } from '../../../local/sample/files.ts'
import { Random } from '../../../local/simulate/random.ts'
import { viewOf } from '../../../local/simulate/sheetView.ts'
import type { Desk } from '../browser.ts'
import type { Ground } from '../ground.ts'
import { DEPUTY, HEAD } from '../sample.ts'

/** How long two people do whatever comes to their minds; the seed repeats what they did. */
const MS = 60_000
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const SCHOOL = 'sch-maruha'
const U = 'sheet.command.'
/** Rows in which they do it, and the columns of «Меры» that they fill. */
const [FIRST, ROWS, COLUMNS] = [1, 24, 6]

const WEIGHTS = {
  type: 10,
  paste: 2,
  clear: 2,
  copy: 2,
  insert: 2,
  delete: 2,
  move: 2,
  sort: 1,
  fill: 2,
  hide: 1,
  undo: 2,
  redo: 1,
} as const

const shownSchema = z.object({ texts: z.array(z.array(z.string())) })
/** As much of the sidebar's state as is asked here. */
const panelSchema = z.object({
  outcome: z
    .object({
      waiting: z.number(),
      held: z.array(z.object({ reason: z.string() })),
      conflicts: z.array(z.object({ id: z.string(), key: z.string(), rev: z.number() })),
    })
    .nullable(),
  panel: z
    .object({ vanished: z.array(z.object({ table: z.string(), id: z.string() })) })
    .nullable(),
})
type Panel = z.infer<typeof panelSchema>

export function random(here: () => Ground): void {
  test(
    'for a minute ends in the same for both windows, the model, the disk and the store',
    async () => {
      console.log(`seed ${SEED} (SEED=${SEED} repeats it)`)
      const { sample, system } = here()
      const book = sample.school
      const version = () => system.workbooks.state(book, DEPUTY).version
      const desks = [await here().sitDown(HEAD), await here().sitDown(DEPUTY)]
      const done: Record<string, number> = {}
      const until = performance.now() + MS
      await Promise.all(
        desks.map(async (desk, index) => {
          const chance = new Random(SEED + index)
          for (let turn = 0; performance.now() < until; turn++) {
            const name = await gesture(desk, chance, turn)
            done[name] = (done[name] ?? 0) + 1
          }
          await desk.page.waitForFunction(() => window.kurator.sent, undefined, { polling: 20 })
        }),
      )
      console.log(done)
      const vanished = await quiet(here())
      for (const desk of desks) await desk.settled(version)

      const { spreadsheet } = system.workbooks.state(book, DEPUTY)
      const sheet = spreadsheet.sheets.find(({ properties }) => properties.title === 'Меры')
      if (!sheet) throw new Error('no tab «Меры»')
      const model = sheet.rows.map((row) => row.key)
      const [one, two] = await Promise.all(desks.map((desk) => desk.shown()))
      expect(one).toEqual(two)
      expect(shownSchema.parse(one).texts.length).toBe(model.length)
      // A window that opens now shows the same as those that followed every change.
      const fresh = await here().sitDown(DEPUTY)
      expect(await fresh.shown()).toEqual(one)
      expect(here().sample.onDisk(book, sheet.sheetId)).toEqual(sheet.rows)
      expect(await differences(here(), vanished)).toEqual([])
    },
    4 * MS,
  )
}

const line = (row: number) => ({ startRow: row, endRow: row, startColumn: 0, endColumn: COLUMNS })

/** One gesture somewhere below the header. */
async function gesture(desk: Desk, chance: Random, turn: number): Promise<string> {
  const row = FIRST + chance.below(ROWS)
  const column = 1 + chance.below(COLUMNS - 1)
  const name = chance.weighted(WEIGHTS)
  switch (name) {
    case 'type':
      await desk.type(
        row,
        column,
        chance.pick([`Занятие ${turn}`, '1.10.21', '15/03', 'исполнена', 'готово', '']),
      )
      break
    case 'paste':
      await desk.select(row, 3)
      await desk.paste({ 'text/plain': `1.11.2021\tзавуч ${turn}\n2.11.2021\tпедагог ${turn}` })
      break
    case 'clear':
      await desk.select(row, column)
      await desk.page.keyboard.press('Delete')
      break
    case 'copy': {
      await desk.select(row, 0, row, COLUMNS)
      await desk.page.keyboard.press(chance.chance(0.5) ? 'Control+c' : 'Control+x')
      await desk.select(FIRST + chance.below(ROWS), 0)
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
      const to = line(FIRST + chance.below(ROWS))
      await desk.command(`${U}move-rows`, { fromRange: line(row), toRange: to })
      break
    }
    case 'sort':
      await desk.command(`${U}sort-range`, {
        range: { ...line(row), endRow: row + 6, endColumn: 60 },
        orderRules: [{ colIndex: column, type: chance.pick(['asc', 'desc']) }],
        hasTitle: false,
      })
      break
    case 'fill':
      await desk.select(row, column, row + 2, column)
      await desk.page.keyboard.press('Control+d')
      break
    case 'hide':
      await desk.command(U + chance.pick(['set-rows-hidden', 'set-specific-rows-visible']), {
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

/** Answers all that the sidebar asks, until nothing waits. Gives the ids of rows that the sheet lacks. */
async function quiet({ system, sample }: Ground): Promise<Set<string>> {
  const show = async (said: object): Promise<Panel> => {
    await system.script.idle()
    return panelSchema.parse(await system.script.run(sample.school, DEPUTY, 'panelShow', [said]))
  }
  let told = await show({})
  for (let round = 0; round < 12; round++) {
    const { outcome } = told
    if (outcome?.waiting === 0 && outcome.held.length + outcome.conflicts.length === 0) {
      return new Set(
        told.panel?.vanished.flatMap(({ table, id }) => (table === 'measures' ? id : [])),
      )
    }
    // What cannot be stored cannot be kept, however often one says so: then one takes theirs.
    const keep = round < 6 ? 'mine' : 'theirs'
    if (keep === 'theirs') console.log('not kept:', JSON.stringify(outcome?.conflicts))
    const undone = outcome?.held.some(({ reason }) => reason === 'undone') ?? false
    const decisions = Object.fromEntries(
      (outcome?.conflicts ?? []).map(({ id }) => [
        id,
        Object.fromEntries(
          (outcome?.conflicts ?? [])
            .filter((one) => one.id === id)
            .map(({ key, rev }) => [key, { keep, rev }]),
        ),
      ]),
    )
    told = await show({ decisions, ...(undone ? { refetch: true } : { sendHeld: true }) })
  }
  throw new Error(`the workbook does not come to rest: ${JSON.stringify(told.outcome)}`)
}

/** Every cell in which the sheet and the store differ, and nothing in «Что исправить» says so. */
async function differences({ system, sample }: Ground, vanished: ReadonlySet<string>) {
  const { spreadsheet } = system.workbooks.state(sample.school, DEPUTY)
  const layout = layoutFor([SCHOOL], 'staff', textsIn('ru')).tabs.find(
    ({ table }) => table === measures.name,
  )
  if (!layout) throw new Error('the workbook has no measures')
  const sheets = spreadsheet.sheets.filter(({ properties }) => properties.title === layout.title)
  const { lines } = viewOf({ ...spreadsheet, sheets }, layout)
  const cards = cardDocs(system.store, PROGRAMME)
  const card = recordIn<Card>(await cards.doc(SCHOOL).get()) ?? emptyCard
  const directory = readDirectory(recordIn<Card>(await cards.doc(DIRECTORY).get()) ?? emptyCard)
  const context = worldOf(sampleProgramme(), directory, system.clock.now()).contextOf(SCHOOL, card)

  const { docs } = await rowDocs(system.store, PROGRAMME, measures.name).get()
  const here = docs.filter((doc) => doc.get('school') === SCHOOL && doc.get('archivedAt') === null)
  const rows = new Map(here.map((doc) => [doc.id, doc]))
  const found: string[] = []
  for (const { id, line: number, cells, corrections } of lines) {
    const row = rows.get(id)
    const typed = Object.keys(cells).some((key) => key !== 'number')
    if (!row) {
      if (typed && corrections === '') found.push(`line ${number} «${id}» is not in the store`)
      continue
    }
    for (const { key, header, server } of layout.columns) {
      if (server || corrections.includes(`${header}: `)) continue
      const value: Value | undefined = row.get(`cells.${key}`)
      const stored = value === undefined ? '' : shownValue(measures, key, value, context)
      const shown = cells[key] ?? ''
      if (tidy(shown) !== tidy(stored)) {
        found.push(`line ${number}, ${header}: «${shown}», in the store «${stored}»`)
      }
    }
  }
  const present = new Set(lines.map(({ id }) => id))
  for (const id of rows.keys()) {
    if (!present.has(id) && !vanished.has(id)) found.push(`${id} is in the store alone`)
  }
  return found
}

/** Groups of digits are set apart in words, and not in the sheet. */
function tidy(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
