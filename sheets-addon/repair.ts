import { ask, neighbour } from './ask.ts'
import { texts } from './people.ts'
import { syncUrl } from './syncUrl.ts'

/** «Проверить и починить таблицу»: the function `setup` gives this workbook what it lacks. */
export function repairBook(): void {
  const sheet = SpreadsheetApp.getActive()
  const ui = SpreadsheetApp.getUi()
  const say = texts(sheet)
  const url = syncUrl()
  if (url === '') return (ui.alert(say.noAddress), undefined)
  const body = { do: 'repair', spreadsheetId: sheet.getId() }
  const asked = ask<{ readonly requests: number }>(neighbour(url, 'setup'), body)
  if ('answer' in asked)
    ui.alert(asked.answer.requests === 0 ? say.repaired.fine : say.repaired.done)
  else ui.alert('refused' in asked ? asked.refused.message : say.noAnswer)
  return undefined
}
