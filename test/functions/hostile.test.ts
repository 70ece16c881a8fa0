import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIMITS } from '../../domain/protocol.ts'
import { checkDeadlinesFunction } from '../../functions/checkDeadlines.ts'
import { bindingDoc, cardDocs } from '../../functions/store/documents.ts'
import { serveJob } from './jobs.ts'
import { measuresTab, PROGRAMME, requestOf, sentRow, startSystem, type System } from './system.ts'

/** What a broken or hostile program sends: answered clearly, and nothing changes that should not. */

const deputy = 'zavuch@example.org'
const coordinator = 'koordinator@example.org'
const whole = { event: 'Семинар', deadline: '22.09.2021', responsible: 'директор' }

const words = ['event', 'deadline', 'responsible', 'status', 'doneOn', 'evidence', 'comment']
const figures = ['indicator', 'unit', 'baseline', 'planned', 'actual', 'task', 'start', 'help']
const all = [...words, ...figures, 'periodicity', 'participants', 'proposedReason']

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

/** `400 protocol.shape`, `200 stored`. */
async function told(body: unknown): Promise<string> {
  const { status, answer, error } = await system.post(deputy, body)
  return `${status} ${error?.code ?? answer?.rows.map(({ outcome }) => outcome).join()}`
}

describe('names that mean something to the store', () => {
  test('are no workbook', async () => {
    for (const spreadsheetId of ['a/b', '.', '..', '__x__', '__proto__', '\ud800']) {
      expect(await told(requestOf({ spreadsheetId }))).toBe('400 protocol.shape')
    }
    expect(await told(requestOf({ spreadsheetId: 'constructor' }))).toBe('404 workbook.unknown')
  })

  test('are no row', async () => {
    for (const id of ['__proto__', '__abcdef__', '________', 'directory']) {
      expect(await told(requestOf({ tabs: measuresTab([sentRow(id, 0, whole)]) }))).toBe(
        '400 protocol.shape',
      )
    }
    for (const id of ['constructor', 'hasOwnProperty', '__proto_x', '--------']) {
      expect(await told(requestOf({ tabs: measuresTab([sentRow(id, 0, whole)]) }))).toBe(
        '200 stored',
      )
    }
  })

  test('are no programme', async () => {
    const job = await serveJob(system, checkDeadlinesFunction(system.services))
    for (const programme of ['a/b', '..', '__x__', '\ud800']) {
      expect(await job.run({ programme })).toMatchObject({ status: 400 })
    }
    expect(await job.run({ programme: PROGRAMME })).toMatchObject({ status: 200 })
    await job.close()
  })

  test('are quoted shortly', async () => {
    const cells = { ['k'.repeat(100_000)]: 'x' }
    const body = requestOf({ tabs: measuresTab([sentRow('measure-long', 0, cells)]) })
    const { error } = await system.post(deputy, body)
    expect(error?.message.length).toBeLessThan(200)
  })
})

describe('a row of whole documents', () => {
  test('is answered cell by cell, though its texts together outgrow a document of the store', async () => {
    const cells = Object.fromEntries(all.map((key) => [key, '—'.repeat(LIMITS.cellText / 2)]))
    const tabs = measuresTab([sentRow('measure-tome', 0, cells)], all)
    const answer = await system.sync(deputy, { tabs })
    expect(answer.rows).toMatchObject([{ outcome: 'draft' }])
    const codes = Object.fromEntries(answer.rows[0]?.corrections.map((c) => [c.key, c.code]) ?? [])
    expect(codes).toMatchObject({ event: 'text.tooLong', deadline: 'text.tooLong' })
    const records = await system.store
      .collection(`programmes/${PROGRAMME}/changes`)
      .where('paths', 'array-contains', 'measures/measure-tome')
      .get()
    expect(records.docs[0]?.get('rows')[0].refused.event).toEqual({
      shown: '',
      code: 'text.tooLong',
    })
  })
})

test('half a letter, as LEFT() of an emoji leaves it, is stored once', async () => {
  const cells = { ...whole, event: 'Семинар \ud83d', deadline: `${'😀'.repeat(29)}x😀😀` }
  const send = (rev: number) =>
    system.sync(deputy, { tabs: measuresTab([sentRow('measure-half', rev, cells)]) })
  const first = await send(0)
  expect(first.rows).toMatchObject([{ rev: 1 }])
  const second = await send(1)
  expect(second.rows).toMatchObject([{ rev: 1 }])
})

test('a refused request makes nobody the sender', async () => {
  const pupils = [{ table: 'pupils', columns: [], rows: [] }]
  expect(await told(requestOf({ enable: true, tabs: pupils }))).toBe('400 table.unknown')
  const binding = bindingDoc(system.store, 'book-maruha')
  expect((await binding.get()).get('sender')).toBeUndefined()
  expect(await told(requestOf({ enable: true }))).toBe('200 ')
  expect((await binding.get()).get('sender')).toBe(deputy)
})

test('a cursor of another store, such as before a backup was restored, is told all anew', async () => {
  await system.sync(deputy, { tabs: measuresTab([sentRow('measure-seen', 0, whole)]) })
  const known = await system.sync(deputy, {})
  const silent = await system.sync(deputy, { cursor: known.cursor })
  expect(silent.news).toEqual([])
  const foreign = { 'sch-maruha': Number.MAX_SAFE_INTEGER }
  const anew = await system.sync(deputy, { cursor: foreign })
  expect(anew.news.length).toBe(known.news.length)
  expect(anew.cursor).toEqual(known.cursor)
})

function storm(at: number) {
  const cells = { ...whole, event: `Семинар ${at}` }
  return system.sync(deputy, { tabs: measuresTab([sentRow('measure-storm', 0, cells)]) })
}

test('fifty at once in one row: one value is in force, the others are conflicts', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => storm(at)))
  const outcomes = answers.map(({ rows }) => rows[0]?.outcome)
  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(49)
})

test('a request id used for something else changes only what it says', async () => {
  const request = randomUUID()
  const send = (event: string) =>
    system.sync(deputy, {
      request,
      tabs: measuresTab([sentRow(`measure-${event}`, 0, { ...whole, event })]),
    })
  expect((await send('one-more')).rows).toMatchObject([{ outcome: 'stored', rev: 1 }])
  expect((await send('two-more')).rows).toMatchObject([{ outcome: 'stored', rev: 1 }])
  expect((await send('one-more')).rows).toMatchObject([{ outcome: 'unchanged', rev: 1 }])
})

function moved(school: string) {
  const row = sentRow('measure-moved', 0, { ...whole, school, event: `Для ${school}` })
  return measuresTab([row], ['school', 'event', 'deadline', 'responsible'])
}

test('a row is not moved out of another school, nor into one, by its school column', async () => {
  const here = {
    spreadsheetId: 'book-all',
    tabs: moved('ООШ с. Нижняя Ермоловка'),
  }
  expect((await system.sync(coordinator, here)).rows).toMatchObject([{ outcome: 'stored' }])
  const before = await system.dump()
  for (const school of ['СОШ с. Маруха', 'ООШ с. Нижняя Ермоловка']) {
    const { rows } = await system.sync(deputy, { tabs: moved(school) })
    expect(rows).toMatchObject([{ outcome: 'denied' }])
  }
  expect(await system.dump()).toBe(before)
})

test('many rows that are wrong everywhere leave a card that the store takes', async () => {
  const wrong = Object.fromEntries(all.map((key) => [key, `=${'ж'.repeat(1_200)}`]))
  let { cursor } = await system.sync(deputy, {})
  for (let batch = 0; batch < 5; batch++) {
    const rows = Array.from({ length: 45 }, (_, at) =>
      sentRow(`measure-${batch}-${100 + at}`, 0, wrong, 2 + at),
    )
    const answer = await system.sync(deputy, { cursor, tabs: measuresTab(rows, all) })
    cursor = answer.cursor
    expect(answer.rows.every(({ outcome }) => outcome === 'draft')).toBe(true)
  }
  const card = await cardDocs(system.store, PROGRAMME).doc('sch-maruha').get()
  expect(Buffer.byteLength(JSON.stringify(card.get('corrections')))).toBeLessThan(250_000)
  expect(card.get('sums').measures.rows).toBeGreaterThan(200)
}, 30_000)
