import type { Deed } from '../../domain/digest/digest.ts'
import { roleAt } from '../../domain/access.ts'
import type { Cells, Entered } from '../../domain/entered.ts'
import type { RowAnswer } from '../../domain/protocol.ts'
import { receiveRow, type InForce, type Pending, type RowToReceive } from '../../domain/receive.ts'
import type { Role, StoredRow } from '../../domain/records.ts'
import { measures } from '../../domain/tables/measures.ts'
import type { Firestore } from '@google-cloud/firestore'
import { commitPart } from '../store/commit.ts'
import { linkId } from './links.ts'
import type { OpenLink } from './openLink.ts'

/** Where changes made from a mail come from, in their records. */
export const FROM_MAIL = { spreadsheetId: 'mail', shell: 'mail' } as const

/** What became of an answer. Only `stored` has changed anything. */
export type Answered =
  | { readonly outcome: 'stored' }
  /** The link has been answered by before. */
  | { readonly outcome: 'used' }
  /** Somebody wrote the same cells meanwhile. */
  | { readonly outcome: 'conflict' }
  /** By column key: what is to be corrected. */
  | { readonly outcome: 'refused'; readonly problems: Readonly<Record<string, string>> }

/**
 * Stores an answer from a mail as `sync` stores a row: the same reading, access, merge, change record and
 * card, in one transaction. Unlike a sheet a page keeps nothing: an answer is stored whole or not at all.
 * The change record is named after the link, so that a link answers once, however often it is sent.
 *
 * @param rev the row's rev when the page was shown
 * @param cells what was filled in, by column key; an empty text empties the cell
 * @param role whose right the deed needs, where it is another than the person's own at the school
 */
export async function answerRow(
  store: Firestore,
  open: OpenLink,
  token: string,
  row: { readonly id: string; readonly stored: StoredRow; readonly rev: number },
  cells: Cells<Entered>,
  role?: Role,
): Promise<Answered> {
  const { world, person, authority, link } = open
  const { school, corrections } = row.stored
  const columns = Object.keys(cells)
  const received: RowToReceive = {
    table: measures,
    columns,
    sent: {
      id: row.id,
      rev: row.rev,
      // A remark keeps its place in the sheet where the row was typed.
      row: corrections?.row ?? 0,
      cells: Object.fromEntries(Object.entries(cells).filter(([, entered]) => entered !== '')),
    },
    school,
    roleAt: (at) => role ?? roleAt(authority, at),
    // Not the sheet's: what was refused there still stands there, and only its own sending takes it back.
    workbook: FROM_MAIL.spreadsheetId,
    lost: [],
    by: person.id,
    at: world.at,
    context: (card) => world.contextOf(school, card),
    witness: world,
  }
  let answered: Answered = { outcome: 'used' }
  const receive = (inForce: InForce): Pending => {
    if (inForce.earlier !== null) {
      answered = { outcome: 'used' }
      return nothing(received)
    }
    const pending = receiveRow(received, inForce)
    return {
      historySince: pending.historySince,
      finish: (history) => {
        const result = pending.finish(history)
        answered = judge(result.answer, columns)
        return answered.outcome === 'stored' ? result : nothing(received).finish([])
      },
    }
  }
  await commitPart(store, {
    programme: link.programme,
    card: school ?? '',
    number: 0,
    rows: [{ table: measures, id: row.id, receive }],
    author: {
      at: world.at,
      day: world.today,
      by: person.id,
      reportedEditor: null,
      role: roleAt(authority, school) ?? 'observer',
      from: FROM_MAIL,
      request: linkId(token),
    },
    writerOf: (record) => world.writerOf(record),
  })
  return answered
}

const DECISIONS: readonly Deed[] = ['agree', 'decline']

/** What a role can do about a measure from a mail. */
export function deedsOf(
  { authority }: OpenLink,
  { school, cells }: Pick<StoredRow, 'school' | 'cells'>,
): readonly Deed[] {
  const proposed = cells['proposedDeadline']
  const moves = proposed !== undefined && proposed !== cells['deadline']
  const proposes = moves || cells['proposedCancel'] === true
  const asks = cells['help'] !== undefined && cells['status'] !== 'done'
  const replies: readonly Deed[] = asks ? ['reply'] : []
  switch (roleAt(authority, school)) {
    case 'staff':
      return ['report', 'help']
    case 'curator':
      return [...replies, 'confirm', 'return']
    case 'coordinator':
      return [...replies, ...(proposes ? DECISIONS : []), 'confirm', 'return']
    default:
      return []
  }
}

/** Only what was filled in here counts: the row may want corrections elsewhere, and they stay. */
function judge({ outcome, corrections }: RowAnswer, columns: readonly string[]): Answered {
  if (outcome === 'conflict') return { outcome: 'conflict' }
  const problems = corrections.filter(
    ({ key, severity }) => severity === 'error' && columns.includes(key),
  )
  if (outcome !== 'denied' && problems.length === 0) return { outcome: 'stored' }
  return {
    outcome: 'refused',
    problems: Object.fromEntries(problems.map(({ key, text }) => [key, text])),
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
