import { PROTOCOL, type RowAnswer, type SyncRequest } from '../../domain/protocol.ts'
import { shownValue } from '../../domain/row.ts'
import type { Cells } from '../../domain/entered.ts'
import { Refusal } from '../errors.ts'
import { checkTabs, planRows } from '../sync/planRows.ts'
import { storeRows } from '../sync/storeRows.ts'
import { recordsOf, type AskedRow } from './askedRow.ts'
import { changeOf, HELP } from './tell.ts'

/** What is written into a row in the name of the one who asks, and the rev on which they saw it. */
interface Rewriting {
  readonly request: string
  readonly rev: number
  readonly cells: Cells<string | null>
}

/**
 * Puts back what stood before a change, where nobody has written since.
 *
 * @throws Refusal `change.unknown`
 */
export async function undo(asked: AskedRow, request: string, rev: number): Promise<RowAnswer> {
  const { table, context } = asked
  const change = (await recordsOf(asked))
    .flatMap((record) => changeOf(record, table, asked.id) ?? [])
    .find((one) => one.rev === rev && Object.keys(one.after).length > 0)
  if (!change) throw unknownChange(asked)
  const keys = table.columns
    .filter(({ key, edit }) => key in change.after && edit.length > 0)
    .map(({ key }) => key)
    // A row whose first change is undone is empty, and still its school's: or else nobody would see it.
    .filter((key) => key !== table.schoolColumn || (change.before[key] ?? null) !== null)
  const cells = keys.map((key) => {
    const value = change.before[key] ?? null
    return [key, value === null ? null : shownValue(table, key, value, context)] as const
  })
  return rewrite(asked, { request, rev: change.rev, cells: Object.fromEntries(cells) })
}

/**
 * Writes an entry that was refused, or that lost against another's, as if it were typed again.
 *
 * @param seen the latest rev that the person knows of; a cell written after it is asked about
 * @throws Refusal `change.unknown`
 */
export async function bringBack(
  asked: AskedRow,
  request: string,
  { rev, key, seen }: { readonly rev: number; readonly key: string; readonly seen: number },
): Promise<RowAnswer> {
  const entry = (await recordsOf(asked))
    .flatMap((record) => changeOf(record, asked.table, asked.id) ?? [])
    .find((one) => one.rev === rev && key in one.refused)?.refused[key]
  if (!entry || entry.shown === '') throw unknownChange(asked)
  return rewrite(asked, { request, rev: seen, cells: { [key]: entry.shown } })
}

/** Says with which measure help is needed, and what; an empty text takes it back. */
export function askHelp(
  asked: AskedRow,
  request: string,
  { seen, text }: { readonly seen: number; readonly text: string },
): Promise<RowAnswer> {
  const cells = { [HELP]: text.trim() === '' ? null : text.trim() }
  return rewrite(asked, { request, rev: seen, cells })
}

/** An ordinary edit of some cells: read, checked, merged and put on record as any other. */
async function rewrite(asked: AskedRow, { request, rev, cells }: Rewriting): Promise<RowAnswer> {
  const { engine, binding, caller, world, table, spreadsheetId, id, row } = asked
  const columns = Object.keys(cells)
  const entries = Object.entries(cells).flatMap(([key, text]) =>
    text === null ? [] : [[key, text]],
  )
  const sync: SyncRequest = {
    protocol: PROTOCOL,
    request,
    spreadsheetId,
    shell: 'page',
    layout: null,
    cursor: {},
    tabs: [
      {
        table: table.name,
        columns,
        rows: [{ id, rev, row: row.corrections?.row ?? 2, cells: Object.fromEntries(entries) }],
      },
    ],
  }
  checkTabs(sync, binding)
  const rows = await planRows(sync, binding, caller, world, async () => [row.school])
  const stored = await storeRows(engine.services.store, sync, binding, caller, world, rows)
  const [answer] = stored.answers
  if (!answer) throw new Error('The row was not answered')
  return answer
}

function unknownChange({ table, id }: AskedRow): Refusal {
  return new Refusal('change.unknown', `${table.name}/${id}`)
}
