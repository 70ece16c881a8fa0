import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Entered } from '../../domain/entered.ts'
import type { RowAnswer, SentRow, SyncRequest } from '../../domain/protocol.ts'
import { rowDocs } from '../../functions/store/documents.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

const deputy = 'zavuch@example.org'
const head = 'direktor@example.org'
const curator = 'kurator@example.org'
let whole = {
  event: 'Входная диагностика',
  deadline: '22.09.2021',
  responsible: 'руководитель ШМО',
}
// Every test has a measure of its own: the same one twice would be remarked on.
let tests = 0
beforeEach(() => {
  whole = { ...whole, event: `Входная диагностика ${++tests}` }
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

/** A stored measure, standing at rev 1. */
async function stored(cells: Readonly<Record<string, Entered>> = {}): Promise<string> {
  const id = newId()
  const answer = await send(deputy, sentRow(id, 0, { ...whole, ...cells }))
  expect(answer.rev).toBe(1)
  return id
}

async function inStore(id: string) {
  return (await rowDocs(system.store, PROGRAMME, 'measures').doc(id).get()).data()
}

describe('a sent row', () => {
  test('is stored when it is whole, and goes back in canonical form', async () => {
    const id = newId()
    const answer = await send(deputy, sentRow(id, 0, { ...whole, deadline: '22.9.21' }))
    expect(answer).toMatchObject({ outcome: 'stored', rev: 1, corrections: [] })
    expect(answer.write).toEqual({
      deadline: { value: 44461, format: 'date' },
      status: { value: 'Не начата' },
      check: { value: 'Не проверялась' },
      deadlineState: { value: 'Срок подходит' },
      corrections: { value: null },
    })
    expect(await inStore(id)).toMatchObject({
      school: 'sch-maruha',
      cells: { deadline: '2021-09-22', status: 'notStarted', check: 'unchecked' },
      updatedBy: 'maruha-deputy',
    })
  })

  test('is a draft while something is refused: its good cells are stored, the rest is told', async () => {
    const id = newId()
    const answer = await send(deputy, sentRow(id, 0, { ...whole, deadline: '15/03' }))
    expect(answer.outcome).toBe('draft')
    expect(answer.corrections).toMatchObject([{ key: 'deadline', code: 'date.noYear' }])
    expect(answer.write['deadline']).toBeUndefined()
    expect(answer.write['corrections']?.value).toContain('Не указан год: «15/03»')
    expect((await inStore(id))?.['cells']).not.toHaveProperty('deadline')
    expect((await inStore(id))?.['cells']).toMatchObject({ event: whole.event })
  })

  test('is not told of what is missing while somebody types in it, and is when it is left', async () => {
    const id = newId()
    const typing = await send(deputy, { ...sentRow(id, 0, { event: 'Семинар' }), typing: true })
    expect(typing).toMatchObject({ outcome: 'draft', rev: 1, corrections: [] })
    const left = await send(deputy, sentRow(id, 1, { event: 'Семинар', status: 'Не начата' }))
    expect(left.outcome).toBe('draft')
    expect(left.corrections.map(({ key }) => key)).toEqual(['deadline', 'responsible'])
  })

  test('becomes whole, and a draft again when a cell is emptied, without losing the others', async () => {
    const id = newId()
    await send(deputy, sentRow(id, 0, { event: whole.event }))
    const done = await send(deputy, sentRow(id, 1, whole))
    expect(done).toMatchObject({ outcome: 'stored', rev: 2, corrections: [] })
    const { deadline: _, ...rest } = whole
    const emptied = await send(deputy, sentRow(id, 2, rest))
    expect(emptied).toMatchObject({ outcome: 'draft', rev: 3 })
    expect(emptied.corrections.map(({ key }) => key)).toEqual(['deadline'])
    expect((await inStore(id))?.['cells']).toMatchObject(rest)
  })

  test('keeps the stored value of a cell while what is typed over it is refused', async () => {
    const id = await stored()
    const answer = await send(deputy, sentRow(id, 1, { ...whole, status: 'готово' }))
    expect(answer.outcome).toBe('draft')
    expect((await inStore(id))?.['cells']).toMatchObject({ status: 'notStarted' })
    expect(answer.corrections[0]?.text).toContain('В списке нет статуса «готово»')
  })

  test('with nothing new is unchanged and writes nothing', async () => {
    const id = await stored()
    const before = system.usage().writes
    const answer = await send(deputy, sentRow(id, 1, { ...whole, status: 'Не начата' }))
    expect(answer).toMatchObject({ outcome: 'unchanged', rev: 1 })
    expect(system.usage().writes).toBe(before)
  })

  test('that is empty and new is not stored', async () => {
    const before = await system.dump()
    const answer = await send(deputy, sentRow(newId(), 0, {}))
    expect(answer).toMatchObject({ outcome: 'unchanged', rev: 0 })
    expect(await system.dump()).toBe(before)
  })

  test('of which a column is missing in the sheet does not lose that column', async () => {
    const id = await stored({ comment: 'Ждём приказ' })
    const answer = await system.sync(deputy, {
      tabs: measuresTab([sentRow(id, 1, { event: 'Стартовая диагностика' })], ['event']),
    })
    expect(answer.rows[0]).toMatchObject({ outcome: 'stored', rev: 2 })
    expect((await inStore(id))?.['cells']).toMatchObject({ comment: 'Ждём приказ' })
  })
})

describe('a value that seems personal', () => {
  test('stays in the sheet: neither stored, nor recorded, nor logged', async () => {
    const id = newId()
    const answer = await send(deputy, sentRow(id, 0, { ...whole, responsible: 'Иванова М. П.' }))
    expect(answer.corrections).toMatchObject([{ key: 'responsible', code: 'personal.name' }])
    expect(answer.write['responsible']).toBeUndefined()
    expect(await system.dump()).not.toContain('Иванова')
    expect(system.logged.join()).not.toContain('Иванова')
    expect(await system.dump()).toContain('"code": "personal.name"')
  })

  test('is stored once it is a post', async () => {
    const id = newId()
    await send(deputy, sentRow(id, 0, { ...whole, responsible: 'Иванова М. П.' }))
    const answer = await send(deputy, sentRow(id, 1, { ...whole, responsible: 'директор' }))
    expect(answer).toMatchObject({ outcome: 'stored', rev: 2, corrections: [] })
  })
})

describe('a column that others fill', () => {
  test('goes back to the value in force when a school types into it, and says what to do', async () => {
    const id = await stored()
    const answer = await send(deputy, sentRow(id, 1, { ...whole, check: 'Подтверждена' }))
    expect(answer.corrections).toMatchObject([{ key: 'check', code: 'column.denied' }])
    expect(answer.corrections[0]?.text).toBe(
      'Этот столбец заполняет куратор, поэтому здесь снова «Не проверялась». Когда мера готова, поставьте статус «Исполнена»: куратор увидит её в своём списке «На проверку».',
    )
    expect(answer.write['check']).toEqual({ value: 'Не проверялась' })
    expect((await inStore(id))?.['cells']).toMatchObject({ check: 'unchecked' })
  })

  test('is stored from the curator’s own workbook', async () => {
    const id = await stored()
    const answer = await send(
      curator,
      sentRow(id, 1, { ...whole, status: 'Не начата', check: 'Подтверждена' }),
      { spreadsheetId: 'book-curator' },
    )
    expect(answer).toMatchObject({ outcome: 'stored', rev: 2 })
    expect((await inStore(id))?.['cells']).toMatchObject({ check: 'confirmed' })
  })

  test('is not open to a coordinator’s trigger in a school’s workbook', async () => {
    const id = await stored()
    const answer = await send(
      'koordinator@example.org',
      sentRow(id, 1, { ...whole, check: 'Подтверждена' }),
    )
    expect(answer.corrections).toMatchObject([{ key: 'check', code: 'column.denied' }])
    expect((await inStore(id))?.['cells']).toMatchObject({ check: 'unchecked' })
  })

  test('is not put back where staff may write: the entry may be somebody else’s', async () => {
    const id = await stored()
    const answer = await send(curator, sentRow(id, 1, { ...whole, event: 'Другое' }), {
      spreadsheetId: 'book-curator',
    })
    expect(answer.corrections).toMatchObject([{ key: 'event', code: 'column.denied' }])
    expect(answer.write['event']).toBeUndefined()
    expect((await inStore(id))?.['cells']).toMatchObject({ event: whole.event })
  })
})

describe('another school’s row', () => {
  const ermol = { spreadsheetId: 'book-ermol' }

  test('is denied whole, with a reason, and nothing changes', async () => {
    const id = await stored()
    // The version of its add-on is told already.
    await system.sync('direktor.ermol@example.org', ermol)
    const before = await system.dump()
    const answer = await send(
      'direktor.ermol@example.org',
      sentRow(id, 1, { ...whole, event: 'Чужое', status: 'Исполнена' }),
      ermol,
    )
    expect(answer).toMatchObject({ outcome: 'denied', rev: 1 })
    expect(answer.corrections).toMatchObject([{ code: 'row.denied' }])
    expect(Object.keys(answer.write)).toEqual(['corrections'])
    expect(await system.dump()).toBe(before)
  })

  test('cannot be moved to one’s own school from a shared workbook', async () => {
    const id = await stored()
    await system.sync('direktor.ermol@example.org', { spreadsheetId: 'book-shared' })
    const before = await system.dump()
    const answer = await system.sync('direktor.ermol@example.org', {
      spreadsheetId: 'book-shared',
      tabs: measuresTab(
        [sentRow(id, 1, { ...whole, school: 'ООШ с. Нижняя Ермоловка' })],
        ['school', 'event', 'deadline', 'responsible'],
      ),
    })
    expect(answer.rows).toMatchObject([{ outcome: 'denied' }])
    expect(await system.dump()).toBe(before)
  })

  test('is stored when its own school sends it', async () => {
    const id = await stored()
    const answer = await send(head, sentRow(id, 1, { ...whole, event: 'Своё' }))
    expect(answer.outcome).toBe('stored')
  })

  test('is moved by the coordinator, and both schools’ cards tell', async () => {
    const id = await stored()
    const answer = await system.sync('koordinator@example.org', {
      spreadsheetId: 'book-all',
      tabs: measuresTab(
        [sentRow(id, 1, { ...whole, school: 'ООШ с. Нижняя Ермоловка' })],
        ['school', 'event', 'deadline', 'responsible'],
      ),
    })
    expect(answer.rows).toMatchObject([{ outcome: 'stored', rev: 2 }])
    expect(await inStore(id)).toMatchObject({ school: 'sch-ermol' })
    const cards = await Promise.all(
      ['sch-maruha', 'sch-ermol'].map((school) =>
        system.store.doc(`programmes/${PROGRAMME}/cards/${school}`).get(),
      ),
    )
    expect(cards.map((card) => id in card.get('briefs').measures)).toEqual([false, true])
  })
})

describe('a row of a workbook of several schools', () => {
  test('waits in the sheet until it names its school', async () => {
    const before = await system.dump()
    const columns = ['school', 'event', 'deadline', 'responsible']
    const id = newId()
    const send = async (cells: Readonly<Record<string, Entered>>) => {
      const answer = await system.sync('koordinator@example.org', {
        spreadsheetId: 'book-all',
        tabs: measuresTab([sentRow(id, 0, cells)], columns),
      })
      return answer.rows
    }
    expect(await send(whole)).toMatchObject([
      { outcome: 'draft', rev: 0, corrections: [{ key: 'school', code: 'row.noSchool' }] },
    ])
    expect(await system.dump()).toBe(before)
    expect(await send({ ...whole, school: 'СОШ с. Маруха' })).toMatchObject([
      { outcome: 'stored', rev: 1 },
    ])
  })
})

describe('a reported editor', () => {
  test('holds the sender down: an observer’s edit is not stored by a coordinator’s trigger', async () => {
    const id = await stored()
    const before = await system.dump()
    const edit = sentRow(id, 1, { ...whole, event: 'Правка' })
    const answer = await send(deputy, edit, { editor: 'region@example.org' })
    expect(answer).toMatchObject({ outcome: 'denied', corrections: [{ code: 'row.readOnly' }] })
    expect(await system.dump()).toBe(before)
    expect(await send(deputy, edit, { editor: head })).toMatchObject({ outcome: 'stored' })
  })

  test('who is nobody in the directory counts as staff of the workbook’s school', async () => {
    const id = await stored()
    const edit = sentRow(id, 1, { ...whole, event: 'Правка чужака', check: 'Подтверждена' })
    const answer = await send(curator, edit, {
      editor: 'somebody@example.org',
      spreadsheetId: 'book-curator',
    })
    expect(answer.corrections.map(({ key }) => key)).toEqual(['check'])
    expect((await inStore(id))?.['cells']).toMatchObject({
      event: 'Правка чужака',
      check: 'unchecked',
    })
  })
})
