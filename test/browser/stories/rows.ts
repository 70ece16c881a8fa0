import { expect, test } from 'vitest'
import { answered, columnOf, EVENT, openSidebar, type Ground } from '../ground.ts'
import { DEPUTY } from '../sample.ts'

export function rows(here: () => Ground): void {
  test('are copied, sorted, deleted and brought back', async () => {
    const { system, sample } = here()
    const version = () => system.workbooks.state(sample.school, DEPUTY).version
    const desk = await here().sitDown(DEPUTY)
    const ids = await columnOf(desk, 'measures.id')
    const events = ['Копия: беседа', 'Анкета родителей', 'Встреча наставников']
    const first = 140
    for (const [index, event] of events.entries()) await desk.type(first + index, EVENT, event)
    await answered(desk, first + 2)

    // A copy is a measure of its own.
    await desk.select(first, 0, first, ids + 1)
    await desk.page.keyboard.press('Control+c')
    await desk.select(first + 3, 0)
    await desk.page.keyboard.press('Control+v')
    await desk.shows(first + 3, EVENT, 'Копия: беседа')
    await system.script.idle()
    await desk.settled(version)
    const copied = await desk.text(first + 3, ids)
    expect(copied).not.toBe(await desk.text(first, ids))
    expect(await here().countOf('Копия: беседа')).toBe(2)

    // Sorted as a whole, each row keeps its id.
    const named = new Map<string, string>()
    for (let row = first; row < first + 3; row++) {
      named.set(await desk.text(row, EVENT), await desk.text(row, ids))
    }
    await desk.command('sheet.command.sort-range', {
      range: { startRow: first, endRow: first + 2, startColumn: 0, endColumn: ids + 1 },
      orderRules: [{ colIndex: EVENT, type: 'asc' }],
      hasTitle: false,
    })
    await desk.shows(first, EVENT, 'Анкета родителей')
    await system.script.idle()
    await desk.settled(version)
    for (let row = first; row < first + 3; row++) {
      expect(await desk.text(row, ids)).toBe(named.get(await desk.text(row, EVENT)))
    }

    // Deleted in the sheet, a row is kept, and comes back with a press.
    await desk.command('sheet.command.remove-row', {
      range: { startRow: first, endRow: first, startColumn: 0, endColumn: 5 },
    })
    await desk.shows(first, EVENT, 'Встреча наставников')
    await desk.settled(version)
    await system.script.idle()
    const panel = await openSidebar(desk)
    await panel.getByRole('heading', { name: 'В таблице больше нет 1 строки' }).waitFor()
    await panel.getByRole('button', { name: 'Вернуть: Анкета родителей' }).click()
    await panel.getByText('В таблице больше нет').waitFor({ state: 'detached' })
    await desk.settled(version)
    expect(await here().countOf('Анкета родителей')).toBe(1)
    const texts = await desk.page.evaluate(
      (column) => Array.from({ length: 200 }, (_, row) => window.kurator.text(row, column)),
      EVENT,
    )
    const back = texts.indexOf('Анкета родителей')
    expect(await desk.text(back, ids)).toBe(named.get('Анкета родителей'))
  })

  test('that were deleted come back with Ctrl+Z', async () => {
    const desk = await here().sitDown(DEPUTY)
    const ids = await columnOf(desk, 'measures.id')
    const [event, id] = [await desk.text(5, EVENT), await desk.text(5, ids)]
    // As a person does: the row is chosen, then deleted. What follows by keyboard goes to the sheet.
    await desk.select(5, EVENT)
    await desk.command('sheet.command.remove-row', {
      range: { startRow: 5, endRow: 5, startColumn: 0, endColumn: 5 },
    })
    await desk.page.waitForFunction((text) => window.kurator.text(5, 1) !== text, event)
    await desk.page.keyboard.press('Control+z')
    await desk.shows(5, EVENT, event)
    expect(await desk.text(5, ids)).toBe(id)
  })
}
