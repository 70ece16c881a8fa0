import { emptyCard } from '../../domain/card.ts'
import { fateOf, YEAR_TABLES, type Fate } from '../../domain/closeYear.ts'
import type { Card, Day } from '../../domain/records.ts'
import { measures } from '../../domain/tables/measures.ts'
import { officeMeasures } from '../../domain/tables/officeMeasures.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { wholeCard } from '../readDay.ts'
import { cardDocs, recordIn } from '../store/documents.ts'

/** How many measures of a school, or of the municipality itself, have which fate. */
export interface YearCount extends Readonly<Record<Fate, number>> {
  /** Null for the municipality. */
  readonly school: string | null
}

/** Counts what the end of a year would do, from the cards; nothing is changed. Schools without a measure are left out. */
export async function countYear(
  { engine, binding, world }: PersonAtWorkbook,
  to: Day,
): Promise<readonly YearCount[]> {
  const { services } = engine
  const { directory } = world
  const ids = [...directory.schools.keys()]
  const docs = ids.map((id) => cardDocs(services.store, binding.programme).doc(id))
  const cards = docs.length === 0 ? [] : await services.store.getAll(...docs)
  const ofSchools = await Promise.all(
    cards.map(async (found) => {
      const card = recordIn<Card>(found) ?? emptyCard
      const whole = await wholeCard(card, found.id, services, binding.programme)
      return counted(found.id, measures.name, whole, to)
    }),
  )
  return [...ofSchools, counted(null, officeMeasures.name, directory.card, to)].filter(
    ({ closed, carried, ahead }) => closed + carried + ahead > 0,
  )
}

function counted(school: string | null, name: string, card: Card, to: Day): YearCount {
  const count = { closed: 0, carried: 0, ahead: 0 }
  const table = YEAR_TABLES.find((one) => one.name === name)
  for (const cells of table === undefined ? [] : Object.values(card.briefs[name] ?? {})) {
    if (table !== undefined) count[fateOf(table, cells, to)]++
  }
  return { school, ...count }
}
