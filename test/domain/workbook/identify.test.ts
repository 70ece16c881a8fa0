import { describe, expect, test } from 'vitest'
import type { Entered } from '../../../domain/entered.ts'
import { fingerprint } from '../../../domain/workbook/hash.ts'
import { identify } from '../../../domain/workbook/identify.ts'
import type { SheetRow } from '../../../domain/workbook/snapshot.ts'
import { formatState } from '../../../domain/workbook/state.ts'
import { openDesk } from './desk.ts'

type Cells = Readonly<Record<string, Entered>>

const desk = openDesk()
const tab = desk.tab()
desk.close()

/** A line whose hidden cells belong to `id` with the content `vouched`, and which now shows `cells`. */
function line(id: string, vouched: Cells | null, cells: Cells): Omit<SheetRow, 'index'> {
  const state = vouched
    ? formatState(
        id,
        { rev: 1, bases: {}, ...fingerprint(vouched), typing: false, apart: false },
        tab.workbook,
      )
    : ''
  return { id, state, cells }
}

/** The ids that belong to the contents, line by line; `copy` and `new` for those without. */
function ids(...lines: readonly Omit<SheetRow, 'index'>[]): string[] {
  const rows = lines.map((row, at) => ({ index: at + 1, ...row }))
  return identify({ ...tab, rows }).map(({ id, copied }) => id ?? (copied ? 'copy' : 'new'))
}

const a = { number: 1, event: 'Педсовет', responsible: 'завуч', status: 'Исполнена' }
const b = { number: 2, event: 'Курсы', responsible: 'завуч', status: 'В работе' }
const c = { number: 3, event: 'Диагностика', responsible: 'психолог', status: 'В работе' }

describe('an id', () => {
  test('stays with a content that was edited in place', () => {
    expect(ids(line('id-a', a, { ...a, event: 'Совет' }), line('id-b', b, b))).toEqual([
      'id-a',
      'id-b',
    ])
    expect(ids(line('id-a', a, { event: 'всё другое' }))).toEqual(['id-a'])
  })

  test('goes with a content that was moved', () => {
    expect(ids(line('id-a', a, c), line('id-b', b, a), line('id-c', c, b))).toEqual([
      'id-c',
      'id-a',
      'id-b',
    ])
  })

  test('stays in a row of which half is left, though the only cell of another came there', () => {
    const short = { event: 'Выезд' }
    expect(
      ids(line('id-a', short, { event: 'Педсовет' }), line('id-b', a, { ...a, ...short })),
    ).toEqual(['id-a', 'id-b'])
    // Nothing of its own is left there: the content has moved.
    expect(ids(line('id-a', short, { ...a, number: 5 }), line('id-b', a, short))).toEqual([
      'id-b',
      'id-a',
    ])
  })

  test('goes with contents that were moved and edited, all of them', () => {
    const edited = [a, b, c].map((cells) => ({ ...cells, deadline: '01.10.2021' }))
    const [a2 = {}, b2 = {}, c2 = {}] = edited
    expect(ids(line('id-a', a, b2), line('id-b', b, c2), line('id-c', c, a2))).toEqual([
      'id-b',
      'id-c',
      'id-a',
    ])
  })

  test('goes to an empty line with what was cut and pasted there', () => {
    expect(ids(line('id-a', a, {}), line('', null, a))).toEqual(['new', 'id-a'])
  })

  test('is given to the upper of two equal rows, and to the unedited of two others', () => {
    expect(ids(line('id-a', a, a), line('id-a', a, a))).toEqual(['id-a', 'copy'])
    expect(ids(line('id-a', a, { ...a, event: 'x' }), line('id-a', a, a))).toEqual(['copy', 'id-a'])
  })

  test('is not lent to a copy of visible cells', () => {
    expect(ids(line('id-a', a, a), line('', null, a))).toEqual(['id-a', 'copy'])
    expect(ids(line('id-a', a, a), line('id-b', b, a))).toEqual(['id-a', 'id-b'])
  })

  test('of an emptied row is not lent to another one that shares only what all rows have', () => {
    const one = { event: 'Педсовет', status: 'Не начата', check: 'Не проверялась' }
    const other = { responsible: 'завуч', status: 'Не начата', check: 'Не проверялась' }
    expect(ids(line('id-1', one, one), line('id-2', other, {}), line('', null, one))).toEqual([
      'id-1',
      'id-2',
      'copy',
    ])
  })

  test('goes with a short content that was moved and filled in', () => {
    const filled = { ...a, number: 9, event: 'Вебинар', deadline: '01.10.2021', comment: 'да' }
    const draft = { event: 'Вебинар' }
    expect(ids(line('id-1', draft, b), line('id-b', b, filled))).toEqual(['id-b', 'id-1'])
  })

  test('follows equal contents in their order', () => {
    expect(ids(line('id-c', c, a), line('id-1', a, c), line('id-2', a, a))).toEqual([
      'id-1',
      'id-c',
      'id-2',
    ])
  })

  test('goes with a moved content of which every single cell is common', () => {
    const rows = Array.from({ length: 625 }, (_, i) => ({
      event: `Мера ${i % 25}`,
      responsible: `должность ${Math.floor(i / 25)}`,
    }))
    const lines = rows.map((cells, i) => line(`id-${i}`, cells, rows[624 - i] ?? {}))
    expect(ids(...lines)).toEqual(rows.map((_, i) => `id-${624 - i}`))
  })

  test('without a state that vouches for it stays in its line', () => {
    expect(ids(line('id-a', null, a), line('id-b', b, c), line('id-c', c, b))).toEqual([
      'id-a',
      'id-c',
      'id-b',
    ])
  })
})

test('a line typed anew is new', () => {
  expect(ids(line('id-a', a, a), line('', null, { event: 'Вебинар' }))).toEqual(['id-a', 'new'])
})

test('10,000 edited rows are identified in under 3 s', () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => {
    const cells = { number: i, event: `Мера ${i}`, responsible: 'завуч', status: 'В работе' }
    return line(`id-${i}`, cells, { ...cells, status: 'Исполнена' })
  })
  const started = performance.now()
  expect(ids(...lines)[9_999]).toBe('id-9999')
  expect(performance.now() - started).toBeLessThan(3_000)
})
