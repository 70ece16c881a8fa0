import { afterAll, beforeAll, expect, test } from 'vitest'
import { date } from '../../domain/cells/date.ts'
import { wholeNumber } from '../../domain/cells/number.ts'
import { text } from '../../domain/cells/text.ts'
import type { Binding, StoredRow } from '../../domain/records.ts'
import { tabRequests } from '../../domain/setup/tab.ts'
import { column, corrections, schoolColumn } from '../../domain/tables/column.ts'
import { guidePage } from '../../domain/tables/guide.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import type { Table } from '../../domain/tables/table.ts'
import { tables } from '../../domain/tables/tables.ts'
import { bySchool, seenByAll } from '../../domain/tables/who.ts'
import { inBoth, textsIn } from '../../domain/texts/texts.ts'
import { reconcileFunction } from '../../functions/reconcile.ts'
import { bindingDoc, recordIn, rowDocs } from '../../functions/store/documents.ts'
import { SERVICE } from '../../local/service.ts'
import { context } from '../domain/sample.ts'
import { openBooks, type Books } from './books.ts'
import { serveJob, type Job } from './jobs.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

/**
 * What a new table costs: this one declaration, and one line in the list of tables. The rest of the test
 * is a person who uses it.
 */
const excursions: Table = {
  name: 'excursions',
  title: inBoth({ ru: 'Экскурсии', en: 'Excursions' }),
  about: inBoth({ ru: 'Куда ездили классы.', en: 'Where the classes went.' }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(bySchool),
    column(
      'place',
      text(),
      200,
      bySchool,
      { ru: 'Куда', en: 'Where' },
      { ru: 'Место, например «Музей в Архызе».', en: 'The place.' },
      { required: true, example: 'Музей в Архызе' },
    ),
    column(
      'day',
      date(),
      100,
      bySchool,
      { ru: 'Когда', en: 'When' },
      { ru: 'День, например 15.10.2021.', en: 'The day.' },
      { required: true, example: '15.10.2021' },
    ),
    column(
      'pupils',
      wholeNumber({ min: 0 }),
      90,
      bySchool,
      { ru: 'Сколько человек', en: 'How many' },
      { ru: 'Только число, например 20.', en: 'A number only.' },
      { example: '20' },
    ),
    corrections,
  ],
  rules: [],
  brief: ['day'],
  see: seenByAll,
  front: [],
}

const OWNER = 'koordinator@example.org'

let system: System
let books: Books
let job: Job

beforeAll(async () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one line that a table's author writes into the list, written at run time
  ;(tables as Table[]).push(excursions)
  system = await startSystem()
  books = await openBooks(system)
  const others = await system.store.collection('workbooks').listDocuments()
  for (const other of others) await other.delete()
  job = await serveJob(system, reconcileFunction({ ...system.services, sheets: books.sheets }))
})
afterAll(async () => {
  await job.close()
  await books.close()
  await system.close()
})

/** A workbook with nothing but the new table's tab, as the setup builds it. */
async function workbook(binding: Pick<Binding, 'scope' | 'ceiling'>): Promise<string> {
  const { tabs } = layoutFor(binding.scope, binding.ceiling, textsIn('ru'))
  const layout = tabs.find(({ table }) => table === 'excursions')
  if (!layout) throw new Error('The layout has no tab of the new table')
  const id = books.workbooks.create({
    title: 'Таблица',
    owner: OWNER,
    sheets: [{ title: 'Лист1' }],
  })
  const requests = tabRequests({
    sheetId: 7,
    index: 0,
    table: excursions,
    layout,
    context: context(),
    editors: [OWNER],
  })
  books.workbooks.batchUpdate(id, { requests }, OWNER)
  books.workbooks.share(id, SERVICE)
  await bindingDoc(system.store, id).create({ programme: PROGRAMME, ...binding })
  return id
}

/** The tab as people see it, without the service columns. */
function shown(id: string): readonly (readonly string[])[] {
  const fields = 'sheets(data(rowData(values(formattedValue))))'
  const read = books.workbooks.get(id, { ranges: ["'Экскурсии'!A1:D4"], fields }, OWNER)
  const rows = (read.sheets?.[0]?.data?.[0]?.rowData ?? []).map(({ values = [] }) =>
    values.map(({ formattedValue }) => formattedValue ?? ''),
  )
  return rows
    .map((row) => row.slice(0, row.findLastIndex(Boolean) + 1))
    .filter(({ length }) => length)
}

async function reconcile(): Promise<void> {
  const { status, body } = await job.run({ programme: PROGRAMME })
  expect(body).toMatchObject({ programmes: [{ troubled: 0 }] })
  expect(status).toBe(200)
  system.clock.now = new Date(system.clock.now.getTime() + 3_600_000)
  system.clock.elapsed += 3_600_000
}

async function stored(): Promise<readonly StoredRow[]> {
  const { docs } = await rowDocs(system.store, PROGRAMME, 'excursions').get()
  return docs.flatMap((doc) => recordIn<StoredRow>(doc) ?? [])
}

test('a new table is one declaration and one line: typed, corrected, stored, pulled, explained', async () => {
  const school = await workbook({ scope: ['sch-maruha'], ceiling: 'staff' })
  const curator = await workbook({ scope: ['sch-maruha'], ceiling: 'curator' })
  expect(shown(school)).toEqual([['Куда', 'Когда', 'Сколько человек', 'Что исправить']])

  const hand = books.workbooks.gestures(school, OWNER)
  hand.paste("'Экскурсии'!A2", 'Музей в Архызе\t15/10\t20')
  await reconcile()
  expect(shown(school)[1]).toEqual([
    'Музей в Архызе',
    '15/10',
    '20',
    'Когда: Не указан год: «15/10». Напишите дату полностью, например 15.10.2021. Остальные ячейки строки сохранены.',
  ])
  expect((await stored()).map(({ cells, school: of }) => ({ cells, of }))).toEqual([
    { cells: { school: 'sch-maruha', place: 'Музей в Архызе', pupils: 20 }, of: 'sch-maruha' },
  ])

  hand.type("'Экскурсии'!B2", '15.10.21')
  await reconcile()
  expect(shown(school)[1]).toEqual(['Музей в Архызе', '15.10.2021', '20'])
  expect((await stored()).map(({ cells }) => cells['day'])).toEqual(['2021-10-15'])

  await reconcile()
  expect(shown(curator)[1]?.slice(0, 3)).toEqual(['Музей в Архызе', '15.10.2021', '20'])

  expect(guidePage(excursions, context())).toContain(
    '| **Когда** (обязательно) | День, например 15.10.2021. | 15.10.2021 | школа, координатор |',
  )
})
