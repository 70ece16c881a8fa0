import { expect, test } from 'vitest'
import type { Desk } from '../browser.ts'
import { answered, EVENT, type Ground } from '../ground.ts'
import { DEPUTY } from '../sample.ts'

/** Sets the line between the sheet and the programme, as the stand's bar does. */
async function become(desk: Desk, state: string, said: string): Promise<void> {
  await desk.page.selectOption('#network', state)
  await desk.page.getByText(said).first().waitFor()
}

export function line(here: () => Ground): void {
  test('is cut: what is typed arrives later', async () => {
    const desk = await here().sitDown(DEPUTY)
    await become(desk, 'off', 'Связи между таблицей и системой нет')
    await desk.type(120, EVENT, 'Введено без связи')
    await desk.shows(120, EVENT, 'Введено без связи')
    await here().system.script.idle()
    expect(await here().countOf('Введено без связи')).toBe(0)
    const panel = await desk.page.evaluate(() => document.body.dataset['version'])
    expect(Number(panel)).toBeGreaterThan(0)
    await become(desk, 'on', 'Связь есть')
    await answered(desk, 120)
    expect(await here().countOf('Введено без связи')).toBe(1)
  })

  test('is slow: the entry stands at once, and one sees that it is on its way', async () => {
    const desk = await here().sitDown(DEPUTY)
    await become(desk, 'slow', 'Связь медленная')
    await desk.type(122, EVENT, 'Введено по медленной связи')
    await desk.shows(122, EVENT, 'Введено по медленной связи')
    await desk.page.locator('#busy').waitFor()
    expect(await here().countOf('Введено по медленной связи')).toBe(0)
    await answered(desk, 122)
    expect(await here().countOf('Введено по медленной связи')).toBe(1)
    await desk.page.locator('#busy').waitFor({ state: 'hidden' })
    await become(desk, 'on', 'Связь есть')
  })

  test('loses every second answer: everything arrives, and once', async () => {
    const desk = await here().sitDown(DEPUTY)
    await become(desk, 'failing', 'Связь рвётся')
    const events = ['Рвётся раз', 'Рвётся два', 'Рвётся три']
    for (const [index, event] of events.entries()) {
      await desk.type(124 + index, EVENT, event)
      await here().system.script.idle()
    }
    await become(desk, 'on', 'Связь есть')
    for (const [index, event] of events.entries()) {
      await answered(desk, 124 + index)
      expect(await here().countOf(event)).toBe(1)
    }
  })

  test('to the stand itself is gone: gestures wait, in order, and arrive', async () => {
    const desk = await here().sitDown(DEPUTY)
    await desk.page.context().setOffline(true)
    await desk.type(128, EVENT, 'Раз')
    await desk.page.getByText('Ждут отправки: 1').waitFor()
    await desk.type(129, EVENT, 'Два')
    await desk.page.context().setOffline(false)
    await desk.shows(128, EVENT, 'Раз')
    await desk.shows(129, EVENT, 'Два')
    await desk.page.getByText('Сохранено', { exact: true }).waitFor()
    const { spreadsheet } = here().system.workbooks.state(here().sample.school, DEPUTY)
    const kept = spreadsheet.sheets.find(({ properties }) => properties.title === 'Меры')
    const typed = [128, 129].map((row) => Object.values(kept?.rows[row]?.cells ?? {}))
    expect(JSON.stringify(typed[0])).toContain('Раз')
    expect(JSON.stringify(typed[1])).toContain('Два')
    // Requests that did not come are what this story is about.
    desk.faults.length = 0
  })
}
