import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeDocs, rowDocs } from '../../../functions/store/documents.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from '../system.ts'

const deputy = 'zavuch@example.org'
const whole = { event: 'Семинар', deadline: '22.09.2021', responsible: 'директор' }

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

test('rows whose values before make too large a record are cut into several, none lost', async () => {
  const ids = Array.from({ length: 150 }, (_, at) => `long-comment-${100 + at}`)
  const comment = 'Длинное пояснение. '.repeat(260).trim()
  const first = await system.sync(deputy, {
    tabs: measuresTab(ids.map((id) => sentRow(id, 0, { ...whole, comment }))),
  })
  expect(first.rows.every(({ outcome }) => outcome === 'stored')).toBe(true)

  const emptied = await system.sync(deputy, {
    tabs: measuresTab(ids.map((id) => sentRow(id, 1, whole))),
  })
  expect(emptied.rows.map(({ id }) => id)).toEqual(ids)
  expect(emptied.rows.every(({ rev }) => rev === 2)).toBe(true)
  const rows = await rowDocs(system.store, PROGRAMME, 'measures').get()
  expect(rows.docs.filter((row) => row.get('cells.comment') !== undefined)).toEqual([])
  const records = await changeDocs(system.store, PROGRAMME).where('card', '==', 'sch-maruha').get()
  const sizes = records.docs.map((record) => Buffer.byteLength(JSON.stringify(record.data())))
  expect(Math.max(...sizes)).toBeLessThan(1_048_576)
  const seqs = records.docs.map((record) => Number(record.get('seq'))).sort((a, b) => a - b)
  expect(seqs).toEqual(seqs.map((_, at) => at + 1))
})

test('thirty people who edit one school at once are all stored, one after the other', async () => {
  const ids = Array.from({ length: 30 }, (_, at) => `at-once-${100 + at}`)
  const before = await system.sync(deputy, {})
  const used = system.usage().reads
  const answers = await Promise.all(
    ids.map((id) =>
      system.sync(deputy, {
        cursor: before.cursor,
        tabs: measuresTab([sentRow(id, 0, whole)]),
      }),
    ),
  )
  expect(answers.map(({ rows }) => rows[0]?.outcome)).toEqual(ids.map(() => 'stored'))
  console.log(`thirty edits of one school at once: ${system.usage().reads - used} reads`)
  const after = await system.sync(deputy, { cursor: before.cursor })
  expect(after.cursor['sch-maruha']).toBe((before.cursor['sch-maruha'] ?? 0) + 30)
})

test('rows of several schools in one request are stored under their own cards', async () => {
  const school = ['СОШ с. Маруха', 'ООШ с. Нижняя Ермоловка']
  const ids = Array.from({ length: 20 }, (_, at) => `both-schools-${100 + at}`)
  const answer = await system.sync('koordinator@example.org', {
    spreadsheetId: 'book-all',
    tabs: measuresTab(
      ids.map((id, at) => sentRow(id, 0, { ...whole, school: school[at % 2] ?? '' })),
      ['school', 'event', 'deadline', 'responsible'],
    ),
  })
  expect(answer.rows.map(({ id }) => id)).toEqual(ids)
  const docs = await system.store.getAll(
    ...ids.map((id) => rowDocs(system.store, PROGRAMME, 'measures').doc(id)),
  )
  expect(docs.map((row) => String(row.get('school')))).toEqual(
    ids.map((_, at) => (at % 2 === 0 ? 'sch-maruha' : 'sch-ermol')),
  )
})
