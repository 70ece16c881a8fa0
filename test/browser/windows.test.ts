import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Desk, startBrowser } from './browser.ts'
import { COORDINATOR, DEPUTY, startSample, type Sample } from './sample.ts'

const REVIEW = 'Проверка и решения…'
const CURATOR = 'kurator.maruha@example.org'

let browser: Browser
let sample: Sample
beforeAll(async () => {
  browser = await startBrowser()
  sample = await startSample()
})
afterAll(async () => {
  await browser?.close()
  await sample?.close()
})

/** A window on the person's own workbook, with the dialog open; by keyboard alone. */
async function openDialog(person: string, word: string, name: string, heading: string) {
  const book = sample.system.workbooks.list().find(({ title }) => title.includes(word))?.id ?? ''
  const desk = await Desk.open(browser, `${sample.address(book, person)}#table=measures`)
  desk.page.setDefaultTimeout(15_000)
  await desk.page.locator('#menu summary').focus()
  await desk.page.keyboard.press('Enter')
  const item = desk.page.getByRole('menuitem', { name })
  await item.waitFor()
  await item.focus()
  await desk.page.keyboard.press('Enter')
  const dialog = desk.page.frameLocator('#dialogs iframe')
  await dialog.getByText(heading).first().waitFor()
  return { desk, dialog }
}

async function stored(event: string): Promise<Record<string, unknown>> {
  const { docs } = await sample.system.store.collectionGroup('measures').get()
  return Object(docs.find((row) => row.get('cells.event') === event)?.get('cells'))
}

test('a curator returns a measure and confirms the rest by keyboard; the sheet shows it at once', async () => {
  const { desk, dialog } = await openDialog(
    CURATOR,
    'куратор, СОШ с. Маруха',
    REVIEW,
    'На проверку',
  )
  const boxes = dialog.locator('input[data-rev]')
  const count = await boxes.count()
  expect(count).toBeGreaterThan(0)
  const event = await dialog.locator('li b').first().textContent()
  // The whole window is seen, however wide the browser is.
  for (const [width, seen] of [
    [1366, 760],
    [420, 396],
  ] as const) {
    await desk.page.setViewportSize({ width, height: 768 })
    const box = await desk.page.locator('#dialogs iframe').boundingBox()
    const outer = await desk.page.locator('#dialogs dialog').boundingBox()
    expect(box?.width).toBe(seen)
    expect(outer?.width).toBeGreaterThanOrEqual(seen)
    expect(outer?.x).toBeGreaterThanOrEqual(0)
    expect((outer?.x ?? 0) + (outer?.width ?? 0)).toBeLessThanOrEqual(width)
  }
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  const giveBack = dialog.getByRole('button', { name: /^Вернуть отмеченные/ })
  expect(await giveBack.isDisabled()).toBe(true)

  await boxes.first().focus()
  await desk.page.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Вернуть отмеченные (1)' }).focus()
  await desk.page.keyboard.press('Enter')
  await dialog.getByText('Напишите, что доработать').waitFor()
  // The cursor is where the comment is missing.
  await desk.page.keyboard.type('Добавьте вывод по начальным классам')
  await giveBack.focus()
  await desk.page.keyboard.press('Enter')
  await dialog.getByText('Возвращена на доработку 1 мера.').waitFor()
  expect(await stored(event ?? '')).toMatchObject({
    check: 'rework',
    checkComment: 'Добавьте вывод по начальным классам',
  })
  expect(await boxes.count()).toBe(count - 1)

  await sample.system.script.idle()
  const shown = Array.from({ length: 20 }, async (_, row) =>
    [await desk.text(row, 1), await desk.text(row, 8)].join(': '),
  )
  expect(await Promise.all(shown)).toContain(`${event}: На доработку`)
  expect(desk.faults).toEqual([])
  await desk.close()
})

test('the coordinator sees proposals beside the checks, and nobody is asked about nothing', async () => {
  const { desk, dialog } = await openDialog(COORDINATOR, 'координатор', REVIEW, 'На проверку')
  await dialog.getByRole('heading', { name: 'Предложения школ' }).waitFor()
  const section = dialog.locator('section').filter({ hasText: 'Предложения школ' })
  const proposals = await section.locator('input[data-rev]').count()
  const agree = section.getByRole('button', { name: /^Согласовать/ })
  if (proposals === 0) await section.getByText('Предложений, которые ждут решения, нет.').waitFor()
  else {
    await section.getByLabel('Отметить все').check()
    await agree.click()
    await dialog.getByText(/^Согласовано \d+ предложени/).waitFor()
  }
  expect(await section.locator('input[data-rev]').count()).toBe(0)
  expect(desk.faults).toEqual([])
  await desk.close()
})

/** How many measures are in force. */
async function inForce(): Promise<number> {
  const { docs } = await sample.system.store.collectionGroup('measures').get()
  return docs.filter((row) => row.get('archivedAt') === null).length
}

test('the coordinator counts, starts a new year, and takes it back', async () => {
  const { desk, dialog } = await openDialog(
    COORDINATOR,
    'координатор',
    'Начать новый год…',
    'Последний день',
  )
  const before = await inForce()
  await dialog.getByLabel(/^Последний день/).fill('2021-09-20')
  await dialog.getByRole('button', { name: 'Посчитать' }).focus()
  await desk.page.keyboard.press('Enter')
  await dialog.getByText('Что произойдёт').waitFor()
  const total = await dialog.locator('tfoot td').allTextContents()
  expect(await inForce()).toBe(before)
  // The button that begins has the focus by now.
  await desk.page.keyboard.press('Enter')
  await dialog.getByText('Новый год начат.').waitFor()
  expect(before - (await inForce())).toBeLessThanOrEqual(Number(total[0]))
  expect(await inForce()).toBeLessThan(before)
  await dialog.getByRole('button', { name: 'Вернуть этот год' }).click()
  await dialog.getByRole('button', { name: /^Точно вернуть/ }).click()
  await dialog.getByText('Год возвращён').waitFor()
  expect(await inForce()).toBe(before)
  expect(desk.faults).toEqual([])
  await desk.close()
})

test('a school opens a tab that it did not see', async () => {
  const { desk, dialog } = await openDialog(DEPUTY, 'СОШ с. Маруха', 'Другие таблицы…', 'Отметьте')
  const tab = desk.page.getByRole('tab', { name: 'Занятия', exact: true })
  const show = dialog.getByRole('button', { name: 'Показать отмеченные' })
  expect(await show.isDisabled()).toBe(true)
  await dialog.getByRole('checkbox', { name: /^Занятия/ }).focus()
  await desk.page.keyboard.press('Space')
  await show.focus()
  await desk.page.keyboard.press('Enter')
  await dialog.getByText('Открыта 1 вкладка.').waitFor()
  await tab.waitFor()
  expect(desk.faults).toEqual([])
  await desk.close()
})
