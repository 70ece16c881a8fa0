import { emptyCard } from '../domain/card.ts'
import { addDays, localDay, localHour, weekStart } from '../domain/days.ts'
import type { LinksFor } from '../domain/digest/compose.ts'
import { programmeDay, type ProgrammeDay, type Undelivered } from '../domain/digest/programmeDay.ts'
import { readDirectory, type Directory } from '../domain/directory.ts'
import type { Card, Day, DaySnapshot, MailRun, Programme, StoredRow } from '../domain/records.ts'
import { Refusal } from './errors.ts'
import { tableNamed } from '../domain/tables/tables.ts'
import type { Services } from './services.ts'
import type { DocumentSnapshot } from '@google-cloud/firestore'
import {
  cardDocs,
  dayDoc,
  DIRECTORY,
  programmeDoc,
  recordIn,
  rowDocs,
  runDoc,
} from './store/documents.ts'
import { seenOn, workbooksOf, type Workbook } from './store/workbooks.ts'
import { workbookLinks } from './workbookLinks.ts'

/** A programme today, as its cards tell it. */
export interface ReadDay {
  readonly directory: Directory
  /** By school id, and the one of the directory. */
  readonly cards: ReadonlyMap<string, Card>
  readonly today: ProgrammeDay
  readonly workbooks: readonly Workbook[]
  readonly linksFor: LinksFor
  /** The programme's local hour. */
  readonly hour: number
}

/**
 * Reads a programme's cards, not its rows: documents ∝ schools. Only a school whose card has outgrown
 * its briefs (`Card.overflow`) is read by its rows.
 *
 * @param purpose a check needs no figures of last week, and only a digest the letters that did not arrive
 * @throws Refusal `programme.unknown`
 */
export async function readDay(
  services: Services,
  programmeId: string,
  purpose: 'digest' | 'dashboard' | 'check',
): Promise<ReadDay> {
  const { store, clock } = services
  const programme = recordIn<Programme>(await programmeDoc(store, programmeId).get())
  if (programme === null) throw new Refusal('programme.unknown', programmeId)
  const day: Day = localDay(clock.now().getTime(), programme.timeZone)
  const [cardsFound, workbooks, [weekAgo, ...runs]] = await Promise.all([
    cardDocs(store, programmeId).get(),
    workbooksOf(store, programmeId),
    purpose === 'check'
      ? []
      : store.getAll(
          dayDoc(store, programmeId, addDays(day, -7)),
          ...(purpose === 'digest' ? runsBefore(day) : []).map((name) =>
            runDoc(store, programmeId, name),
          ),
        ),
  ])
  const cards = new Map<string, Card>()
  for (const snapshot of cardsFound.docs) {
    const card = recordIn<Card>(snapshot)
    if (card !== null)
      cards.set(snapshot.id, await wholeCard(card, snapshot.id, services, programmeId))
  }
  const directory = readDirectory(cards.get(DIRECTORY) ?? emptyCard)
  const today = programmeDay(programme, day, directory, cards, {
    weekAgo: weekAgo === undefined ? null : recordIn<DaySnapshot>(weekAgo),
    seenOn: seenOn(workbooks, programme.timeZone),
    undelivered: undeliveredIn(runs, directory),
  })
  return {
    directory,
    cards,
    today,
    workbooks,
    linksFor: workbookLinks(services, programmeId, workbooks),
    hour: localHour(clock.now().getTime(), programme.timeZone),
  }
}

/** Records of the mail since the last digest. */
function runsBefore(day: Day): readonly string[] {
  const days = Array.from({ length: 7 }, (_, back) => addDays(day, -1 - back))
  return [
    `weeklyDigest-${addDays(weekStart(day), -7)}`,
    ...days.map((before) => `reminders-${before}`),
  ]
}

/** The people whom letters did not reach, each once, with their posts. */
function undeliveredIn(
  runs: readonly DocumentSnapshot[],
  { people, schools }: Directory,
): readonly Undelivered[] {
  const problems = runs.flatMap((run) => recordIn<MailRun>(run)?.problems ?? [])
  const states = new Map(problems.map(({ person, state }) => [person, state]))
  return people.flatMap(({ id, post, school }) => {
    const state = states.get(id)
    if (state === undefined) return []
    const name = school === null ? undefined : schools.get(school)?.name
    return [{ post: post ?? '', school: name ?? null, state }]
  })
}

/** The card with the briefs that it could not keep of what letters tell, from the rows themselves. */
export async function wholeCard(
  card: Card,
  school: string,
  { store }: Services,
  programme: string,
): Promise<Card> {
  const lost = ['measures', 'documents'].filter((table) => card.overflow?.includes(table))
  const read = await Promise.all(
    lost.map(async (table) => {
      const rows = await rowDocs(store, programme, table).where('school', '==', school).get()
      const briefs = rows.docs.flatMap((snapshot) => {
        const row = recordIn<StoredRow>(snapshot)
        if (row === null || row.archivedAt !== null) return []
        return [[snapshot.id, { ...row.cells, ...tableNamed(table)?.told?.(row) }] as const]
      })
      return [table, Object.fromEntries(briefs)] as const
    }),
  )
  return { ...card, briefs: { ...card.briefs, ...Object.fromEntries(read) } }
}
