import { describe, expect, it } from 'vitest'
import { Random } from '../../local/simulate/random.ts'
import { addDays } from '../../domain/days.ts'
import { deadlineState } from '../../domain/deadlines.ts'
import { nextOccurrence, periodOf } from '../../domain/periodic.ts'

describe('the period that people name', () => {
  it.each([
    ['ежемесячно', { months: 1 }],
    ['1 раз в месяц', { months: 1 }],
    ['Ежеквартально', { months: 3 }],
    ['раз в четверть', { months: 3 }],
    ['еженедельно', { days: 7 }],
    ['по понедельникам, каждую неделю', { days: 7 }],
    ['раз в две недели', { days: 14 }],
    ['раз в полугодие', { months: 6 }],
    ['ежегодно', { months: 12 }],
    ['monthly', { months: 1 }],
    ['в течение года', null],
    ['однократно', null],
    ['по плану', null],
    ['', null],
  ])('«%s»', (text, period) => {
    expect(periodOf(text)).toEqual(period)
  })
})

describe('the next day of a measure that comes again', () => {
  it.each([
    ['ends at its deadline', '2022-05-31', 'ежемесячно', '2022-05-31', '2022-05-31'],
    ['has the month’s last day', '2022-05-31', 'ежемесячно', '2022-02-10', '2022-02-28'],
    ['knows leap years', '2024-05-31', 'ежемесячно', '2024-02-10', '2024-02-29'],
    ['counts over New Year', '2022-03-15', 'ежемесячно', '2021-12-16', '2022-01-15'],
    ['comes on the day itself', '2022-03-15', 'ежемесячно', '2021-12-15', '2021-12-15'],
    ['a quarter apart', '2022-05-31', 'раз в квартал', '2021-12-01', '2022-02-28'],
    ['a week apart', '2021-10-29', 'еженедельно', '2021-10-12', '2021-10-15'],
    ['once, without a period', '2021-10-29', 'однократно', '2021-10-12', '2021-10-29'],
  ])('%s', (_, deadline, periodicity, today, next) => {
    expect(nextOccurrence({ deadline, periodicity }, today)).toBe(next)
  })

  it('is none when the deadline has passed, or there is none', () => {
    expect(
      nextOccurrence({ deadline: '2021-10-29', periodicity: 'ежемесячно' }, '2021-10-30'),
    ).toBe(null)
    expect(nextOccurrence({ periodicity: 'ежемесячно' }, '2021-10-30')).toBe(null)
  })

  it('does not come before the start', () => {
    const facts = { deadline: '2022-05-31', periodicity: 'ежемесячно', start: '2022-03-01' }
    expect(nextOccurrence(facts, '2021-09-01')).toBe('2022-03-31')
  })

  it.each([1, 2])('is the first of the days counted one by one (seed %i)', (seed) => {
    const random = new Random(seed)
    for (let round = 0; round < 300; round++) {
      const deadline = addDays('2021-01-01', random.below(1500))
      const today = addDays(deadline, -random.below(500))
      const start = random.chance(0.3) ? addDays(today, random.below(100) - 50) : undefined
      const periodicity = random.pick(['ежемесячно', 'раз в квартал', 'еженедельно'])
      // Days counted forward from far before, each checked to be a whole number of periods before.
      const fits = (day: string): boolean => {
        if (periodicity === 'еженедельно') {
          return (Date.parse(deadline) - Date.parse(day)) % (7 * 86_400_000) === 0
        }
        const months =
          (Number(deadline.slice(0, 4)) - Number(day.slice(0, 4))) * 12 +
          Number(deadline.slice(5, 7)) -
          Number(day.slice(5, 7))
        const last = addDays(day, 1).endsWith('-01')
        const sameDate = day.slice(8) === deadline.slice(8)
        const cut = last && day.slice(8) < deadline.slice(8)
        return (sameDate || cut) && months % (periodicity === 'ежемесячно' ? 1 : 3) === 0
      }
      let expected = today
      while (expected < deadline && !(fits(expected) && expected >= (start ?? ''))) {
        expected = addDays(expected, 1)
      }
      const facts = { deadline, periodicity, ...(start === undefined ? {} : { start }) }
      expect({ seed, round, facts, today, next: nextOccurrence(facts, today) }).toEqual({
        seed,
        round,
        facts,
        today,
        next: expected,
      })
    }
  })
})

describe('the deadline state of a measure that comes again', () => {
  const facts = { deadline: '2022-05-31', periodicity: 'ежемесячно', status: 'inProgress' }
  it('is near when its next day is near, and overdue after its last', () => {
    expect(deadlineState(facts, '2021-10-10')).toBe('onTime')
    expect(deadlineState(facts, '2021-10-28')).toBe('soon')
    expect(deadlineState(facts, '2021-10-31')).toBe('today')
    expect(deadlineState(facts, '2021-11-01')).toBe('onTime')
    expect(deadlineState(facts, '2022-06-01')).toBe('overdue')
  })
})
