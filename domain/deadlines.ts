import { addDays } from './days.ts'
import { nextOccurrence } from './periodic.ts'
import type { Day, Value } from './records.ts'

export const DEADLINE_STATES = [
  'onTime',
  'soon',
  'today',
  'overdue',
  'doneOnTime',
  'doneLate',
] as const

/** What the calendar says of a measure. Never mixed with its status (the school's word) or its check. */
export type DeadlineState = (typeof DEADLINE_STATES)[number]

/** The cells of a measure that decide its deadline state, as stored; a measure's cells fit as they are. */
export interface DeadlineFacts {
  readonly deadline?: Value | undefined
  readonly status?: Value | undefined
  readonly doneOn?: Value | undefined
  readonly start?: Value | undefined
  readonly periodicity?: Value | undefined
  readonly consent?: Value | undefined
}

/**
 * Whether a measure is no longer in force: the school has set «Отменена» and the coordinator has agreed.
 * Without the coordinator's word it stays in every count as not done, or anybody could reach 100 % by
 * cancelling what is late.
 *
 * @example isCancelled({ status: 'cancelled' }) // false
 */
export function isCancelled({
  status,
  consent,
}: Pick<DeadlineFacts, 'status' | 'consent'>): boolean {
  return status === 'cancelled' && consent === 'agreed'
}

/** A deadline at most this many calendar days ahead is «срок подходит». */
export const SOON_DAYS = 7

/**
 * The deadline state of a measure on a day, or null where there is nothing to watch: no deadline yet, or
 * the measure is cancelled by consent (`isCancelled`).
 *
 * - Only «исполнена» is done. «Исполнена частично» and «не исполнена» past the deadline are overdue;
 *   before it they still have time.
 * - The day of the deadline itself is not overdue.
 * - Done is late when «Исполнена (дата)» is after the deadline, whatever the day of looking. Done without
 *   that date counts as on time: nobody is called late without a date that says so, and the state does
 *   not turn by itself when the deadline passes.
 * - A proposed deadline changes nothing here: the agreed one counts.
 * - A measure that comes again is near when its next day is near, and overdue after its last.
 * - A deadline on a day off stays where it is: working days time reminders, not states.
 *
 * @param today the programme's local day
 * @example deadlineState({ deadline: '2021-09-15', status: 'partlyDone' }, '2021-09-20') // 'overdue'
 */
export function deadlineState(facts: DeadlineFacts, today: Day): DeadlineState | null {
  const { deadline, status, doneOn } = facts
  if (typeof deadline !== 'string' || isCancelled(facts)) return null
  if (status === 'done') {
    return typeof doneOn === 'string' && doneOn > deadline ? 'doneLate' : 'doneOnTime'
  }
  if (deadline < today) return 'overdue'
  const next = nextOccurrence(facts, today) ?? deadline
  if (next === today) return 'today'
  return next <= addDays(today, SOON_DAYS) ? 'soon' : 'onTime'
}
