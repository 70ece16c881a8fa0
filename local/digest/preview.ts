import { composeDigest } from '../../domain/digest/compose.ts'
import type { Digest } from '../../domain/digest/digest.ts'
import { recipients } from '../../domain/digest/recipients.ts'
import { localDay } from '../../domain/days.ts'
import type { Day } from '../../domain/records.ts'
import { noticesOf } from '../../domain/reminders/notices.ts'
import { Missed, readSchedule } from '../../functions/mail/schedule.ts'
import { readDay } from '../../functions/readDay.ts'
import type { Services } from '../../functions/services.ts'

/**
 * The digest that a person would get on a day, by the data as they are now; null where there is nothing to
 * tell. Nothing is sent, claimed or written.
 *
 * @throws Error for a person who gets no mail, with the ids of those who do
 */
export async function previewDigest(
  services: Services,
  programme: string,
  person: string,
  day: Day,
): Promise<Digest | null> {
  const at = noon(day)
  const then: Services = { ...services, clock: { ...services.clock, now: () => at } }
  const [{ today, directory, linksFor }, schedule] = await Promise.all([
    readDay(then, programme, 'digest'),
    readSchedule(services.store, programme),
  ])
  const all = recipients(directory)
  const recipient = all.find(({ people }) => people.includes(person))
  if (recipient === undefined) {
    const ids = all.flatMap(({ people }) => people).join(', ')
    throw new Error(`Nobody named «${person}» gets mail. These do: ${ids}.`)
  }
  const windows = new Missed(day, schedule).windows([])
  return composeDigest(today, recipient, linksFor, noticesOf(today, recipient, all, windows))
}

/** A moment that is on that day in any zone of the country. */
function noon(day: Day): Date {
  const at = new Date(`${day}T06:00:00Z`)
  if (Number.isNaN(at.getTime()) || localDay(at.getTime(), 'UTC') !== day) {
    throw new Error(`«${day}» is no day; write it as 2021-09-20.`)
  }
  return at
}
