import type { Row } from '../brief/source.ts'
import { fold } from '../cells/likeness.ts'

/** What a school's pupils reached in one procedure of one year: all its rows together. */
export interface Outcome {
  readonly year: number
  /** Names procedure, subject and year group: the same in each year. */
  readonly key: string
  /** A row to take the names from. */
  readonly row: Row
  readonly took: number
  readonly below: number
  readonly biased: boolean
}

/** A school's results, as far as they have their numbers. */
export interface SchoolResults {
  readonly outcomes: readonly Outcome[]
  /** Rows of the year without their numbers. */
  readonly incomplete: readonly Row[]
}

/**
 * Adds up the rows of one school. Rows of one procedure, subject, year group and year are one outcome: some
 * schools write a row a class. State exams are taken in one year group, which may be left out.
 *
 * @param rows of the table `results`
 */
export function resultsOf(rows: readonly Row[]): SchoolResults {
  const incomplete: Row[] = []
  const outcomes = new Map<string, Outcome>()
  for (const row of rows) {
    const { year, took, below, biased } = row.cells
    if (typeof year !== 'number') continue
    if (typeof took !== 'number' || typeof below !== 'number' || below > took || took === 0) {
      incomplete.push(row)
      continue
    }
    const key = keyOf(row)
    const name = `${year} ${key}`
    const before = outcomes.get(name)
    outcomes.set(name, {
      year,
      key,
      row: before?.row ?? row,
      took: (before?.took ?? 0) + took,
      below: (before?.below ?? 0) + below,
      biased: before?.biased === true || biased === true,
    })
  }
  return { outcomes: [...outcomes.values()], incomplete }
}

function keyOf({ cells }: Row): string {
  const procedure = String(cells['procedure'] ?? '')
  const isExam = procedure === 'oge' || procedure === 'ege'
  const grade = isExam ? '' : String(cells['grade'] ?? '')
  return [procedure, fold(String(cells['subject'] ?? '')), grade].join('|')
}

/** Per cent of those who stayed below the threshold among all who took part; null where nobody did. */
export function shareBelow(outcomes: readonly Pick<Outcome, 'took' | 'below'>[]): number | null {
  const took = outcomes.reduce((sum, one) => sum + one.took, 0)
  const below = outcomes.reduce((sum, one) => sum + one.below, 0)
  return took === 0 ? null : (100 * below) / took
}
