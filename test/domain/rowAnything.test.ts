import { describe, expect, it } from 'vitest'
import { isEmpty } from '../../domain/cells/entry.ts'
import type { Entered } from '../../domain/entered.ts'
import { readRow, rowSchema, showRow } from '../../domain/row.ts'
import { tables } from '../../domain/tables/tables.ts'
import { context } from './sample.ts'

const SEED = Number(process.env['SEED'] ?? 20_210_920)
const ROWS = 400

/** Pieces of what people write; glued together they make sense seldom, and nonsense often. */
const PIECES = [
  ...'15 03 2021 2021/22 31.02. до с по - – / . , % « » " = + @ № \u00a0 \n 1 234,5 0 x X I IV'.split(
    ' ',
  ),
  ...'марта март года г. квартал в течение ежемесячно не исполнена частично работе готово да нет'.split(
    ' ',
  ),
  ...'СОШ с. Маруха R06 Дефицит кадров Иванова М. П. +7 928 1234567 a@example.org https://example.org'.split(
    ' ',
  ),
  ' ',
  '',
]

/** Mulberry32: a small generator with a seed, so that a failure can be played again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function anyEntry(random: (below: number) => number): Entered {
  const text = Array.from({ length: 1 + random(5) }, () => PIECES[random(PIECES.length)]).join(
    random(2) === 0 ? ' ' : '',
  )
  const kind = random(10)
  if (kind === 0) return { value: 30_000 + random(50_000), shown: text }
  if (kind === 1) return random(100_000) / 100
  if (kind === 2) return random(2) === 0
  if (kind === 3) return { value: null, shown: '#REF!', formula: '=A0', error: '#REF!' }
  if (kind === 4) return { value: text, shown: text, formula: '=A1' }
  return text
}

describe.each(tables)(`whatever is typed into $name (seed ${SEED})`, (table) => {
  const keys = table.columns.filter(({ edit }) => edit.length > 0).map(({ key }) => key)
  const schema = rowSchema(table)
  const random = randomFrom(SEED)
  const rows = Array.from({ length: ROWS }, () => {
    const entered = Object.fromEntries(
      keys.filter(() => random(3) > 0).map((key) => [key, anyEntry(random)]),
    )
    const typing = random(2) === 0
    return { entered, reading: readRow(table, keys, entered, context(), { stored: {}, typing }) }
  })

  it('is taken, refused, kept in another column or empty, and never lost', () => {
    const lost = rows.flatMap(({ entered, reading }) =>
      Object.entries(entered).filter(([key, entry]) => {
        const taken = (reading.values[key] ?? null) !== null
        const refused = key in reading.refused
        const kept = reading.problems.some(
          (problem) => problem.key === key && problem.code === 'date.words',
        )
        const fates = [
          taken && !refused,
          refused && !taken,
          kept && !taken,
          isEmpty(entry) && !taken,
        ]
        return fates.filter(Boolean).length !== 1
      }),
    )
    expect(lost).toEqual([])
  })

  it('leaves only what the store may hold', () => {
    const wrong = rows.filter(({ reading }) => {
      const stored = Object.entries(reading.values).filter(([, value]) => value !== null)
      return !schema.safeParse(Object.fromEntries(stored)).success
    })
    expect(wrong).toEqual([])
  })

  it('is refused with a text for people', () => {
    const silent = rows.filter(({ reading }) =>
      Object.keys(reading.refused).some(
        (key) => !reading.problems.some((problem) => problem.key === key && problem.text !== ''),
      ),
    )
    expect(silent).toEqual([])
  })

  it('shows again as what was stored', () => {
    const changed = rows.flatMap(({ reading }) => {
      const cells = Object.fromEntries(
        Object.entries(reading.values).flatMap(([key, value]) =>
          value === null ? [] : [[key, value] as const],
        ),
      )
      const shown = Object.entries(showRow(table, cells, context()))
        .filter(([key]) => keys.includes(key))
        .map(([key, cell]) => [key, cell.value ?? ''] as const)
      const again = readRow(table, keys, Object.fromEntries(shown), context(), {
        stored: {},
        typing: true,
      })
      return Object.entries(cells).filter(([key, value]) => again.values[key] !== value)
    })
    expect(changed).toEqual([])
  })
})
