import type { AddonTexts } from '../domain/texts/addon.ts'
import { ask, neighbour } from './ask.ts'
import { texts } from './people.ts'
import type { Asked } from './panelState.ts'
import { syncUrl } from './syncUrl.ts'

/** What the function `setup` answers to `plan`. */
interface Plan {
  readonly service: string
  readonly workbooks: readonly {
    readonly school: string
    readonly title: string
    readonly editors: readonly string[]
  }[]
}

/**
 * «Создать таблицы школ»: the coordinator's account makes a spreadsheet for every participant without
 * one, shares it with the school and the service account, and has it set up and connected. A spreadsheet
 * whose setup failed is remembered and taken again, so that a second press makes no second one.
 */
export function createSchoolBooks(): void {
  const sheet = SpreadsheetApp.getActive()
  const ui = SpreadsheetApp.getUi()
  const say = texts(sheet)
  const url = syncUrl()
  if (url === '') return (ui.alert(say.noAddress), undefined)
  const setup = neighbour(url, 'setup')
  const office = sheet.getId()
  const token = ScriptApp.getIdentityToken()
  const planned = ask<Plan>(setup, { do: 'plan', office }, token)
  if (!('answer' in planned)) return (ui.alert(troubleOf(planned, say)), undefined)
  const { workbooks, service } = planned.answer
  if (workbooks.length === 0) return (ui.alert(say.schoolBooks.none), undefined)
  const titles = workbooks.map(({ title }) => title)
  const question = say.schoolBooks.confirm(titles)
  if (ui.alert(say.title, question, ui.ButtonSet.YES_NO) !== ui.Button.YES) return undefined
  for (const { school, title, editors } of workbooks) {
    const spreadsheetId = spreadsheetOf(school, title, [...editors, service])
    const done = ask(setup, { do: 'school', office, spreadsheetId, school }, token)
    if (!('answer' in done)) return (ui.alert(`${title}. ${troubleOf(done, say)}`), undefined)
  }
  ui.alert(say.schoolBooks.made(titles))
  return undefined
}

/** The spreadsheet that an earlier press made for the school, or a new one. */
function spreadsheetOf(school: string, title: string, editors: string[]): string {
  const properties = PropertiesService.getDocumentProperties()
  const key = `made.${school}`
  const made = properties.getProperty(key)
  if (made !== null) return made
  const spreadsheet = SpreadsheetApp.create(title)
  const id = spreadsheet.getId()
  properties.setProperties({ [key]: id })
  spreadsheet.addEditors(editors)
  return id
}

function troubleOf(asked: Asked<unknown>, say: AddonTexts): string {
  return 'refused' in asked ? asked.refused.message : say.noAnswer
}
