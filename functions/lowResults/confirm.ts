import { roleAt } from '../../domain/access.ts'
import type { RowAnswer } from '../../domain/protocol.ts'
import { receiveRow, type InForce, type Pending, type RowToReceive } from '../../domain/receive.ts'
import { schools, type SchoolKind } from '../../domain/tables/schools.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { DIRECTORY } from '../store/documents.ts'
import type { PlannedRow } from '../sync/planRows.ts'
import { storeRows } from '../sync/storeRows.ts'

/** Where confirmed kinds come from, in the records: no sheet's cell holds them. */
export const LOW_RESULTS = 'lowResults'

/** What the coordinator chose for a school, and the kind that was shown. */
export interface ChosenKind {
  readonly id: string
  readonly was: SchoolKind | null
  readonly kind: SchoolKind
}

export interface Confirmed {
  /** Ids of schools that have the chosen kind now. */
  readonly stored: readonly string[]
  /** Of schools whose kind somebody else has changed meanwhile, or that are there no more: left alone. */
  readonly changed: readonly string[]
}

/**
 * Stores the kinds that the coordinator has confirmed, as `sync` stores a cell: the same access, record and
 * card, all in one transaction. The same request again gives the same.
 */
export async function confirmKinds(
  { engine, binding, caller, world, spreadsheetId }: PersonAtWorkbook,
  request: string,
  chosen: readonly ChosenKind[],
): Promise<Confirmed> {
  const labels = world.texts.tables.schools.kind.labels
  const stored = new Set<string>()
  const wishes = new Map(chosen.map((one) => [one.id, one]))
  const planned = chosen.map(({ id, kind }): PlannedRow => ({
    card: DIRECTORY,
    row: {
      table: schools,
      columns: ['kind'],
      sent: { id, rev: 0, row: 0, cells: { kind: labels[kind] } },
      school: null,
      roleAt: (at) => roleAt(caller.writing, at),
      workbook: LOW_RESULTS,
      lost: [],
      by: caller.by(null),
      at: world.at,
      context: (card) => world.contextOf(null, card),
      witness: world,
    },
  }))
  const receive = (asked: RowToReceive, inForce: InForce): Pending => {
    const { id } = asked.sent
    const row = inForce.stored
    stored.delete(id)
    // Its record is there: this very request has stored it.
    if (inForce.earlier !== null) {
      stored.add(id)
      return nothing(asked)
    }
    const now = row?.cells['kind'] ?? null
    if (row === null || row.archivedAt !== null || now !== wishes.get(id)?.was)
      return nothing(asked)
    const sent = { ...asked.sent, rev: row.rev, row: row.corrections?.row ?? 0 }
    const pending = receiveRow({ ...asked, sent }, inForce)
    return {
      historySince: pending.historySince,
      finish: (history) => {
        const result = pending.finish(history)
        if (result.next?.cells['kind'] === wishes.get(id)?.kind) stored.add(id)
        return result
      },
    }
  }
  const sender = { request, spreadsheetId, shell: LOW_RESULTS }
  await storeRows(engine.services.store, sender, binding, caller, world, planned, receive)
  engine.known.forgetDirectory(binding.programme)
  const ids = chosen.map(({ id }) => id)
  return {
    stored: ids.filter((id) => stored.has(id)),
    changed: ids.filter((id) => !stored.has(id)),
  }
}

function nothing({ table, sent }: RowToReceive): Pending {
  const answer: RowAnswer = {
    table: table.name,
    id: sent.id,
    outcome: 'unchanged',
    rev: sent.rev,
    corrections: [],
    write: {},
  }
  return { historySince: null, finish: () => ({ answer, next: null, changed: null }) }
}
