import { randomBytes } from 'node:crypto'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError } from './api-error.ts'
import { batchUpdate } from './batch-update.ts'
import { changesBetween, type SheetChange } from './changes.ts'
import { Draft } from './draft.ts'
import type { GestureEvent } from './events.ts'
import { gesturesOf, type Gestures } from './gestures.ts'
import { readSpreadsheet, type GetParams } from './read.ts'
import { GestureRefused } from './refusal.ts'
import { addSheet } from './requests/sheets.ts'
import type { Spreadsheet } from './state.ts'
import { openStore, type Store } from './store.ts'
import { undone } from './undo.ts'

export interface NewWorkbook {
  readonly title: string
  /** Address of the person whose spreadsheet it is. */
  readonly owner: string
  /** `ru_RU` unless said otherwise. */
  readonly locale?: string
  /** `Europe/Moscow` unless said otherwise. */
  readonly timeZone?: string
  /** Its sheets; one empty «Лист1» unless said otherwise. */
  readonly sheets?: readonly sheets_v4.Schema$SheetProperties[]
}

/** What a view is told when a spreadsheet has changed. */
export interface WorkbookChange {
  readonly spreadsheetId: string
  /** Grows by one with every change. */
  readonly version: number
  /** Who changed it, and whether by hand or through the API. */
  readonly person: string
  readonly source: 'gesture' | 'api'
  readonly spreadsheet: Spreadsheet
  readonly sheets: readonly SheetChange[]
}

export interface WorkbookSummary {
  readonly id: string
  readonly title: string
  readonly owner: string
  readonly editors: readonly string[]
}

/** The spreadsheets of the local system: one model behind the API, the add-on's services and the page. */
export interface Workbooks {
  /** Makes a spreadsheet and returns its id. */
  create(workbook: NewWorkbook): string
  /** Lets a person, or a service account, edit the spreadsheet. */
  share(id: string, email: string): void
  /** Takes the right to edit away; the owner keeps it. */
  unshare(id: string, email: string): void
  list(): WorkbookSummary[]
  /** @throws {ApiError} 403, 404 or 400, in Google's words */
  get(id: string, params: GetParams, person: string): sheets_v4.Schema$Spreadsheet
  /** All requests or none; on disk when it returns. Fires no trigger. @throws {ApiError} */
  batchUpdate(
    id: string,
    body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
    person: string,
    fields?: string,
  ): sheets_v4.Schema$BatchUpdateSpreadsheetResponse
  /** What a person does by hand. @throws {GestureRefused} when the person may not edit the spreadsheet */
  gestures(id: string, person: string): Gestures
  /** Tells a view of every change of one spreadsheet; returns how to stop. */
  subscribe(id: string, listener: (change: WorkbookChange) => void): () => void
  /** Tells of every gesture that may fire a trigger, after it has been stored; returns how to stop. */
  onGesture(listener: (event: GestureEvent) => void): () => void
  /** «Создать копию»: a new spreadsheet of this person, without editors, triggers and properties. */
  copy(id: string, person: string): string
  /** The present state, for views. @throws {ApiError} 403 or 404 */
  state(id: string, person: string): { spreadsheet: Spreadsheet; version: number }
  close(): void
}

interface Held {
  spreadsheet: Spreadsheet
  version: number
  /** Gestures that each person can take back, latest last. */
  readonly undo: Map<string, Steps>
}

/** The states around each gesture. */
interface Step {
  readonly before: Spreadsheet
  readonly after: Spreadsheet
}

interface Steps {
  readonly done: Step[]
  /** Taken back, the last one last; forgotten with the next gesture. */
  readonly undone: Step[]
}

const UNDO_STEPS = 100

/**
 * Opens the spreadsheets of a data folder.
 *
 * @param data folder of the database; made if need be
 * @param clock the system's clock; only the year of dates typed without one is read from it
 */
export function openWorkbooks({ data, clock }: { data: string; clock: () => Date }): Workbooks {
  return workbooksOver(openStore(data), clock)
}

/** The same over any store, such as one that keeps nothing. */
export function workbooksOver(store: Store, clock: () => Date): Workbooks {
  const held = new Map<string, Held>(
    store
      .load()
      .map(({ spreadsheet, version }) => [
        spreadsheet.id,
        { spreadsheet, version, undo: new Map() },
      ]),
  )
  const views = new Map<string, Set<(change: WorkbookChange) => void>>()
  const gestureListeners = new Set<(event: GestureEvent) => void>()

  const existing = (id: string): Held => {
    const found = held.get(id)
    if (!found) throw new ApiError(404, 'Requested entity was not found.')
    return found
  }

  const find = (id: string, person: string): Held => {
    const found = existing(id)
    if (!mayEdit(found.spreadsheet, person)) {
      throw new ApiError(403, 'The caller does not have permission')
    }
    return found
  }

  const commit = (
    into: Held,
    next: Spreadsheet,
    person: string,
    source: WorkbookChange['source'],
  ): void => {
    const sheets = changesBetween(into.spreadsheet, next)
    store.save(next, into.version + 1, sheets)
    into.spreadsheet = next
    into.version += 1
    const change = {
      spreadsheetId: next.id,
      version: into.version,
      person,
      source,
      spreadsheet: next,
      sheets,
    }
    for (const listener of views.get(next.id) ?? []) listener(change)
  }

  const add = (spreadsheet: Spreadsheet): string => {
    store.save(spreadsheet, 1, changesBetween(undefined, spreadsheet))
    held.set(spreadsheet.id, { spreadsheet, version: 1, undo: new Map() })
    return spreadsheet.id
  }

  return {
    create: ({ title, owner, locale = 'ru_RU', timeZone = 'Europe/Moscow', sheets }) => {
      const draft = new Draft(
        {
          id: newSpreadsheetId(),
          properties: { title, locale, timeZone, autoRecalc: 'ON_CHANGE' },
          owner,
          editors: [],
          sheets: [],
        },
        owner,
      )
      // The first sheet of a spreadsheet has the id 0, unless its maker chose another.
      for (const [index, sheet] of (sheets ?? [{}]).entries()) {
        addSheet(draft, { properties: index === 0 ? { sheetId: 0, ...sheet } : sheet })
      }
      return add(draft.spreadsheet)
    },
    share: (id, email) => {
      const found = existing(id)
      const { spreadsheet } = found
      if (mayEdit(spreadsheet, email)) return
      const editors = [...spreadsheet.editors, email]
      commit(found, { ...spreadsheet, editors }, spreadsheet.owner, 'api')
    },
    unshare: (id, email) => {
      const found = existing(id)
      const { spreadsheet } = found
      const editors = spreadsheet.editors.filter((editor) => editor !== email)
      if (editors.length === spreadsheet.editors.length) return
      commit(found, { ...spreadsheet, editors }, spreadsheet.owner, 'api')
    },
    list: () =>
      [...held.values()].map(({ spreadsheet: { id, properties, owner, editors } }) => ({
        id,
        title: properties.title ?? '',
        owner,
        editors,
      })),
    get: (id, params, person) => readSpreadsheet(find(id, person).spreadsheet, params, person),
    batchUpdate: (id, body, person, fields) => {
      const found = find(id, person)
      const { spreadsheet, answer } = batchUpdate(found.spreadsheet, body, person, fields)
      if (spreadsheet !== found.spreadsheet) commit(found, spreadsheet, person, 'api')
      return answer
    },
    gestures: (id, person) => {
      const found = existing(id)
      const checked = (): Spreadsheet => {
        if (mayEdit(found.spreadsheet, person)) return found.spreadsheet
        throw new GestureRefused('access', person, `${person} may not edit spreadsheet ${id}`)
      }
      checked()
      const steps = found.undo.get(person) ?? { done: [], undone: [] }
      found.undo.set(person, steps)
      return gesturesOf(
        {
          spreadsheet: checked,
          thisYear: () => yearIn(found.spreadsheet.properties.timeZone ?? 'UTC', clock()),
          remember: (before, after) => {
            steps.done.push({ before, after })
            steps.undone.length = 0
            if (steps.done.length > UNDO_STEPS) steps.done.shift()
          },
          takeBack: () => {
            const step = steps.done.pop()
            if (!step) return undefined
            steps.undone.push(step)
            return undone(checked(), step.before, step.after)
          },
          doAgain: () => {
            const step = steps.undone.pop()
            if (!step) return undefined
            steps.done.push(step)
            return undone(checked(), step.after, step.before)
          },
          commit: (next, events) => {
            commit(found, next, person, 'gesture')
            for (const event of events) for (const listener of gestureListeners) listener(event)
          },
        },
        person,
      )
    },
    subscribe: (id, listener) => {
      const listeners = views.get(id) ?? new Set()
      views.set(id, listeners.add(listener))
      return () => listeners.delete(listener)
    },
    onGesture: (listener) => {
      gestureListeners.add(listener)
      return () => gestureListeners.delete(listener)
    },
    copy: (id, person) => {
      const { spreadsheet } = find(id, person)
      const title = `Копия ${spreadsheet.properties.title ?? ''}`
      return add({
        ...spreadsheet,
        id: newSpreadsheetId(),
        properties: { ...spreadsheet.properties, title },
        owner: person,
        editors: [],
      })
    },
    state: (id, person) => {
      const { spreadsheet, version } = find(id, person)
      return { spreadsheet, version }
    },
    close: () => store.close(),
  }
}

function mayEdit(spreadsheet: Spreadsheet, person: string): boolean {
  return spreadsheet.owner === person || spreadsheet.editors.includes(person)
}

/** As long and as meaningless as Google's. */
function newSpreadsheetId(): string {
  return randomBytes(33).toString('base64url')
}

/** Making a formatter takes a hundred times as long as using one. */
const years = new Map<string, Intl.DateTimeFormat>()

function yearIn(timeZone: string, now: Date): number {
  const year = years.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' })
  years.set(timeZone, year)
  return Number(year.format(now))
}
