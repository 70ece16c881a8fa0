import { ask, neighbour } from './ask.ts'
import type { Asked } from './panelState.ts'
import { texts } from './people.ts'
import { syncUrl } from './syncUrl.ts'

/** «Справка…»: its dialog comes from the function `brief`, with all its texts. */
export function openBrief(): void {
  const ui = SpreadsheetApp.getUi()
  const asked = askFunction<{ readonly html: string; readonly title: string }>({ do: 'start' })
  if ('answer' in asked) {
    const { html, title } = asked.answer
    ui.showModalDialog(HtmlService.createHtmlOutput(html).setWidth(460).setHeight(360), title)
  } else {
    const say = texts(SpreadsheetApp.getActive())
    ui.alert('refused' in asked ? asked.refused.message : say.noAnswer)
  }
}

/** What the dialog asks: a file, as base64. */
export function briefAsk(body: {
  readonly do: string
}): Asked<{ readonly file: string; readonly name: string }> {
  return askFunction(body)
}

function askFunction<T>(body: object): Asked<T> {
  const spreadsheetId = SpreadsheetApp.getActive().getId()
  return ask<T>(neighbour(syncUrl(), 'brief'), { ...body, spreadsheetId })
}
