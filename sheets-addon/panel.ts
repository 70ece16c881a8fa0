import { columnName } from '../domain/workbook/batch.ts'
import { ask, neighbour } from './ask.ts'
import type { Asked, PanelState, Said } from './panelState.ts'
import { texts } from './people.ts'
import { readSettings } from './settings.ts'
import { drain, readBook } from './shell.ts'
import type { Wishes } from './shell.ts'
import { PATIENCE, syncUrl } from './syncUrl.ts'

/**
 * What the sidebar calls, as the person who sits before it. Every function takes one argument, and what it
 * gives goes to the page as JSON.
 */

/** «Что ждёт меня»: opens the sidebar. */
export function showPanel(): void {
  const { title } = texts(SpreadsheetApp.getActive())
  const page = HtmlService.createHtmlOutputFromFile('sidebar').setTitle(title)
  SpreadsheetApp.getUi().showSidebar(page)
}

/** Sends and fetches what is to be, and tells how all stands. */
export function panelShow({ decisions, harmless, sendHeld, refetch }: Said): PanelState {
  const sheet = SpreadsheetApp.getActive()
  const settings = { ...readSettings(), url: syncUrl() }
  const language = sheet.getSpreadsheetLocale().startsWith('en') ? 'en' : 'ru'
  const head = { language, sender: settings.sender } as const
  const said: Wishes = {
    ...(decisions ? { decisions } : {}),
    ...(harmless ? { harmless } : {}),
    ...(sendHeld ? { sendHeld } : {}),
    ...(refetch ? { refetch } : {}),
  }
  const wishes = { pull: true, resend: true, ...said }
  const ran = drain(sheet.getId(), settings, wishes, PATIENCE, () => undefined)
  if (!ran) return { ...head, outcome: null, panel: null }
  const { state, waiting, refusal, conflicts, suspects, held, missing, present } = ran
  const outcome = { state, waiting, refusal, conflicts, suspects, held, missing }
  if (state === 'refused' || state === 'unreachable') return { ...head, outcome, panel: null }
  const shown = post<{ panel: object }>('sidebar', { do: 'show', present })
  if ('refused' in shown) {
    return {
      ...head,
      outcome: { ...outcome, state: 'refused', refusal: shown.refused },
      panel: null,
    }
  }
  return { ...head, outcome, panel: 'answer' in shown ? shown.answer.panel : null }
}

/** Asks the function `history`, or `sidebar` for what was deleted. */
export function panelAsk(wish: { readonly to: 'history' | 'sidebar' }): Asked<unknown> {
  const { to, ...body } = wish
  return post(to === 'history' ? 'history' : 'sidebar', body)
}

/** The stored row that the person has selected; null where there is none. */
export function panelRow(): { readonly table: string; readonly id: string } | null {
  const sheet = SpreadsheetApp.getActive()
  const active = sheet.getActiveRange()
  if (!active) return null
  const line = active.getRow()
  const title = `'${sheet.getActiveSheet().getName().replace(/'/g, "''")}'`
  const [tab] = readBook(sheet.getId(), readSettings(), [
    `${title}!1:1`,
    `${title}!${line}:${line}`,
  ])
  const row = tab?.rows.find(({ index, id }) => index === line - 1 && id !== '')
  return tab && row ? { table: tab.layout.table, id: row.id } : null
}

/** Takes the person to a cell, or to the first cell of its row. @returns whether the row is there */
export function panelGo(place: {
  readonly table: string
  readonly id: string
  readonly key?: string
}): boolean {
  const sheet = SpreadsheetApp.getActive()
  for (const tab of readBook(sheet.getId(), readSettings())) {
    const row = tab.rows.find(({ id }) => id === place.id)
    if (tab.layout.table !== place.table || !row) continue
    const column = tab.columns.get(place.key ?? '') ?? Math.min(...tab.columns.values())
    const cell = `${columnName(column)}${row.index + 1}`
    sheet.getSheetById(tab.sheetId)?.getRange(cell).activate()
    return true
  }
  return false
}

function post<T>(name: string, body: object): Asked<T> {
  const spreadsheetId = SpreadsheetApp.getActive().getId()
  return ask<T>(neighbour(syncUrl(), name), { ...body, spreadsheetId })
}
