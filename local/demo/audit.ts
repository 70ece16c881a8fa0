import type { ChangedRow, ChangeRecord, StoredRow, Value } from '../../domain/records.ts'
import { changeDocs, recordIn, rowDocs } from '../../functions/store/documents.ts'
import { PROGRAMME } from '../sample/files.ts'
import { Typist, type TypedCell } from '../sample/typist.ts'
import type { System } from '../system.ts'

type Place =
  | 'in force in the store'
  | 'accepted, later replaced by a newer entry'
  | 'refused, kept in the change record'
  | 'refused as personal data: never stored, its author replaced it'
  | 'what the store already held'
  | 'only in the sheet'

export interface Audit {
  readonly places: Readonly<Record<string, number>>
  readonly lost: readonly TypedCell[]
}

/** Looks for every cell that was ever typed: in the store, in the change records, in the sheet. */
export async function auditTyped(system: System, typed: readonly TypedCell[]): Promise<Audit> {
  const changes = (await changeRecords(system)).flatMap(({ rows }) => rows)
  const rows = await rowsInForce(system, new Set(typed.map(({ table }) => table.name)))
  const places: Record<string, number> = {}
  const lost: TypedCell[] = []
  for (const cell of typed) {
    const ofRow = changes.filter(({ id }) => id === cell.rowId)
    const place = placeOf(system, ofRow, rows.get(cell.rowId), cell)
    if (place) places[place] = (places[place] ?? 0) + 1
    else lost.push(cell)
  }
  return { places, lost }
}

async function rowsInForce(
  system: System,
  tables: ReadonlySet<string>,
): Promise<ReadonlyMap<string, StoredRow>> {
  const rows = new Map<string, StoredRow>()
  for (const table of tables) {
    for (const document of (await rowDocs(system.store, PROGRAMME, table).get()).docs) {
      const row = recordIn<StoredRow>(document)
      if (row) rows.set(document.id, row)
    }
  }
  return rows
}

function placeOf(
  system: System,
  changes: readonly ChangedRow[],
  row: StoredRow | undefined,
  cell: TypedCell,
): Place | undefined {
  const accepted = changes.filter(({ after }) => cell.key in after)
  const refusals = changes.flatMap(({ refused }) => refused[cell.key] ?? [])

  if (refusals.some(({ shown }) => shown === cell.text.trim())) {
    return 'refused, kept in the change record'
  }
  const personal = refusals.some(({ code }) => code.startsWith('personal.'))
  if (personal && accepted.length > 0 && !sameAs(row?.cells[cell.key], cell)) {
    return 'refused as personal data: never stored, its author replaced it'
  }
  if (accepted.length > 1) return 'accepted, later replaced by a newer entry'
  if (accepted.length === 1) return 'in force in the store'
  if (row?.cells[cell.key] !== undefined) return 'what the store already held'
  return standsInSheet(system, cell) ? 'only in the sheet' : undefined
}

function sameAs(value: Value | undefined, cell: TypedCell): boolean {
  return value !== undefined && String(value) === cell.text.trim()
}

function standsInSheet(system: System, cell: TypedCell): boolean {
  const { rows } = new Typist(system).tab(cell.desk, cell.table)
  return rows.some((cells) => cells.includes(cell.rowId) && cells.includes(cell.text))
}

/** All change records of the programme, in the order of time. */
export async function changeRecords(system: System): Promise<ChangeRecord[]> {
  const found = await changeDocs(system.store, PROGRAMME).orderBy('at').get()
  return found.docs.flatMap((document) => recordIn<ChangeRecord>(document) ?? [])
}
