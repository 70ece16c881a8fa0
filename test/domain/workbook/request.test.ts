import { expect, test } from 'vitest'
import { LIMITS } from '../../../domain/limits.ts'
import { syncRequestSchema } from '../../../domain/protocol.ts'
import { fingerprint } from '../../../domain/workbook/hash.ts'
import { firstPart, requestTabs, toSend, utf8Length } from '../../../domain/workbook/request.ts'
import type { Sending } from '../../../domain/workbook/request.ts'
import { openDesk } from './desk.ts'

function sendings(count: number, text: string): Sending[] {
  const desk = openDesk()
  const tab = desk.tab()
  desk.close()
  return Array.from({ length: count }, (_, i) => {
    const cells = { event: text }
    const row = { index: i + 1, id: `row-${1_000_000 + i}`, state: '', cells }
    const known = { row, now: fingerprint(cells), id: row.id, state: null, copied: false }
    return toSend(tab, known, false)
  })
}

test('a request takes 500 rows', () => {
  expect(firstPart(sendings(1_200, 'Педсовет'))).toHaveLength(LIMITS.rows)
  expect(firstPart(sendings(3, 'Педсовет'))).toHaveLength(3)
})

test('a request stays below the size that the server takes', () => {
  const rows = sendings(200, 'Ж'.repeat(20_000))
  const part = firstPart(rows)
  const size = utf8Length(JSON.stringify(requestTabs(part)))
  expect(size).toBeLessThan(LIMITS.bodyBytes)
  expect(size).toBeGreaterThan(LIMITS.bodyBytes * 0.9)
})

test('one row larger than a request goes alone, for the server to refuse', () => {
  const [large] = sendings(1, 'Ж'.repeat(LIMITS.bodyBytes))
  const [small] = sendings(1, 'x')
  if (!large || !small) throw new Error('no rows')
  expect(firstPart([large, small])).toEqual([large])
})

test('the tabs of a request are what the protocol reads', () => {
  const request = {
    protocol: 1,
    request: '00000000-0000-4000-8000-000000000001',
    spreadsheetId: 'book',
    shell: 'addon',
    layout: null,
    cursor: {},
    tabs: requestTabs(sendings(2, 'Педсовет')),
  }
  expect(syncRequestSchema.parse(request).tabs).toMatchObject([
    {
      table: 'measures',
      columns: ['number', 'event', 'deadline', 'responsible', 'status', 'check'],
      rows: [{ rev: 0, row: 2, cells: { event: 'Педсовет' } }, { row: 3 }],
    },
  ])
})

test.each(['', 'abc', 'Срок', '№ 5 — «да»', '👩‍🏫 x'])('bytes of «%s»', (text) => {
  expect(utf8Length(text)).toBe(Buffer.byteLength(text))
})
