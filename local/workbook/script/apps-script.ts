import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ApiError } from '../api-error.ts'
import { parseA1 } from '../a1.ts'
import type { GestureEvent } from '../events.ts'
import { areaOf, sheetById, type Area } from '../state.ts'
import type { Workbooks } from '../workbooks.ts'
import { ServiceError } from './failure.ts'
import { createFaults, type Faults } from './faults.ts'
import { isLoopback } from './fetch.ts'
import { firstCell, hostServices } from './host-services.ts'
import { createLocks } from './locks.ts'
import { createPool } from './pool.ts'
import { openProperties } from './properties.ts'
import { openTriggers, type Trigger } from './triggers.ts'
import { createRecorder, keyOf, type Menu, type Reply, type Shown, type UiPort } from './ui.ts'
import type { Answer, EventPayload, Job, Outcome } from './wire.ts'

export interface AppsScriptOptions {
  readonly workbooks: Workbooks
  /** Path of the built bundle, `Code.js`: a classic script with top-level functions. */
  readonly bundle: string
  /** HTML files of the add-on by name without extension. */
  readonly files?: Readonly<Record<string, string>>
  /** Folder of the database with triggers and properties. */
  readonly data: string
  readonly clock: () => Date
  /** What the deployment has configured; written over the script's properties at each start. */
  readonly scriptProperties: Readonly<Record<string, string>>
  /** A Google ID token of a person, such as the local issuer makes. */
  readonly identityToken: (email: string) => Promise<string>
  /** Answers alerts and shows things; a recorder that answers OK unless given. */
  readonly ui?: UiPort
  /** Does a trigger of `installer` learn who edits? Only of themselves unless said otherwise. */
  readonly editorVisible?: (editor: string, installer: string) => boolean
  /** Which addresses `UrlFetchApp` may call; this machine only unless said otherwise. */
  readonly mayFetch?: (url: URL) => boolean
  /** The line to the functions; a good one unless given. */
  readonly network?: <T>(call: () => Promise<T>) => Promise<T>
  readonly scriptTimeZone?: string
  /** The most runs at one time; 4 unless said otherwise. */
  readonly workers?: number
}

/** One run of a function of the add-on, for the log and for the budgets that are counted with it. */
export interface Execution {
  readonly id: number
  readonly spreadsheetId: string
  readonly fn: string
  readonly kind: 'open' | 'run' | 'edit' | 'change' | 'clock'
  /** By whose authority it ran. */
  readonly user: string
  /** How often each service of Google was called: each is a round trip. */
  readonly serviceCalls: Readonly<Record<string, number>>
  readonly ms: number
  readonly log: readonly string[]
  readonly error?: string
}

/** The Apps Script of the local system, with the built add-on in it. */
export interface AppsScript {
  /** A person opens the spreadsheet: `onOpen` runs, and its menus are returned. */
  open(id: string, person: string): Promise<Menu[]>
  /** A person presses a menu item, or the sidebar calls `google.script.run`. @throws {ScriptError} */
  run(id: string, person: string, fn: string, args?: readonly unknown[]): Promise<unknown>
  /** What the add-on has shown to a person since the last call. */
  ui(id: string, person: string): Shown[]
  /** The answer to the person's next alert or prompt; without one the recorder answers OK or YES. */
  answerPrompt(id: string, person: string, reply: Reply): void
  /** The person selects a range: `getActiveRange` will say so. */
  select(id: string, person: string, a1: string): void
  /** Resolves when no run is under way or waiting; runs held back by a fault are not waited for. */
  idle(): Promise<void>
  /** Runs the time-driven triggers whose hours have passed by the clock. */
  fireTimeTriggers(which?: 'due' | 'all'): Promise<void>
  triggers(id: string): Trigger[]
  /** The latest thousand runs, oldest first. */
  readonly executions: readonly Execution[]
  readonly faults: Faults
  close(): Promise<void>
}

/** A function of the add-on failed; the message is what Google would show the person. */
export class ScriptError extends Error {
  readonly scriptStack: string

  constructor(message: string, scriptStack: string) {
    super(message)
    this.name = 'ScriptError'
    this.scriptStack = scriptStack
  }
}

const KEPT_EXECUTIONS = 1000

/** Starts the runtime: gestures in the workbooks fire the triggers that people have installed. */
export async function startAppsScript(options: AppsScriptOptions): Promise<AppsScript> {
  const { workbooks, clock, files = {}, scriptTimeZone = 'Europe/Moscow' } = options
  const visible = options.editorVisible ?? ((editor, installer) => editor === installer)
  mkdirSync(options.data, { recursive: true })
  const db = new DatabaseSync(join(options.data, 'apps-script.sqlite'))
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
  const properties = openProperties(db)
  properties.set('script', options.scriptProperties, false)
  const triggers = openTriggers(db)
  const locks = createLocks()
  const faults = createFaults()
  const recorder = createRecorder()
  const port: UiPort = options.ui ?? recorder
  const menus = new Map<number, Menu[]>()
  const selections = new Map<string, Area>()
  const executions: Execution[] = []
  const waitingForIdle: (() => void)[] = []
  let pending = 0
  let lastRun = 0

  const services = hostServices({
    workbooks,
    clock,
    properties,
    triggers,
    locks,
    faults,
    ui: {
      ask: port.ask,
      show: (seat, shown) => {
        recorder.show(seat, shown)
        if (port !== recorder) port.show(seat, shown)
      },
    },
    identityToken: options.identityToken,
    mayFetch: options.mayFetch ?? isLoopback,
    network: options.network ?? ((call) => call()),
    cache: new Map(),
    selection: (seat) => selections.get(keyOf(seat)) ?? firstCell(workbooks, seat),
    addMenu: (run, menu) => menus.get(run)?.push(menu),
  })
  const pool = createPool(options.workers ?? 4, {
    code: readFileSync(options.bundle, 'utf8'),
    files,
  })

  /** Runs one job to its end, and writes it into the log. */
  const execute = async (
    kind: Execution['kind'],
    job: Omit<Job, 'scriptTimeZone' | 'clockOffset'>,
  ): Promise<{ outcome: Outcome; menus: Menu[] }> => {
    lastRun += 1
    const run = lastRun
    const counts: Record<string, number> = {}
    const log: string[] = []
    menus.set(run, [])
    pending += 1
    const started = performance.now()
    const whole: Job = {
      ...job,
      scriptTimeZone,
      clockOffset: offsetOf(clock),
    }
    const outcome = await pool.run(whole, {
      timeLimitMs: faults.timeLimitMs,
      log: (text) => log.push(text),
      call: async (op, args) => {
        counts[op] = (counts[op] ?? 0) + 1
        return await answered(services({ job: whole, id: run }, op, args))
      },
    })
    locks.releaseAll(run)
    executions.push({
      id: run,
      spreadsheetId: job.spreadsheetId,
      fn: job.fn,
      kind,
      user: job.effectiveUser,
      serviceCalls: counts,
      ms: performance.now() - started,
      log,
      ...('error' in outcome ? { error: outcome.error.message } : {}),
    })
    if (executions.length > KEPT_EXECUTIONS) executions.shift()
    const shownMenus = menus.get(run) ?? []
    menus.delete(run)
    pending -= 1
    if (pending === 0) for (const resolve of waitingForIdle.splice(0)) resolve()
    return { outcome, menus: shownMenus }
  }

  const fire = (trigger: Trigger, kind: 'edit' | 'change' | 'clock', event: EventPayload): void =>
    faults.start(
      () =>
        void execute(kind, {
          fn: trigger.fn,
          args: '[]',
          event: { ...event, triggerUid: trigger.uid },
          spreadsheetId: trigger.spreadsheetId,
          effectiveUser: trigger.user,
          activeUser: event.user,
          authMode: 'FULL',
          withUi: false,
        }),
    )

  const onGesture = (event: GestureEvent): void => {
    const type = event.kind === 'edit' ? 'ON_EDIT' : 'ON_CHANGE'
    for (const trigger of triggers.ofType(type, event.spreadsheetId)) {
      const user = visible(event.person, trigger.user) ? event.person : ''
      fire(trigger, event.kind, payloadOf(event, user))
    }
  }

  const payloadOf = (event: GestureEvent, user: string): EventPayload => {
    if (event.kind === 'change') return { user, changeType: event.changeType }
    const { spreadsheet } = workbooks.state(event.spreadsheetId, event.person)
    const title = sheetById(spreadsheet, event.area.sheetId).properties.title ?? ''
    return {
      user,
      area: { ...event.area, title },
      ...(event.value === undefined ? {} : { value: event.value }),
      ...(event.oldValue === undefined ? {} : { oldValue: event.oldValue }),
    }
  }

  const stopListening = workbooks.onGesture(onGesture)

  const idle = async (): Promise<void> => {
    if (pending > 0) await new Promise<void>((resolve) => waitingForIdle.push(resolve))
  }

  return {
    executions,
    faults,
    open: async (id, person) => {
      workbooks.state(id, person)
      const ran = await execute('open', {
        fn: 'onOpen',
        args: '[]',
        event: { user: person },
        spreadsheetId: id,
        effectiveUser: person,
        activeUser: person,
        authMode: 'LIMITED',
        withUi: true,
      })
      valueOf(ran.outcome)
      return ran.menus
    },
    run: async (id, person, fn, args = []) => {
      workbooks.state(id, person)
      if (fn.endsWith('_')) throw new ScriptError(`${fn} is private: its name ends with _`, '')
      const { outcome } = await execute('run', {
        fn,
        args: JSON.stringify(args),
        spreadsheetId: id,
        effectiveUser: person,
        activeUser: person,
        authMode: 'FULL',
        withUi: true,
      })
      return valueOf(outcome)
    },
    ui: (spreadsheetId, person) => recorder.take({ spreadsheetId, person }),
    answerPrompt: (spreadsheetId, person, reply) =>
      recorder.answer({ spreadsheetId, person }, reply),
    select: (spreadsheetId, person, a1) => {
      const { spreadsheet } = workbooks.state(spreadsheetId, person)
      const range = parseA1(a1, spreadsheet)
      selections.set(
        keyOf({ spreadsheetId, person }),
        areaOf(sheetById(spreadsheet, range.sheetId), range),
      )
    },
    idle,
    fireTimeTriggers: async (which = 'due') => {
      const now = clock().getTime()
      for (const trigger of triggers.ofType('CLOCK')) {
        const early = now - trigger.lastRun < trigger.everyHours * 3_600_000
        if (early && which === 'due') continue
        triggers.ran(trigger.uid, now)
        fire(trigger, 'clock', { user: '' })
      }
      await idle()
    },
    triggers: (id) =>
      (['ON_EDIT', 'ON_CHANGE', 'CLOCK'] as const).flatMap((type) => triggers.ofType(type, id)),
    close: async () => {
      if (!db.isOpen) return
      stopListening()
      await pool.close()
      db.close()
    },
  }
}

/** A clock that goes with the machine's gives 0: the script's `Date` is then left alone. */
function offsetOf(clock: () => Date): number {
  const offset = clock().getTime() - Date.now()
  return Math.abs(offset) < 1000 ? 0 : offset
}

/** A failure of ours is told to the script too, by its name: its run must end, and its log must say why. */
async function answered(call: Promise<unknown>): Promise<Answer> {
  try {
    return { value: JSON.stringify((await call) ?? null) }
  } catch (error) {
    if (error instanceof ServiceError) return { error: error.failure }
    if (error instanceof ApiError) return { error: { name: 'Exception', message: error.message } }
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    return { error: { name: `Local runtime: ${name}`, message } }
  }
}

function valueOf(outcome: Outcome): unknown {
  if ('error' in outcome) throw new ScriptError(outcome.error.message, outcome.error.stack)
  const value: unknown = JSON.parse(outcome.value)
  return value
}
