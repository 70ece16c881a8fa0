import { ask, neighbour } from './ask.ts'
import type { Asked } from './panelState.ts'
import { texts } from './people.ts'
import { readSettings } from './settings.ts'
import { drain, readBook } from './shell.ts'
import { PATIENCE, syncUrl } from './syncUrl.ts'

/**
 * Windows whose page comes whole, with its texts, from the function of the same name. What the page asks
 * goes to that function, as the person who sits before it.
 */
const WINDOWS: Readonly<Record<string, readonly [width: number, height: number]>> = {
  brief: [460, 520],
  review: [760, 620],
  lowResults: [980, 640],
  exportTables: [460, 400],
  newYear: [680, 600],
  tabs: [520, 560],
  importRoadmap: [1000, 640],
}

/** Rows of a selection that the window is told of. */
const CHOSEN = 200

/** «Проверка и решения…»: rows selected in «Меры» come marked. */
export function openReview(): void {
  open('review', { chosen: chosenRows() })
}

/** «Загрузить дорожную карту…». */
export function openRoadmap(): void {
  open('importRoadmap', {})
}

/** «Справка…». */
export function openBrief(): void {
  open('brief', {})
}

/** «Выгрузить в файл…». */
export function openExport(): void {
  open('exportTables', {})
}

/** «Школы с низкими результатами…». */
export function openLowResults(): void {
  open('lowResults', {})
}

/** «Начать новый год…». */
export function openNewYear(): void {
  open('newYear', {})
}

/** «Другие таблицы…». */
export function openTabs(): void {
  open('tabs', {})
}

/** What a window asks. What it has changed comes into the sheet at once. */
export function windowAsk(wish: { readonly to: string }): Asked<object> {
  const { to, ...body } = wish
  if (!(to in WINDOWS)) return { unreachable: to }
  const asked = askFunction<{ readonly pull?: boolean }>(to, body)
  if ('answer' in asked && asked.answer.pull) bringNews()
  return asked
}

/** What a window asks of the roadmap's function; what an import has changed comes into the sheet at once. */
export function roadmapAsk(body: { readonly do: string }): Asked<object> {
  // `left`: measures that are still to be stored.
  const asked = askFunction<{ readonly left?: number }>('importRoadmap', body)
  if (body.do !== 'read' && 'answer' in asked && !asked.answer.left) bringNews()
  return asked
}

function bringNews(): void {
  const settings = { ...readSettings(), url: syncUrl() }
  drain(SpreadsheetApp.getActive().getId(), settings, { pull: true }, PATIENCE, () => undefined)
}

function open(name: string, body: object): void {
  const ui = SpreadsheetApp.getUi()
  const [width, height] = WINDOWS[name] ?? [600, 400]
  const asked = askFunction<{ readonly html: string; readonly title: string }>(name, {
    do: 'start',
    ...body,
  })
  if ('answer' in asked) {
    const { html, title } = asked.answer
    ui.showModalDialog(HtmlService.createHtmlOutput(html).setWidth(width).setHeight(height), title)
  } else {
    const say = texts(SpreadsheetApp.getActive())
    ui.alert('refused' in asked ? asked.refused.message : say.noAnswer)
  }
}

/** Ids of the measures in the selected rows; none where another tab is open. */
function chosenRows(): string[] {
  const sheet = SpreadsheetApp.getActive()
  const range = sheet.getActiveRange()
  if (!range) return []
  const first = range.getRow()
  const last = first + Math.min(range.getNumRows(), CHOSEN) - 1
  const title = `'${sheet.getActiveSheet().getName().replace(/'/g, "''")}'`
  const ranges = [`${title}!1:1`, `${title}!${first}:${last}`]
  const [tab] = readBook(sheet.getId(), readSettings(), ranges)
  if (tab?.layout.table !== 'measures') return []
  const ids = tab.rows
    .filter(({ index, id }) => index >= first - 1 && index < last && id !== '')
    .map(({ id }) => id)
  return [...new Set(ids)]
}

function askFunction<T>(name: string, body: object): Asked<T> {
  const spreadsheetId = SpreadsheetApp.getActive().getId()
  return ask<T>(neighbour(syncUrl(), name), { ...body, spreadsheetId })
}
