import { addonTexts } from '../domain/texts/addon.ts'
import type { AddonTexts } from '../domain/texts/addon.ts'
import type { Conflict, Outcome, Suspect } from '../domain/workbook/outcome.ts'
import type { Declared, Decisions } from '../domain/workbook/request.ts'
import type { Wishes } from './shell.ts'

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet

/** The texts in the language of the spreadsheet's locale: Russian unless it is English. */
export function texts(sheet: Spreadsheet | null): AddonTexts {
  return sheet?.getSpreadsheetLocale().startsWith('en') ? addonTexts.en : addonTexts.ru
}

/** Says what kept rows from being sent; a run without trouble says nothing and costs no call. */
export function sayTrouble(sheet: Spreadsheet, outcome: Outcome): void {
  const lines = troubles(outcome)
  if (lines.length === 0) return
  const say = texts(sheet)
  sheet.toast(lines.map((line) => line(say)).join('\n'), say.title, 10)
}

function troubles(outcome: Outcome): ((say: AddonTexts) => string)[] {
  const { state, refusal, waiting, held, missing, tooLarge } = outcome
  const lines: ((say: AddonTexts) => string)[] = []
  if (state === 'unreachable') lines.push((say) => say.offline(waiting))
  if (state === 'restless') lines.push((say) => say.restless)
  if (refusal) lines.push(() => refusal.message)
  for (const { tab, reason } of held) lines.push((say) => say.held[reason](tab))
  for (const { tab, header } of missing) lines.push((say) => say.missing(tab, header))
  for (const { tab, row } of tooLarge) lines.push((say) => say.tooLarge(tab, row))
  return lines
}

/** Says how a run ended that a person has started. */
export function saySaved(sheet: Spreadsheet, { toCorrect, vanished }: Outcome): void {
  const say = texts(sheet)
  const lines = [toCorrect > 0 ? say.savedBut(toCorrect) : say.allSaved]
  if (vanished > 0) lines.push(say.vanished(vanished))
  sheet.toast(lines.join('\n'), say.title)
}

/** Asks about changes that look like accidents. @returns null when nothing is to be done */
export function askHeld(sheet: Spreadsheet, { held }: Outcome): Wishes | null {
  const say = texts(sheet)
  const ui = SpreadsheetApp.getUi()
  let sendHeld = held.length > 0
  let refetch = false
  for (const { tab, reason, rows } of held) {
    const question = say.ask[reason](tab, shortList(rows))
    const yes = ui.alert(say.title, question, ui.ButtonSet.YES_NO) === ui.Button.YES
    if (reason === 'undone') refetch ||= yes
    else sendHeld &&= yes
  }
  sendHeld &&= held.some(({ reason }) => reason !== 'undone')
  return sendHeld || refetch ? { sendHeld, refetch } : null
}

/** Asks which of two values is to stand, cell by cell. */
export function askConflicts(
  sheet: Spreadsheet,
  conflicts: readonly Conflict[],
): Record<string, Decisions> {
  const say = texts(sheet)
  const ui = SpreadsheetApp.getUi()
  if (conflicts.length === 0) ui.alert(say.noConflict)
  const decisions: Record<string, Decisions> = {}
  for (const { id, key, header, text, mine, theirs, rev, entered } of conflicts) {
    const question = `${text}\n\n${say.choice(mine, theirs)}`
    const button = ui.alert(header, question, ui.ButtonSet.YES_NO)
    if (button !== ui.Button.YES && button !== ui.Button.NO) continue
    const keep = button === ui.Button.YES ? 'mine' : 'theirs'
    decisions[id] = { ...decisions[id], [key]: { keep, rev, entered } }
  }
  return decisions
}

/** Asks, cell by cell, whether what was taken for personal data is none. @returns the texts, by row id */
export function askHarmless(
  sheet: Spreadsheet,
  suspects: readonly Suspect[],
): Record<string, Declared> {
  const say = texts(sheet)
  const ui = SpreadsheetApp.getUi()
  if (suspects.length === 0) ui.alert(say.noSuspect)
  const harmless: Record<string, Declared> = {}
  for (const { id, key, header, entered } of suspects) {
    const button = ui.alert(header, say.harmless(entered), ui.ButtonSet.YES_NO)
    if (button === ui.Button.YES) harmless[id] = { ...harmless[id], [key]: entered }
  }
  return harmless
}

/** @example shortList([2, 3, 4, 9, 10, 11, 12]) // '2, 3, 4, 9, 10, …' */
function shortList(rows: readonly number[]): string {
  return rows.length > 5 ? `${rows.slice(0, 5).join(', ')}, …` : rows.join(', ')
}
