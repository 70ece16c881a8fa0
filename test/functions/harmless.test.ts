import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RowAnswer, SentRow, SyncRequest } from '../../domain/protocol.ts'
import type { ChangeRecord } from '../../domain/records.ts'
import { changeDocs, recordIn, rowDocs } from '../../functions/store/documents.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

const deputy = 'zavuch@example.org'
const coordinator = 'koordinator@example.org'
let whole = { event: 'Семинар', deadline: '22.09.2021', responsible: 'директор' }
// Every test has a measure of its own: the same one twice would be remarked on.
let tests = 0
beforeEach(() => {
  whole = { ...whole, deadline: `${10 + ++tests}.10.2021` }
})

let system: System
let measures = 0
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

const newId = () => `measure-${String(++measures).padStart(4, '0')}`

async function send(
  email: string,
  row: SentRow,
  more: Partial<SyncRequest> = {},
): Promise<RowAnswer> {
  const answer = await system.sync(email, { tabs: measuresTab([row]), ...more })
  const [one] = answer.rows
  if (one === undefined) throw new Error('No answer to the row.')
  return one
}

async function inStore(id: string) {
  return (await rowDocs(system.store, PROGRAMME, 'measures').doc(id).get()).data()
}

/** The commits of a row, oldest first. */
async function records(id: string) {
  const found = await changeDocs(system.store, PROGRAMME)
    .where('paths', 'array-contains', `measures/${id}`)
    .orderBy('seq', 'desc')
    .get()
  return found.docs.flatMap((one) => recordIn<ChangeRecord>(one) ?? []).toReversed()
}

describe('a value that somebody declared to be no personal data', () => {
  const event = 'Установка памятника А. С. Пушкину'

  test('is stored, and the record tells that it was declared and by whom', async () => {
    const id = newId()
    const refused = await send(deputy, sentRow(id, 0, { ...whole, event }))
    expect(refused.corrections).toMatchObject([{ key: 'event', code: 'personal.name' }])
    expect((await inStore(id))?.['cells']).not.toHaveProperty('event')

    const declared = { ...sentRow(id, 1, { ...whole, event }), harmless: ['event'] }
    expect(await send(deputy, declared)).toMatchObject({ outcome: 'stored', corrections: [] })
    expect((await inStore(id))?.['cells']).toMatchObject({ event })
    const [before, last] = await records(id)
    expect(before?.rows[0]).not.toHaveProperty('harmless')
    expect(last).toMatchObject({
      by: 'maruha-deputy',
      rows: [{ after: { event }, refused: {}, harmless: ['event'] }],
    })
  })

  test('stays accepted on later sends, and another suspected text is refused', async () => {
    const id = newId()
    await send(deputy, { ...sentRow(id, 0, { ...whole, event }), harmless: ['event'] })
    const later = await send(deputy, sentRow(id, 1, { ...whole, event, comment: 'к маю' }))
    expect(later).toMatchObject({ outcome: 'stored', rev: 2, corrections: [] })
    const elsewhere = await send(coordinator, sentRow(id, 2, { ...whole, event }), {
      spreadsheetId: 'book-all',
    })
    expect(elsewhere.corrections).toEqual([])

    const other = { ...whole, event: 'Памятник М. Ю. Лермонтову' }
    const refused = await send(deputy, sentRow(id, 2, other))
    expect(refused.corrections).toMatchObject([{ key: 'event', code: 'personal.name' }])
    expect((await inStore(id))?.['cells']).toMatchObject({ event })
    expect(await system.dump()).not.toContain('Лермонтов')
  })

  test('counts for the cell that was named only', async () => {
    const id = newId()
    const row = sentRow(id, 0, { ...whole, event, responsible: 'Сидорова А. П.' })
    const answer = await send(deputy, { ...row, harmless: ['event'] })
    expect(answer.corrections).toMatchObject([{ key: 'responsible', code: 'personal.name' }])
    expect(await system.dump()).not.toContain('Сидоров')
    expect((await inStore(id))?.['cells']).toMatchObject({ event })
  })
})
