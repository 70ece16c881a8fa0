import { roleAt } from '../../domain/access.ts'
import type { RowAnswer } from '../../domain/protocol.ts'
import { receiveRow, type InForce, type Pending, type RowToReceive } from '../../domain/receive.ts'
import type { StoredRow } from '../../domain/records.ts'
import { deedCells, isOpenTo, reviewDeedsOf, type ReviewDeed } from '../../domain/review/deeds.ts'
import { measures } from '../../domain/tables/measures.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import type { PlannedRow } from '../sync/planRows.ts'
import { storeRows } from '../sync/storeRows.ts'

/** Where decisions come from, in the records, and whose remarks theirs are: no sheet's cell holds them. */
export const REVIEW = 'review'

/** What is decided, and about which rows as they were shown. */
export interface Decision {
  readonly deed: ReviewDeed
  /** Made once per press: the same decision twice is one. */
  readonly request: string
  readonly words: string
  readonly rows: readonly {
    readonly id: string
    readonly rev: number
    readonly school: string
  }[]
}

/** What became of one row; only `stored` has changed anything. */
export interface Decided {
  readonly id: string
  readonly outcome:
    | 'stored'
    /** Somebody has written it since it was shown. */
    | 'changed'
    /** It stands so that there is nothing to decide. */
    | 'nothing'
    | 'gone'
    | 'denied'
    | 'refused'
  /** What it is called; empty where the store does not tell it to this person. */
  readonly event: string
  /** Of a refused one: what is to be corrected. */
  readonly why: string
}

/**
 * Stores a decision about many measures as `sync` stores rows: the same reading, access, merge, records and
 * cards, a school's rows in one transaction. A row that has changed since it was shown is left alone and
 * named; a decision about a row is stored whole or not at all. The same request again gives the same.
 */
export async function decide(
  { engine, binding, caller, world, spreadsheetId }: PersonAtWorkbook,
  { deed, request, words, rows }: Decision,
): Promise<readonly Decided[]> {
  const decided = new Map<string, Decided>()
  const planned = rows.map(({ id, rev, school }): PlannedRow => {
    const role = roleAt(caller.writing, school)
    const within = binding.scope === 'all' || binding.scope.includes(school)
    return {
      card: within && reviewDeedsOf(role).includes(deed) ? school : null,
      row: {
        table: measures,
        columns: [],
        sent: { id, rev, row: 0, cells: {} },
        school,
        roleAt: (at) => roleAt(caller.writing, at),
        workbook: REVIEW,
        lost: [],
        by: caller.by(school),
        at: world.at,
        context: (card) => world.contextOf(school, card),
        witness: world,
      },
    }
  })
  const receive = (asked: RowToReceive, inForce: InForce): Pending => {
    const { stored, earlier } = inForce
    const { id, rev } = asked.sent
    const note = (outcome: Decided['outcome'], why = ''): void => {
      const event = outcome === 'denied' ? '' : String(stored?.cells['event'] ?? '')
      decided.set(id, { id, outcome, event, why })
    }
    const refuse = (outcome: Decided['outcome'], why?: string): Pending => {
      note(outcome, why)
      return nothing(asked)
    }
    if (!reviewDeedsOf(asked.roleAt(asked.school)).includes(deed)) return refuse('denied')
    // Its record is there: this very request has stored it.
    if (earlier !== null) return refuse('stored')
    if (stored === null || stored.archivedAt !== null) return refuse('gone')
    if (stored.school !== asked.school) return refuse('gone')
    if (stored.rev !== rev) return refuse('changed')
    if (!isOpenTo(deed, stored)) return refuse('nothing')
    const row = withCells(asked, stored, deedCells(deed, stored.cells, words, world.texts))
    const pending = receiveRow(row, inForce)
    return {
      historySince: pending.historySince,
      finish: (history) => {
        const result = pending.finish(history)
        const why = wrongIn(result.answer, row.columns)
        if (why === null) {
          note('stored')
          return result
        }
        note('refused', why)
        return nothing(asked).finish([])
      },
    }
  }
  await storeRows(
    engine.services.store,
    { request, spreadsheetId, shell: REVIEW },
    binding,
    caller,
    world,
    planned,
    receive,
  )
  return rows.flatMap(({ id }) => decided.get(id) ?? [])
}

/** The row as if it were typed so; a remark keeps the place in the sheet where the row was typed. */
function withCells(
  asked: RowToReceive,
  stored: StoredRow,
  cells: ReturnType<typeof deedCells>,
): RowToReceive {
  const filled = Object.entries(cells).filter(([, entered]) => entered !== '')
  return {
    ...asked,
    columns: Object.keys(cells),
    sent: {
      ...asked.sent,
      row: stored.corrections?.row ?? 0,
      cells: Object.fromEntries(filled),
    },
  }
}

/** Why a decision cannot be stored whole; what else the row wants corrected stays as it is. */
function wrongIn({ outcome, corrections }: RowAnswer, columns: readonly string[]): string | null {
  const wrong = corrections.filter(
    ({ key, severity }) => severity !== 'hint' && columns.includes(key),
  )
  if (outcome !== 'denied' && wrong.length === 0) return null
  return wrong.map(({ text }) => text).join(' ')
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
