import type { Request, Response } from '@google-cloud/functions-framework'
import { composeDigest } from '../domain/digest/compose.ts'
import { recipients } from '../domain/digest/recipients.ts'
import { weekStart } from '../domain/days.ts'
import type { Day, MailCounts, MailStop } from '../domain/records.ts'
import { noticesOf } from '../domain/reminders/notices.ts'
import { DEFAULT_QUIET, isQuiet } from '../domain/reminders/settings.ts'
import { byUrgency } from '../domain/reminders/urgency.ts'
import type { Mailer } from './mail/mailer.ts'
import { openMailer } from './mail/openMailer.ts'
import { advance, Missed, readSchedule } from './mail/schedule.ts'
import { sendRound } from './mail/sendRound.ts'
import { readDay } from './readDay.ts'
import { scheduledFunction, type Asked } from './scheduled.ts'
import type { Services } from './services.ts'

/** What became of the digests of one programme's week; every recipient is counted once. */
export interface DigestRun extends MailCounts {
  readonly programme: string
  readonly day: Day
  /** Nobody is left: what is sent again is nothing. */
  readonly finished: boolean
  /** Why not now: nothing goes out on days off and at night. */
  readonly skipped: 'dayOff' | 'quiet' | null
  readonly stopped: MailStop | null
}

/**
 * The function `weeklyDigest`: one letter per address and week, by the roles of its people, from the
 * week's first working day on. Safe to run twice, late or at once: a letter that was claimed by one run is
 * not sent by another, and a run that could not finish is gone on with by the next.
 */
export function weeklyDigestFunction(
  services: Services,
  open: () => Mailer = () => openMailer(services.config),
): (req: Request, res: Response) => Promise<void> {
  return scheduledFunction(services, 'weeklyDigest', (programme, asked) =>
    sendDigests(services, programme, asked, open),
  )
}

async function sendDigests(
  services: Services,
  programme: string,
  { now }: Asked,
  open: () => Mailer,
): Promise<DigestRun> {
  const [{ directory, today, linksFor, hour }, schedule] = await Promise.all([
    readDay(services, programme, 'digest'),
    readSchedule(services.store, programme),
  ])
  const { day, calendars } = today
  const quiet = isQuiet(today.programme.quietHours ?? DEFAULT_QUIET, hour)
  const off = !calendars.five.isWorkday(day)
  if (!now && (quiet || off)) {
    return { programme, day, ...NOBODY, finished: false, skipped: off ? 'dayOff' : 'quiet' }
  }
  const all = recipients(directory)
  const missed = new Missed(day, schedule)
  const monday = weekStart(day)
  const mailer = open()
  try {
    const run = await sendRound(services, mailer, {
      job: 'weeklyDigest',
      programme,
      day,
      of: monday,
      recipients: byUrgency(today, all),
      concerns: () => true,
      alsoAsk: (address) => missed.keys(address),
      letter: (recipient, letters) => {
        const notices = noticesOf(today, recipient, all, missed.windows(letters))
        return composeDigest(today, recipient, linksFor, notices) ?? 'quiet'
      },
    })
    const finished = run.finishedOn !== null
    if (finished) {
      const told = run.startedOn
      await advance(services.store, programme, {
        digestOf: monday,
        remindedTo: { five: told, six: told },
      })
    }
    return { programme, day, ...run.counts, finished, skipped: null, stopped: run.stopped }
  } finally {
    mailer.close()
  }
}

const NOBODY: MailCounts & { readonly stopped: null } = {
  examined: 0,
  sent: 0,
  quiet: 0,
  waits: 0,
  held: 0,
  postponed: 0,
  failed: 0,
  unknown: 0,
  left: 0,
  stopped: null,
}
