import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIMITS } from '../../domain/protocol.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

const deputy = 'zavuch@example.org'
const ROWS = 10_000

let system: System
/** How far the workbook has been told. */
let cursor: Readonly<Record<string, number>> = {}
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

function measure(number: number) {
  return sentRow(`import-${String(number).padStart(6, '0')}`, 0, {
    number: String(number),
    event: `Провести диагностику № ${number} по русскому языку и математике, 5–9 классы`,
    deadline: `${1 + (number % 28)}.${1 + (number % 12)}.2022`,
    responsible: 'заместитель директора по УВР',
    status: number % 3 === 0 ? 'в работе' : 'не начата',
    comment: 'Пропуски, слабая база начальной школы',
  })
}

describe('a large import', () => {
  test(`stores ${ROWS} rows of one school, each on record, and its card stays small`, async () => {
    const measures = Array.from({ length: ROWS }, (_, at) => measure(at + 1))
    await system.sync(deputy, {})
    const begun = performance.now()
    for (let at = 0; at < ROWS; at += LIMITS.rows) {
      const answer = await system.sync(deputy, {
        cursor,
        tabs: measuresTab(measures.slice(at, at + LIMITS.rows)),
      })
      expect(new Set(answer.rows.map(({ outcome }) => outcome))).toEqual(new Set(['stored']))
      cursor = answer.cursor
    }
    const seconds = (performance.now() - begun) / 1000
    console.log(
      `import: ${ROWS} rows in ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s`,
    )

    const rows = await system.store.collection(`programmes/${PROGRAMME}/measures`).count().get()
    expect(rows.data().count).toBe(ROWS)
    const card = (await system.store.doc(`programmes/${PROGRAMME}/cards/sch-maruha`).get()).data()
    expect(card).toMatchObject({ overflow: ['measures'], sums: { measures: { rows: ROWS } } })
    expect(JSON.stringify(card).length).toBeLessThan(250_000)
  }, 60_000)

  test('answers one edit among them quickly', async () => {
    const times: number[] = []
    let rev = 1
    for (let edit = 0; edit < 100; edit++) {
      const row = sentRow('import-000001', rev, { event: `Правка № ${edit}` })
      const begun = performance.now()
      const answer = await system.sync(deputy, {
        cursor,
        tabs: measuresTab([row], ['event']),
      })
      times.push(performance.now() - begun)
      rev = answer.rows[0]?.rev ?? 0
      ;({ cursor } = answer)
    }
    times.sort((a, b) => a - b)
    console.log(`one edit: p50 ${times[50]?.toFixed(1)} ms, p95 ${times[95]?.toFixed(1)} ms`)
    expect(rev).toBe(101)
  })
})
