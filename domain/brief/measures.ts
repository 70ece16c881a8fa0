import { daysBetween } from '../days.ts'
import { isCancelled } from '../deadlines.ts'
import type { Day } from '../records.ts'
import { text, type Row } from './source.ts'

/** The measures of a set, sorted by what has become of them at the end of a day. */
export interface MeasureSets {
  /** All but those cancelled by consent. */
  readonly all: readonly Row[]
  /** Deadline on or before the day: the set that the share of done is of. */
  readonly due: readonly Row[]
  readonly done: readonly Row[]
  readonly onTime: readonly Row[]
  readonly late: readonly Row[]
  readonly overdue: readonly Row[]
  readonly confirmed: readonly Row[]
  /** Done without a document that shows it. */
  readonly bare: readonly Row[]
}

/**
 * % исполнения is done ÷ due, both of the same set: deadline on or before the day, not cancelled
 * by consent (one cancelled without it is not done). What was
 * done only after the day was not done on it; done without a date counts as done.
 */
export function measureSets(measures: readonly Row[], day: Day): MeasureSets {
  const all = measures.filter(({ cells }) => !isCancelled(cells))
  const due = all.filter((row) => text(row, 'deadline') !== '' && text(row, 'deadline') <= day)
  const isDone = (row: Row) => text(row, 'status') === 'done' && text(row, 'doneOn') <= day
  const done = due.filter(isDone)
  return {
    all,
    due,
    done,
    onTime: done.filter((row) => !isLate(row)),
    late: done.filter(isLate),
    overdue: due.filter((row) => !isDone(row) && text(row, 'deadline') < day),
    confirmed: done.filter((row) => text(row, 'check') === 'confirmed'),
    bare: done.filter((row) => text(row, 'evidence') === ''),
  }
}

function isLate(row: Row): boolean {
  return text(row, 'doneOn') > text(row, 'deadline')
}

/** Calendar days that a measure is overdue. */
export function daysLate(row: Row, day: Day): number {
  return daysBetween(text(row, 'deadline'), day)
}
