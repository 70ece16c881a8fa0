import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Gesture } from '../../../local/page/gesture.ts'
import { startSystem, type System } from '../../../local/system.ts'
import { Window } from './window.ts'

const data = mkdtempSync(join(tmpdir(), 'kurator-page-'))
const OWNER = 'owner@example.org'
const TEACHER = 'teacher@example.org'
let system: System
let id = ''

beforeAll(async () => {
  system = await startSystem({ data, port: 0, standing: true })
  id = system.workbooks.create({ title: 'Проба', owner: OWNER })
  system.workbooks.share(id, TEACHER)
  const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 1 }
  system.workbooks.batchUpdate(
    id,
    {
      requests: [{ addProtectedRange: { protectedRange: { range, editors: { users: [OWNER] } } } }],
    },
    OWNER,
  )
})
afterAll(async () => {
  await system.close()
  rmSync(data, { recursive: true, force: true })
})

const windowOf = (person: string) => new Window(`${system.url}/w/${id}?as=${person}`)

async function shown(a1Row: number): Promise<readonly string[]> {
  return (await windowOf(OWNER).sheet('Лист1')).rows[a1Row - 1]?.texts ?? []
}

async function refusal(response: Response): Promise<[number, string]> {
  return [response.status, await response.text()]
}

describe('a window', () => {
  test('has its text read as Sheets reads it', async () => {
    const window = windowOf(TEACHER)
    await window.type('Лист1', 'A5', '15.3.21')
    await window.type('Лист1', 'B5', '12,5%')
    await window.type('Лист1', 'C5', "'=A1")
    expect(await shown(5)).toEqual(['15.03.2021', '12,50%', '=A1'])
  })

  test('is told why a protected cell is refused, and its owner may', async () => {
    await expect(windowOf(TEACHER).type('Лист1', 'A1', 'Чужой')).rejects.toThrow(
      'Эти ячейки защищены',
    )
    expect(await shown(1)).toEqual([])
    await windowOf(OWNER).type('Лист1', 'A1', 'Заголовок')
    expect(await shown(1)).toEqual(['Заголовок'])
  })

  test('says the same thing twice and it is done once', async () => {
    const window = windowOf(TEACHER)
    const { sheetId, rows } = await window.sheet('Лист1')
    const key = rows[19]?.key ?? 0
    const insert: Gesture = {
      do: 'insert',
      sheet: sheetId,
      dimension: 'ROWS',
      first: key,
      last: key,
      count: 1,
      after: false,
    }
    expect((await window.send(insert, 'once')).ok).toBe(true)
    expect((await window.send(insert, 'once')).ok).toBe(true)
    expect((await window.sheet('Лист1')).rows.length).toBe(rows.length + 1)
  })

  test('means the row that it has seen, wherever it stands now', async () => {
    const window = windowOf(TEACHER)
    await window.type('Лист1', 'A30', 'та самая')
    const before = await window.sheet('Лист1')
    system.workbooks.gestures(id, OWNER).insertRows('Лист1', 10, 3)
    const row = before.rows[29]?.key ?? 0
    const column = before.columns[1]?.key ?? 0
    const cells = [{ sheet: before.sheetId, row, column, text: 'и ячейка её' }]
    expect((await window.send({ do: 'type', cells })).ok).toBe(true)
    expect(await shown(33)).toEqual(['та самая', 'и ячейка её'])
    system.workbooks.gestures(id, OWNER).deleteRows('Лист1', 33)
    expect(await refusal(await window.send({ do: 'type', cells }))).toEqual([
      403,
      expect.stringContaining('уже нет'),
    ])
  })

  test('of a person without access shows nothing and changes nothing', async () => {
    const stranger = windowOf('stranger@example.org')
    await expect(stranger.view()).rejects.toThrow('нет доступа')
    expect((await stranger.send({ do: 'undo' })).status).toBe(403)
    expect((await windowOf(TEACHER).send({ do: 'undo' })).status).toBe(200)
  })

  test('is told the version at once when its line stands, so that it loads only what it lacks', async () => {
    const controller = new AbortController()
    const address = `${system.url}/w/${id}/events?as=${TEACHER}`
    const { body } = await fetch(address, { signal: controller.signal })
    let told = ''
    for await (const chunk of body ?? []) {
      told += Buffer.from(chunk).toString()
      if (told.includes('data: ')) break
    }
    controller.abort()
    const { version } = system.workbooks.state(id, TEACHER)
    expect(told).toContain(`data: {"kind":"here","version":${version}}`)
  })

  test('is answered with its place where what it says has no sense', async () => {
    const response = await fetch(`${system.url}/w/${id}/do`, {
      method: 'POST',
      body: JSON.stringify({ as: TEACHER, id: '1', gesture: { do: 'explode' } }),
    })
    expect(await refusal(response)).toEqual([400, expect.stringContaining('gesture')])
  })
})

test('what is taken back is done again, until something else is done', async () => {
  const hand = system.workbooks.gestures(id, TEACHER)
  hand.type("'Лист1'!F40", 'раз')
  expect([hand.undo(), hand.redo()]).toEqual([true, true])
  expect((await shown(40))[5]).toBe('раз')
  hand.undo()
  hand.type("'Лист1'!G40", 'иное')
  expect(hand.redo()).toBe(false)
  expect((await shown(40)).slice(5)).toEqual(['', 'иное'])
})
