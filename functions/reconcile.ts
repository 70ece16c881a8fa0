import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Request, Response } from '@google-cloud/functions-framework'
import { emptyCard } from '../domain/card.ts'
import { localDay } from '../domain/days.ts'
import type { Directory } from '../domain/directory.ts'
import type { Binding, Card, Programme, WorkbookHealth } from '../domain/records.ts'
import { tableNamed } from '../domain/tables/tables.ts'
import { addonSeen } from './reconcile/addonSeen.ts'
import { runningStages } from './reconcile/openStages.ts'
import { reconcileWorkbook, type Looked } from './reconcile/reconcileWorkbook.ts'
import type { Services } from './services.ts'
import { setUpLeased } from './setup/setUpWorkbook.ts'
import type { SheetsApi } from './sheets.ts'
import { cardDocs, recordIn } from './store/documents.ts'
import { returnLease, takeLease } from './store/lease.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'
import { pacedJob } from './reconcile/pacedJob.ts'
import { turnedOver } from './reconcile/turnedOver.ts'
import { worldOf } from './world.ts'

/** What one run did for a programme. */
type RoundRun = {
  readonly workbooks: number
  /** Workbooks that were read; the others had no news, and had been looked at not long ago. */
  readonly looked: number
  /** Workbooks in the hands of another run. */
  readonly taken: number
  /** Workbooks left for the next run, as the time of this one was over. */
  readonly left: number
  /** Workbooks with which something is wrong. */
  readonly troubled: number
  /** Rows that were sent, and rows of news that were written into sheets. */
  readonly sent: number
  readonly received: number
}

/** A workbook whose add-on is at work, or that cannot be read, is looked at once an hour. */
const QUIET_MS = 60 * 60_000
/** No workbook is begun later than this in a run; the scheduler calls every ten minutes. */
const RUN_MS = 8 * 60_000

/**
 * The function `reconcile`, every ten minutes: the sync client without a person and without a trigger.
 * It brings news into sheets that nobody has open, turns computed columns over at midnight, sends what an
 * add-on left unsent, and writes down how each workbook is.
 *
 * One instance at a time (`--max-instances 1`): the pace of calls is kept in memory. Two at once are safe
 * all the same: a lease keeps a workbook to one run.
 */
export function reconcileFunction(
  services: Services,
  sleep: (ms: number) => Promise<void> = (ms) => setTimeout(ms),
): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return pacedJob<RoundRun>(
    services,
    { name: 'reconcile', said: 'workbooks reconciled', sleep },
    (programme, sheets) => new Round(engine, sheets, sleep, programme).run(),
  )
}

interface Due {
  readonly id: string
  readonly binding: Binding
  readonly pull: boolean
}

/** One run over the workbooks of one programme. */
class Round {
  readonly #engine: Engine
  readonly #sheets: SheetsApi
  readonly #sleep: (ms: number) => Promise<void>
  readonly #id: string
  readonly #now: Date
  #heads: ReadonlyMap<string, number> = new Map()

  constructor(
    engine: Engine,
    sheets: SheetsApi,
    sleep: (ms: number) => Promise<void>,
    programme: string,
  ) {
    this.#engine = engine
    this.#sheets = sheets
    this.#sleep = sleep
    this.#id = programme
    this.#now = engine.services.clock.now()
  }

  async run(): Promise<RoundRun> {
    const { services, known, heads } = this.#engine
    const { clock, log, store } = services
    const found = await store.collection('workbooks').where('programme', '==', this.#id).get()
    const done = { workbooks: found.size, looked: 0, taken: 0, left: 0, troubled: 0 }
    const rows = { sent: 0, received: 0 }
    if (found.empty) return { ...done, ...rows }
    const [programme, directory] = await Promise.all([
      known.programme(this.#id),
      known.directory(this.#id),
    ])
    this.#heads = await heads.of(this.#id)
    const due = found.docs.flatMap((snapshot) => {
      const binding = recordIn<Binding>(snapshot)
      return binding === null ? [] : (this.#due(snapshot.id, binding, programme) ?? [])
    })
    // News first, then who has waited longest.
    due.sort((a, b) => Number(b.pull) - Number(a.pull) || lookedAt(a.binding) - lookedAt(b.binding))
    const started = clock.elapsed()
    for (const [at, one] of due.entries()) {
      if (clock.elapsed() - started > RUN_MS) {
        done.left = due.length - at
        break
      }
      const looked = await this.#take(one, programme, directory)
      if (looked === null) {
        done.taken++
        continue
      }
      done.looked++
      rows.sent += looked.outcome?.answered ?? 0
      rows.received += looked.outcome?.received ?? 0
      if (looked.state === 'fine') continue
      done.troubled++
      log('WARNING', `workbook ${looked.state}`, { programme: this.#id, workbook: one.id })
    }
    return { ...done, ...rows }
  }

  /**
   * Whether a workbook is looked at in this run. What is new in the store costs no call to know. What is
   * new in a sheet shows only to who reads it (without Drive's scopes there is no cheaper question, and
   * Google counts calls, not bytes): a sheet whose add-on is known to work is read once an hour, one that
   * nobody else sends for each time.
   */
  #due(id: string, binding: Binding, { timeZone }: Programme): Due | null {
    const { reconcile, health, sender } = binding
    if (!reconcile) return { id, binding, pull: true }
    const now = this.#now.getTime()
    const age = Math.abs(now - reconcile.lookedAt)
    const shut = health?.state === 'noAccess' || health?.state === 'gone'
    if (shut) return age >= QUIET_MS ? { id, binding, pull: this.#hasNews(binding) } : null
    if (this.#hasNews(binding)) return { id, binding, pull: true }
    const turned = localDay(reconcile.computedAt, timeZone) !== localDay(now, timeZone)
    const alone = sender === undefined || (health?.late ?? null) !== null
    const well = health?.state === 'fine'
    if (turned || alone || !well || age >= QUIET_MS) return { id, binding, pull: false }
    return null
  }

  #hasNews({ reconcile }: Binding): boolean {
    const cursor = Object.entries(reconcile?.cursor ?? {})
    return cursor.length === 0 || cursor.some(([card, seq]) => (this.#heads.get(card) ?? 0) > seq)
  }

  /** @returns null when another run has the workbook */
  async #take(due: Due, programme: Programme, directory: Directory): Promise<Looked | null> {
    const { store, clock } = this.#engine.services
    const run = randomUUID()
    const binding = await takeLease(store, due.id, run, clock.stamp())
    if (binding === null) return null
    const looked = await this.#look({ ...due, binding }, programme, directory)
    const now = this.#now.getTime()
    const { cursor, sums } = looked.memory
    const fine = looked.state === 'fine'
    const opened = fine ? await this.#openStages(due.id, binding, programme, directory) : null
    const computedAt = fine ? now : (binding.reconcile?.computedAt ?? now)
    await returnLease(store, due.id, run, {
      reconcile: { cursor, sums, lookedAt: now, computedAt },
      health: await this.#health(due.id, binding, looked),
      ...(fine ? { lastSeenAt: now } : {}),
      ...(opened === null ? {} : { openedStages: opened }),
    })
    return looked
  }

  async #look(
    { id, binding, pull }: Due,
    programme: Programme,
    directory: Directory,
  ): Promise<Looked> {
    const { services } = this.#engine
    try {
      const ask = await this.#turnedOver(binding, programme, directory)
      const [engine, sheets, sleep] = [this.#engine, this.#sheets, this.#sleep]
      const look = { engine, sheets, sleep, programme, directory, pull, ask }
      return await reconcileWorkbook(look, id, binding)
    } catch (error) {
      // One workbook's fault is not the others'.
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
      services.log('ERROR', fault, { job: 'reconcile', programme: this.#id, workbook: id })
      const { cursor = {}, sums = {} } = binding.reconcile ?? {}
      const memory = { layout: null, cursor, sums }
      return { state: 'failed', outcome: null, unsent: 0, missing: [], memory }
    }
  }

  /**
   * Brings the tabs of stages that have begun into sight, once for each stage: who hides one again has it
   * hidden.
   *
   * @returns the stages that have opened their tabs; null where none has begun
   */
  async #openStages(
    id: string,
    binding: Binding,
    { timeZone }: Programme,
    { card }: Directory,
  ): Promise<readonly string[] | null> {
    const { openedStages = [] } = binding
    const begun = runningStages(card, localDay(this.#now.getTime(), timeZone)).filter(
      ({ stage, table }) =>
        !openedStages.includes(stage) && tableNamed(table)?.see.includes(binding.ceiling) === true,
    )
    if (begun.length === 0) return null
    const { services } = this.#engine
    const engine = { ...this.#engine, services: { ...services, sheets: this.#sheets } }
    const only = new Set(begun.map(({ table }) => table))
    try {
      await setUpLeased(engine, id, binding, { editors: [], only })
      return [...openedStages, ...begun.map(({ stage }) => stage)]
    } catch (error) {
      // The next look tries again.
      const fault = error instanceof Error ? error.message : String(error)
      services.log('WARNING', fault, { job: 'reconcile', programme: this.#id, workbook: id })
      return null
    }
  }

  /** Rows whose computed columns have turned over since the workbook was last put right. */
  async #turnedOver(
    { scope, reconcile }: Binding,
    programme: Programme,
    directory: Directory,
  ): Promise<readonly string[]> {
    const { store } = this.#engine.services
    const was = reconcile?.computedAt
    const { timeZone } = programme
    if (was === undefined) return []
    if (localDay(was, timeZone) === localDay(this.#now.getTime(), timeZone)) return []
    const [before, now] = [new Date(was), this.#now].map((at) => worldOf(programme, directory, at))
    if (!before || !now) return []
    const schools = scope === 'all' ? [...directory.schools.keys()] : scope
    if (schools.length === 0) return []
    const cards = await store.getAll(...schools.map((id) => cardDocs(store, this.#id).doc(id)))
    return cards.flatMap((card) =>
      turnedOver(card.id, recordIn<Card>(card) ?? emptyCard, before, now),
    )
  }

  async #health(id: string, { health, sender }: Binding, looked: Looked): Promise<WorkbookHealth> {
    const { state, outcome, unsent, missing } = looked
    const since = health?.state === state ? health.since : this.#now.getTime()
    const { store } = this.#engine.services
    let late = health?.late ?? null
    if (late && (await addonSeen(store, this.#id, id, late.seqs))) late = null
    if (unsent > 0 && sender !== undefined) {
      late = late
        ? { ...late, looks: late.looks + 1 }
        : { looks: 1, seqs: { ...looked.memory.cursor } }
    }
    if (sender === undefined) late = null
    return {
      state,
      since,
      late,
      deadTrigger: (late?.looks ?? 0) > 1,
      held: outcome
        ? outcome.held.map(({ tab, reason, rows }) => ({ tab, reason, rows: rows.length }))
        : (health?.held ?? []),
      missing: outcome ? missing : (health?.missing ?? []),
    }
  }
}

function lookedAt({ reconcile }: Binding): number {
  return reconcile?.lookedAt ?? 0
}
