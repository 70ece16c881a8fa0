import type { Request, Response } from '@google-cloud/functions-framework'
import type { Day, DaySnapshot, SchoolFigures } from '../domain/records.ts'
import { readDay } from './readDay.ts'
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
}

/** The daily function `checkDeadlines`: counts what is due and overdue, and keeps the day's snapshot. */
export function checkDeadlinesFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  return scheduledFunction(
    services,
    'checkDeadlines',
    async (programme): Promise<DeadlineCheck> => {
      const { today } = await readDay(services, programme)
      const schools = Object.fromEntries(today.schools.map(({ id, figures }) => [id, figures]))
      const snapshot = await keepSnapshot(services, programme, { day: today.day, schools })
      services.log('INFO', 'deadlines checked', {
        programme,
        day: today.day,
        snapshot,
        overdue: today.total.overdue,
      })
      return { programme, day: today.day, snapshot, total: today.total, schools }
    },
  )
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
