import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Desk, startBrowser } from './browser.ts'
import { DEPUTY, startSample, type Sample } from './sample.ts'

let browser: Browser
let sample: Sample

beforeAll(async () => {
  browser = await startBrowser()
  sample = await startSample()
  await sample.system.job('refreshDashboards')
})
afterAll(async () => {
  await browser?.close()
  await sample?.close()
})

test('what «Сегодня» asks to correct is one press away, and a cell without a link offers none', async () => {
  const desk = await Desk.open(browser, sample.address(sample.school, DEPUTY))
  const link = desk.page.locator('#cell-link')
  expect(await desk.text(9, 0)).toBe('исправить')
  await desk.select(9, 0)
  expect(await link.isHidden()).toBe(true)
  await desk.select(9, 3)
  await link.click()
  await desk.page.waitForFunction(() => window.kurator.selected.a1 === 'D9')
  expect(await desk.text(8, 3)).toBe('15/03')
  expect(await link.isHidden()).toBe(true)
  expect(desk.faults).toEqual([])
  await desk.close()
})
