import type { NewsRow, RowAnswer, SyncAnswer } from '../protocol.ts'
import type { Batch } from './batch.ts'
import type { Tab } from './book.ts'
import { entryOf, isFormula } from './cellData.ts'
import { sameEntry } from './hash.ts'
import type { KnownRow } from './identify.ts'
import { isOwned } from './request.ts'
import type { Sending } from './request.ts'
import type { RowChange } from './rowChange.ts'
import type { SheetRow, TabSnapshot } from './snapshot.ts'
import { answerChange, newsAppend, newsChange } from './writeBack.ts'

/** What one answer means for the sheet. */
export interface Plan {
  readonly batch: Batch
  /** Rows of news that go into the sheet. */
  readonly received: number
  /** Ids of rows that the server is to merge with its news, since they stand apart here. */
  readonly resend: readonly string[]
  /** Some news had to be passed over and must come again: the cursor stays. */
  readonly behind: boolean
}

/**
 * Turns an answer into writes. News goes over a row only while that stands as the store had it; a row
 * with something of its own (an unsent, refused or conflicting cell) is sent instead, for the server to
 * merge; a row that is held back waits for the person's word.
 *
 * @param part the rows that were sent
 */
export function planAnswer(
  tabs: readonly Tab[],
  answer: SyncAnswer,
  part: readonly Sending[],
): Plan {
  const answers = new Map(answer.rows.map((row) => [nameOf(row), row]))
  const changes: RowChange[] = part.map((sending) => {
    const name = nameOf({ table: sending.tab.layout.table, id: sending.sent.id })
    const given = answers.get(name)
    if (!given) throw new Error(`The server's answer lacks the row ${name}`)
    return answerChange(sending, given)
  })
  const appended: RowChange[] = []
  const resend: string[] = []
  let behind = false

  for (const tab of tabs) {
    const { table } = tab.snapshot.layout
    const known = new Map([...tab.rows.values()].map((row) => [row.id, row]))
    let end = tab.snapshot.end
    for (const news of answer.news) {
      if (news.table !== table) continue
      const row = known.get(news.id)
      if (!row) {
        if (!news.archived) appended.push(newsAppend(tab.snapshot, news, end++))
        continue
      }
      const fate = fateOf(tab, row, news, answers.get(nameOf(news)))
      if (fate === 'write' && isOwned(row)) {
        const given = changes.findIndex(({ before }) => before === row.row)
        if (given >= 0) changes.splice(given, 1)
        changes.push(newsChange(tab.snapshot, row, news))
      }
      if (fate === 'merge') resend.push(news.id)
      if (fate === 'wait') behind = true
    }
  }
  const written = changes.filter(({ writes }) => writes.length > 0)
  const received = written.length - answered(written, part) + appended.length
  return { batch: { changes: written, appended }, received, resend, behind }
}

function fateOf(
  tab: Tab,
  { row, state, now }: KnownRow,
  news: NewsRow,
  answer: RowAnswer | undefined,
): 'write' | 'merge' | 'wait' | 'known' {
  if (news.rev <= Math.max(state?.rev ?? 0, answer?.rev ?? 0)) return 'known'
  // A line that lost its cells under a state of another workbook shows nothing that could be sent.
  if (state === null && now.hash === '') return 'write'
  if (tab.held.has(row.index)) return 'wait'
  // The answer has merged the row with what the store held.
  if (answer && !(answer.archived && news.archived)) return 'known'
  // Of a formula that another value overrules the server says so.
  if (!news.archived && overrules(tab.snapshot, row, news)) return 'merge'
  // Whatever was done to the line, the server has just found nothing new in it as it was sent.
  if (answer !== undefined) return 'write'
  // A refused entry is on record: it does not keep a line whose row somebody has deleted.
  const clean = state?.hash === now.hash && (news.archived || !state.apart) && !state.typing
  return clean ? 'write' : 'merge'
}

/** True when news has another value for a cell in which a person's formula stands. */
function overrules({ peopleKeys }: TabSnapshot, row: SheetRow, { cells, keep }: NewsRow): boolean {
  return peopleKeys.some((key) => {
    const entry = row.cells[key]
    const told = cells[key] === undefined ? undefined : entryOf(cells[key])
    return isFormula(entry) && keep?.includes(key) !== true && !sameEntry(entry, told)
  })
}

function answered(changes: readonly RowChange[], part: readonly Sending[]): number {
  const rows = new Set(part.map(({ known }) => known.row))
  return changes.filter(({ before }) => rows.has(before)).length
}

function nameOf({ table, id }: { readonly table: string; readonly id: string }): string {
  return `${table} ${id}`
}
