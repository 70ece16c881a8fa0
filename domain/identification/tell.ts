import { text, type Row } from '../brief/source.ts'
import { shownValue, type RowContext } from '../row.ts'
import { results } from '../tables/results.ts'
import type { Texts } from '../texts/texts.ts'
import type { Identification, Identified } from './identify.ts'
import type { Criteria } from './judge.ts'
import { shareBelow, type Outcome } from './results.ts'

/** Words about what was found, for the window and the paper. */
export interface Teller {
  readonly context: RowContext
  /** Results of fewer pupils are told without their numbers. */
  readonly smallCount: number
}

/** Why a school is judged so, in sentences; every school has at least one. */
export function reasonOf(school: Identified, year: number, teller: Teller): string {
  const say = teller.context.texts.identification
  const { judgement, criteria, kind, incomplete } = school
  const { verdict, all, low, lasting, few, biased, unknown } = judgement
  const list = (outcomes: readonly Outcome[]) =>
    outcomes.map((one) => outcomeText(one, teller)).join('; ')
  const names = (rows: readonly Row[]) => rows.map((row) => nameOf(row, teller.context)).join('; ')
  const missing = incomplete.length === 0 ? [] : [say.incomplete(names(incomplete))]
  switch (verdict) {
    case 'low': {
      const through = lasting.map((years) =>
        years
          .toReversed()
          .map((one, at) => (at === 0 ? outcomeText(one, teller) : percentOf(one, teller)))
          .join(' → '),
      )
      return [
        say.low(year, low.length, list(low)),
        through.length === 0
          ? ''
          : say.lasting(year - criteria.years + 1, year, through.join('; ')),
        kind === 'resilient' ? say.resilient : '',
        ...missing,
      ]
        .filter((part) => part !== '')
        .join(' ')
    }
    case 'decide': {
      const years = Map.groupBy(unknown, (one) => one.year)
      const onlyFew = all.every(({ took }) => took < criteria.participants)
      return [
        ...(low.length > 0 ? [say.low(year, low.length, list(low))] : []),
        ...(few.length > 0
          ? [say.few(criteria.participants, list(few))]
          : onlyFew
            ? [say.onlyFew(criteria.participants)]
            : []),
        ...(biased.length > 0 ? [say.biased(list(biased))] : []),
        ...[...years].map(([of, outcomes]) =>
          say.unknown(of, names(outcomes.map(({ outcome }) => outcome.row))),
        ),
        ...missing,
        say.decide,
      ].join(' ')
    }
    case 'noData':
      return [say.noData(year), ...missing].join(' ')
    default:
      return [
        say.fine(low.length, all.length),
        ...(few.length > 0 ? [say.few(criteria.participants, list(few))] : []),
        ...missing,
        ...(kind === 'lowResults' ? [say.stillLow] : []),
      ].join(' ')
  }
}

/** The share below the threshold year by year, and where it goes. */
export function trendOf({ trend }: Identified, { identification }: Texts): string {
  const say = identification.trend
  const known = trend.flatMap(({ share }) => (share === null ? [] : [Math.round(share)]))
  const [before, last] = known.slice(-2)
  const direction =
    trend.at(-1)?.share === null || before === undefined || last === undefined
      ? []
      : [last > before ? say.worse : last < before ? say.better : say.same]
  const first = trend.findIndex(({ share }) => share !== null)
  const shown = first < 0 ? [] : trend.slice(first)
  return [
    ...shown.map(({ year, share }) => say.year(year, share === null ? null : Math.round(share))),
    ...direction,
  ].join(', ')
}

/** The criteria of one level as a sentence. */
export function criteriaText(level: string, criteria: Criteria, { identification }: Texts): string {
  const say = identification.criteria
  const { share, procedures, years, rule } = criteria
  const conditions = [
    ...(procedures > 0 ? [say.procedures(procedures)] : []),
    ...(years > 0 ? [say.years(years)] : []),
  ]
  const listed =
    conditions.length === 0 ? say.none : say.list([...new Set(conditions)].join(say[rule]))
  return `${say.for(level)} ${say.share(share)}; ${listed}.`
}

/** How many schools there are of each verdict. */
export function totalText({ schools }: Identification, { identification }: Texts): string {
  const of = (verdict: string) =>
    schools.filter(({ judgement }) => judgement.verdict === verdict).length
  return identification.total(schools.length, of('low'), of('decide'), of('noData'))
}

/** «НОШ», or a word where a school has no level. */
export function levelText(level: Identified['level'], texts: Texts): string {
  return level === null ? texts.identification.noLevel : texts.tables.schools.level.labels[level]
}

export function kindText(kind: Identified['kind'], texts: Texts): string {
  return kind === null ? texts.identification.noKind : texts.tables.schools.kind.labels[kind]
}

function outcomeText(outcome: Outcome, { context, smallCount }: Teller): string {
  const { identification: say } = context.texts
  const name = nameOf(outcome.row, context)
  if (outcome.took < smallCount) return say.smallOutcome(name, smallCount)
  return say.outcome(name, percent(outcome), outcome.below, outcome.took)
}

function percentOf(outcome: Outcome, { smallCount }: Teller): string {
  return outcome.took < smallCount ? '…' : `${percent(outcome)} %`
}

/** Rounded down, so that 29.6 % is not told as the 30 % that it has not reached. */
function percent(outcome: Outcome): number {
  return Math.floor(shareBelow([outcome]) ?? 0)
}

function nameOf(row: Row, context: RowContext): string {
  const procedure = shownValue(results, 'procedure', text(row, 'procedure'), context)
  const isExam = ['oge', 'ege'].includes(text(row, 'procedure'))
  const grade = isExam ? '' : text(row, 'grade')
  return context.texts.identification.procedure(procedure, text(row, 'subject'), grade)
}
