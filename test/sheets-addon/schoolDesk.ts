import { columnLetters } from '../../domain/a1.ts'
import { CORRECTIONS, serviceHeaders } from '../../domain/layout.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { bindingDoc } from '../../functions/store/documents.ts'
import { PROGRAMME } from '../functions/system.ts'
import type { System } from '../functions/system.ts'
import { openAddonDesk } from './addonDesk.ts'
import type { AddonDesk } from './addonDesk.ts'

const SCHOOL = ['sch-maruha']
export const DEPUTY = 'zavuch@example.org'
export const HEAD = 'direktor@example.org'

const [MEASURES] = layoutFor(SCHOOL, 'staff', textsIn('ru')).tabs
/** The letters of «Что исправить». */
export const TO_CORRECT = columnLetters(
  MEASURES?.columns.findIndex(({ key }) => key === CORRECTIONS) ?? -1,
)

/**
 * A workbook of the school, connected to the real `sync`; the deputy head has pressed «Включить».
 *
 * @param url of `sync`; its neighbours are the other functions
 * @param code file of another `Code.js` than that of these sources
 */
export async function openSchoolDesk(
  system: System,
  url = system.url,
  code?: string,
): Promise<AddonDesk> {
  const tab = MEASURES
  if (tab?.table !== 'measures') throw new Error('The first tab of a school is «Меры»')
  const service = serviceHeaders('measures')
  const opened = await openAddonDesk({
    url,
    headers: [...tab.columns.map(({ header }) => header), service.id, service.state],
    identityToken: (email) => system.token(email),
    ...(code === undefined ? {} : { code }),
  })
  await bindingDoc(system.store, opened.id).set({
    programme: PROGRAMME,
    scope: SCHOOL,
    ceiling: 'staff',
  })
  opened.workbooks.share(opened.id, DEPUTY)
  opened.workbooks.share(opened.id, HEAD)
  await opened.script.run(opened.id, DEPUTY, 'enableSync')
  opened.said(DEPUTY)
  opened.runs()
  return opened
}
