import {
  BRIEF_TABLES,
  rowOf,
  type BriefRows,
  type BriefTable,
  type Row,
} from '../../domain/brief/source.ts'
import type { StoredRow } from '../../domain/records.ts'
import { tableNamed } from '../../domain/tables/tables.ts'
import type { Services } from '../services.ts'
import { recordIn, rowDocs } from '../store/documents.ts'

/** The rows in force that a brief is written from: documents ∝ rows, of one school where it is about one. */
export async function readRows(
  { store }: Services,
  programme: string,
  school: string | null,
): Promise<BriefRows> {
  const read = async (name: BriefTable): Promise<readonly Row[]> => {
    const all = rowDocs(store, programme, name)
    const ofSchool = school !== null && tableNamed(name)?.card === 'school'
    const found = await (ofSchool ? all.where('school', '==', school) : all).get()
    return found.docs.flatMap((snapshot) => {
      const stored = recordIn<StoredRow>(snapshot)
      const row = stored === null ? null : rowOf(name, snapshot.id, stored)
      return row === null ? [] : [row]
    })
  }
  const tables = await Promise.all(
    BRIEF_TABLES.map(async (name) => [name, await read(name)] as const),
  )
  return new Map(tables)
}
