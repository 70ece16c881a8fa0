import type { Browser, FrameLocator } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { rowDocs } from '../../functions/store/documents.ts'
import { PROGRAMME, startSystem, type System } from '../functions/system.ts'
import type { AddonDesk } from './addonDesk.ts'
import { serveFunctions } from './functionsDesk.ts'
import { DEPUTY, HEAD, openSchoolDesk } from './schoolDesk.ts'
import { findBrowser, openSidebar } from './sidebarDesk.ts'

/** The sidebar as people use it: the built page in Chromium, the built add-on, the real functions. */

vi.setConfig({ testTimeout: 60_000 })

const browser = await findBrowser()
afterAll(() => browser?.close())

let system: System
let desk: AddonDesk
beforeEach(async () => {
  system = await startSystem()
  desk = await openSchoolDesk(system, `${await serveFunctions(system)}/sync`)
  desk
    .hand(DEPUTY)
    .paste(
      "'Меры'!B2",
      [
        'Закрепить наставников\t\t15.9.2021\tдиректор',
        'Дни открытых дверей\t\t15/10\tсоц. педагог',
      ].join('\n'),
    )
  await desk.script.idle()
})
afterEach(() => system.close())

async function stored(event: string) {
  const { docs } = await rowDocs(system.store, PROGRAMME, 'measures').get()
  return docs.find((row) => row.get('cells.event') === event)
}

function open(scheme: 'light' | 'dark' = 'light', person = HEAD) {
  // `skipIf` has seen to it.
  const there: Browser | null = browser
  if (!there) throw new Error('There is no browser')
  return openSidebar(there, desk, person, scheme)
}

/** Waits for what a live region says. */
async function says(frame: FrameLocator, words: string | RegExp): Promise<void> {
  await frame.locator('[role=status]', { hasText: words }).first().waitFor()
}

describe.skipIf(browser === null)('the sidebar', () => {
  test('says what waits, what to correct and how all stands, and asks the network for nothing', async () => {
    const { frame, faults } = await open()
    await says(frame, /Сохранено всё, кроме 1 ячейки · данные на 08:10/)
    await frame.getByRole('heading', { name: 'Просрочена 1 мера' }).waitFor()
    await frame.getByRole('heading', { name: 'Исправить 1 ячейку' }).waitFor()
    expect(await frame.getByLabel('Сообщение для группы').inputValue()).toContain('Просрочена')
    await frame.getByText('СОШ с. Маруха: записи школы. Отправляет').waitFor()
    expect(faults).toEqual([])
  })

  test.each(['light', 'dark'] as const)(
    'fits 300 pixels, every control has a name: %s',
    async (scheme) => {
      const { frame } = await open(scheme)
      const look = await frame.locator('body').evaluate((body) => ({
        overflow: [...body.querySelectorAll('*')].filter(
          (each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0,
        ).length,
        unnamed: [...body.querySelectorAll('button, textarea, select')].filter((each) => {
          const text = each.getAttribute('aria-label') ?? each.textContent
          const labelled = each.id !== '' && body.querySelector(`label[for="${each.id}"]`) !== null
          return text?.trim() === '' && !labelled
        }).length,
        paper: body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor,
        language: body.ownerDocument.documentElement.lang,
      }))
      expect(look).toEqual({
        overflow: 0,
        unnamed: 0,
        paper: scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(31, 31, 31)',
        language: 'ru',
      })
    },
  )

  test('is used by keyboard alone: to the row, its history, and help asked for', async () => {
    const { page, frame } = await open()
    await frame.locator('#refresh').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    expect(await frame.locator('[role=tab][aria-selected=true]').textContent()).toBe('Строка')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await frame.getByRole('heading', { name: 'Закрепить наставников' }).waitFor()
    await frame.getByText('зам. директора по УВР').first().waitFor()
    await frame.getByLabel('Нужна помощь', { exact: true }).focus()
    await page.keyboard.insertText('Нет свободных наставников')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await says(frame, 'Просьба о помощи записана.')
    expect((await stored('Закрепить наставников'))?.get('cells.help')).toBe(
      'Нет свободных наставников',
    )
    await frame.getByText('Нужна помощь: ').waitFor()
  })

  test('leads to the cell that is to be corrected', async () => {
    const { frame } = await open()
    await frame.getByRole('button', { name: 'К ячейке: Срок, Дни открытых дверей' }).click()
    await frame.locator('#view[aria-busy=false]').waitFor()
    expect(desk.script.ui(desk.id, HEAD)).toContainEqual(
      expect.objectContaining({ kind: 'select', a1: 'D3' }),
    )
  })

  test('settles a cell with two answers by one press', async () => {
    const row = await stored('Закрепить наставников')
    const cells = { event: 'Закрепить пары' }
    const rows = [{ id: row?.id ?? '', rev: 1, row: 2, cells }]
    await system.sync(HEAD, { tabs: [{ table: 'measures', columns: ['event'], rows }] })
    desk.hand(DEPUTY).type("'Меры'!B2", 'Назначить наставников')
    await desk.script.idle()
    const { frame } = await open('light', DEPUTY)
    await frame.getByRole('heading', { name: 'Два ответа в 1 ячейке' }).waitFor()
    await frame.getByRole('button', { name: 'Записать Назначить наставников' }).click()
    await says(frame, /Сохранено всё, кроме 1 ячейки/)
    expect(await stored('Назначить наставников')).toBeDefined()
    expect(await frame.getByRole('heading', { name: /Два ответа/ }).count()).toBe(0)
  })

  test('without a connection keeps what it showed, and says what waits and as of when', async () => {
    const { frame } = await open()
    desk.hand(DEPUTY).type("'Меры'!B4", 'Открытый урок')
    await desk.script.idle()
    desk.hand(DEPUTY).type("'Меры'!D4", '1.10.2021')
    desk.script.faults.call({ service: 'UrlFetchApp.fetch', when: 'before', times: 9 })
    await desk.script.idle()
    await frame.getByRole('button', { name: 'Обновить' }).click()
    await says(frame, /Нет связи: 1 строка ждёт\. Вводить заново не нужно\. · данные на 08:10/)
    await frame.getByRole('heading', { name: 'Просрочена 1 мера' }).waitFor()
    desk.script.faults.clear()
    await frame.getByRole('button', { name: 'Обновить' }).click()
    await says(frame, /Сохранено всё/)
    expect((await stored('Открытый урок'))?.get('cells.deadline')).toBe('2021-10-01')
  })

  test('brings a vanished row back, deletes a row after asking, and brings that back too', async () => {
    const { frame } = await open()
    desk.hand(DEPUTY).deleteRows('Меры', 2, 1)
    await desk.script.idle()
    await frame.getByRole('button', { name: 'Обновить' }).click()
    await frame.getByRole('heading', { name: 'В таблице больше нет 1 строки' }).waitFor()
    await frame.getByRole('button', { name: 'Вернуть: Закрепить наставников' }).click()
    await says(frame, 'Строка возвращена.')
    expect(desk.text('B3')).toBe('Закрепить наставников')

    await frame.getByRole('tab', { name: 'Строка' }).click()
    await frame.getByRole('button', { name: 'Показать выбранную строку' }).click()
    await frame.getByRole('button', { name: 'Удалить строку' }).click()
    await frame.getByRole('button', { name: 'Не удалять' }).click()
    expect(desk.text('B2')).toBe('Дни открытых дверей')
    await frame.getByRole('button', { name: 'Удалить строку' }).click()
    await frame.getByRole('button', { name: 'Удалить', exact: true }).click()
    await says(frame, 'Строка удалена.')
    expect(desk.text('B2')).toBe('')

    await frame.getByRole('tab', { name: 'Удалённые' }).click()
    await frame.getByRole('button', { name: 'Вернуть: Дни открытых дверей' }).click()
    await says(frame, 'Строка возвращена.')
    expect([desk.text('B4'), (await stored('Дни открытых дверей'))?.get('archivedAt')]).toEqual([
      'Дни открытых дверей',
      null,
    ])
  })
})
