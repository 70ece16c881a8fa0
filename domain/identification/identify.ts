import type { Row } from '../brief/source.ts'
import { text } from '../brief/source.ts'
import type { Settings } from '../settings.ts'
import { LEVELS, SCHOOL_KINDS, type Level, type SchoolKind } from '../tables/schools.ts'
import { atLevel } from './byLevel.ts'
import { judge, type Criteria, type Judgement } from './judge.ts'
import { resultsOf, shareBelow } from './results.ts'

/** Years that a trend looks back, the year itself included. */
const TREND_YEARS = 4

export interface Identified {
  readonly id: string
  readonly name: string
  readonly level: Level | null
  /** What it is called now. */
  readonly kind: SchoolKind | null
  /** What is proposed to the coordinator: mostly what it is already. */
  readonly proposed: SchoolKind | null
  readonly criteria: Criteria
  readonly judgement: Judgement
  /** Rows of the year without their numbers. */
  readonly incomplete: readonly Row[]
  /** Share below the threshold over all procedures of a year, in per cent; null where there are none. */
  readonly trend: readonly { readonly year: number; readonly share: number | null }[]
}

/** Every school of a district, judged by its results of one year. */
export interface Identification {
  readonly year: number
  /** Years for which there are results, the last first. */
  readonly years: readonly number[]
  /** By level, and within it those first that call for a decision. */
  readonly schools: readonly Identified[]
}

/** Years that the rows of `results` are of, the last first. */
export function yearsOf(results: readonly Row[]): readonly number[] {
  const years = results.map(({ cells }) => cells['year']).filter((year) => typeof year === 'number')
  return [...new Set(years)].toSorted((a, b) => b - a)
}

/**
 * Judges every school of the district, also those without results: nothing here changes what a school is
 * called. A school is proposed as one with low results where it surely is one; one that was marked as
 * resilient by hand stays so, and no school is proposed for another kind because its results have got better:
 * it may be in the middle of its programme.
 *
 * @param schools rows of the table `schools`
 * @param results rows of the table `results`
 */
export function identify(
  schools: readonly Row[],
  results: readonly Row[],
  year: number,
  settings: Settings,
): Identification {
  const bySchool = Map.groupBy(results, (row) => text(row, 'school'))
  const found = schools.map((row): Identified => {
    const level = LEVELS.find((one) => one === row.cells['level']) ?? null
    const kind = SCHOOL_KINDS.find((one) => one === row.cells['kind']) ?? null
    const criteria = criteriaFor(settings, level)
    const { outcomes, incomplete } = resultsOf(bySchool.get(row.id) ?? [])
    const judgement = judge(outcomes, year, criteria)
    const low = judgement.verdict === 'low' && kind !== 'resilient'
    return {
      id: row.id,
      name: text(row, 'shortName') || text(row, 'name'),
      level,
      kind,
      proposed: low ? 'lowResults' : kind,
      criteria,
      judgement,
      incomplete: incomplete.filter(({ cells }) => cells['year'] === year),
      trend: Array.from({ length: TREND_YEARS }, (_, at) => year - TREND_YEARS + 1 + at).map(
        (of) => ({ year: of, share: shareBelow(outcomes.filter((one) => one.year === of)) }),
      ),
    }
  })
  return { year, years: yearsOf(results), schools: found.toSorted(worstFirst) }
}

export function criteriaFor(
  { lowShare, lowProcedures, lowYears, lowRule, lowParticipants }: Settings,
  level: Level | null,
): Criteria {
  return {
    share: atLevel(lowShare, level),
    procedures: atLevel(lowProcedures, level),
    years: atLevel(lowYears, level),
    rule: lowRule,
    participants: lowParticipants,
  }
}

const VERDICTS = ['low', 'decide', 'noData', 'fine']

function worstFirst(a: Identified, b: Identified): number {
  const place = ({ level }: Identified) => (level === null ? LEVELS.length : LEVELS.indexOf(level))
  const verdict = ({ judgement }: Identified) => VERDICTS.indexOf(judgement.verdict)
  const share = ({ trend }: Identified) => trend.at(-1)?.share ?? -1
  return (
    place(b) - place(a) ||
    verdict(a) - verdict(b) ||
    share(b) - share(a) ||
    a.name.localeCompare(b.name, 'ru')
  )
}
