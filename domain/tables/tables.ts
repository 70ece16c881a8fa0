import { attendance } from './attendance.ts'
import { calendar } from './calendar.ts'
import { communities } from './communities.ts'
import { contextData } from './contextData.ts'
import { decisions } from './decisions.ts'
import { deficiencies } from './deficiencies.ts'
import { documents } from './documents.ts'
import { events } from './events.ts'
import { familyWork } from './familyWork.ts'
import { lessons } from './lessons.ts'
import { measures } from './measures.ts'
import { officeDocuments } from './officeDocuments.ts'
import { officeMeasures } from './officeMeasures.ts'
import { partnerships } from './partnerships.ts'
import { people } from './people.ts'
import { questionnaires } from './questionnaires.ts'
import { results } from './results.ts'
import { riskFactors } from './riskFactors.ts'
import { riskProfiles } from './riskProfiles.ts'
import { schools } from './schools.ts'
import { settings } from './settings.ts'
import { stageProgress } from './stageProgress.ts'
import { stages } from './stages.ts'
import { supportVisits } from './supportVisits.ts'
import { training } from './training.ts'
import type { Table } from './table.ts'

/** All tables, in the order of the tabs. A new table is one file and one line here. */
export const tables: readonly Table[] = [
  measures,
  documents,
  deficiencies,
  riskProfiles,
  supportVisits,
  lessons,
  familyWork,
  training,
  partnerships,
  communities,
  results,
  contextData,
  questionnaires,
  stageProgress,
  attendance,
  decisions,
  events,
  officeMeasures,
  officeDocuments,
  schools,
  people,
  stages,
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
