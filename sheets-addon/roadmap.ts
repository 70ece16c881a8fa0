import { ask, neighbour } from './ask.ts'
import type { Asked } from './panelState.ts'
import { texts } from './people.ts'
import { readSettings } from './settings.ts'
import { drain } from './shell.ts'
import { PATIENCE, syncUrl } from './syncUrl.ts'

/** «Загрузить дорожную карту…»: its dialog comes from the function `importRoadmap`, with all its texts. */

interface Step {
  readonly html: string
  readonly title: string
  /** Measures that are still to be stored. */
  readonly left?: number
}

export function openRoadmap(): void {
  const ui = SpreadsheetApp.getUi()
  const say = texts(SpreadsheetApp.getActive())
  const asked = askFunction({ do: 'start' })
  if ('answer' in asked) {
    const { html, title } = asked.answer
    const page = HtmlService.createHtmlOutput(html).setWidth(1000).setHeight(640)
    ui.showModalDialog(page, title)
  } else ui.alert('refused' in asked ? asked.refused.message : say.noAnswer)
}

/** What the dialog asks; what an import has changed comes into the sheet at once. */
export function roadmapAsk(body: { readonly do: string }): Asked<Step> {
  const asked = askFunction(body)
  if (body.do !== 'read' && 'answer' in asked && !asked.answer.left) {
    const id = SpreadsheetApp.getActive().getId()
    const settings = { ...readSettings(), url: syncUrl() }
    drain(id, settings, { pull: true }, PATIENCE, () => undefined)
  }
  return asked
}

function askFunction(body: object): Asked<Step> {
  const spreadsheetId = SpreadsheetApp.getActive().getId()
  return ask<Step>(neighbour(syncUrl(), 'importRoadmap'), { ...body, spreadsheetId })
}
