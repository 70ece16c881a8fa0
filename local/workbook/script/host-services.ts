import { ApiError } from '../api-error.ts'
import { areaOf, columnsWithData, rowsWithData, type Area, type Spreadsheet } from '../state.ts'
import type { Workbooks } from '../workbooks.ts'
import type { Scope, ServiceCalls } from './calls.ts'
import { apiFailure, exception } from './failure.ts'
import type { FaultDesk } from './faults.ts'
import { fetchFor } from './fetch.ts'
import type { Locks } from './locks.ts'
import type { Properties } from './properties.ts'
import type { Triggers } from './triggers.ts'
import type { Menu, Question, Reply, Seat, UiPort } from './ui.ts'
import type { Job } from './wire.ts'

/** What the services of all runs share. */
export interface Backstage {
  readonly workbooks: Workbooks
  readonly clock: () => Date
  readonly properties: Properties
  readonly triggers: Triggers
  readonly locks: Locks
  readonly faults: FaultDesk
  readonly ui: UiPort
  readonly identityToken: (email: string) => Promise<string>
  readonly mayFetch: (url: URL) => boolean
  /** The line to the functions: carries a call out, or fails as a cut line does. */
  readonly network: <T>(call: () => Promise<T>) => Promise<T>
  readonly cache: Map<string, { readonly value: string; readonly until: number }>
  /** The cells that a person has selected. */
  readonly selection: (seat: Seat) => Area
  readonly addMenu: (run: number, menu: Menu) => void
}

/** A run that calls a service. */
interface Run {
  readonly id: number
  readonly job: Job
}

/** The host's side of some services: each call with its run before its arguments. */
type Services<K extends keyof ServiceCalls> = {
  readonly [Op in K]: (
    run: Run,
    ...args: Parameters<ServiceCalls[Op]>
  ) => ReturnType<ServiceCalls[Op]> | Promise<ReturnType<ServiceCalls[Op]>>
}

type StartsWith<P extends string> = Extract<keyof ServiceCalls, `${P}.${string}`>

/** What a simple trigger may not call: https://developers.google.com/apps-script/guides/triggers */
const NEEDS_CONSENT = ['Sheets.', 'UrlFetchApp.', 'ScriptApp.']

/**
 * The host's side of every service, by the name under which its calls are counted.
 *
 * @throws {ServiceError} what the script is to catch
 */
export function hostServices(
  stage: Backstage,
): (run: Run, op: string, args: readonly unknown[]) => Promise<unknown> {
  const services: Services<keyof ServiceCalls> = {
    ...apiServices(stage),
    ...spreadsheetServices(stage),
    ...uiServices(stage),
    ...storeServices(stage),
    ...lockServices(stage),
    ...scriptServices(stage),
    'UrlFetchApp.fetch': (_run, url, options) =>
      fetchFor(url, options, { mayFetch: stage.mayFetch, network: stage.network }),
  }
  return async (run, op, args) => {
    const service: unknown = Reflect.get(services, op)
    if (typeof service !== 'function') throw exception(`not implemented locally: ${op}`)
    if (run.job.authMode === 'LIMITED' && NEEDS_CONSENT.some((prefix) => op.startsWith(prefix))) {
      throw exception(
        `You do not have permission to call ${op}: a simple trigger runs without consent`,
      )
    }
    return await stage.faults.around<unknown>(op, async () =>
      Reflect.apply(service, undefined, [run, ...args]),
    )
  }
}

function apiServices({ workbooks }: Backstage): Services<StartsWith<'Sheets.Spreadsheets'>> {
  return {
    'Sheets.Spreadsheets.get': ({ job }, id, params) =>
      calling('get', () => workbooks.get(id, params, job.effectiveUser)),
    'Sheets.Spreadsheets.batchUpdate': ({ job }, body, id, { fields }) =>
      calling('batchUpdate', () => workbooks.batchUpdate(id, body, job.effectiveUser, fields)),
  }
}

function calling<T>(method: string, call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw error instanceof ApiError ? apiFailure(method, error) : error
  }
}

function spreadsheetServices({
  workbooks,
  selection,
}: Backstage): Omit<Services<StartsWith<'Spreadsheet'>>, 'Spreadsheet.toast'> {
  const state = ({ job }: Run): Spreadsheet =>
    workbooks.state(job.spreadsheetId, job.effectiveUser).spreadsheet
  return {
    'Spreadsheet.getName': (run) => state(run).properties.title ?? '',
    'Spreadsheet.getSpreadsheetTimeZone': (run) => state(run).properties.timeZone ?? '',
    'Spreadsheet.getSpreadsheetLocale': (run) => state(run).properties.locale ?? '',
    'Spreadsheet.getSheets': (run) =>
      state(run).sheets.map((sheet, index) => ({
        sheetId: sheet.sheetId,
        title: sheet.properties.title ?? '',
        index,
        hidden: sheet.properties.hidden === true,
        rows: sheet.rows.length,
        columns: sheet.columns.length,
        lastRow: rowsWithData(sheet),
        lastColumn: columnsWithData(sheet),
      })),
    'Spreadsheet.getActiveRange': (run) => {
      const area = selection(seatOf(run))
      const sheet = state(run).sheets.find((one) => one.sheetId === area.sheetId)
      return { ...area, title: sheet?.properties.title ?? '' }
    },
  }
}

function uiServices({
  ui,
  addMenu,
}: Backstage): Services<
  StartsWith<'Ui'> | 'Menu.addToUi' | 'Spreadsheet.toast' | 'Sheet.activate' | 'Range.activate'
> {
  const ask = async (run: Run, question: Question): Promise<Reply> => {
    ui.show(seatOf(run), question)
    return await ui.ask(seatOf(run), question)
  }
  return {
    'Ui.alert': async (run, question) => (await ask(run, question)).button,
    'Ui.prompt': async (run, question) => await ask(run, question),
    'Ui.showSidebar': (run, page) => ui.show(seatOf(run), { kind: 'sidebar', ...page }),
    'Ui.showModalDialog': (run, page) =>
      ui.show(seatOf(run), { kind: 'dialog', modal: true, ...page }),
    'Ui.showModelessDialog': (run, page) =>
      ui.show(seatOf(run), { kind: 'dialog', modal: false, ...page }),
    'Spreadsheet.toast': (run, text, title, seconds) =>
      ui.show(seatOf(run), { kind: 'toast', text, title, seconds }),
    'Sheet.activate': (run, sheetId) => ui.show(seatOf(run), { kind: 'select', sheetId }),
    'Range.activate': (run, sheetId, a1) => ui.show(seatOf(run), { kind: 'select', sheetId, a1 }),
    'Menu.addToUi': (run, menu) => addMenu(run.id, menu),
  }
}

function storeServices({
  properties,
  cache,
  clock,
}: Backstage): Services<StartsWith<'PropertiesService' | 'CacheService'>> {
  return {
    'PropertiesService.getProperty': (run, scope, key) => properties.get(ownerOf(run, scope), key),
    'PropertiesService.getProperties': (run, scope) => properties.all(ownerOf(run, scope)),
    'PropertiesService.getKeys': (run, scope) => Object.keys(properties.all(ownerOf(run, scope))),
    'PropertiesService.setProperties': (run, scope, values, deleteOthers) =>
      properties.set(ownerOf(run, scope), values, deleteOthers),
    'PropertiesService.deleteProperty': (run, scope, key) =>
      properties.delete(ownerOf(run, scope), key),
    'CacheService.get': (run, scope, key) => {
      const held = cache.get(`${ownerOf(run, scope)} ${key}`)
      return held && held.until > clock().getTime() ? held.value : null
    },
    'CacheService.put': (run, scope, key, value, seconds) => {
      const until = clock().getTime() + seconds * 1000
      cache.set(`${ownerOf(run, scope)} ${key}`, { value, until })
    },
    'CacheService.remove': (run, scope, key) => void cache.delete(`${ownerOf(run, scope)} ${key}`),
  }
}

function lockServices({ locks, faults }: Backstage): Services<StartsWith<'LockService'>> {
  const acquire = async (run: Run, scope: Scope, ms: number): Promise<boolean> =>
    !faults.takeLockTimeout() && (await locks.acquire(ownerOf(run, scope), run.id, ms))
  return {
    'LockService.tryLock': acquire,
    'LockService.waitLock': acquire,
    'LockService.hasLock': (run, scope) => locks.holds(ownerOf(run, scope), run.id),
    'LockService.releaseLock': (run, scope) => locks.release(ownerOf(run, scope), run.id),
  }
}

function scriptServices({
  triggers,
  identityToken,
  clock,
}: Backstage): Services<StartsWith<'ScriptApp'>> {
  return {
    'ScriptApp.getIdentityToken': async ({ job }) => await identityToken(job.effectiveUser),
    'ScriptApp.getProjectTriggers': ({ job }) =>
      triggers.ofUser(job.spreadsheetId, job.effectiveUser),
    'ScriptApp.createTrigger': ({ job }, wish) => {
      if (wish.spreadsheetId !== job.spreadsheetId) {
        throw exception('An add-on can create triggers only in the document that it runs in.')
      }
      return triggers.create({ ...wish, lastRun: clock().getTime(), user: job.effectiveUser })
    },
    'ScriptApp.deleteTrigger': ({ job }, uid) => triggers.delete(uid, job.effectiveUser),
  }
}

function seatOf({ job }: Run): Seat {
  return { spreadsheetId: job.spreadsheetId, person: job.activeUser || job.effectiveUser }
}

/** Whose store or lock is meant. */
function ownerOf({ job }: Run, scope: Scope): string {
  if (scope === 'document') return `document ${job.spreadsheetId}`
  return scope === 'user' ? `user ${job.effectiveUser}` : 'script'
}

/** The first cell of the first sheet, which a person has selected after opening. */
export function firstCell(workbooks: Workbooks, { spreadsheetId, person }: Seat): Area {
  const sheet = workbooks.state(spreadsheetId, person).spreadsheet.sheets[0]
  if (!sheet) throw exception('The spreadsheet has no sheet')
  return areaOf(sheet, { endRowIndex: 1, endColumnIndex: 1 })
}
