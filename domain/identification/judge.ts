import type { Outcome } from './results.ts'

/** What an office calls a low result, for schools of one level. */
export interface Criteria {
  /** Per cent of participants below the threshold from which a procedure's result is low. */
  readonly share: number
  /** So many procedures low in the year; 0: not asked for. */
  readonly procedures: number
  /** One procedure low so many years running; 0: not asked for. */
  readonly years: number
  /** Whether both are needed, or either will do. */
  readonly rule: 'and' | 'or'
  /** A result of fewer participants decides nothing by itself. */
  readonly participants: number
}

export type Verdict =
  | 'low'
  /** It depends on results that prove nothing: of few pupils, biased, or missing for an earlier year. */
  | 'decide'
  | 'fine'
  | 'noData'

export interface Judgement {
  readonly verdict: Verdict
  /** Outcomes of the year. */
  readonly all: readonly Outcome[]
  /** Of those: low for certain. */
  readonly low: readonly Outcome[]
  /** Low for certain through all the years that are asked for, the last year's first. */
  readonly lasting: readonly (readonly Outcome[])[]
  /** Of the year: low, but of too few participants to count. */
  readonly few: readonly Outcome[]
  /** Of the year: not low, and said to be biased. */
  readonly biased: readonly Outcome[]
  /** Low in the year, and without a result in an earlier one that is asked for. */
  readonly unknown: readonly { readonly outcome: Outcome; readonly year: number }[]
}

/**
 * Judges one school by its results. What is not known is taken neither for low nor for fine: the school is
 * low when it is so whatever the doubtful results were, fine when it is so whatever they were, and else
 * the coordinator decides. In doubt are results of too few participants, results marked as biased that do
 * not look low, and earlier years of a procedure for which there is none.
 *
 * @param outcomes of all years
 * @param year the one that is looked at
 */
export function judge(outcomes: readonly Outcome[], year: number, criteria: Criteria): Judgement {
  const { share, participants, years } = criteria
  const isLow = ({ took, below }: Outcome) => 100 * below >= share * took
  const isSure = ({ took }: Outcome) => took >= participants
  const surelyLow = (one: Outcome) => isSure(one) && isLow(one)
  const perhapsLow = (one: Outcome) => isLow(one) || one.biased

  const byPlace = new Map(outcomes.map((one) => [`${one.year} ${one.key}`, one]))
  const all = outcomes.filter((one) => one.year === year)
  const earlier = ({ key }: Outcome) =>
    Array.from({ length: Math.max(0, years - 1) }, (_, back) => ({
      year: year - 1 - back,
      outcome: byPlace.get(`${year - 1 - back} ${key}`),
    }))

  const low = all.filter(surelyLow)
  const lasting = low.flatMap((one) => {
    const before = earlier(one).flatMap(({ outcome }) => outcome ?? [])
    return before.length === years - 1 && before.every(surelyLow) ? [[one, ...before]] : []
  })
  const perhaps = all.filter(perhapsLow)
  const perhapsLasting = perhaps.filter((one) =>
    earlier(one).every(({ outcome }) => outcome === undefined || perhapsLow(outcome)),
  )
  const unknown = perhapsLasting.flatMap((outcome) =>
    earlier(outcome).flatMap((before) =>
      before.outcome === undefined ? [{ outcome, year: before.year }] : [],
    ),
  )
  const verdict = (): Verdict => {
    if (meets(criteria, low.length, lasting.length)) return 'low'
    if (meets(criteria, perhaps.length, perhapsLasting.length)) return 'decide'
    if (all.length === 0) return 'noData'
    return all.some(isSure) ? 'fine' : 'decide'
  }
  return {
    verdict: verdict(),
    all,
    low,
    lasting,
    few: all.filter((one) => isLow(one) && !isSure(one)),
    biased: all.filter((one) => one.biased && !isLow(one)),
    unknown,
  }
}

function meets({ procedures, years, rule }: Criteria, low: number, lasting: number): boolean {
  const asked = [
    ...(procedures > 0 ? [low >= procedures] : []),
    ...(years > 0 ? [lasting > 0] : []),
  ]
  if (asked.length === 0) return false
  return rule === 'and' ? asked.every(Boolean) : asked.some(Boolean)
}
