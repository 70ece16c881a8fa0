import { describe, expect, test } from 'vitest'
import { historySince, mergeRow, type MergeInput, type RowChange } from '../../domain/merge.ts'
import type { Value } from '../../domain/records.ts'

/** The row at rev 3: `a` was written at 1, `b` at 1 and 3. */
const stored = { rev: 3, cells: { a: 'a1', b: 'b3' }, cellRevs: { a: 1, b: 3 } }
const elsewhere = { request: 'request-1', workbook: 'book-b' }
const history: readonly RowChange[] = [
  { rev: 3, before: { b: 'b1' }, after: { b: 'b3' }, by: 'head', at: 300, ...elsewhere },
  { rev: 2, before: { c: null }, after: { c: 'c2' }, by: 'deputy', at: 200, ...elsewhere },
]

function merge(
  cells: Readonly<Record<string, Value | null | undefined>>,
  base: number,
  more: Partial<MergeInput> = {},
) {
  return mergeRow({
    stored,
    cells: new Map(
      Object.entries(cells).map(([key, value]) => [
        key,
        value === undefined ? { ok: false } : { ok: true, value },
      ]),
    ),
    baseRev: () => base,
    workbook: 'book-a',
    lost: [],
    mayEdit: () => true,
    decisions: {},
    overruled: {},
    history,
    ...more,
  })
}

const nothing = { before: {}, after: {}, newer: [], overruled: [], denied: [], conflicts: [] }

describe('a cell', () => {
  test('that says what is in force changes nothing', () => {
    expect(merge({ a: 'a1', b: 'b3' }, 1)).toEqual(nothing)
  })

  test('is written when nobody else has written it since', () => {
    expect(merge({ a: 'mine' }, 1)).toEqual({
      ...nothing,
      before: { a: 'a1' },
      after: { a: 'mine' },
    })
    expect(merge({ b: 'mine' }, 3)).toMatchObject({ after: { b: 'mine' } })
  })

  test('can be emptied, and a new one filled', () => {
    expect(merge({ a: null, d: 'new' }, 3)).toMatchObject({
      before: { a: 'a1', d: null },
      after: { a: null, d: 'new' },
    })
  })

  test('that was only written elsewhere takes the newer value', () => {
    expect(merge({ b: 'b1' }, 1)).toEqual({ ...nothing, newer: ['b'] })
  })

  test('that two people wrote is a conflict: the first stays, and is named', () => {
    expect(merge({ b: 'mine' }, 1)).toEqual({
      ...nothing,
      conflicts: [{ key: 'b', mine: 'mine', theirs: 'b3', by: 'head', at: 300 }],
    })
  })

  test('that both emptied or both filled alike is none', () => {
    expect(merge({ b: 'b3' }, 1)).toEqual(nothing)
  })

  test('is a conflict, never an overwriting, when the record of the other writing is missing', () => {
    expect(merge({ b: 'b1' }, 1, { history: [] })).toMatchObject({
      conflicts: [{ key: 'b', by: null, at: null }],
    })
  })

  test('that cannot be read is left as it is', () => {
    expect(merge({ a: undefined }, 3)).toEqual(nothing)
  })
})

const mayEdit = () => false

describe('a cell that the sender may not edit', () => {
  test('is denied when it differs, readable or not', () => {
    expect(merge({ a: 'mine', b: undefined }, 3, { mayEdit })).toEqual({
      ...nothing,
      denied: ['a', 'b'],
    })
  })

  test('is not denied when it says what is in force, or was only written elsewhere', () => {
    expect(merge({ a: 'a1', b: 'b1' }, 1, { mayEdit })).toEqual({ ...nothing, newer: ['b'] })
  })

  test('is not opened by a decision', () => {
    const decisions = { b: { keep: 'mine', rev: 3 } } as const
    expect(merge({ b: 'mine' }, 1, { mayEdit, decisions })).toMatchObject({ denied: ['b'] })
  })
})

const written = (from: Partial<RowChange>): readonly RowChange[] => [
  { rev: 3, before: { b: 'b1' }, after: { b: 'b3' }, by: 'head', at: 300, ...elsewhere, ...from },
]

describe('a cell that this workbook itself has written, though the answer was lost', () => {
  test('is typed over without a question', () => {
    const lost = ['request-7']
    const own = written({ request: 'request-7', workbook: 'book-a' })
    expect(merge({ b: 'mine' }, 1, { lost, history: own }).after).toEqual({ b: 'mine' })
    const others = written({ request: 'request-8', workbook: 'book-a' })
    expect(merge({ b: 'mine' }, 1, { lost, history: others }).conflicts).toHaveLength(1)
  })

  test('and somebody else since, gives way as an untouched one', () => {
    const later = { ...stored, rev: 4, cells: { b: 'b4' }, cellRevs: { b: 4 } }
    const theirs = { rev: 4, before: { b: 'b3' }, after: { b: 'b4' }, by: 'head', at: 400 }
    const of = (workbook: string) => ({
      stored: later,
      history: [{ ...theirs, ...elsewhere }, ...written({ workbook })],
    })
    expect(merge({ b: 'b3' }, 1, of('book-a'))).toEqual({ ...nothing, newer: ['b'] })
    expect(merge({ b: 'b3' }, 1, of('book-b')).conflicts).toHaveLength(1)
  })
})

describe('a decision', () => {
  test('writes mine', () => {
    const decisions = { b: { keep: 'mine', rev: 3 } } as const
    expect(merge({ b: 'mine' }, 1, { decisions })).toEqual({
      ...nothing,
      before: { b: 'b3' },
      after: { b: 'mine' },
    })
  })

  test('takes theirs', () => {
    const decisions = { b: { keep: 'theirs', rev: 3 } } as const
    expect(merge({ b: 'mine' }, 1, { decisions })).toEqual({ ...nothing, newer: ['b'] })
  })

  test('made before the last writing asks again', () => {
    const decisions = { b: { keep: 'mine', rev: 2 } } as const
    expect(merge({ b: 'mine' }, 1, { decisions }).conflicts).toHaveLength(1)
  })

  test('settles its own cell only', () => {
    const decisions = { a: { keep: 'mine', rev: 3 } } as const
    expect(merge({ b: 'mine' }, 1, { decisions }).conflicts).toHaveLength(1)
  })
})

const asked = (cells: Readonly<Record<string, Value>>, base: number) =>
  historySince({
    stored,
    cells: new Map(Object.entries(cells).map(([key, value]) => [key, { ok: true, value }])),
    baseRev: () => base,
    workbook: 'book-a',
    lost: [],
    mayEdit: () => true,
    decisions: {},
    overruled: {},
  })

describe('history', () => {
  test('is needed only for a cell that differs and was written since', () => {
    expect(asked({ a: 'mine', b: 'b3' }, 1)).toBeNull()
    expect(asked({ b: 'mine' }, 3)).toBeNull()
    expect(asked({ b: 'mine' }, 1)).toBe(1)
  })
})

/** A small generator whose run a printed seed repeats (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

test('three sheets that edit one row at random agree with an oracle that remembers everything', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  console.log(`merge: SEED=${seed}`)
  const below = generator(seed)
  for (let run = 0; run < 300; run++) {
    const states: Record<string, string>[] = [{}]
    const records: RowChange[] = []
    let row = { rev: 0, cells: {} as Record<string, Value>, cellRevs: {} as Record<string, number> }
    const sheets = [0, 1, 2].map((_, book) => ({
      book: `book-${book}`,
      base: 0,
      bases: {} as Record<string, number>,
      cells: {} as Record<string, string>,
    }))
    for (let step = 0; step < 25; step++) {
      const sheet = sheets[below(3)]
      if (sheet === undefined) throw new Error('There are three sheets.')
      const typed = Array.from({ length: below(3) }, () => ['k', 'l', 'm'][below(3)] ?? 'k')
      for (const key of typed) sheet.cells[key] = `${step}`
      const standsOn = (key: string) => sheet.bases[key] ?? sheet.base
      const cells = ['k', 'l', 'm'].map(
        (key) => [key, { ok: true, value: sheet.cells[key] ?? null }] as const,
      )
      const merged = mergeRow({
        stored: row.rev === 0 ? null : row,
        cells: new Map(cells),
        baseRev: standsOn,
        workbook: sheet.book,
        lost: [],
        mayEdit: () => true,
        decisions: {},
        overruled: {},
        history: records,
      })
      for (const key of ['k', 'l', 'm']) {
        const mine = sheet.cells[key] ?? null
        const theirs = row.cells[key] ?? null
        const was = states[standsOn(key)]?.[key] ?? null
        const expected =
          mine === theirs
            ? 'nothing'
            : mine === was
              ? 'newer'
              : theirs === was && (row.cellRevs[key] ?? 0) <= standsOn(key)
                ? 'after'
                : 'conflict'
        const got =
          key in merged.after
            ? 'after'
            : merged.newer.includes(key)
              ? 'newer'
              : merged.conflicts.some((conflict) => conflict.key === key)
                ? 'conflict'
                : 'nothing'
        expect(`${run}/${step} ${key} ${got}`).toBe(`${run}/${step} ${key} ${expected}`)
      }
      // The client: newer values come in; a cell in conflict keeps its base, until its author gives in.
      if (Object.keys(merged.after).length > 0) {
        const rev = row.rev + 1
        const changed = Object.fromEntries(Object.keys(merged.after).map((key) => [key, rev]))
        const cells = Object.entries({ ...row.cells, ...merged.after })
        const next = Object.fromEntries(cells.map(([key, value]) => [key, String(value)]))
        row = { rev, cells: next, cellRevs: { ...row.cellRevs, ...changed } }
        const { before, after } = merged
        const from = { request: `${rev}`, workbook: sheet.book }
        records.push({ rev, before, after, by: 'x', at: rev, ...from })
        states[rev] = { ...next }
      }
      for (const key of merged.newer) sheet.cells[key] = String(row.cells[key])
      const givesIn = below(2) === 0
      sheet.bases = Object.fromEntries(
        merged.conflicts.flatMap(({ key }) => (givesIn ? [] : [[key, standsOn(key)]])),
      )
      sheet.base = row.rev
      if (!givesIn) continue
      for (const { key } of merged.conflicts) sheet.cells[key] = String(row.cells[key])
    }
  }
})
