import { BRIEF_TABLES, rowOf, type BriefRows, type Row } from '../../domain/brief/source.ts'
import type { Day, StoredRow } from '../../domain/records.ts'
import { tableNamed } from '../../domain/tables/tables.ts'
import type { Services } from '../services.ts'
import { recordIn, rowDocs } from '../store/documents.ts'

/**
 * The rows that a brief is written from, in force or closed with a year: documents ∝ rows, of one school
 * where it is about one.
 *
 * @param from what was closed with a year that ended before this day is left out
 */
export async function readRows(
  services: Services,
  programme: string,
  school: string | null,
  from: Day,
): Promise<BriefRows> {
  const tables = await Promise.all(
    BRIEF_TABLES.map(
      async (name) => [name, await readTable(services, programme, name, school, from)] as const,
    ),
  )
  return new Map(tables)
}

/**
 * The rows of one table, in force or closed with a year.
 *
 * @param school of this school alone, where the table's rows belong to schools
 * @param from what was closed with a year that ended before this day is left out
 */
export async function readTable(
  { store }: Services,
  programme: string,
  name: string,
  school: string | null,
  from: Day,
): Promise<readonly Row[]> {
  const all = rowDocs(store, programme, name)
  const ofSchool = school !== null && tableNamed(name)?.card === 'school'
  const found = await (ofSchool ? all.where('school', '==', school) : all).get()
  return found.docs.flatMap((snapshot) => {
    const stored = recordIn<StoredRow>(snapshot)
    const past = stored?.closedWith !== undefined && stored.closedWith < from
    const row = stored === null || past ? null : rowOf(name, snapshot.id, stored)
    return row === null ? [] : [row]
  })
}
