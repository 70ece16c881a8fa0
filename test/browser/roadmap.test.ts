import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleMoment } from '../../local/sample/files.ts'
import { docx } from '../functions/roadmap/documents.ts'
import { Desk, startBrowser } from './browser.ts'
import { DEPUTY, startSample, type Sample } from './sample.ts'

let browser: Browser
let sample: Sample
let folder: string

beforeAll(async () => {
  browser = await startBrowser()
  sample = await startSample()
  folder = mkdtempSync(join(tmpdir(), 'kurator-roadmap-'))
})
afterAll(async () => {
  await browser?.close()
  await sample?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A school's plan in Word: a section, a column that only people understand, a name, months. */
async function planOnDisk(): Promise<string> {
  const document = await docx('План антирисковых мер на 2021–2022 учебный год', [
    ['№ п/п', 'Мероприятия', 'Сроки реализации', 'Ответственные', 'Ресурсы'],
    [{ text: 'Задача 1. Догнать программу седьмого класса', span: 5 }],
    ['1.1.', 'Занятия в малых группах', 'до 24 сентября', 'руководитель ШМО', 'кабинет 12'],
    ['1.2.', 'Карта пробелов класса', '15.10.2021', 'Иванова М. П., зам. директора по УВР', ''],
  ])
  if (document.is !== 'file') throw new Error('not a file')
  const path = join(folder, 'план.docx')
  writeFileSync(path, document.bytes)
  return path
}

test('from a Word document on disk to a plan whose deadlines are watched', async () => {
  const path = await planOnDisk()
  const begun = performance.now()
  const desk = await Desk.open(browser, sample.address(sample.school, DEPUTY))
  desk.page.setDefaultTimeout(10_000)
  await desk.page.locator('#menu summary').click()
  await desk.page.getByRole('menuitem', { name: 'Загрузить дорожную карту…' }).click()
  const dialog = desk.page.frameLocator('#dialogs iframe')
  await dialog.locator('[data-file]').setInputFiles(path)
  await dialog.getByRole('button', { name: 'Прочитать' }).click()

  // Nothing can be imported while a column is not understood and years are missing.
  const resources = dialog.getByLabel('Ресурсы')
  await resources.waitFor()
  const importing = dialog.getByRole('button', { name: /^Импортировать/ })
  expect(await importing.isDisabled()).toBe(true)
  await resources.selectOption('comment')
  await dialog.getByLabel('2021/22 учебный год (так в документе)').check()
  await dialog.getByText('24.09.2021').first().waitFor()
  const instead = dialog.getByLabel('Записать вместо этого')
  expect(await instead.inputValue()).toBe('зам. директора по УВР')
  await importing.click()
  await dialog.getByText('Перенесено 2 меры').waitFor()
  await dialog.getByRole('button', { name: 'Готово' }).click()
  await sample.system.script.idle()
  console.log(`from a file to stored measures: ${Math.round(performance.now() - begun)} ms`)

  const { docs } = await sample.system.store.collectionGroup('measures').get()
  const found = docs
    .map((row) => row.data())
    .filter(({ cells }) => cells.task === 'Догнать программу седьмого класса')
  const stored = found.map(({ cells }) =>
    [cells.event, cells.deadline, cells.responsible].join('|'),
  )
  expect(new Set(stored)).toEqual(
    new Set([
      'Занятия в малых группах|2021-09-24|руководитель ШМО',
      'Карта пробелов класса|2021-10-15|зам. директора по УВР',
    ]),
  )

  // The clock runs on past the first deadline: the plan is watched.
  sample.system.clock.set(sampleMoment('2021-09-27', '08:10'))
  await sample.system.job('checkDeadlines')
  await sample.system.job('weeklyDigest')
  const mails = sample.system.mail.list().map(({ id }) => sample.system.mail.get(id).text)
  const overdue = mails.filter((text) => text.includes('Занятия в малых группах'))
  expect(overdue.join('\n')).toMatch(/ПРОСРОЧЕН[^]*Занятия в малых группах/)
  const inSheet = Array.from({ length: 20 }, (_, row) => desk.text(row, 1))
  expect(await Promise.all(inSheet)).toContain('Занятия в малых группах')
  expect(desk.faults).toEqual([])
  await desk.close()
})
