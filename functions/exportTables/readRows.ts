import { QueryDocumentSnapshot, type Query } from '@google-cloud/firestore'
import type { Row } from '../../domain/brief/source.ts'
import type { StoredRow } from '../../domain/records.ts'
import type { Table } from '../../domain/tables/table.ts'
import { Refusal } from '../errors.ts'
import type { Services } from '../services.ts'
import { recordIn, rowDocs } from '../store/documents.ts'

/** Rows of one file: a district of 400 schools with 100 measures each has 40,000. */
export const MOST_ROWS = 100_000

/**
 * The rows of a table, deleted ones left out and those closed with their year not, as the store hands them over: no more than one page of it is
 * held beside the rows' own cells.
 *
 * @param schools of these alone; null for all
 * @param room how many rows may still come
 * @throws Refusal `export.rows`
 */
export async function exportedRows(
  { store }: Services,
  programme: string,
  table: Table,
  schools: readonly string[] | null,
  room: number,
): Promise<readonly Row[]> {
  const all = rowDocs(store, programme, table.name)
  const queries: readonly Query[] =
    schools === null || table.card === 'directory'
      ? [all]
      : schools.map((school) => all.where('school', '==', school))
  const rows: Row[] = []
  for (const query of queries) {
    for await (const snapshot of query.stream()) {
      // The type of the stream is that of any stream; a query's gives its documents.
      if (!(snapshot instanceof QueryDocumentSnapshot)) continue
      const stored = recordIn<StoredRow>(snapshot)
      if (stored === null) continue
      if (stored.archivedAt !== null && stored.closedWith === undefined) continue
      if (rows.length === room) throw new Refusal('export.rows')
      rows.push({
        id: snapshot.id,
        table: table.name,
        cells: stored.cells,
        updatedAt: stored.updatedAt,
      })
    }
  }
  return rows
}
