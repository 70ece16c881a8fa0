import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { GetParams } from '../read.ts'
import type { Area } from '../state.ts'
import type { TriggerType } from './triggers.ts'
import type { Menu, Page, Question, Reply } from './ui.ts'

/** Whose property store, cache or lock is meant. */
export type Scope = 'document' | 'user' | 'script'

/** The facts of one sheet. */
export interface SheetFacts {
  readonly sheetId: number
  readonly title: string
  readonly index: number
  readonly hidden: boolean
  readonly rows: number
  readonly columns: number
  readonly lastRow: number
  readonly lastColumn: number
}

export interface FetchOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly payload?: string | Readonly<Record<string, string>>
  readonly contentType?: string
  readonly followRedirects?: boolean
  readonly muteHttpExceptions?: boolean
}

export interface Fetched {
  readonly code: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** A trigger to be made, and one that is there. */
export interface TriggerWish {
  readonly fn: string
  readonly type: TriggerType
  readonly spreadsheetId: string
  readonly everyHours: number
}

export interface TriggerFacts extends TriggerWish {
  readonly uid: string
}

/**
 * The calls that a script's services make to the host. Each is a round trip to Google in production, and
 * is counted under this name in an execution's `serviceCalls`.
 */
export interface ServiceCalls {
  'Sheets.Spreadsheets.get': (id: string, params: GetParams) => sheets_v4.Schema$Spreadsheet
  'Sheets.Spreadsheets.batchUpdate': (
    body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
    id: string,
    params: { readonly fields?: string },
  ) => sheets_v4.Schema$BatchUpdateSpreadsheetResponse
  'Spreadsheet.create': (title: string) => string
  'Spreadsheet.addEditors': (id: string, emails: readonly string[]) => void
  'Spreadsheet.getName': () => string
  'Spreadsheet.getSpreadsheetTimeZone': () => string
  'Spreadsheet.getSpreadsheetLocale': () => string
  'Spreadsheet.getSheets': () => SheetFacts[]
  'Spreadsheet.getActiveRange': () => Area & { readonly title: string }
  'Spreadsheet.toast': (text: string, title: string, seconds: number) => void
  'Sheet.activate': (sheetId: number) => void
  'Range.activate': (sheetId: number, a1: string) => void
  'Menu.addToUi': (menu: Menu) => void
  'Ui.alert': (question: Question) => Reply['button']
  'Ui.prompt': (question: Question) => Reply
  'Ui.showSidebar': (page: Page) => void
  'Ui.showModalDialog': (page: Page) => void
  'Ui.showModelessDialog': (page: Page) => void
  'UrlFetchApp.fetch': (url: string, options: FetchOptions) => Fetched
  'PropertiesService.getProperty': (scope: Scope, key: string) => string | null
  'PropertiesService.getProperties': (scope: Scope) => Record<string, string>
  'PropertiesService.getKeys': (scope: Scope) => string[]
  'PropertiesService.setProperties': (
    scope: Scope,
    values: Readonly<Record<string, string>>,
    deleteOthers: boolean,
  ) => void
  'PropertiesService.deleteProperty': (scope: Scope, key: string) => void
  'CacheService.get': (scope: Scope, key: string) => string | null
  'CacheService.put': (scope: Scope, key: string, value: string, seconds: number) => void
  'CacheService.remove': (scope: Scope, key: string) => void
  'LockService.tryLock': (scope: Scope, ms: number) => boolean
  'LockService.waitLock': (scope: Scope, ms: number) => boolean
  'LockService.hasLock': (scope: Scope) => boolean
  'LockService.releaseLock': (scope: Scope) => void
  'ScriptApp.getIdentityToken': () => string
  'ScriptApp.getProjectTriggers': () => TriggerFacts[]
  'ScriptApp.createTrigger': (wish: TriggerWish) => TriggerFacts
  'ScriptApp.deleteTrigger': (uid: string) => void
}

export type ServiceCall = keyof ServiceCalls
