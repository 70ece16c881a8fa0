import { roleAt } from '../../domain/access.ts'
import type { Binding, ChangeRecord, Role, StoredRow } from '../../domain/records.ts'
import type { RowContext } from '../../domain/row.ts'
import type { Table } from '../../domain/tables/table.ts'
import { tableNamed } from '../../domain/tables/tables.ts'
import type { Caller } from '../caller.ts'
import { Refusal } from '../errors.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { changeDocs, recordIn, rowDocs } from '../store/documents.ts'
import type { Engine } from '../sync/syncWorkbook.ts'
import type { World } from '../world.ts'

/** A row and the one who asks about it. */
export interface AskedRow {
  readonly engine: Engine
  readonly spreadsheetId: string
  readonly binding: Binding
  readonly caller: Caller
  readonly world: World
  readonly table: Table
  readonly id: string
  readonly row: StoredRow
  /** What the person may be at the row's school, from this workbook. */
  readonly role: Role
  readonly context: RowContext
}

/**
 * Finds a row that the person sees from the workbook.
 *
 * @throws Refusal `table.unknown`, `row.unknown`
 */
export async function askedRow(
  { engine, spreadsheetId, binding, caller, world }: PersonAtWorkbook,
  name: string,
  id: string,
): Promise<AskedRow> {
  const table = tableNamed(name)
  if (table === undefined) throw new Refusal('table.unknown', name)
  const { store } = engine.services
  const row = recordIn<StoredRow>(await rowDocs(store, binding.programme, name).doc(id).get())
  const role = row && roleAt(caller.reading, row.school)
  const seen = role !== null && table.see.includes(role) && table.see.includes(binding.ceiling)
  // Whether there is such a row elsewhere is nobody's business either.
  if (!row || !seen) throw new Refusal('row.unknown', `${name}/${id}`)
  const context = world.contextOf(row.school, world.directory.card)
  return { engine, spreadsheetId, binding, caller, world, table, id, row, role, context }
}

/** Changes told of one row; older ones stay on record. */
const CHANGES = 100

/** The row's latest change records, newest first. */
export async function recordsOf({ engine, binding, table, id }: AskedRow): Promise<ChangeRecord[]> {
  const found = await changeDocs(engine.services.store, binding.programme)
    .where('paths', 'array-contains', `${table.name}/${id}`)
    .orderBy('seq', 'desc')
    .limit(CHANGES)
    .get()
  return found.docs.flatMap((record) => recordIn<ChangeRecord>(record) ?? [])
}
