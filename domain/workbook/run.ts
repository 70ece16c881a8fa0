import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { LIMITS, PROTOCOL, RELEASE } from '../limits.ts'
import type { SyncAnswer, SyncRequest } from '../protocol.ts'
import type { Batch } from './batch.ts'
import { identityChanges, linesAfter, newRows, openBook, settle, tabSum } from './book.ts'
import type { Tab } from './book.ts'
import { isDirty, isEditing } from './dirty.ts'
import type { Editing } from './dirty.ts'
import { perform } from './effects.ts'
import type { Memory, Steps } from './effects.ts'
import type { KnownRow } from './identify.ts'
import {
  emptyOutcome,
  noteAnswer,
  noteBook,
  notePresent,
  noteTooLarge,
  noteVanished,
} from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { planAnswer } from './plan.ts'
import { firstPart, isOwned, isTooLarge, requestTabs, toSend } from './request.ts'
import type { Declared, Decisions, Sending } from './request.ts'
import { shadowSize } from './shadow.ts'
import type { ShadowSize } from './shadow.ts'
import { GET_FIELDS } from './snapshot.ts'
import type { TabSnapshot } from './snapshot.ts'
import { lastTurn, linesAtTurn, takeTurn } from './turn.ts'
import { takeBack, writeOnce } from './write.ts'

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
  /** Ids of rows to send although they are clean: their computed columns turn over at midnight. */
  readonly ask?: readonly string[]
  /** By row id: how cells that two people wrote are settled. */
  readonly decisions?: Readonly<Record<string, Decisions>>
  /** By row id: texts that were taken for personal data, and are not. */
  readonly harmless?: Readonly<Record<string, Declared>>
}

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
  const lost = [...(options.memory.lost ?? [])]
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    outcome = { ...emptyOutcome(), unrepaired: outcome.unrepaired }
    const run = new Run(options, outcome, lost)
    if (yield* run.go()) return outcome
  }
  outcome.state = 'restless'
  yield* keepInMind(options.memory, lost)
  return outcome
}

class Run {
  private readonly options: RunOptions
  private readonly outcome: Outcome
  private memory: Memory
  private tabs: Tab[] = []
  /** Of the spreadsheet as it was read; see `turn.ts`. */
  private turn: number | null = null
  /** Requests that may have stored something of which the sheet does not know. */
  private readonly lost: string[]
  /** Of the hidden tab that writes copy aside to; see `shadow.ts`. */
  private shadow: ShadowSize = null
  private waiting: Sending[] = []
  /** Ids of rows that the server has answered in this run. */
  private readonly done = new Set<string>()
  /** Ids of rows that are to be sent although they are clean. */
  private readonly wanted = new Set<string>()
  private more: boolean
  private idsWritten = false
  /** By table: revs that an undo or an older version of the file took from the tab. */
  private undone: Readonly<Record<string, number>> = {}
  /** News was passed over, so that it must come again. */
  private behind = false

  constructor(options: RunOptions, outcome: Outcome, lost: string[]) {
    const { memory, pull, enable, refetch, decisions, harmless, ask = [] } = options
    this.options = options
    this.outcome = outcome
    this.lost = lost
    this.memory = refetch ? { ...memory, cursor: {}, sums: {} } : memory
    this.more = pull === true || enable === true || refetch === true
    for (const id of [...Object.keys({ ...decisions, ...harmless }), ...ask]) this.wanted.add(id)
  }

  /** @returns false when rows were moved under a write, and all must be read anew */
  *go(): Steps<boolean> {
    if (!(yield* this.read())) return false
    const { options } = this
    this.undone = noteBook(this.outcome, this.tabs, options.refetch ? this.memory : options.memory)
    while (this.waiting.length > 0 || this.more) {
      const part = firstPart(this.waiting)
      const answer = yield* this.post(part)
      if (!answer) break
      if (!(yield* this.take(answer, part))) return false
      const of = this.done.size + this.waiting.length
      if (part.length < of) yield* perform('progress', { do: 'progress', done: this.done.size, of })
      // People have had time to change what was read.
      if ((this.waiting.length > 0 || this.more) && !(yield* this.read())) return false
    }
    this.outcome.waiting = this.waiting.length
    notePresent(this.outcome, this.tabs)
    yield* this.remember()
    return true
  }

  /** Reads the workbook, puts ids where they belong, and finds what is to be sent. */
  private *read(): Steps<boolean> {
    const sheet = yield* perform('get', { do: 'get', ranges: [], fields: GET_FIELDS })
    this.turn = lastTurn(sheet)
    this.shadow = shadowSize(sheet)
    const first = this.memory.layout ? null : yield* this.post([])
    const layout = first?.layout ?? this.memory.layout
    if (!layout) {
      if (first) throw new Error('The server sent no layout although the client has none')
      // What is told before the tabs are known would be told in vain, and the cursor move past it.
      this.more = false
      return true
    }
    this.tabs = openBook(sheet, layout)
    if ((this.turn ?? 0) > (this.options.memory.turn ?? 0)) {
      noteVanished(this.outcome, this.tabs, linesAtTurn(sheet))
    }
    if (!(yield* this.writeIds())) return false
    if (first && !(yield* this.take(first, []))) return false
    const waiting = this.tabs.flatMap((tab) => this.toSend(tab))
    this.waiting = waiting.filter((row) => !isTooLarge(row))
    noteTooLarge(this.outcome, waiting.filter(isTooLarge))
    return true
  }

  private *writeIds(): Steps<boolean> {
    const changes = []
    for (const tab of this.tabs) {
      const ids = new Map<KnownRow, string>()
      for (const known of newRows(tab)) ids.set(known, yield* perform('newId', { do: 'newId' }))
      changes.push(...identityChanges(tab, ids, this.options.sendHeld === true))
    }
    this.idsWritten ||= changes.length > 0
    return yield* this.write({ changes, appended: [] })
  }

  private toSend(tab: Tab): Sending[] {
    const { snapshot } = tab
    const { decisions = {}, harmless = {}, resend, sendHeld } = this.options
    return [...tab.rows.values()].flatMap((known) => {
      const { now, state, row } = known
      if (!isOwned(known) || this.done.has(known.id)) return []
      const held = tab.held.has(row.index)
      if (held ? !sendHeld : now.hash === '') return []
      const editing = isEditing(this.options.editing, snapshot.sheetId, row.index)
      const wanted = this.wanted.has(known.id) || (resend === true && state?.apart === true)
      if (!wanted && !isDirty(snapshot, known, editing)) return []
      const word = { decisions: decisions[known.id], declared: harmless[known.id] }
      return [toSend(snapshot, known, editing, word)]
    })
  }

  /** @returns null when the server gave no answer or said no; the outcome tells which */
  private *post(rows: readonly Sending[]): Steps<SyncAnswer | null> {
    const { spreadsheetId, shell, editor, enable } = this.options
    const body: SyncRequest = {
      protocol: PROTOCOL,
      release: RELEASE,
      request: yield* perform('newId', { do: 'newId' }),
      spreadsheetId,
      shell,
      layout: this.memory.layout?.version ?? null,
      ...(editor === undefined ? {} : { editor }),
      ...(enable ? { enable } : {}),
      cursor: { ...this.memory.cursor },
      ...(this.lost.length > 0 ? { lost: this.lost.slice(-LIMITS.lost) } : {}),
      tabs: requestTabs(rows),
    }
    if (rows.length > 0) this.lost.push(body.request)
    const result = yield* perform('post', { do: 'post', body })
    if ('answer' in result) return result.answer
    if ('refused' in result) {
      if (rows.length > 0) this.lost.pop()
      this.outcome.state = 'refused'
      this.outcome.refusal = result.refused
    } else {
      this.outcome.state = 'unreachable'
    }
    return null
  }

  /** Writes an answer into the sheet, then moves the cursor on. */
  private *take(answer: SyncAnswer, part: readonly Sending[]): Steps<boolean> {
    const plan = planAnswer(this.tabs, answer, part)
    if (!(yield* this.write(plan.batch))) return false
    if (this.lost[this.lost.length - 1] === answer.request) this.lost.pop()
    for (const row of answer.rows) {
      const sending = part.find(({ sent }) => sent.id === row.id)
      if (sending) noteAnswer(this.outcome, sending, row)
      this.done.add(row.id)
    }
    this.waiting = this.waiting.slice(part.length)
    this.outcome.received += plan.received
    this.behind ||= plan.behind
    const fresh = plan.resend.filter((id) => !this.wanted.has(id))
    for (const id of fresh) this.wanted.add(id)
    // With news passed over the cursor stays: asking on would bring the same again.
    this.more = (answer.more && !this.behind) || fresh.length > 0
    this.memory = {
      ...this.memory,
      layout: answer.layout ?? this.memory.layout,
      cursor: this.behind ? this.memory.cursor : answer.cursor,
    }
    return true
  }

  /**
   * Writes, and looks at what was hit. What was overwritten unread is put back.
   *
   * @returns false when people or another run were first, and all must be read anew
   */
  private *write(batch: Batch): Steps<boolean> {
    if (batch.changes.length + batch.appended.length === 0) return true
    const turn = this.turnFor(batch)
    const { verdicts, shadow } = yield* writeOnce(
      batch,
      this.shadow,
      (tab) => this.rowsOf(tab),
      turn,
    )
    this.shadow = shadow
    if (!verdicts) return false
    for (const { change, found } of verdicts) {
      const tab = this.tabs.find(({ snapshot }) => snapshot === change.tab)
      if (tab) settle(tab, found)
    }
    for (const tab of new Set(batch.appended.map((change) => change.tab))) {
      const added = batch.appended.filter((change) => change.tab === tab).length
      tab.rowCount += added + (tab.end < tab.rowCount ? 0 : 1)
      tab.end += added
    }
    const damages = verdicts.flatMap(({ damage }) => damage ?? [])
    if (damages.length === 0) return true
    this.outcome.unrepaired += yield* takeBack(damages, shadow)
    return false
  }

  /** What gives or takes ids is written in turn: a second run that has read the same is refused. */
  private turnFor(batch: Batch): readonly sheets_v4.Schema$Request[] {
    const { appended, changes } = batch
    const gives = appended.length > 0 || changes.some(({ before, after }) => before.id !== after.id)
    if (!gives) return []
    const { turn, requests } = takeTurn(this.turn, linesAfter(this.tabs, batch))
    this.turn = turn
    return requests
  }

  private rowsOf(tab: TabSnapshot) {
    const rows = this.tabs.find(({ snapshot }) => snapshot === tab)?.rows.values() ?? []
    return [...rows].map(({ row }) => row)
  }

  /**
   * Keeps layout and cursor. A cursor may lag, since news of a rev that the sheet holds is passed over:
   * a run of the add-on that spent a call on writing ids leaves an otherwise idle cursor to the next one.
   */
  private *remember(): Steps<void> {
    const { options, outcome } = this
    const sums: Record<string, Memory['sums'][string]> = { ...this.memory.sums }
    for (const tab of this.tabs) {
      const { table } = tab.snapshot.layout
      const { rows, revs } = tabSum(tab)
      const lost = options.refetch ? 0 : (this.undone[table] ?? 0)
      sums[table] = { rows, revs: revs + lost }
    }
    const sentAll = outcome.state === 'done' && outcome.waiting === 0
    const turn = this.turn === null ? {} : { turn: this.turn }
    const memory = withLost({ ...this.memory, ...turn, sums }, sentAll ? [] : this.lost)
    const needed =
      options.shell !== 'addon' ||
      outcome.received > 0 ||
      this.lost.length > 0 ||
      !this.idsWritten ||
      memory.layout !== options.memory.layout
    if (!needed || JSON.stringify(memory) === JSON.stringify(options.memory)) return
    yield* perform('remember', { do: 'remember', memory })
  }
}

/** A run that gave up remembers nothing else. */
function* keepInMind(memory: Memory, lost: readonly string[]): Steps<void> {
  if (lost.length === 0) return
  yield* perform('remember', { do: 'remember', memory: withLost(memory, lost) })
}

function withLost(memory: Memory, lost: readonly string[]): Memory {
  const { layout, cursor, turn, sums } = memory
  const kept = { layout, cursor, ...(turn === undefined ? {} : { turn }), sums }
  return lost.length === 0 ? kept : { ...kept, lost: lost.slice(-LIMITS.lost) }
}
