import {
  mayShelve,
  RestoreClosed,
  RestoreTooLate,
  shelveRow,
  type Shelving,
} from '../../domain/archive.ts'
import type { RowAnswer } from '../../domain/protocol.ts'
import type { Card } from '../../domain/records.ts'
import { Refusal } from '../errors.ts'
import { commitPart } from '../store/commit.ts'
import { cardDocs, DIRECTORY, recordIn } from '../store/documents.ts'
import type { AskedRow } from './askedRow.ts'

/**
 * Deletes a row (softly: it stays in the store, and on record) or brings it back, in one transaction with
 * change record and card, as `sync` stores an edit.
 *
 * @param request makes the same wish twice one change
 * @throws Refusal `archive.denied`, `archive.used`, `restore.late`, `row.closed`
 */
export async function shelve(
  asked: AskedRow,
  request: string,
  wish: Shelving['wish'],
): Promise<RowAnswer> {
  const { engine, binding, caller, world, table, id, row, role, spreadsheetId } = asked
  const { store } = engine.services
  if (!mayShelve(table, role)) throw new Refusal('archive.denied', `${table.name}/${id}`)
  if (wish === 'archive' && table.name === 'schools') await checkUnused(asked)
  const by = caller.by(row.school)
  const shelving: Shelving = { table, id, wish, by, at: world.at }
  try {
    const { answers, heads } = await commitPart(store, {
      programme: binding.programme,
      card: table.card === 'directory' ? DIRECTORY : (row.school ?? DIRECTORY),
      number: 0,
      rows: [
        {
          table,
          id,
          receive: (inForce) => ({
            historySince: null,
            finish: () => shelveRow(shelving, inForce),
          }),
        },
      ],
      author: {
        at: world.at,
        day: world.today,
        by,
        reportedEditor: null,
        role,
        from: { spreadsheetId, shell: 'page' },
        request,
      },
      writerOf: (record) => world.writerOf(record),
    })
    if (heads.get(DIRECTORY)?.raised === true) engine.known.forgetDirectory(binding.programme)
    const [answer] = answers
    if (!answer) throw new Error('The row was not answered')
    return answer
  } catch (error) {
    if (error instanceof RestoreTooLate) throw new Refusal('restore.late', `${table.name}/${id}`)
    if (error instanceof RestoreClosed) throw new Refusal('row.closed', `${table.name}/${id}`)
    throw error
  }
}

/** A school whose rows are in force is not deleted: nobody could see them any more. */
async function checkUnused({ engine, binding, id }: AskedRow): Promise<void> {
  const card = await cardDocs(engine.services.store, binding.programme).doc(id).get()
  const sums = Object.values(recordIn<Card>(card)?.sums ?? {})
  if (sums.some(({ rows }) => rows > 0)) throw new Refusal('archive.used', `schools/${id}`)
}
