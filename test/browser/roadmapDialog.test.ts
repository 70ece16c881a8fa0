import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importRoadmapFunction } from '../../functions/importRoadmap.ts'
import { serveJob, type Job } from '../functions/jobs.ts'
import { startSystem, type System } from '../functions/system.ts'
import { startBrowser } from './browser.ts'

/** The dialog alone, before the real function; the test says when each answer comes. */
let browser: Browser
let system: System
let service: Job
let page: Page
/** Questions under way, oldest first. */
let asked: { readonly body: object; readonly answer: () => void }[]
let onAsked: () => void

beforeAll(async () => {
  browser = await startBrowser()
  system = await startSystem()
  service = await serveJob(system, importRoadmapFunction(system.services))
})
afterAll(async () => {
  await browser?.close()
  await service?.close()
  await system?.close()
})

async function call(body: object): Promise<{ answer: Record<string, unknown> }> {
  const authorization = `Bearer ${await system.token('zavuch@example.org')}`
  const response = await service.call({
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ ...body, spreadsheetId: 'book-maruha' }),
  })
  return { answer: Object(response.body) }
}

beforeEach(async () => {
  asked = []
  onAsked = () => undefined
  page = await browser.newPage()
  page.setDefaultTimeout(10_000)
  await page.exposeFunction('askServer', async (body: object) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    asked.push({ body, answer: resolve })
    onAsked()
    await promise
    return call(body)
  })
  await page.addInitScript(`window.google = { script: { host: { close() {} }, run: {
    withSuccessHandler(done) { return { withFailureHandler(fail) { return {
      roadmapAsk(body) { window.askServer(body).then(done, fail) },
    } } } },
  } } }`)
  const { answer } = await call({ do: 'start' })
  await page.route('http://dialog.test/', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: String(answer['html']) }),
  )
  await page.goto('http://dialog.test/')
})

/** Until that many questions have been asked in all. */
async function questions(count: number): Promise<void> {
  while (asked.length < count) {
    await new Promise<void>((resolve) => {
      onAsked = resolve
    })
  }
}

const PLAN = `Мероприятие\tСрок\tОтветственный\tРесурсы
Занятия в малых группах\t24 сентября\tруководитель ШМО\tкабинет 12
Карта пробелов\t15 октября\tИванова М. П., зам. директора по УВР\tбумага`

async function readPlan(): Promise<void> {
  await page.locator('[data-paste]').evaluate((field, text) => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, PLAN)
  await page.getByRole('button', { name: 'Прочитать' }).click()
  await questions(1)
  asked[0]?.answer()
  await page.getByLabel('Ресурсы').waitFor()
}

const year = () => page.getByLabel('2021 год', { exact: true })
const instead = () => page.locator('[data-instead][data-key=responsible]')

test('two answers given right after another both count, whichever comes first', async () => {
  await readPlan()
  await page.getByLabel('Ресурсы').selectOption('comment')
  await questions(2)
  await year().check()
  // The first answer knows nothing of the year: the whole is asked again before anything is shown.
  asked[1]?.answer()
  await questions(3)
  asked[2]?.answer()
  await page.getByText('24.09.2021').first().waitFor()
  expect(await page.getByLabel('Ресурсы').inputValue()).toBe('comment')
  expect(await year().isChecked()).toBe(true)
  expect(asked[2]?.body).toMatchObject({
    choices: {
      year: '2021',
      tables: { 0: { fields: ['event', 'deadline', 'responsible', 'comment'] } },
    },
  })
  expect(asked).toHaveLength(3)
  expect(await page.getByRole('button', { name: /^Импортировать/ }).isEnabled()).toBe(true)
})

test('what is being typed stays, with the cursor where it was', async () => {
  await readPlan()
  await page.getByLabel('Ресурсы').selectOption('comment')
  await questions(2)
  await instead().fill('заместитель по УВР')
  await instead().evaluate((field: HTMLInputElement) => field.setSelectionRange(3, 5))
  asked[1]?.answer()
  await page.waitForFunction(() => !document.body.classList.contains('busy'))
  expect(await instead().inputValue()).toBe('заместитель по УВР')
  const focused = await instead().evaluate((field: HTMLInputElement) => [
    document.activeElement === field,
    field.selectionStart,
    field.selectionEnd,
  ])
  expect(focused).toEqual([true, 3, 5])
})

test('an answer waits while the mouse is pressed, so that the click is not lost', async () => {
  await readPlan()
  await page.getByLabel('Ресурсы').selectOption('comment')
  await questions(2)
  await year().scrollIntoViewIfNeeded()
  const box = await year().boundingBox()
  if (box === null) throw new Error('the year is not in sight')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  asked[1]?.answer()
  // The server has answered, and the page has heard it, before the button is let go.
  await page.evaluate(() => fetch('about:blank').catch(() => undefined))
  await page.mouse.up()
  await questions(3)
  asked[2]?.answer()
  await page.getByText('24.09.2021').first().waitFor()
  expect(await year().isChecked()).toBe(true)
})

test('a year that was chosen first gives way to the one chosen last', async () => {
  await readPlan()
  await year().check()
  await questions(2)
  await page.getByLabel('2022 год', { exact: true }).check()
  asked[1]?.answer()
  await questions(3)
  asked[2]?.answer()
  await page.getByText('24.09.2022').first().waitFor()
  expect(await year().isChecked()).toBe(false)
})

test('a line that fails leaves what was chosen, and says so', async () => {
  await readPlan()
  await page.evaluate(() => {
    Object.assign(window, { askServer: () => Promise.reject(new Error('no line')) })
  })
  await page.getByLabel('Ресурсы').selectOption('comment')
  await page.getByRole('alert').getByText('Нет связи').waitFor()
  expect(await page.getByLabel('Ресурсы').inputValue()).toBe('comment')
})
