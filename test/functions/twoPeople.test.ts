import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Entered } from '../../domain/entered.ts'
import type { RowAnswer } from '../../domain/protocol.ts'
import type { ChangeRecord, StoredRow } from '../../domain/records.ts'
import { changeDocs, recordIn, rowDocs } from '../../functions/store/documents.ts'
import {
  measuresTab,
  MONDAY,
  PROGRAMME,
  requestOf,
  sentRow,
  startSystem,
  type System,
} from './system.ts'

const deputy = 'zavuch@example.org'
const head = 'direktor@example.org'
const coordinator = 'koordinator@example.org'
let whole = { event: 'Семинар', deadline: '22.09.2021', responsible: 'директор' }
// Every test has a measure of its own: the same one twice would be remarked on.
let tests = 0
beforeEach(() => {
  whole = { ...whole, event: `Семинар ${++tests}` }
})

type Row = Readonly<Record<string, Entered>>

let system: System
let rows = 0
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

async function stored(): Promise<string> {
  const id = `shared-${String(++rows).padStart(4, '0')}`
  await system.sync(deputy, { tabs: measuresTab([sentRow(id, 0, whole)]) })
  return id
}

async function send(
  email: string,
  id: string,
  rev: number,
  cells: Row,
  decisions?: Readonly<Record<string, { keep: 'mine' | 'theirs'; rev: number }>>,
): Promise<RowAnswer> {
  const row = { ...sentRow(id, rev, cells), ...(decisions === undefined ? {} : { decisions }) }
  const spreadsheetId = email === coordinator ? 'book-all' : 'book-maruha'
  const answer = await system.sync(email, { spreadsheetId, tabs: measuresTab([row]) })
  const [one] = answer.rows
  if (one === undefined) throw new Error('No answer to the row.')
  return one
}

function request(id: string, cells: Row) {
  return requestOf({ tabs: measuresTab([sentRow(id, 0, cells)]) })
}

async function inStore(id: string): Promise<StoredRow> {
  const row = recordIn<StoredRow>(await rowDocs(system.store, PROGRAMME, 'measures').doc(id).get())
  if (row === null) throw new Error(`No row ${id}.`)
  return row
}

async function history(id: string): Promise<readonly ChangeRecord[]> {
  const found = await changeDocs(system.store, PROGRAMME)
    .where('paths', 'array-contains', `measures/${id}`)
    .orderBy('seq', 'desc')
    .get()
  return found.docs.flatMap((document) => recordIn<ChangeRecord>(document) ?? []).toReversed()
}

/** The head writes a deadline at 10:42, the coordinator another one from the same state. */
async function conflict() {
  const id = await stored()
  system.clock.now = new Date('2021-09-20T07:42:00Z')
  await send(head, id, 1, { ...whole, deadline: '30.09.2021' })
  const mine = { ...whole, deadline: '24.09.2021' }
  const answer = await send(coordinator, id, 1, mine)
  return { id, mine, answer }
}

describe('two people in one row', () => {
  test('both keep what they wrote in different cells, one after the other', async () => {
    const id = await stored()
    await send(head, id, 1, { ...whole, event: 'Педсовет' })
    const second = await send(coordinator, id, 1, { ...whole, responsible: 'завуч' })
    expect(second).toMatchObject({ outcome: 'stored', rev: 3 })
    expect(second.write['event']).toEqual({ value: 'Педсовет' })
    expect((await inStore(id)).cells).toMatchObject({ event: 'Педсовет', responsible: 'завуч' })
  })

  test('both keep what they wrote in different cells at the same moment', async () => {
    const id = await stored()
    const answers = await Promise.all([
      send(head, id, 1, { ...whole, event: 'Педсовет' }),
      send(coordinator, id, 1, { ...whole, responsible: 'завуч' }),
    ])
    expect(answers.map(({ outcome }) => outcome)).toEqual(['stored', 'stored'])
    expect((await inStore(id)).cells).toMatchObject({ event: 'Педсовет', responsible: 'завуч' })
  })

  test('who write one cell at the same moment: the first stays, the second is asked', async () => {
    const id = await stored()
    const answers = await Promise.all([
      send(head, id, 1, { ...whole, deadline: '30.09.2021' }),
      send(coordinator, id, 1, { ...whole, deadline: '24.09.2021' }),
    ])
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'stored'])
    const won = answers[0]?.outcome === 'stored' ? '2021-09-30' : '2021-09-24'
    expect((await inStore(id)).cells['deadline']).toBe(won)
  })
})

const typed = (id: string, deadline: string) =>
  measuresTab([sentRow(id, 1, { ...whole, deadline })])

describe('one person whose answer was lost', () => {
  test('types over what that request has stored, and is asked nothing', async () => {
    const id = await stored()
    const lost = requestOf({ tabs: typed(id, '24.09.2021') })
    await system.sync(deputy, lost)
    const again = { tabs: typed(id, '27.09.2021') }
    const { rows } = await system.sync(deputy, { ...again, lost: [lost.request] })
    expect(rows).toMatchObject([{ outcome: 'stored', rev: 3 }])
    expect((await inStore(id)).cells['deadline']).toBe('2021-09-27')
    const late = await system.sync(deputy, { tabs: typed(id, '28.09.2021') })
    expect(late.rows).toMatchObject([{ outcome: 'conflict', bases: { deadline: 1 } }])
    expect((await inStore(id)).cells['deadline']).toBe('2021-09-27')
  })

  test('gets what somebody else has made of it since, and is asked nothing', async () => {
    const id = await stored()
    await system.sync(deputy, { tabs: typed(id, '24.09.2021') })
    await send(coordinator, id, 2, { ...whole, deadline: '30.09.2021' })
    const { rows } = await system.sync(deputy, { tabs: typed(id, '24.09.2021') })
    expect(rows).toMatchObject([
      { outcome: 'unchanged', write: { deadline: { value: 44469, format: 'date' } } },
    ])
  })
})

describe('the second in one cell', () => {
  afterEach(() => {
    system.clock.now = new Date(MONDAY)
  })

  test('reads who wrote what and when, and keeps the own entry in the sheet', async () => {
    const { answer } = await conflict()
    expect(answer).toMatchObject({ outcome: 'conflict', rev: 3, bases: { deadline: 1 } })
    expect(answer.write['deadline']).toBeUndefined()
    expect(answer.corrections).toMatchObject([
      {
        key: 'deadline',
        severity: 'conflict',
        text: 'В 10:42 здесь записано 30.09.2021 (директор школы), сразу после этого вы ввели 24.09.2021. Сейчас действует 30.09.2021, ваш вариант не потерян. Выберите: «Оставить 30.09.2021» или «Записать 24.09.2021».',
        conflict: { mine: '24.09.2021', theirs: '30.09.2021', rev: 2, by: 'директор школы' },
      },
    ])
  })

  test.each([
    ['the editor whom the sender’s trigger reported', 'Direktor@example.org', 'директор школы'],
    ['the sender, where nobody knows the editor', 'gost@example.org', 'зам. директора по УВР'],
    ['the sender, where no editor is reported', undefined, 'зам. директора по УВР'],
  ])('reads the post of %s', async (_, editor, post) => {
    const id = await stored()
    const theirs = measuresTab([sentRow(id, 1, { ...whole, deadline: '30.09.2021' })])
    await system.sync(deputy, { tabs: theirs, ...(editor === undefined ? {} : { editor }) })
    const answer = await send(coordinator, id, 1, { ...whole, deadline: '24.09.2021' })
    expect(answer.corrections[0]?.text).toContain(`здесь записано 30.09.2021 (${post})`)
    expect(answer.corrections[0]?.conflict?.by).toBe(post)
  })

  test('loses nothing: the entry is on record', async () => {
    const { id } = await conflict()
    const last = (await history(id)).at(-1)
    expect(last?.rows[0]?.refused).toEqual({ deadline: { shown: '24.09.2021', code: 'conflict' } })
    expect((await inStore(id)).corrections?.items).toMatchObject([
      { key: 'deadline', severity: 'conflict', refused: true },
    ])
  })

  test('can have the own entry written with one press', async () => {
    const { id, mine, answer } = await conflict()
    const rev = answer.corrections[0]?.conflict?.rev ?? 0
    const decided = await send(coordinator, id, 1, mine, { deadline: { keep: 'mine', rev } })
    expect(decided).toMatchObject({ outcome: 'stored', corrections: [] })
    expect((await inStore(id)).cells['deadline']).toBe('2021-09-24')
    expect((await inStore(id)).corrections).toBeNull()
  })

  test('can take the other’s entry with one press', async () => {
    const { id, mine, answer } = await conflict()
    const rev = answer.corrections[0]?.conflict?.rev ?? 0
    const decided = await send(coordinator, id, 1, mine, { deadline: { keep: 'theirs', rev } })
    expect(decided).toMatchObject({ outcome: 'stored', corrections: [] })
    expect(decided.write['deadline']).toEqual({ value: 44469, format: 'date' })
    expect((await inStore(id)).cells['deadline']).toBe('2021-09-30')
  })

  test('is asked again when the cell was written once more after the question', async () => {
    const { id, mine, answer } = await conflict()
    const rev = answer.corrections[0]?.conflict?.rev ?? 0
    const now = (await inStore(id)).rev
    await send(head, id, now, { ...whole, deadline: '01.10.2021' })
    const decided = await send(coordinator, id, 1, mine, { deadline: { keep: 'mine', rev } })
    expect(decided.outcome).toBe('conflict')
    expect((await inStore(id)).cells['deadline']).toBe('2021-10-01')
  })
})

describe('a formula in a cell that somebody else has written', () => {
  const formula = { value: 'завуч', shown: 'завуч', formula: '=D3' }
  const mine = () => ({ ...whole, responsible: formula })

  /** The school's formula was in force until the coordinator wrote there. */
  async function overruled(id: string, cells: Row = mine(), bases = { responsible: 2 }) {
    const row = { ...sentRow(id, (await inStore(id)).rev, cells), bases }
    return (await system.sync(deputy, { tabs: measuresTab([row]) })).rows[0]
  }

  async function written(): Promise<string> {
    const id = await stored()
    await send(deputy, id, 1, mine())
    await send(coordinator, id, 2, { ...whole, responsible: 'методист' })
    return id
  }

  test('stands, is said to be overruled, and is not asked about again and again', async () => {
    const id = await written()
    const answer = await overruled(id)
    expect(answer).toMatchObject({
      bases: { responsible: 2 },
      corrections: [{ key: 'responsible', severity: 'error', code: 'formula.overruled' }],
    })
    expect(answer?.corrections[0]?.text).toContain('в базе другое значение: методист')
    expect(answer?.write).not.toHaveProperty('responsible')
    expect(await overruled(id)).toMatchObject({ outcome: 'unchanged', rev: answer?.rev })
    expect((await inStore(id)).cells['responsible']).toBe('методист')
  })

  test('typed at the same time is a conflict, and the other’s value chosen is the end of it', async () => {
    const id = await stored()
    await send(coordinator, id, 1, { ...whole, responsible: 'методист' })
    const [asked] = (await send(deputy, id, 1, mine())).corrections
    expect(asked?.severity).toBe('conflict')
    const keep = { responsible: { keep: 'theirs', rev: asked?.conflict?.rev ?? 0 } } as const
    const decided = await send(deputy, id, 1, mine(), keep)
    expect(decided.corrections).toMatchObject([{ code: 'formula.overruled' }])
    const bases = { responsible: 1 }
    expect(await overruled(id, mine(), bases)).toMatchObject({ outcome: 'unchanged' })
    const changed = { ...whole, responsible: { ...formula, value: 'логопед', shown: 'логопед' } }
    expect(await overruled(id, changed, bases)).toMatchObject({ outcome: 'conflict' })
    expect((await inStore(id)).cells['responsible']).toBe('методист')
  })

  test('gives way when its cell is cleared', async () => {
    const id = await written()
    await overruled(id)
    const { responsible: _, ...cleared } = whole
    const answer = await overruled(id, cleared)
    expect(answer).toMatchObject({ corrections: [], write: { responsible: { value: 'методист' } } })
    expect((await inStore(id)).corrections).toBeNull()
  })

  test('and a text is typed in its place: that is asked about', async () => {
    const id = await written()
    await overruled(id)
    const answer = await overruled(id, { ...whole, responsible: 'логопед' })
    expect(answer).toMatchObject({ outcome: 'conflict' })
    expect((await inStore(id)).cells['responsible']).toBe('методист')
  })
})

describe('the same request twice', () => {
  test('is one change, with the same answer', async () => {
    const body = request('twice-0001', { ...whole, deadline: '15/03' })
    const first = await system.sync(deputy, body)
    const before = await system.dump()
    const second = await system.sync(deputy, { ...body, cursor: first.cursor })
    expect(second.rows[0]).toMatchObject({ outcome: 'draft', rev: 1 })
    expect(second.rows[0]?.corrections).toEqual(first.rows[0]?.corrections)
    expect(await system.dump()).toBe(before)
  })

  test('does not undo what somebody wrote in between, nor ask about it', async () => {
    const body = request('twice-0002', whole)
    await system.sync(deputy, body)
    await send(head, 'twice-0002', 1, { ...whole, event: 'Педсовет' })
    const again = await system.sync(deputy, body)
    expect(again.rows[0]).toMatchObject({ outcome: 'unchanged', rev: 2 })
    expect(again.rows[0]?.write['event']).toEqual({ value: 'Педсовет' })
    expect((await inStore('twice-0002')).cells['event']).toBe('Педсовет')
  })

  test('records what was denied once', async () => {
    const body = request('twice-0003', { ...whole, check: 'Подтверждена' })
    await system.sync(deputy, body)
    const before = await system.dump()
    await system.sync(deputy, body)
    expect(await system.dump()).toBe(before)
  })

  test('sent twenty times at once is one change', async () => {
    const body = request('twice-0004', whole)
    const answers = await Promise.all(Array.from({ length: 20 }, () => system.sync(deputy, body)))
    expect(new Set(answers.map(({ rows }) => rows[0]?.rev))).toEqual(new Set([1]))
    expect(await history('twice-0004')).toHaveLength(1)
  })
})

describe('change records', () => {
  test('replayed in order give the row', async () => {
    const id = await stored()
    await send(head, id, 1, { ...whole, event: 'Педсовет' })
    await send(coordinator, id, 1, { ...whole, responsible: 'завуч' })
    const { deadline: _, ...without } = whole
    await send(head, id, 3, { ...without, event: 'Педсовет', responsible: 'завуч' })
    const changes = (await history(id)).flatMap(({ rows }) => rows.filter((row) => row.id === id))
    const replayed = new Map<string, unknown>()
    for (const { after } of changes) {
      for (const [key, value] of Object.entries(after)) {
        if (value === null) replayed.delete(key)
        else replayed.set(key, value)
      }
    }
    expect(Object.fromEntries(replayed)).toEqual((await inStore(id)).cells)
    expect(changes.map(({ rev }) => rev)).toEqual([1, 2, 3, 4])
  })

  test('tell who, from where, and with what role', async () => {
    const id = await stored()
    const [record] = await history(id)
    expect(record).toMatchObject({
      card: 'sch-maruha',
      by: 'maruha-deputy',
      role: 'staff',
      day: '2021-09-20',
      reportedEditor: null,
      from: { spreadsheetId: 'book-maruha', shell: 'addon' },
    })
  })
})
