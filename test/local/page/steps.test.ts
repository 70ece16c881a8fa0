import { describe, expect, test } from 'vitest'
import { offersIn, stepsBetween, type Step } from '../../../local/page/steps.ts'
import type { RowView, SheetView } from '../../../local/page/view.ts'
import { Random } from '../../../local/simulate/random.ts'

const HEAD = {
  sheetId: 1,
  title: 'Лист',
  hidden: false,
  table: null,
  ids: -1,
  frozenRows: 1,
  frozenColumns: 0,
  groups: [],
  marks: [],
  filter: null,
}

function sheet(rows: readonly RowView[], columns: readonly number[]): SheetView {
  return {
    ...HEAD,
    rows,
    columns: columns.map((key) => ({ key, name: null, width: 100, hidden: false })),
  }
}

/** What a view that knows only the steps has drawn: texts by place. */
function drawn(before: SheetView, after: SheetView): string[][] {
  let rows = before.rows.map(({ texts }) => before.columns.map((_column, c) => texts[c] ?? ''))
  let width = before.columns.length
  const blank = () => Array.from({ length: width }, () => '')
  for (const step of stepsBetween(before, after)) rows = taken(step)
  return rows

  function taken(step: Step): string[][] {
    switch (step.do) {
      case 'insertRows':
        return rows.toSpliced(step.at, 0, ...Array.from({ length: step.count }, blank))
      case 'removeRows':
        return rows.toSpliced(step.at, step.count)
      case 'insertColumns':
        width += step.count
        return rows.map((row) => row.toSpliced(step.at, 0, ...Array<string>(step.count).fill('')))
      case 'removeColumns':
        width -= step.count
        return rows.map((row) => row.toSpliced(step.at, step.count))
      case 'cells':
        for (const { row, column, text } of step.cells) rows[row]?.splice(column, 1, text)
        return rows
      default:
        return rows
    }
  }
}

function randomSheet(random: Random, base?: SheetView): SheetView {
  const columns = base?.columns.map(({ key }) => key) ?? [1, 2, 3, 4]
  let next = 100 + random.below(1_000_000)
  const row = (key: number): RowView => ({
    key,
    texts: columns.map(() => String(random.below(5))),
    looks: [],
  })
  const rows = [...(base?.rows ?? Array.from({ length: 12 }, (_, key) => row(key)))]
  for (let turn = random.below(4); turn > 0; turn--) {
    const at = random.below(rows.length)
    const kind = random.below(10)
    if (kind < 4) rows.splice(at, 0, row(next++))
    else if (kind < 6 && rows.length > 2) rows.splice(at, 1)
    else if (kind < 8) rows.push(...rows.splice(at, 1))
    else rows.splice(at, 1, row(rows[at]?.key ?? 0))
  }
  if (!base || random.chance(0.6)) return sheet(rows, columns)
  const at = random.below(columns.length)
  const other = random.chance(0.5) ? columns.toSpliced(at, 0, next) : columns.toSpliced(at, 1)
  const texts = (old: RowView) =>
    other.map((key) => old.texts[columns.indexOf(key)] ?? String(random.below(5)))
  return sheet(
    rows.map((old) => ({ ...old, texts: texts(old) })),
    other,
  )
}

describe('the steps between two views', () => {
  test('end in the later one, whatever came, went or moved', () => {
    const seed = Date.now() % 1_000_000
    const random = new Random(seed)
    for (let turn = 0; turn < 400; turn++) {
      const before = randomSheet(random)
      const after = randomSheet(random, before)
      expect(drawn(before, after), `seed ${seed}, turn ${turn}`).toEqual(
        after.rows.map(({ texts }) => after.columns.map((_column, c) => texts[c] ?? '')),
      )
    }
  })

  test('write one cell where one cell differs', () => {
    const rows = [0, 1, 2].map((key): RowView => ({ key, texts: ['а', 'б'], looks: [] }))
    const [first, second, third] = rows
    if (!first || !second || !third) throw new Error('three rows')
    const after = [first, { ...second, texts: ['а', 'в'] }, third]
    expect(stepsBetween(sheet(rows, [1, 2]), sheet(after, [1, 2]))).toEqual([
      { do: 'cells', cells: [{ row: 1, column: 1, text: 'в', look: 0 }] },
    ])
  })

  test('put a row in without writing those below it', () => {
    const rows = [0, 1, 2].map((key): RowView => ({ key, texts: ['а'], looks: [] }))
    const after = rows.toSpliced(1, 0, { key: 9, texts: ['новая'], looks: [] })
    expect(stepsBetween(sheet(rows, [1]), sheet(after, [1]))).toEqual([
      { do: 'insertRows', at: 1, count: 1 },
      { do: 'cells', cells: [{ row: 1, column: 0, text: 'новая', look: 0 }] },
    ])
  })
})

test('a drop-down is offered in runs of neighbouring cells', () => {
  const rows = [0, 1, 1, 0, 1].map((look, key): RowView => ({ key, texts: [], looks: [look] }))
  const looks = { 0: {}, 1: { choices: ['да', 'нет'] } }
  expect(offersIn(sheet(rows, [1]), looks)).toEqual([
    {
      choices: ['да', 'нет'],
      ranges: [
        { top: 1, bottom: 3, left: 0, right: 1 },
        { top: 4, bottom: 5, left: 0, right: 1 },
      ],
    },
  ])
})
