import { describe, expect, test } from 'vitest'
import { judge, type Criteria, type Verdict } from '../../../domain/identification/judge.ts'
import { resultsOf, type Outcome } from '../../../domain/identification/results.ts'
import { Random } from '../../local/firestore/differential/random.ts'
import { result } from './district.ts'

const CRITERIA: Criteria = { share: 30, procedures: 2, years: 2, rule: 'or', participants: 10 }

/** Each result as «year subject below/took», with «!» behind it where it is marked as biased. */
function verdict(list: string, changes: Partial<Criteria> = {}): Verdict {
  const rows = list
    .split(', ')
    .filter((one) => one !== '')
    .map((one) => {
      const [year, subject = '', counts = ''] = one.split(' ')
      const [below, took] = counts.replace('!', '').split('/').map(Number)
      const biased = counts.endsWith('!')
      return result('a', Number(year), { subject, took: took ?? 0, below: below ?? 0, biased })
    })
  return judge(resultsOf(rows).outcomes, 2021, { ...CRITERIA, ...changes }).verdict
}

describe('a school', () => {
  test.each<[string, Verdict, Partial<Criteria>?]>([
    ['', 'noData'],
    ['2020 м 9/20', 'noData'],
    ['2021 м 5/20, 2021 р 5/20', 'fine'],
    ['2021 м 6/20, 2021 р 6/20', 'low'],
    // 30 % exactly is low, 29.9 % is not.
    ['2021 м 299/1000, 2021 р 299/1000', 'fine'],
    ['2021 м 6/20, 2020 м 6/20', 'low'],
    ['2021 м 6/20, 2020 р 6/20, 2020 м 1/20', 'fine'],
    // Whether it was low in 2020 nobody knows.
    ['2021 м 6/20', 'decide'],
    ['2021 м 6/20', 'fine', { years: 0 }],
    ['2021 м 6/20, 2021 р 6/20', 'decide', { rule: 'and' }],
    ['2021 м 6/20, 2021 р 6/20, 2020 м 1/20, 2020 р 1/20', 'fine', { rule: 'and' }],
    ['2021 м 6/20, 2021 р 6/20, 2020 р 7/20', 'low', { rule: 'and' }],
    ['2021 м 6/20', 'low', { years: 1 }],
    ['2021 м 6/20, 2020 м 7/20, 2019 м 1/20', 'fine', { years: 3 }],
    ['2021 м 6/20, 2020 м 7/20, 2019 м 8/20', 'low', { years: 3 }],
    ['2021 м 6/20, 2021 р 6/20', 'fine', { procedures: 0, years: 0 }],
    // Few participants prove nothing, either way.
    ['2021 м 5/9, 2021 р 5/9', 'decide', { years: 0 }],
    ['2021 м 0/9, 2021 р 0/9', 'decide', { years: 0 }],
    ['2021 м 5/9, 2021 р 0/20, 2021 ф 0/20', 'fine', { years: 0 }],
    ['2021 м 5/9, 2021 р 6/20', 'decide', { years: 0 }],
    ['2021 м 6/9, 2021 р 6/20, 2021 ф 6/20', 'low', { years: 0 }],
    // Marks that are too good hide a low result; a low one that is biased is no better.
    ['2021 м 0/20!, 2021 р 6/20', 'decide', { years: 0 }],
    ['2021 м 6/20!, 2021 р 6/20', 'low', { years: 0 }],
    ['2021 м 0/20!, 2021 р 0/20', 'fine', { years: 0 }],
  ])('with «%s» is judged «%s» %o', (list, expected, changes) => {
    expect(verdict(list, changes)).toBe(expected)
  })
})

/**
 * Tries every world that the results leave open: each doubtful result low or not, each missing earlier one
 * too. Knows nothing of how `judge` goes about it.
 */
function worlds(outcomes: readonly Outcome[], year: number, criteria: Criteria): Verdict {
  const { share, participants, procedures, years, rule } = criteria
  const all = outcomes.filter((one) => one.year === year)
  const cells: { key: string; year: number; can: readonly boolean[] }[] = []
  for (const { key } of all) {
    for (let back = 0; back < Math.max(1, years); back++) {
      const found = outcomes.find((one) => one.key === key && one.year === year - back)
      if (found === undefined) {
        cells.push({ key, year: year - back, can: [true, false] })
        continue
      }
      const low = found.below / found.took >= share / 100
      const open = (low && found.took < participants) || (!low && found.biased)
      cells.push({ key, year: year - back, can: open ? [true, false] : [low] })
    }
  }
  let yes = false
  let no = false
  const visit = (at: number, low: ReadonlySet<string>): void => {
    const cell = cells[at]
    if (cell !== undefined) {
      for (const is of cell.can) {
        visit(at + 1, is ? new Set([...low, `${cell.year} ${cell.key}`]) : low)
      }
      return
    }
    const count = all.filter(({ key }) => low.has(`${year} ${key}`)).length
    const through = all.some(({ key }) =>
      Array.from({ length: years }, (_, back) => low.has(`${year - back} ${key}`)).every(Boolean),
    )
    const asked = [procedures > 0 ? count >= procedures : null, years > 0 ? through : null].filter(
      (one) => one !== null,
    )
    const met = asked.length > 0 && (rule === 'and' ? !asked.includes(false) : asked.includes(true))
    if (met) yes = true
    else no = true
  }
  visit(0, new Set())
  if (yes && !no) return 'low'
  if (yes) return 'decide'
  if (all.length === 0) return 'noData'
  return all.every(({ took }) => took < participants) ? 'decide' : 'fine'
}

test('in random districts a verdict is what holds in every world that the results leave open', () => {
  const seed = Number(process.env['SEED'] ?? 11)
  console.log(`seed ${seed}`)
  const random = new Random(seed)
  const seen = new Map<Verdict, number>()
  for (let round = 0; round < 3_000; round++) {
    const rows = Array.from({ length: random.below(7) }, () => {
      const took = 1 + random.below(24)
      return result('a', 2021 - random.below(3), {
        procedure: random.of(['oge', 'vpr']),
        subject: random.of(['математика', 'физика']),
        took,
        below: random.below(took + 1),
        biased: random.chance(0.15),
      })
    })
    const criteria: Criteria = {
      share: random.of([20, 30, 50]),
      procedures: random.below(4),
      years: random.below(4),
      rule: random.of(['and', 'or']),
      participants: random.of([1, 5, 10]),
    }
    const { outcomes } = resultsOf(rows)
    const { verdict: judged } = judge(outcomes, 2021, criteria)
    seen.set(judged, (seen.get(judged) ?? 0) + 1)
    const told = JSON.stringify({ criteria, rows: rows.map(({ cells }) => cells) })
    expect(judged, `round ${round}: ${told}`).toBe(worlds(outcomes, 2021, criteria))
  }
  for (const each of ['low', 'decide', 'fine', 'noData'] as const) {
    expect(seen.get(each) ?? 0, each).toBeGreaterThan(100)
  }
})
