import type { Request, Response } from '@google-cloud/functions-framework'
import { composeReminder } from '../domain/digest/compose.ts'
import { recipients } from '../domain/digest/recipients.ts'
import type { Day, DaySnapshot, MailRun, SchoolFigures } from '../domain/records.ts'
import { noticesOf, weekOf } from '../domain/reminders/notices.ts'
import { DEFAULT_QUIET, isQuiet } from '../domain/reminders/settings.ts'
import { byUrgency } from '../domain/reminders/urgency.ts'
import { WEEKS } from '../domain/tables/schools.ts'
import { isSettled } from './mail/claims.ts'
import type { Mailer } from './mail/mailer.ts'
import { openMailer } from './mail/openMailer.ts'
import { advance, digestDay, Missed, readSchedule } from './mail/schedule.ts'
import { sendRound } from './mail/sendRound.ts'
import { readDay, type ReadDay } from './readDay.ts'
import { scheduledFunction } from './scheduled.ts'
import type { Services } from './services.ts'
import { dayDoc } from './store/documents.ts'

/** What a check found in one programme. */
export interface DeadlineCheck {
  readonly programme: string
  readonly day: Day
  /** `kept` where the day had a snapshot already: a day is written once. */
  readonly snapshot: 'written' | 'kept'
  /** As they are now, all schools together and by school id. */
  readonly total: SchoolFigures
  readonly schools: Readonly<Record<string, SchoolFigures>>
  readonly reminders: Reminders
}

/**
 * What became of the day's reminders; or why there are none: nobody works, it is night, or they are part
 * of the week's digest, which goes out today.
 */
export type Reminders =
  | Pick<MailRun, 'counts' | 'stopped' | 'finishedOn'>
  | 'dayOff'
  | 'quiet'
  | 'inDigest'

/**
 * The daily function `checkDeadlines`: counts what is due and overdue, keeps the day's snapshot, and
 * reminds by the programme's ladder. It never moves a deadline.
 */
export function checkDeadlinesFunction(
  services: Services,
  open: () => Mailer = () => openMailer(services.config),
): (req: Request, res: Response) => Promise<void> {
  return scheduledFunction(
    services,
    'checkDeadlines',
    async (programme): Promise<DeadlineCheck> => {
      const read = await readDay(services, programme, 'check')
      const { today } = read
      const schools = Object.fromEntries(today.schools.map(({ id, figures }) => [id, figures]))
      const snapshot = await keepSnapshot(services, programme, { day: today.day, schools })
      services.log('INFO', 'deadlines checked', {
        programme,
        day: today.day,
        snapshot,
        overdue: today.total.overdue,
      })
      const reminders = await remind(services, programme, read, open)
      return { programme, day: today.day, snapshot, total: today.total, schools, reminders }
    },
  )
}

async function remind(
  services: Services,
  programme: string,
  { today, directory, linksFor, hour }: ReadDay,
  open: () => Mailer,
): Promise<Reminders> {
  const { store } = services
  const { day, calendars } = today
  const worked = WEEKS.filter((week) => calendars[week].isWorkday(day))
  const inDigest = day === digestDay(calendars, day)
  if (worked.length === 0 || inDigest) {
    await advance(store, programme, { checkedOn: day })
    return inDigest ? 'inDigest' : 'dayOff'
  }
  if (isQuiet(today.programme.quietHours ?? DEFAULT_QUIET, hour)) return 'quiet'

  const all = recipients(directory)
  const missed = new Missed(day, await readSchedule(store, programme))
  const mailer = open()
  try {
    const run = await sendRound(services, mailer, {
      job: 'reminders',
      programme,
      day,
      of: day,
      recipients: byUrgency(
        today,
        all.filter(({ reminders }) => reminders),
      ),
      concerns: (recipient) => noticesOf(today, recipient, all, missed.windows([])).length > 0,
      alsoAsk: (address) => missed.keys(address),
      letter: (recipient, letters) => {
        if (!worked.includes(weekOf(today, recipient))) return 'waits'
        // A digest that comes late holds the day's reminders: the address gets one letter.
        const digest = letters.find((claim) => claim?.kind === 'weeklyDigest' && claim.day === day)
        if (digest) return isSettled(digest) ? 'waits' : 'held'
        const notices = noticesOf(today, recipient, all, missed.windows(letters))
        return composeReminder(today, recipient, linksFor, notices) ?? 'quiet'
      },
    })
    if (run.finishedOn !== null) {
      const remindedTo = Object.fromEntries(worked.map((week) => [week, day]))
      await advance(store, programme, { checkedOn: day, remindedTo })
    }
    return { counts: run.counts, stopped: run.stopped, finishedOn: run.finishedOn }
  } finally {
    mailer.close()
  }
}

/** gRPC's code of a document that exists. */
const ALREADY_EXISTS = 6

async function keepSnapshot(
  { store }: Services,
  programme: string,
  snapshot: DaySnapshot,
): Promise<'written' | 'kept'> {
  try {
    await dayDoc(store, programme, snapshot.day).create(snapshot)
    return 'written'
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS) return 'kept'
    throw error
  }
}
