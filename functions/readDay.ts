import { emptyCard } from '../domain/card.ts'
import { addDays, localDay } from '../domain/days.ts'
import { NOTHING_AROUND, programmeDay, type ProgrammeDay } from '../domain/digest/programmeDay.ts'
import { readDirectory, type Directory } from '../domain/directory.ts'
import type { Card, Day, DaySnapshot, Programme, StoredRow } from '../domain/records.ts'
import { Refusal } from './errors.ts'
import type { Services } from './services.ts'
import { cardDocs, dayDoc, DIRECTORY, programmeDoc, recordIn, rowDocs } from './store/documents.ts'

/** A programme today, as its cards tell it. */
export interface ReadDay {
  readonly directory: Directory
  readonly today: ProgrammeDay
}

/**
 * Reads a programme's cards, not its rows: documents ∝ schools. Only a school whose card has outgrown
 * its briefs (`Card.overflow`) is read by its measures.
 *
 * @throws Refusal `programme.unknown`
 */
export async function readDay(services: Services, programmeId: string): Promise<ReadDay> {
  const { store, clock } = services
  const programme = recordIn<Programme>(await programmeDoc(store, programmeId).get())
  if (programme === null) throw new Refusal('programme.unknown', programmeId)
  const day: Day = localDay(clock.now().getTime(), programme.timeZone)
  const [cardsFound, weekAgo] = await Promise.all([
    cardDocs(store, programmeId).get(),
    dayDoc(store, programmeId, addDays(day, -7)).get(),
  ])
  const cards = new Map<string, Card>()
  for (const snapshot of cardsFound.docs) {
    const card = recordIn<Card>(snapshot)
    if (card !== null) cards.set(snapshot.id, await whole(card, snapshot.id, services, programmeId))
  }
  const directory = readDirectory(cards.get(DIRECTORY) ?? emptyCard)
  const today = programmeDay(programme, day, directory, cards, {
    ...NOTHING_AROUND,
    weekAgo: recordIn<DaySnapshot>(weekAgo),
  })
  return { directory, today }
}

/** The card with the briefs of measures that it could not keep, from the rows themselves. */
async function whole(
  card: Card,
  school: string,
  { store }: Services,
  programme: string,
): Promise<Card> {
  if (card.overflow?.includes('measures') !== true) return card
  const rows = await rowDocs(store, programme, 'measures').where('school', '==', school).get()
  const measures = rows.docs.flatMap((snapshot) => {
    const row = recordIn<StoredRow>(snapshot)
    return row === null || row.archivedAt !== null ? [] : [[snapshot.id, row.cells] as const]
  })
  return { ...card, briefs: { ...card.briefs, measures: Object.fromEntries(measures) } }
}
