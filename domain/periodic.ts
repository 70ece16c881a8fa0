import { addDays } from './days.ts'
import type { Day, Value } from './records.ts'

/** How often a measure comes again, in whole months or days. */
export type Period = { readonly months: number } | { readonly days: number }

/** Words that people write under «Периодичность», by what they begin with. */
const WORDS: readonly (readonly [pattern: RegExp, period: Period])[] = [
  [/полугоди|раз в полгода|every half|half-year/u, { months: 6 }],
  [/квартал|четверт|quarter/u, { months: 3 }],
  [/месяц|месячн|month/u, { months: 1 }],
  [/две недели|2 недели|fortnight|two weeks/u, { days: 14 }],
  [/недел|week/u, { days: 7 }],
  [/ежегодн|раз в год|каждый год|annual|year/u, { months: 12 }],
]

/**
 * The period that a text names; null where it names none, such as «по плану» or «в течение года».
 *
 * @example periodOf('1 раз в квартал') // { months: 3 }
 */
export function periodOf(text: string): Period | null {
  const line = text.toLowerCase().replaceAll('ё', 'е')
  if (/течени|during/u.test(line)) return null
  return WORDS.find(([pattern]) => pattern.test(line))?.[1] ?? null
}

/** The cells of a measure that say when it comes again; a measure's cells fit as they are. */
export interface PeriodicFacts {
  readonly deadline?: Value | undefined
  readonly start?: Value | undefined
  readonly periodicity?: Value | undefined
}

/**
 * The next day, from `today` on, by which a measure is to be done once more. Its deadline is the last of
 * these days; the others stand a period apart before it, not before its start. A measure that does not
 * come again has its deadline only. Null without a deadline, and when the last day has passed.
 *
 * @example
 * nextOccurrence({ deadline: '2022-05-31', periodicity: 'ежемесячно' }, '2022-02-10') // '2022-02-28'
 */
export function nextOccurrence(facts: PeriodicFacts, today: Day): Day | null {
  const { deadline, start, periodicity } = facts
  if (typeof deadline !== 'string' || deadline < today) return null
  const period = typeof periodicity === 'string' ? periodOf(periodicity) : null
  if (period === null) return deadline
  const first = typeof start === 'string' && start > today ? start : today
  let next = deadline
  for (let count = 1; ; count++) {
    const earlier = before(deadline, period, count)
    if (earlier < first) return next
    next = earlier
  }
}

/** The day `count` periods before: the same day of the month, or its last where it has no such day. */
function before(day: Day, period: Period, count: number): Day {
  if ('days' in period) return addDays(day, -period.days * count)
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - period.months * count
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  const first = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return addDays(first, Math.min(Number(day.slice(8)), length) - 1)
}
