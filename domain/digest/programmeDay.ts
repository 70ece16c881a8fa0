import { calendarsOf, type Calendars } from '../calendar/calendars.ts'
import { addDays, daysBetween } from '../days.ts'
import { ladderOf } from '../reminders/settings.ts'
import { settingsOf, type Settings } from '../settings.ts'
import { documentsOf, type SchoolDocument } from '../schoolDocuments.ts'
import { EVENT_KINDS, type EventKind } from '../tables/events.ts'
import { measuresOn, schoolFigures, totalFigures } from '../figures.ts'
import type { Measure } from '../figures.ts'
import type { Card, Day, DaySnapshot, Programme, SchoolFigures } from '../records.ts'
import type { Directory, School } from '../directory.ts'
import type { Week } from '../tables/schools.ts'
import { participants } from './addressees.ts'

/** A programme on one day, read from its cards once for all its digests. */
export interface ProgrammeDay {
  readonly programme: Programme
  readonly settings: Settings
  readonly day: Day
  /** Participants, by name. */
  readonly schools: readonly SchoolDay[]
  readonly total: SchoolFigures
  /** The same figures seven days before, or null where that day has no snapshot. */
  readonly weekAgo: SchoolFigures | null
  readonly calendars: Calendars
  /** Seminars and webinars of the programme, by day. */
  readonly events: readonly ProgrammeEvent[]
  /** Letters of the last week that were not delivered, for the coordinator. */
  readonly undelivered: readonly Undelivered[]
}

export interface ProgrammeEvent {
  readonly day: Day
  readonly kind: EventKind
}

/** A person whom a letter did not reach. */
export interface Undelivered {
  readonly post: string
  /** Short name; null for people of the municipality. */
  readonly school: string | null
  /** `unknown`: the connection broke on the way, it may have arrived. */
  readonly state: 'failed' | 'unknown'
}

export interface SchoolDay {
  readonly id: string
  readonly name: string
  readonly week: Week
  /** All but the cancelled, by deadline. */
  readonly measures: readonly Measure[]
  readonly figures: SchoolFigures
  readonly documents: readonly SchoolDocument[]
  readonly fixes: readonly Fix[]
  readonly lastEntryOn: Day | null
  /** Days without an entry when they are many enough to speak of (`silentDays`), else null. */
  readonly silentFor: number | null
  /**
   * The day to which the data reach, where the school's workbook has not been seen since before
   * yesterday: what is typed there may only be unsent. Null where all is seen.
   */
  readonly asOf: Day | null
}

/** What the store knows of a programme besides its cards. */
export interface Surroundings {
  /** The snapshot of seven days before, if there is one. */
  readonly weekAgo: DaySnapshot | null
  /** By school id: the day on which its workbook was last seen whole. */
  readonly seenOn: ReadonlyMap<string, Day>
  readonly undelivered: readonly Undelivered[]
}

export const NOTHING_AROUND: Surroundings = { weekAgo: null, seenOn: new Map(), undelivered: [] }

/** One cell to correct. */
export interface Fix {
  readonly table: string
  readonly id: string
  /** Row number in the sheet, from 1. */
  readonly row: number
  readonly column: string
  readonly text: string
}

/** @param cards by school id; a school without a card has entered nothing yet */
export function programmeDay(
  programme: Programme,
  day: Day,
  directory: Directory,
  cards: ReadonlyMap<string, Card>,
  { weekAgo, seenOn, undelivered }: Surroundings = NOTHING_AROUND,
): ProgrammeDay {
  const { briefs } = directory.card
  const settings = settingsOf(programme, briefs)
  const { silentDays, mailHour, remindDays } = settings
  // What the office has set in its table goes before what the programme began with.
  const reminders = { ...ladderOf(programme), before: remindDays }
  const inForce: Programme = { ...programme, silentDays, mailHour, reminders }
  const read = participants(directory).map((school) =>
    schoolDay(school, cards.get(school.id), seenOn.get(school.id), inForce, day),
  )
  return {
    programme: inForce,
    settings,
    day,
    schools: read,
    total: totalFigures(read.map((school) => school.figures)),
    weekAgo: weekAgo && totalFigures(Object.values(weekAgo.schools)),
    calendars: calendarsOf(directory.card, settings.region),
    events: eventsOf(directory.card),
    undelivered,
  }
}

function schoolDay(
  school: School,
  card: Card | undefined,
  seenOn: Day | undefined,
  programme: Programme,
  day: Day,
): SchoolDay {
  const measures = card ? measuresOn(card, day) : []
  const lastEntryOn = card?.lastEntryOn ?? null
  const silentFor = daysBetween(lastEntryOn ?? programme.firstDay, day)
  return {
    id: school.id,
    name: school.name,
    week: school.week,
    measures,
    figures: schoolFigures(measures, day),
    documents: card ? documentsOf(card) : [],
    fixes: card ? fixesOf(card) : [],
    lastEntryOn,
    silentFor: silentFor >= programme.silentDays ? silentFor : null,
    asOf: seenOn !== undefined && seenOn < addDays(day, -1) ? seenOn : null,
  }
}

/** What has a day and a known kind, by day. */
function eventsOf(directory: Card): readonly ProgrammeEvent[] {
  return Object.values(directory.briefs['events'] ?? {})
    .flatMap((brief): readonly ProgrammeEvent[] => {
      const kind = EVENT_KINDS.find((known) => known === brief['kind'])
      const day = String(brief['day'] ?? '')
      return kind === undefined || day === '' ? [] : [{ day, kind }]
    })
    .sort((a, b) => a.day.localeCompare(b.day) || a.kind.localeCompare(b.kind))
}

/** The cells of a card's rows that are to be corrected, in the order of the sheets. */
export function fixesOf(card: Card): readonly Fix[] {
  return Object.entries(card.corrections)
    .flatMap(([id, { table, row, items }]) =>
      items.map((item) => ({ table, id, row, column: item.key, text: item.text })),
    )
    .sort(
      (a, b) => a.table.localeCompare(b.table) || a.row - b.row || a.column.localeCompare(b.column),
    )
}
