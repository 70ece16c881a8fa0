import type { AskedCell, Outcome } from '../domain/workbook/outcome.ts'
import { redeemCode } from './bind.ts'
import { askConflicts, askHarmless, askHeld, saySaved, sayTrouble, texts } from './people.ts'
import { readSettings, writeSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { drain } from './shell.ts'
import type { Wishes } from './shell.ts'
import { PATIENCE, syncUrl } from './syncUrl.ts'

export { createSchoolBooks } from './schoolBooks.ts'
export { panelAsk, panelGo, panelRow, panelShow, showPanel } from './panel.ts'
export { repairBook } from './repair.ts'
export {
  openBrief,
  openExport,
  openLowResults,
  openNewYear,
  openReview,
  openRoadmap,
  openTabs,
  roadmapAsk,
  windowAsk,
} from './windows.ts'

/**
 * The entry points of the add-on: every export becomes a top-level function of `Code.js`, which is all
 * that Apps Script can call. `KURATOR_SYNC_URL`, a script property, is the address of the function
 * `sync`; it is set when the add-on is deployed.
 */

type OpenEvent = GoogleAppsScript.Events.SheetsOnOpen
type EditEvent = GoogleAppsScript.Events.SheetsOnEdit
type ChangeEvent = GoogleAppsScript.Events.SheetsOnChange
type HourEvent = GoogleAppsScript.Events.TimeDriven

/** The trigger functions that «Включить» installs. */
const HANDLERS: readonly string[] = ['onEditInstalled', 'onChangeInstalled', 'hourly']

export function onInstall(event: OpenEvent): void {
  onOpen(event)
}

export function onOpen(event: OpenEvent): void {
  // Right after the installation, and before consent, the sheet may not be looked at.
  const closed = event.authMode === ScriptApp.AuthMode.NONE
  const { title, menu } = texts(closed ? null : event.source)
  const items = SpreadsheetApp.getUi()
    .createMenu(title)
    .addItem(menu.panel, 'showPanel')
    .addSeparator()
    .addItem(menu.enable, 'enableSync')
    .addItem(menu.send, 'sendNow')
    .addItem(menu.roadmap, 'openRoadmap')
    .addItem(menu.brief, 'openBrief')
    .addItem(menu.exports, 'openExport')
    .addItem(menu.review, 'openReview')
    .addItem(menu.tabs, 'openTabs')
    .addItem(menu.choose, 'chooseVersion')
    .addItem(menu.harmless, 'declareHarmless')
    .addSeparator()
    .addItem(menu.lowResults, 'openLowResults')
    .addItem(menu.schoolBooks, 'createSchoolBooks')
    .addItem(menu.newYear, 'openNewYear')
    .addItem(menu.repair, 'repairBook')
    .addItem(menu.disable, 'disableSync')
    .addItem(menu.about, 'about')
  // Of `Probe.js`, where an administrator has set this property of the script.
  if (!closed && PropertiesService.getScriptProperties().getProperty('KURATOR_PROBE')) {
    items.addItem(menu.probe, 'runProbe')
  }
  items.addToUi()
}

/** Somebody typed, pasted or cleared cells. */
export function onEditInstalled(event: EditEvent): void {
  const settings = readSettings()
  if (!settings.triggers.includes(event.triggerUid)) return
  const first = event.range.getRow() - 1
  const editing = {
    sheetId: event.range.getSheet().getSheetId(),
    first,
    last: first + event.range.getNumRows() - 1,
  }
  // A pasted block is finished; a single cell may be the first of a row being typed.
  const wishes: Wishes = editing.first === editing.last ? { editing } : {}
  const editor = event.user?.getEmail()
  fromTrigger(event.source, settings, editor ? { ...wishes, editor } : wishes)
}

/** Rows or columns came or went, or something changed in a way that is no edit, such as a sort. */
export function onChangeInstalled(event: ChangeEvent): void {
  if (event.changeType === 'EDIT' || event.changeType === 'FORMAT') return
  const settings = readSettings()
  if (!settings.triggers.includes(event.triggerUid)) return
  fromTrigger(event.source, settings, {})
}

/** Once an hour: sends what was left, and fetches what changed elsewhere. */
export function hourly(event: HourEvent): void {
  const settings = readSettings()
  if (!settings.triggers.includes(event.triggerUid)) return
  const url = syncUrl()
  if (url !== settings.url) writeSettings({ url })
  fromTrigger(SpreadsheetApp.getActive(), { ...settings, url }, { pull: true })
}

export function enableSync(): void {
  const sheet = SpreadsheetApp.getActive()
  const ui = SpreadsheetApp.getUi()
  const url = syncUrl()
  if (url === '') return (ui.alert(texts(sheet).noAddress), undefined)
  const settings = { ...readSettings(), url }
  const wishes: Wishes = { enable: true, pull: true, resend: true }
  let outcome = fromMenu(settings, wishes)
  if (outcome?.refusal?.code === 'workbook.unknown' && askCode(sheet, url)) {
    outcome = fromMenu(settings, wishes)
  }
  if (outcome?.state !== 'done') return
  removeTriggers()
  const made = [
    ScriptApp.newTrigger('onEditInstalled').forSpreadsheet(sheet).onEdit().create(),
    ScriptApp.newTrigger('onChangeInstalled').forSpreadsheet(sheet).onChange().create(),
    ScriptApp.newTrigger('hourly').timeBased().everyHours(1).create(),
  ]
  writeSettings({
    url,
    sender: Session.getEffectiveUser().getEmail(),
    triggers: made.map((trigger) => trigger.getUniqueId()),
  })
  ui.alert(texts(sheet).enabled)
}

/** Asks for the code that connects this workbook. @returns whether it is connected now */
function askCode(sheet: GoogleAppsScript.Spreadsheet.Spreadsheet, url: string): boolean {
  const ui = SpreadsheetApp.getUi()
  const say = texts(sheet)
  const asked = ui.prompt(say.title, say.askCode, ui.ButtonSet.OK_CANCEL)
  const code = asked.getResponseText().trim()
  if (asked.getSelectedButton() !== ui.Button.OK || code === '') return false
  const refused = redeemCode(url, sheet.getId(), code)
  if (refused !== null) ui.alert(refused || say.noAnswer)
  return refused === null
}

export function disableSync(): void {
  const sheet = SpreadsheetApp.getActive()
  removeTriggers()
  const { sender } = readSettings()
  const mine = sender === Session.getEffectiveUser().getEmail()
  if (mine) writeSettings({ sender: '', triggers: [] })
  SpreadsheetApp.getUi().alert(texts(sheet).disabled(mine ? null : sender))
}

export function sendNow(): void {
  const settings = withUrl()
  const outcome = settings && fromMenu(settings, { pull: true, resend: true })
  if (!settings || !outcome) return
  const sheet = SpreadsheetApp.getActive()
  const wishes = askHeld(sheet, outcome)
  const after = wishes ? fromMenu(readMemory(settings), { pull: true, ...wishes }) : outcome
  if (after?.state === 'done') saySaved(sheet, after)
}

/** «Выбрать вариант…»: settles the cells of the active row that two people wrote. */
export function chooseVersion(): void {
  settleRow((sheet, { conflicts }, inRow) => {
    const decisions = askConflicts(sheet, conflicts.filter(inRow))
    return Object.keys(decisions).length > 0 ? { decisions } : null
  })
}

/** «Это не личные данные»: has cells of the active row stored that were taken for a name or a phone. */
export function declareHarmless(): void {
  settleRow((sheet, { suspects }, inRow) => {
    const harmless = askHarmless(sheet, suspects.filter(inRow))
    return Object.keys(harmless).length > 0 ? { harmless } : null
  })
}

/** Sends, asks the person about the active row, and sends again with what they said. */
function settleRow(
  askPerson: (
    sheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
    outcome: Outcome,
    inRow: (cell: AskedCell) => boolean,
  ) => Wishes | null,
): void {
  const settings = withUrl()
  if (!settings) return
  const sheet = SpreadsheetApp.getActive()
  const inRow = activeRow(sheet)
  const outcome = fromMenu(settings, { resend: true })
  if (outcome?.state !== 'done') return
  const said = askPerson(sheet, outcome, inRow)
  if (!said) return
  const after = fromMenu(readMemory(settings), said)
  if (after?.state === 'done') saySaved(sheet, after)
}

export function about(): void {
  const { sender } = readSettings()
  SpreadsheetApp.getUi().alert(texts(SpreadsheetApp.getActive()).about(sender))
}

/** Whether a cell lies in the row that the person has selected. */
function activeRow(sheet: GoogleAppsScript.Spreadsheet.Spreadsheet): (cell: AskedCell) => boolean {
  const active = sheet.getActiveRange()?.getRow()
  const sheetId = sheet.getActiveSheet().getSheetId()
  return (cell) => cell.sheetId === sheetId && cell.row === active
}

function fromTrigger(
  sheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  settings: Settings,
  wishes: Wishes,
): void {
  const outcome = drain(sheet.getId(), settings, wishes, 0, () => undefined)
  if (outcome) sayTrouble(sheet, outcome)
}

/** @returns null when the workbook stayed busy, which the person has been told */
function fromMenu(settings: Settings, wishes: Wishes): Outcome | null {
  const sheet = SpreadsheetApp.getActive()
  const say = texts(sheet)
  const outcome = drain(sheet.getId(), settings, wishes, PATIENCE, (done, of) =>
    sheet.toast(say.progress(done, of), say.title),
  )
  if (outcome) sayTrouble(sheet, outcome)
  else sheet.toast(say.busy, say.title)
  return outcome
}

/** Settings with the address of now; null where there is none, which the person has been told. */
function withUrl(): Settings | null {
  const url = syncUrl()
  if (url !== '') return { ...readSettings(), url }
  SpreadsheetApp.getUi().alert(texts(SpreadsheetApp.getActive()).noAddress)
  return null
}

/** What a run has remembered meanwhile. */
function readMemory({ url }: Settings): Settings {
  return { ...readSettings(), url }
}

function removeTriggers(): void {
  for (const trigger of ScriptApp.getUserTriggers(SpreadsheetApp.getActive())) {
    if (HANDLERS.includes(trigger.getHandlerFunction())) ScriptApp.deleteTrigger(trigger)
  }
}
