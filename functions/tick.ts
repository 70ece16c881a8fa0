import type { Request, Response } from '@google-cloud/functions-framework'
import type { Firestore } from '@google-cloud/firestore'
import { workCalendar } from '../domain/calendar/workCalendar.ts'
import { localDay, localHour, weekStart } from '../domain/days.ts'
import type { Card, Programme, Schedule } from '../domain/records.ts'
import { DEFAULT_QUIET, isQuiet } from '../domain/reminders/settings.ts'
import { settingsOf } from '../domain/settings.ts'
import { NOTHING_DONE } from './mail/schedule.ts'
import type { Task, Tasks } from './mail/tasks.ts'
import { answerScheduler } from './scheduled.ts'
import type { Services } from './services.ts'
import { cardDocs, DIRECTORY, recordIn, scheduleDocs } from './store/documents.ts'

/** What a tick found to do. */
export interface Tick {
  readonly programmes: number
  readonly added: number
  /** Tasks of this hour that an earlier tick had added. */
  readonly known: number
}

/** Tasks that are added at the same time. */
const AT_ONCE = 20
/** Programmes whose settings are read in one round trip. */
const PAGE = 100

/**
 * The hourly function `tick`: adds a task for each programme and job whose hour has come and that is not
 * done. It reads two documents a programme, and a third (what the office has set in «Настройки») where
 * something is still to be done today; it does no work itself. What could not be finished in one hour is
 * added again in the next, so that a late tick, a lost one or two at once change nothing.
 */
export function tickFunction(
  services: Services,
  tasks: Tasks,
): (req: Request, res: Response) => Promise<void> {
  return answerScheduler(services, 'tick', async (): Promise<Tick> => {
    const { store, clock, log } = services
    const [programmes, schedules] = await Promise.all([
      store
        .collection('programmes')
        .select('timeZone', 'mailHour', 'silentDays', 'quietHours', 'firstDay', 'lastDay')
        .get(),
      scheduleDocs(store).get(),
    ])
    const byProgramme = new Map(
      schedules.docs.map((snapshot) => [snapshot.id, recordIn<Schedule>(snapshot)]),
    )
    const now = clock.now().getTime()
    const open = programmes.docs.flatMap((snapshot): Open[] => {
      const programme = recordIn<TickProgramme>(snapshot)
      const schedule = byProgramme.get(snapshot.id) ?? NOTHING_DONE
      if (programme === null) return []
      const atAnyHour = { ...programme, mailHour: 0 }
      const left = tasksDue(snapshot.id, atAnyHour, schedule, now)
      return left.length === 0 ? [] : [{ id: snapshot.id, programme, schedule }]
    })
    const due = (await withSettings(store, open)).flatMap(({ id, programme, schedule }) =>
      tasksDue(id, programme, schedule, now),
    )
    const counts = { added: 0, known: 0 }
    const waiting = [...due]
    const worker = async (): Promise<void> => {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        counts[await tasks.add(task)]++
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    log('INFO', 'ticked', { programmes: programmes.size, ...counts })
    return { programmes: programmes.size, ...counts }
  })
}

type TickProgramme = Pick<
  Programme,
  'timeZone' | 'mailHour' | 'silentDays' | 'quietHours' | 'firstDay' | 'lastDay'
>

/** A programme with something left to do today. */
interface Open {
  readonly id: string
  readonly programme: TickProgramme
  readonly schedule: Schedule
}

/** The same with the settings in force: those of the office's table before the programme's own. */
async function withSettings(store: Firestore, open: readonly Open[]): Promise<readonly Open[]> {
  const set: Open[] = []
  for (let at = 0; at < open.length; at += PAGE) {
    const page = open.slice(at, at + PAGE)
    const cards = page.map(({ id }) => cardDocs(store, id).doc(DIRECTORY))
    const found = await store.getAll(...cards, { fieldMask: ['briefs.settings'] })
    for (const [index, { id, programme, schedule }] of page.entries()) {
      const snapshot = found[index]
      const card = snapshot === undefined ? null : recordIn<Partial<Card>>(snapshot)
      const { mailHour } = settingsOf(programme, card?.briefs ?? {})
      set.push({ id, programme: { ...programme, mailHour }, schedule })
    }
  }
  return set
}

/**
 * What is due for a programme at a moment: from its mail hour until its quiet hours, the check of the day
 * and, on worked days, the week's digest, as long as they are not done. Tasks are named by the hour, so
 * that one is added an hour at most.
 */
export function tasksDue(
  id: string,
  programme: Omit<TickProgramme, 'silentDays'>,
  schedule: Schedule,
  now: number,
): readonly Task[] {
  const { timeZone, quietHours = DEFAULT_QUIET, mailHour, firstDay, lastDay } = programme
  const day = localDay(now, timeZone)
  const hour = localHour(now, timeZone)
  if (day < firstDay || day > lastDay || hour < mailHour || isQuiet(quietHours, hour)) return []
  const task = (job: Task['job']): Task => ({
    job,
    programme: id,
    name: `${id}-${job}-${day}-${hour}`,
  })
  const monday = weekStart(day)
  // The programme's own calendar may say otherwise: the function itself looks.
  const worked = workCalendar('five').isWorkday(day)
  return [
    ...(worked && (schedule.digestOf ?? '') < monday ? [task('weeklyDigest')] : []),
    ...((schedule.checkedOn ?? '') < day ? [task('checkDeadlines')] : []),
  ]
}
