import type { SyncAnswer } from '../domain/protocol.ts'
import type { Effect, EffectResult, Memory } from '../domain/workbook/effects.ts'
import type { Outcome } from '../domain/workbook/outcome.ts'
import { syncRun } from '../domain/workbook/run.ts'
import type { RunOptions } from '../domain/workbook/run.ts'
import { GET_FIELDS, readTabs } from '../domain/workbook/snapshot.ts'
import type { TabSnapshot } from '../domain/workbook/snapshot.ts'
import { cameTooLate } from '../domain/workbook/turn.ts'
import { ask } from './ask.ts'
import { readMark, writeSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import type { SheetsService } from './sheetsService.ts'
import { syncUrl } from './syncUrl.ts'
import { uuid } from './uuid.ts'

declare const Sheets: SheetsService

/** Google stops a run after six minutes: no request is begun later than this. */
const LAST_START = 4.5 * 60_000
/** A burst of edits is drained by one run, which looks for marks so many times. */
const ROUNDS = 5
/** How long a trigger waits for the lock after it left its mark. */
const GRACE = 500

export type Wishes = Omit<RunOptions, 'spreadsheetId' | 'shell' | 'memory'>

/**
 * Runs the sync client under the document's lock. Who does not get the lock leaves a mark and goes; the
 * run that holds it looks for a mark before it ends, and runs again.
 *
 * A trigger lets Google release the lock at its end, which saves a service call.
 *
 * @param patience milliseconds to wait for the lock; 0 for triggers
 * @param onProgress called between the parts of a large sending
 * @returns null when another run has the workbook
 */
export function drain(
  spreadsheetId: string,
  settings: Settings,
  wishes: Wishes,
  patience: number,
  onProgress: (done: number, of: number) => void,
): Outcome | null {
  const lock = LockService.getDocumentLock()
  let seen = settings.mark
  if (!lock.tryLock(Math.max(patience, 1))) {
    seen = uuid()
    writeSettings({ mark: seen })
    if (!lock.tryLock(GRACE)) return null
  }
  const started = Date.now()
  const world = new World(spreadsheetId, settings, started, onProgress)
  let outcome = world.run(wishes)
  for (let round = 1; round < ROUNDS && !world.late(); round++) {
    const mark = readMark()
    if (mark === seen) break
    seen = mark
    // The others' edits are whole or still being typed: not known here, so nothing is called missing.
    outcome = world.run(wishes.editing ? { editing: wishes.editing } : {})
  }
  if (patience > 0) lock.releaseLock()
  return outcome
}

/** The services of Apps Script as the effects of the core. */
class World {
  private readonly spreadsheetId: string
  private url: string
  private readonly started: number
  private readonly onProgress: (done: number, of: number) => void
  private memory: Memory
  private token: string | null = null

  constructor(
    spreadsheetId: string,
    settings: Settings,
    started: number,
    onProgress: (done: number, of: number) => void,
  ) {
    this.spreadsheetId = spreadsheetId
    this.url = settings.url
    this.memory = settings.memory
    this.started = started
    this.onProgress = onProgress
  }

  late(): boolean {
    return Date.now() - this.started > LAST_START
  }

  run(wishes: Wishes): Outcome {
    const { spreadsheetId, memory } = this
    const run = syncRun({ ...wishes, spreadsheetId, shell: 'addon', memory })
    let step = run.next()
    while (!step.done) step = run.next(this.perform(step.value))
    return step.value
  }

  private perform(effect: Effect): unknown {
    switch (effect.do) {
      case 'get': {
        const { fields, ranges } = effect
        const options = ranges.length > 0 ? { fields, ranges } : { fields }
        return Sheets.Spreadsheets.get(this.spreadsheetId, options)
      }
      case 'batchUpdate': {
        const { body, fields } = effect
        try {
          return Sheets.Spreadsheets.batchUpdate(body, this.spreadsheetId, { fields })
        } catch (error) {
          if (!cameTooLate(String(error))) throw error
          return null
        }
      }
      case 'post':
        return this.post(effect)
      case 'newId':
        return uuid()
      case 'remember':
        this.memory = effect.memory
        writeSettings({ memory: effect.memory })
        break
      case 'progress':
        this.onProgress(effect.done, effect.of)
        break
    }
    return undefined
  }

  private post({ body }: Extract<Effect, { do: 'post' }>): EffectResult['post'] {
    if (this.late()) return { unreachable: 'the time of one run is over' }
    this.token ??= ScriptApp.getIdentityToken()
    const asked = ask<SyncAnswer>(this.url, body, this.token)
    return 'unreachable' in asked && this.hasMoved()
      ? ask<SyncAnswer>(this.url, body, this.token)
      : asked
  }

  /** Whether the functions have another address than the workbook remembered; it remembers the new one. */
  private hasMoved(): boolean {
    const url = syncUrl()
    if (url === this.url) return false
    writeSettings({ url })
    this.url = url
    return true
  }
}

/** The tabs of our tables as they stand now, as far as the client knows their layout. */
export function readBook(
  spreadsheetId: string,
  { memory }: Settings,
  ranges: readonly string[] = [],
): readonly TabSnapshot[] {
  if (!memory.layout) return []
  const options = { fields: GET_FIELDS, ...(ranges.length > 0 ? { ranges } : {}) }
  return readTabs(Sheets.Spreadsheets.get(spreadsheetId, options), memory.layout)
}
