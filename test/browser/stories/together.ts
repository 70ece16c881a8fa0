import { expect, test } from 'vitest'
import { columnOf, EVENT, openSidebar, RESPONSIBLE, selectedRow, type Ground } from '../ground.ts'
import { COORDINATOR, DEPUTY, HEAD } from '../sample.ts'

export function together(here: () => Ground): void {
  const version = (workbook: string) => () =>
    here().system.workbooks.state(workbook, COORDINATOR).version

  test('see each other’s edits at once', async () => {
    const { sample, system } = here()
    const [head, deputy] = [await here().sitDown(HEAD), await here().sitDown(DEPUTY)]
    await head.type(32, EVENT, 'Записал директор')
    await deputy.shows(32, EVENT, 'Записал директор')
    await deputy.type(32, EVENT, 'Поправил завуч')
    await head.shows(32, EVENT, 'Поправил завуч')
    await system.script.idle()
    await head.settled(version(sample.school))
    await deputy.settled(version(sample.school))
    expect(await head.shown()).toEqual(await deputy.shown())
  })

  test('type while rows come and go above: the text lands in its own row', async () => {
    const { sample } = here()
    const [head, deputy] = [await here().sitDown(HEAD), await here().sitDown(DEPUTY)]
    await deputy.select(34, EVENT)
    await deputy.page.keyboard.insertText('Моя строка')
    await deputy.page.waitForFunction(() => window.kurator.editing)
    await head.command('sheet.command.insert-row', {
      direction: 0,
      range: { startRow: 20, endRow: 21, startColumn: 0, endColumn: 5 },
    })
    await head.settled(version(sample.school))
    await deputy.page.waitForFunction(
      (wanted) => window.kurator.version >= wanted,
      version(sample.school)(),
    )
    await deputy.page.keyboard.press('Enter')
    await deputy.shows(36, EVENT, 'Моя строка')
    expect(await deputy.text(34, EVENT)).not.toBe('Моя строка')
  })

  test('answer one cell in two workbooks: the second is asked, and chooses with one press', async () => {
    const { system, sample, office } = here()
    await system.job('reconcile')
    const deputy = await here().sitDown(DEPUTY)
    const row = 2
    const id = await deputy.text(row, await columnOf(deputy, 'measures.id'))
    const place = `#table=measures&row=${id}&column=responsible`
    const coordinator = await here().sitDown(COORDINATOR, office, place)
    const theirs = await selectedRow(coordinator)
    const column = await columnOf(coordinator, 'Ответственный')
    expect(await coordinator.text(theirs, column)).toBe(await deputy.text(row, RESPONSIBLE))

    await deputy.type(row, RESPONSIBLE, 'социальный педагог')
    await deputy.settled(version(sample.school))
    await system.script.idle()
    await coordinator.type(theirs, column, 'педагог-психолог')
    await coordinator.settled(version(office))
    await system.script.idle()
    // Nobody has overwritten anybody.
    expect(await here().stored(id)).toMatchObject({ responsible: 'социальный педагог' })
    expect(await coordinator.text(theirs, column)).toBe('педагог-психолог')

    const panel = await openSidebar(coordinator)
    await panel.getByRole('heading', { name: 'Два ответа в 1 ячейке' }).waitFor()
    await panel.getByRole('button', { name: 'Записать педагог-психолог' }).click()
    await panel.getByRole('heading', { name: 'Два ответа' }).waitFor({ state: 'detached' })
    expect(await here().stored(id)).toMatchObject({ responsible: 'педагог-психолог' })
    await system.job('reconcile')
    await deputy.shows(row, RESPONSIBLE, 'педагог-психолог')
  })
}
