import { daysBetween } from '../days.ts'
import { measuresOn, schoolFigures, totalFigures } from '../figures.ts'
import type { Measure } from '../figures.ts'
import type { Card, Day, DaySnapshot, Programme, SchoolFigures } from '../records.ts'
import type { School } from '../directory.ts'

/** A programme on one day, read from its cards once for all its digests. */
export interface ProgrammeDay {
  readonly programme: Programme
  readonly day: Day
  /** Participants, by name. */
  readonly schools: readonly SchoolDay[]
  readonly total: SchoolFigures
  /** The same figures seven days before, or null where that day has no snapshot. */
  readonly weekAgo: SchoolFigures | null
}

export interface SchoolDay {
  readonly id: string
  readonly name: string
  /** All but the cancelled, by deadline. */
  readonly measures: readonly Measure[]
  readonly figures: SchoolFigures
  readonly fixes: readonly Fix[]
  readonly lastEntryOn: Day | null
  /** Days without an entry when they are many enough to speak of (`silentDays`), else null. */
  readonly silentFor: number | null
}

/** One cell to correct. */
export interface Fix {
  readonly table: string
  readonly id: string
  /** Row number in the sheet, from 1. */
  readonly row: number
  readonly column: string
  readonly text: string
}

/**
 * @param cards by school id; a school without a card has entered nothing yet
 * @param weekAgo the snapshot of seven days before, if there is one
 */
export function programmeDay(
  programme: Programme,
  day: Day,
  schools: readonly School[],
  cards: ReadonlyMap<string, Card>,
  weekAgo: DaySnapshot | null,
): ProgrammeDay {
  const read = schools.map((school) => schoolDay(school, cards.get(school.id), programme, day))
  return {
    programme,
    day,
    schools: read,
    total: totalFigures(read.map((school) => school.figures)),
    weekAgo: weekAgo && totalFigures(Object.values(weekAgo.schools)),
  }
}

function schoolDay(
  school: School,
  card: Card | undefined,
  programme: Programme,
  day: Day,
): SchoolDay {
  const measures = card ? measuresOn(card, day) : []
  const lastEntryOn = card?.lastEntryOn ?? null
  const silentFor = daysBetween(lastEntryOn ?? programme.firstDay, day)
  return {
    id: school.id,
    name: school.name,
    measures,
    figures: schoolFigures(measures, day),
    fixes: card ? fixesOf(card) : [],
    lastEntryOn,
    silentFor: silentFor >= programme.silentDays ? silentFor : null,
  }
}

function fixesOf(card: Card): readonly Fix[] {
  return Object.entries(card.corrections)
    .flatMap(([id, { table, row, items }]) =>
      items.map((item) => ({ table, id, row, column: item.key, text: item.text })),
    )
    .sort(
      (a, b) => a.table.localeCompare(b.table) || a.row - b.row || a.column.localeCompare(b.column),
    )
}
