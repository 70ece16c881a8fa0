import type { Firestore } from '@google-cloud/firestore'
import type { Calendars } from '../../domain/calendar/calendars.ts'
import { addDays, weekEnd, weekStart } from '../../domain/days.ts'
import type { MailClaim, Day, Schedule } from '../../domain/records.ts'
import type { Windows } from '../../domain/reminders/notices.ts'
import { recordIn, scheduleDocs } from '../store/documents.ts'
import { isSettled } from './claims.ts'
import { digestKey, reminderKey } from './sendRound.ts'

export const NOTHING_DONE: Schedule = {
  checkedOn: null,
  digestOf: null,
  remindedTo: { five: null, six: null },
}

export async function readSchedule(store: Firestore, programme: string): Promise<Schedule> {
  return recordIn<Schedule>(await scheduleDocs(store).doc(programme).get()) ?? NOTHING_DONE
}

/** Moves a programme's schedule forward; what is further already stays. */
export async function advance(
  store: Firestore,
  programme: string,
  done: {
    readonly checkedOn?: Day
    readonly digestOf?: Day
    readonly remindedTo?: Partial<Schedule['remindedTo']>
  },
): Promise<void> {
  const document = scheduleDocs(store).doc(programme)
  await store.runTransaction(async (transaction) => {
    const now = recordIn<Schedule>(await transaction.get(document)) ?? NOTHING_DONE
    transaction.set(document, {
      checkedOn: later(now.checkedOn, done.checkedOn),
      digestOf: later(now.digestOf, done.digestOf),
      remindedTo: {
        five: later(now.remindedTo.five, done.remindedTo?.five),
        six: later(now.remindedTo.six, done.remindedTo?.six),
      },
    } satisfies Schedule)
  })
}

/** The week's first working day of the office: the day of the digest. Null in a week without one. */
export function digestDay(calendars: Calendars, day: Day): Day | null {
  const first = calendars.five.onOrAfter(weekStart(day))
  return first <= weekEnd(day) ? first : null
}

/** Days that a job missed are made up for no further back: older news is in the digests. */
const MADE_UP_DAYS = 10

/**
 * The days whose reminders are still to be told, and how to find what a single address has been told of
 * them: a round that ended half-way told some of its people.
 */
export class Missed {
  readonly #day: Day
  readonly #remindedTo: Schedule['remindedTo']

  constructor(day: Day, { remindedTo }: Schedule) {
    const oldest = addDays(day, -MADE_UP_DAYS)
    const from = (reminded: Day | null) =>
      reminded === null || reminded > oldest ? reminded : oldest
    this.#day = day
    this.#remindedTo = { five: from(remindedTo.five), six: from(remindedTo.six) }
  }

  /** Keys of the letters that may have told of the days since; usually the week's digest alone. */
  keys(address: string): readonly string[] {
    const { five, six } = this.#remindedTo
    const first = [five ?? this.#day, six ?? this.#day].sort()[0] ?? this.#day
    const keys = [digestKey(weekStart(this.#day), address)]
    for (let day = addDays(first, 1); day < this.#day; day = addDays(day, 1)) {
      keys.push(reminderKey(day, address))
      if (weekStart(day) < weekStart(this.#day)) keys.push(digestKey(weekStart(day), address))
    }
    return [...new Set(keys)]
  }

  /** The days still to be told to an address, given the letters that `keys` named. */
  windows(letters: readonly (MailClaim | null)[]): Windows {
    const told = letters
      .flatMap((claim) => (claim !== null && isSettled(claim) ? [claim.day] : []))
      .filter((day) => day < this.#day)
      .sort()
      .at(-1)
    const window = (reminded: Day | null) => ({
      after: reminded === null ? null : later(reminded, told),
      upTo: this.#day,
    })
    return { five: window(this.#remindedTo.five), six: window(this.#remindedTo.six) }
  }
}

function later(a: Day | null, b: Day | null | undefined): Day | null {
  return b !== null && b !== undefined && (a === null || b > a) ? b : a
}
