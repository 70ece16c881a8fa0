import { calendar } from './calendar.ts'
import { documents } from './documents.ts'
import { events } from './events.ts'
import { measures } from './measures.ts'
import { people } from './people.ts'
import { riskFactors } from './riskFactors.ts'
import { riskProfiles } from './riskProfiles.ts'
import { schools } from './schools.ts'
import { settings } from './settings.ts'
import type { Table } from './table.ts'

/** All tables, in the order of the tabs. A new table is one file and one line here. */
export const tables: readonly Table[] = [
  measures,
  documents,
  riskProfiles,
  events,
  schools,
  people,
  riskFactors,
  calendar,
  settings,
]

/**
 * The table of that name, or undefined where there is none.
 *
 * @example tableNamed('measures')?.card // 'school'
 */
export function tableNamed(name: string): Table | undefined {
  return tables.find((table) => table.name === name)
}
