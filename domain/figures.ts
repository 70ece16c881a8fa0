import { addDays, weekEnd } from './days.ts'
import { deadlineState, isCancelled } from './deadlines.ts'
import { nextOccurrence } from './periodic.ts'
import type { DeadlineState } from './deadlines.ts'
import type { Brief, Card, Day, SchoolFigures } from './records.ts'

/** A measure as the card keeps it, with its deadline state on the day it was read for. */
export interface Measure {
  readonly id: string
  readonly event: string
  readonly responsible: string
  readonly deadline: Day | null
  /** The day to watch: the deadline, or before it the next day of a measure that comes again. */
  readonly next: Day | null
  readonly status: string
  readonly doneOn: Day | null
  readonly evidence: string
  readonly check: string
  readonly checkComment: string
  /** It was sent back, and the school has written since. */
  readonly answered: boolean
  readonly help: string
  readonly proposedDeadline: Day | null
  readonly proposedReason: string
  readonly proposesToCancel: boolean
  readonly state: DeadlineState | null
}

/** The measures of a school's card that are in force on a day: all but those cancelled by consent, by deadline. */
export function measuresOn(card: Card, day: Day): readonly Measure[] {
  return Object.entries(card.briefs['measures'] ?? {})
    .filter(([, brief]) => !isCancelled(brief))
    .map(([id, brief]) => measureOf(id, brief, day))
    .sort(byDeadline)
}

/**
 * The figures of a school on the day that its measures were read for. A measure whose deadline is that
 * very day is due, and neither done nor overdue until it is one of them: `due` is
 * `done + overdue + due today`.
 */
export function schoolFigures(measures: readonly Measure[], day: Day): SchoolFigures {
  const due = measures.filter((measure) => measure.deadline !== null && measure.deadline <= day)
  const done = due.filter((measure) => measure.status === 'done')
  return {
    due: due.length,
    done: done.length,
    confirmed: done.filter((measure) => measure.check === 'confirmed').length,
    overdue: overdue(measures).length,
    waiting: waitingForCheck(measures).length,
  }
}

/** Figures of several schools together. */
export function totalFigures(schools: Iterable<SchoolFigures>): SchoolFigures {
  const total = { due: 0, done: 0, confirmed: 0, overdue: 0, waiting: 0 }
  for (const school of schools) {
    total.due += school.due
    total.done += school.done
    total.confirmed += school.confirmed
    total.overdue += school.overdue
    total.waiting += school.waiting
  }
  return total
}

/**
 * Share of done among due measures in whole per cent, or null where none is due. 100 is said only when
 * all are done and 0 only when none is: 199 of 200 is 99.
 *
 * @example doneShare({ due: 22, done: 19 }) // 86
 */
export function doneShare(figures: Pick<SchoolFigures, 'due' | 'done'>): number | null {
  const { due, done } = figures
  if (due === 0) return null
  if (done === 0 || done === due) return done === 0 ? 0 : 100
  return Math.min(99, Math.max(1, Math.round((100 * done) / due)))
}

/** Past their deadline and not done, the longest overdue first. */
export function overdue(measures: readonly Measure[]): readonly Measure[] {
  return measures.filter((measure) => measure.state === 'overdue')
}

/** Not done, and to be done (once more) from the day itself to the Sunday of its week. */
export function dueThisWeek(measures: readonly Measure[], day: Day): readonly Measure[] {
  return measures.filter(
    ({ next, status }) => status !== 'done' && next !== null && next <= weekEnd(day),
  )
}

/** Done and not yet looked at by the curator, those done first at the head. */
export function waitingForCheck(measures: readonly Measure[]): readonly Measure[] {
  return measures
    .filter(({ status, check }) => status === 'done' && check !== 'confirmed' && check !== 'rework')
    .sort((a, b) => (a.doneOn ?? '').localeCompare(b.doneOn ?? ''))
}

/** Done again after the curator had sent it back: to be looked at once more. */
export function correctedSince(measures: readonly Measure[]): readonly Measure[] {
  return measures.filter(({ status, answered }) => status === 'done' && answered)
}

/** Sent back by the curator and not corrected yet. */
export function sentBack(measures: readonly Measure[]): readonly Measure[] {
  return measures.filter(({ check, answered }) => check === 'rework' && !answered)
}

/** Done on one of the seven days before the day: what a weekly mail of that day can thank for. */
export function doneLastWeek(measures: readonly Measure[], day: Day): readonly Measure[] {
  return measures.filter(
    ({ status, doneOn }) =>
      status === 'done' && doneOn !== null && doneOn >= addDays(day, -7) && doneOn < day,
  )
}

/** Open measures for which the school asks for help. */
export function askingForHelp(measures: readonly Measure[]): readonly Measure[] {
  return measures.filter(({ status, help }) => status !== 'done' && help !== '')
}

/** Open measures with a proposed deadline that is not the agreed one yet. */
export function proposingDeadline(
  measures: readonly Measure[],
): readonly (Measure & { readonly proposedDeadline: Day })[] {
  return measures.filter(
    (measure): measure is Measure & { readonly proposedDeadline: Day } =>
      measure.status !== 'done' &&
      measure.proposedDeadline !== null &&
      measure.proposedDeadline !== measure.deadline,
  )
}

/** Open measures that the school proposes to cancel; until agreed they are in force. */
export function proposingToCancel(measures: readonly Measure[]): readonly Measure[] {
  return measures.filter(({ status, proposesToCancel }) => status !== 'done' && proposesToCancel)
}

function measureOf(id: string, brief: Brief, day: Day): Measure {
  const text = (key: string) => String(brief[key] ?? '')
  return {
    id,
    event: text('event'),
    responsible: text('responsible'),
    deadline: text('deadline') || null,
    next: nextOccurrence(brief, day),
    status: text('status') || 'notStarted',
    doneOn: text('doneOn') || null,
    evidence: text('evidence'),
    check: text('check') || 'unchecked',
    checkComment: text('checkComment'),
    answered: brief['answered'] === true,
    help: text('help'),
    proposedDeadline: text('proposedDeadline') || null,
    proposedReason: text('proposedReason'),
    proposesToCancel: brief['proposedCancel'] === true,
    state: deadlineState(brief, day),
  }
}

/** The earliest deadline first, without one last; ids settle ties, so that every mail tells the same order. */
export function byDeadline(a: Measure, b: Measure): number {
  const byDay = (a.deadline ?? '9999').localeCompare(b.deadline ?? '9999')
  return byDay || a.id.localeCompare(b.id)
}
