import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { PROTOCOL } from '../limits.ts'
import type { NewsRow, RowAnswer, SyncAnswer, SyncRequest } from '../protocol.ts'
import { batchBody } from './batch.ts'
import type { Batch } from './batch.ts'
import { identityChanges, isOwned, newRows, openBook, settle, tabSum } from './book.ts'
import type { Tab } from './book.ts'
import { checkWrite, repairChanges } from './check.ts'
import { isDirty, isEditing } from './dirty.ts'
import type { Editing } from './dirty.ts'
import type { Effect, EffectResult, Memory } from './effects.ts'
import type { KnownRow } from './identify.ts'
import { emptyOutcome, mustCorrect } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { requestTabs, splitRows, toSend } from './request.ts'
import type { Decisions, Sending } from './request.ts'
import { GET_FIELDS, WRITE_FIELDS } from './snapshot.ts'
import type { TabSnapshot } from './snapshot.ts'
import { answerChange, newsAppend, newsChange } from './writeBack.ts'

export interface RunOptions {
  readonly spreadsheetId: string
  readonly shell: SyncRequest['shell']
  readonly memory: Memory
  /** Address of the editor, where the trigger's event gave one. */
  readonly editor?: string
  /** The person pressed «Включить». */
  readonly enable?: boolean
  /** Ask for news even when nothing is to be sent. */
  readonly pull?: boolean
  /** Where somebody is typing: these rows are sent as unfinished. */
  readonly editing?: Editing
  /** Send also what the store has refused before, to be told the reasons again. */
  readonly resend?: boolean
  /** The person has said that what looks like an accident is meant. */
  readonly sendHeld?: boolean
  /** The person wants the sheet as the store has it, after an older version was restored. */
  readonly refetch?: boolean
  /** By row id: how cells that two people wrote are settled. */
  readonly decisions?: Readonly<Record<string, Decisions>>
}

/** The core's steps: each effect is resumed with its result. */
export type Steps<T> = Generator<Effect, T, unknown>

/** Runs that people disturb by moving rows begin anew so many times. */
const ATTEMPTS = 4

export const NOTHING_REMEMBERED: Memory = { layout: null, cursor: {}, sums: {} }

/**
 * One run of the sync client: reads the workbook, sends what the store does not know, writes the answer
 * back. It may be stopped or fail between any two effects; the next run goes on from the sheet.
 *
 * Over the services it costs one `get`, one `post` and at most two `batchUpdate`, for 1 row or 500: the
 * first write only when rows got or took along an id.
 *
 * @example const run = syncRun({ spreadsheetId, shell: 'addon', memory })
 *          let step = run.next()
 *          while (!step.done) step = run.next(perform(step.value))
 */
export function* syncRun(options: RunOptions): Steps<Outcome> {
  let outcome = emptyOutcome()
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    outcome = { ...emptyOutcome(), unrepaired: outcome.unrepaired }
    const run = new Run(options, outcome)
    if (yield* run.go()) return outcome
  }
  outcome.state = 'restless'
  return outcome
}

class Run {
  private readonly options: RunOptions
  private readonly outcome: Outcome
  private memory: Memory
  private tabs: Tab[] = []
  private waiting: Sending[] = []
  private readonly resent = new Set<string>()
  private newsSeen = false
  private idsWritten = false
  /** News was passed over, so that it must come again. */
  private behind = false

  constructor(options: RunOptions, outcome: Outcome) {
    this.options = options
    this.outcome = outcome
    this.memory = options.refetch ? { ...options.memory, cursor: {}, sums: {} } : options.memory
  }

  /** @returns false when rows were moved under a write, and all must be read anew */
  *go(): Steps<boolean> {
    const book = yield* perform('get', { do: 'get', ranges: [], fields: GET_FIELDS })
    let first: SyncAnswer | null = null
    if (!this.memory.layout) {
      first = yield* this.post([])
      if (!first) return true
    }
    const layout = first?.layout ?? this.memory.layout
    if (!layout) throw new Error('The server sent no layout although the client has none')
    this.tabs = openBook(book, layout)
    this.report()
    if (!(yield* this.writeIds())) return false
    if (first && !(yield* this.take(first, []))) return false

    this.waiting = this.tabs.flatMap((tab) => this.toSend(tab))
    if (!(yield* this.exchange(first === null || first.more))) return false
    yield* this.remember()
    return true
  }

  /** Says what was seen before anything is sent. */
  private report(): void {
    const { outcome, memory } = this
    outcome.held = []
    outcome.missing = []
    outcome.vanished = 0
    for (const { snapshot, held, ...tab } of this.tabs) {
      const { title, layout } = snapshot
      for (const reason of new Set(held.values())) {
        const rows = [...held].flatMap(([index, why]) => (why === reason ? [index + 1] : []))
        outcome.held.push({ tab: title, reason, rows })
      }
      for (const { key, header } of layout.columns) {
        if (snapshot.missing.includes(key)) outcome.missing.push({ tab: title, header })
      }
      const was = memory.sums[layout.table]
      const is = tabSum({ snapshot, held, ...tab })
      if (!was) continue
      outcome.vanished += Math.max(0, was.rows - is.rows)
      if (is.rows >= was.rows && is.revs < was.revs) {
        outcome.held.push({ tab: title, reason: 'undone', rows: [] })
      }
    }
  }

  private *writeIds(): Steps<boolean> {
    const changes = []
    for (const tab of this.tabs) {
      const ids = new Map<KnownRow, string>()
      for (const known of newRows(tab)) ids.set(known, yield* perform('newId', { do: 'newId' }))
      changes.push(...identityChanges(tab, ids))
    }
    this.idsWritten = changes.length > 0
    return yield* this.write({ changes, appended: [] })
  }

  private toSend(tab: Tab): Sending[] {
    const { snapshot } = tab
    const { decisions = {}, resend, sendHeld } = this.options
    return [...tab.rows.values()].flatMap((known) => {
      const { now, state, row } = known
      if (!isOwned(known)) return []
      const held = tab.held.has(row.index)
      if (held ? !sendHeld : now.hash === '') return []
      const editing = isEditing(this.options.editing, snapshot.sheetId, row.index)
      const decided = decisions[known.id]
      const wanted = decided !== undefined || (resend === true && state?.apart === true)
      if (!wanted && !isDirty(known, editing)) return []
      return [toSend(snapshot, known, editing, decided)]
    })
  }

  /** Sends what waits, part by part, and takes news until there is no more. */
  private *exchange(ask: boolean): Steps<boolean> {
    const { enable, pull, refetch } = this.options
    let more = ask && (enable === true || pull === true || refetch === true)
    let done = 0
    while (this.waiting.length > 0 || more) {
      const part = splitRows(this.waiting)[0] ?? []
      const answer = yield* this.post(part)
      if (!answer) break
      const of = done + this.waiting.length
      this.waiting = this.waiting.slice(part.length)
      done += part.length
      if (!(yield* this.take(answer, part))) return false
      if (part.length < of) yield* perform('progress', { do: 'progress', done, of })
      more = answer.more
    }
    this.outcome.waiting = this.waiting.length
    return true
  }

  /** @returns null when the server gave no answer or said no; the outcome tells which */
  private *post(rows: readonly Sending[]): Steps<SyncAnswer | null> {
    const { spreadsheetId, shell, editor, enable } = this.options
    const body: SyncRequest = {
      protocol: PROTOCOL,
      request: yield* perform('newId', { do: 'newId' }),
      spreadsheetId,
      shell,
      layout: this.memory.layout?.version ?? null,
      ...(editor === undefined ? {} : { editor }),
      ...(enable ? { enable } : {}),
      cursor: { ...this.memory.cursor },
      tabs: requestTabs(rows),
    }
    const result = yield* perform('post', { do: 'post', body })
    if ('answer' in result) return result.answer
    if ('refused' in result) {
      this.outcome.state = 'refused'
      this.outcome.refusal = result.refused
    } else {
      this.outcome.state = 'unreachable'
    }
    return null
  }

  /** Writes an answer into the sheet, then moves the cursor on. */
  private *take(answer: SyncAnswer, part: readonly Sending[]): Steps<boolean> {
    const batch = this.plan(answer, part)
    const sums = this.memory.sums
    if (!(yield* this.write(batch))) return false
    this.newsSeen ||= this.outcome.received > 0
    this.memory = {
      layout: answer.layout ?? this.memory.layout,
      cursor: this.behind ? this.memory.cursor : answer.cursor,
      sums,
    }
    return true
  }

  private plan(answer: SyncAnswer, part: readonly Sending[]): Batch {
    const answers = new Map(answer.rows.map((row) => [`${row.table} ${row.id}`, row]))
    const changes = part.flatMap((sending) => {
      const given = answers.get(`${sending.tab.layout.table} ${sending.sent.id}`)
      if (!given) {
        throw new Error(`The server's answer lacks row ${sending.sent.id} of ${sending.tab.title}`)
      }
      this.note(sending, given)
      const tab = this.tabs.find(({ snapshot }) => snapshot === sending.tab)
      const current = tab?.rows.get(sending.known.row.index)?.row ?? sending.known.row
      return [answerChange(sending, current, given)]
    })
    const appended: Batch['appended'][number][] = []
    for (const news of answer.news) {
      const tab = this.tabs.find(({ snapshot }) => snapshot.layout.table === news.table)
      if (!tab) continue
      const known = [...tab.rows.values()].find(({ id }) => id === news.id)
      const rowAnswer = answers.get(`${news.table} ${news.id}`)
      const change = known ? this.newsFor(tab, known, news, rowAnswer) : null
      if (change) changes.push(change)
      if (!known && !news.archived) {
        const added = appended.filter((one) => one.tab === tab.snapshot).length
        appended.push(newsAppend(tab.snapshot, news, tab.snapshot.end + added))
      }
    }
    this.outcome.received += appended.length
    return { changes: changes.filter(({ writes }) => writes.length > 0), appended }
  }

  /** News goes over a row only while that stands as the store had it; else the server is to merge. */
  private newsFor(tab: Tab, known: KnownRow, news: NewsRow, answer: RowAnswer | undefined) {
    const held = Math.max(known.state?.rev ?? 0, answer?.rev ?? 0)
    if (!isOwned(known) || news.rev <= held) return null
    const { state, now, row } = known
    const clean = !answer && state?.hash === now.hash && !state.apart && !state.typing
    if (clean && !tab.held.has(row.index)) {
      this.outcome.received++
      return newsChange(tab.snapshot, known, news)
    }
    if (tab.held.has(row.index)) this.behind = true
    else if (!answer && !this.resent.has(known.id)) {
      this.resent.add(known.id)
      const queued = this.waiting.some(({ sent }) => sent.id === known.id)
      if (!queued) this.waiting.push(toSend(tab.snapshot, known, false))
    }
    return null
  }

  private note({ tab, known }: Sending, answer: RowAnswer): void {
    const { outcome } = this
    outcome.answered++
    if (answer.corrections.some(mustCorrect)) outcome.toCorrect++
    for (const { key, text, conflict } of answer.corrections) {
      if (!conflict) continue
      outcome.conflicts.push({
        table: answer.table,
        id: answer.id,
        key,
        header: tab.layout.columns.find((column) => column.key === key)?.header ?? key,
        sheetId: tab.sheetId,
        row: known.row.index + 1,
        text,
        mine: conflict.mine,
        theirs: conflict.theirs,
        rev: conflict.rev,
      })
    }
  }

  /**
   * Writes, and looks at what was hit. When rows had moved, what they held is put back.
   *
   * @returns false when rows had moved
   */
  private *write(batch: Batch): Steps<boolean> {
    if (batch.changes.length + batch.appended.length === 0) return true
    let verdicts = yield* this.writeOnce(batch)
    for (const { change, found, kind } of verdicts) {
      const tab = this.tabs.find(({ snapshot }) => snapshot === change.tab)
      if (tab && kind !== 'moved') settle(tab, found)
    }
    for (const tab of new Set(batch.appended.map((change) => change.tab))) {
      const added = batch.appended.filter((change) => change.tab === tab).length
      tab.rowCount += added + (tab.end < tab.rowCount ? 0 : 1)
      tab.end += added
    }
    let repairs = repairChanges(verdicts)
    if (repairs.length === 0) return true
    this.outcome.unrepaired += verdicts.filter((one) => one.kind === 'moved' && !one.owner).length
    for (let attempt = 0; attempt < ATTEMPTS && repairs.length > 0; attempt++) {
      verdicts = yield* this.writeOnce({ changes: repairs, appended: [] })
      repairs = repairChanges(verdicts)
    }
    this.outcome.unrepaired += repairs.length
    return false
  }

  private *writeOnce(batch: Batch) {
    const body = batchBody(batch)
    const answer: sheets_v4.Schema$BatchUpdateSpreadsheetResponse = yield* perform('batchUpdate', {
      do: 'batchUpdate',
      body,
      fields: WRITE_FIELDS,
    })
    return checkWrite(batch, (tab) => this.rowsOf(tab), answer)
  }

  private rowsOf(tab: TabSnapshot) {
    const rows = this.tabs.find(({ snapshot }) => snapshot === tab)?.rows.values() ?? []
    return [...rows].map(({ row }) => row)
  }

  /**
   * Keeps layout and cursor. A cursor may lag, since news of a rev that the sheet holds is passed over:
   * a run that spent a call on writing ids leaves an otherwise idle cursor to the next one.
   */
  private *remember(): Steps<void> {
    const { options, outcome } = this
    const undone = new Set(
      outcome.held.flatMap(({ tab, reason }) => (reason === 'undone' ? [tab] : [])),
    )
    const sums: Record<string, Memory['sums'][string]> = { ...this.memory.sums }
    for (const tab of this.tabs) {
      if (options.refetch || !undone.has(tab.snapshot.title)) {
        sums[tab.snapshot.layout.table] = tabSum(tab)
      }
    }
    const memory = { ...this.memory, sums }
    outcome.layout = memory.layout
    const needed = this.newsSeen || !this.idsWritten || memory.layout !== options.memory.layout
    if (!needed || JSON.stringify(memory) === JSON.stringify(options.memory)) return
    yield* perform('remember', { do: 'remember', memory })
  }
}

/** Yields one effect and gives its result the type that belongs to it. */
function* perform<K extends Effect['do']>(
  _kind: K,
  effect: Extract<Effect, { do: K }>,
): Steps<EffectResult[K]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver answers each effect with the result named for it in EffectResult
  return (yield effect) as EffectResult[K]
}
