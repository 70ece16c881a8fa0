import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Desk, startBrowser } from './browser.ts'
import { DEPUTY, HEAD, startSample, type Sample } from './sample.ts'

/** Columns of «Меры», from 0: they are hidden behind their groups from the ninth on. */
const [EVENT, DEADLINE, STATUS] = [1, 3, 5]

let browser: Browser
let sample: Sample
const open: Desk[] = []

beforeAll(async () => {
  browser = await startBrowser()
  sample = await startSample()
})
afterEach(async () => {
  const faults = open.flatMap((desk) => desk.faults)
  for (const desk of open.splice(0)) await desk.close()
  if (faults.length > 0) throw new Error(`The page had faults: ${faults.join('; ')}`)
})
afterAll(async () => {
  await browser?.close()
  await sample?.close()
})

async function sitDown(person: string, hash = ''): Promise<Desk> {
  const desk = await Desk.open(browser, sample.address(sample.school, person) + hash)
  open.push(desk)
  return desk
}

/** The column of «Меры» with this header. */
async function columnOf(desk: Desk, header: string): Promise<number> {
  for (let column = 0; column < 40; column++) {
    if ((await desk.text(0, column)) === header) return column
  }
  throw new Error(`no column «${header}»`)
}

describe('in the school’s workbook', () => {
  test('a mistake is read and cured', async () => {
    const desk = await sitDown(DEPUTY)
    const corrections = await columnOf(desk, 'Что исправить')
    expect(await desk.text(8, DEADLINE)).toBe('15/03')
    await desk.select(8, DEADLINE)
    await desk.page.getByText('Не указан год').waitFor()
    const from = performance.now()
    await desk.type(8, DEADLINE, '15.03.2022')
    await desk.shows(8, DEADLINE, '15.03.2022')
    await desk.page.getByText('Сохранено', { exact: true }).waitFor()
    console.log(`one edit shown saved: ${Math.round(performance.now() - from)} ms`)
    await desk.shows(8, corrections, '')
    console.log(`  and answered by the programme: ${Math.round(performance.now() - from)} ms`)
    expect(await desk.page.locator('#remark').isHidden()).toBe(true)
  })

  test('a first measure is typed and stored', async () => {
    const desk = await sitDown(DEPUTY)
    const row = 30
    await desk.type(row, EVENT, 'Неделя открытых уроков')
    await desk.type(row, DEADLINE, '1 октября 2021')
    await desk.type(row, 4, 'руководитель ШМО')
    await desk.shows(row, STATUS, 'Не начата')
    await sample.system.script.idle()
    const id = await desk.text(row, await columnOf(desk, 'measures.id'))
    const stored = await sample.system.store.collectionGroup('measures').get()
    const doc = stored.docs.find((one) => one.id === id)
    expect(doc?.get('cells.event')).toBe('Неделя открытых уроков')
    expect(doc?.get('cells.deadline')).toBe('2021-10-01')
  })

  test('a table of forty rows comes from Word', async () => {
    const desk = await sitDown(DEPUTY)
    const rows = Array.from(
      { length: 40 },
      (_, n) =>
        `<tr><td><p>Занятие №&nbsp;${n + 1}</p></td><td>риск</td><td>${(n % 28) + 1}.10.2021</td></tr>`,
    )
    await desk.select(40, EVENT)
    await desk.paste({ 'text/plain': '', 'text/html': `<table>${rows.join('')}</table>` })
    await desk.shows(40, EVENT, 'Занятие № 1')
    await desk.shows(79, EVENT, 'Занятие № 40')
    await desk.shows(79, DEADLINE, '12.10.2021')
    expect(await desk.text(79, 2)).toBe('риск')
    await desk.page.keyboard.press('Control+z')
    await desk.shows(79, EVENT, '')
  })

  test('two people see each other’s edits at once', async () => {
    const [head, deputy] = [await sitDown(HEAD), await sitDown(DEPUTY)]
    await head.type(32, EVENT, 'Записал директор')
    await deputy.shows(32, EVENT, 'Записал директор')
    await deputy.type(32, EVENT, 'Поправил завуч')
    await head.shows(32, EVENT, 'Поправил завуч')
    await sample.system.script.idle()
    await head.settled(() => sample.system.workbooks.state(sample.school, HEAD).version)
    await deputy.settled(() => sample.system.workbooks.state(sample.school, HEAD).version)
    expect(await head.shown()).toEqual(await deputy.shown())
  })

  test('rows come and go above a cell that somebody types into: the text lands in its own row', async () => {
    const [head, deputy] = [await sitDown(HEAD), await sitDown(DEPUTY)]
    await deputy.select(34, EVENT)
    await deputy.page.keyboard.insertText('Моя строка')
    await head.command('sheet.command.insert-row', {
      direction: 0,
      range: { startRow: 20, endRow: 21, startColumn: 0, endColumn: 5 },
    })
    await head.shows(20, EVENT, '')
    const moved = sample.system.workbooks.state(sample.school, HEAD).version
    await deputy.page.waitForFunction((version) => window.kurator.version >= version, moved)
    await deputy.page.keyboard.press('Enter')
    await deputy.shows(36, EVENT, 'Моя строка')
    expect(await deputy.text(34, EVENT)).not.toBe('Моя строка')
  })

  test('what is typed while the line is cut arrives later', async () => {
    const desk = await sitDown(DEPUTY)
    const state = await columnOf(desk, 'measures.state')
    await desk.page.selectOption('#network', 'off')
    await desk.page.getByText('Связи между таблицей и системой нет').waitFor()
    await desk.type(120, EVENT, 'Введено без связи')
    await desk.shows(120, EVENT, 'Введено без связи')
    await sample.system.script.idle()
    const stored = async () =>
      (await sample.system.store.collectionGroup('measures').get()).docs.map((doc): unknown =>
        doc.get('cells.event'),
      )
    expect(await stored()).not.toContain('Введено без связи')
    await desk.page.selectOption('#network', 'on')
    await desk.page.waitForFunction(
      ([row, column]) => /:[1-9]\d*:/.test(window.kurator.text(row, column)),
      [120, state] as const,
    )
    expect(await stored()).toContain('Введено без связи')
  })

  test('a row that was deleted is brought back', async () => {
    const desk = await sitDown(DEPUTY)
    const event = await desk.text(5, EVENT)
    await desk.command('sheet.command.remove-row', {
      range: { startRow: 5, endRow: 5, startColumn: 0, endColumn: 5 },
    })
    await desk.page.waitForFunction((text) => window.kurator.text(5, 1) !== text, event)
    const id = await desk.text(5, await columnOf(desk, 'measures.id'))
    await desk.page.keyboard.press('Control+z')
    await desk.shows(5, EVENT, event)
    expect(await desk.text(6, await columnOf(desk, 'measures.id'))).toBe(id)
  })

  test('the add-on asks for a text, and gets what was typed', async () => {
    const desk = await sitDown(DEPUTY)
    const seat = { spreadsheetId: sample.school, person: DEPUTY }
    const asked = sample.system.seats.port.ask(seat, {
      kind: 'prompt',
      title: 'Программа 500+',
      text: 'Введите код подключения',
      buttons: 'OK_CANCEL',
    })
    const field = desk.page.getByRole('textbox', { name: 'Введите код подключения' })
    await field.fill('MARUHA-2021')
    await desk.page.keyboard.press('Enter')
    expect(await asked).toEqual({ button: 'OK', text: 'MARUHA-2021' })
    const second = sample.system.seats.port.ask(seat, {
      kind: 'alert',
      title: '',
      text: 'Готово?',
      buttons: 'YES_NO',
    })
    await desk.page.getByText('Готово?').waitFor()
    await desk.page.keyboard.press('Escape')
    expect((await second).button).toBe('CLOSE')
  })

  test('the sidebar stands at the right, an origin of its own', async () => {
    const desk = await sitDown(DEPUTY)
    sample.system.seats.port.show(
      { spreadsheetId: sample.school, person: DEPUTY },
      {
        kind: 'sidebar',
        title: 'Что ждёт меня',
        html: '<!doctype html><p id="p"></p><button onclick="google.script.host.close()">Всё</button><script>document.getElementById("p").textContent = origin</script>',
        width: null,
        height: null,
      },
    )
    const frame = desk.page.frameLocator('#sidebar iframe')
    expect(await frame.locator('#p').textContent()).toBe('null')
    const box = await desk.page.locator('#sidebar').boundingBox()
    expect([box?.width, (box?.x ?? 0) + (box?.width ?? 0)]).toEqual([300, 1366])
    await frame.getByRole('button', { name: 'Всё' }).click()
    await desk.page.locator('#sidebar').waitFor({ state: 'hidden' })
  })

  test('the add-on’s own sidebar says what waits, and is used by keyboard alone', async () => {
    const desk = await sitDown(DEPUTY)
    await desk.page.locator('#menu summary').focus()
    await desk.page.keyboard.press('Enter')
    await desk.page.getByRole('menuitem', { name: 'Что ждёт меня…' }).waitFor()
    await desk.page.keyboard.press('Enter')
    const frame = desk.page.frameLocator('#sidebar iframe')
    const go = frame.getByRole('button', { name: /^Открыть строку/ }).first()
    await go.waitFor()
    await frame
      .getByText(/Просрочен/)
      .first()
      .waitFor()
    await go.focus()
    await desk.page.keyboard.press('Enter')
    await desk.page.waitForFunction(() => window.kurator.selected.a1 !== 'A1')
    const { a1 } = await desk.page.evaluate(() => window.kurator.selected)
    expect(await desk.text(Number(/\d+/.exec(a1)?.[0]) - 1, EVENT)).toContain('наставник')
    await desk.page.getByRole('button', { name: 'Закрыть боковую панель' }).click()
    await desk.page.locator('#sidebar').waitFor({ state: 'hidden' })
  })

  test('a digest is read in the inbox, and its link leads to the row', async () => {
    const desk = await sitDown(HEAD)
    await desk.page.getByRole('button', { name: 'Отправить сводки' }).click()
    await desk.page.getByText('Сводки отправлены').waitFor()
    const [letter] = sample.system.mail.list().filter(({ to }) => to === HEAD)
    await desk.page.goto(`${sample.system.url}/inbox/${letter?.id}`)
    const mail = desk.page.frameLocator('iframe')
    const link = mail.getByRole('link', { name: /Открыть (строку|ячейку)/ }).first()
    const address = (await link.getAttribute('href')) ?? ''
    const row = /row=([\w-]+)/.exec(address)?.[1]
    await desk.go(address)
    const selected = await desk.page.evaluate(() => window.kurator.selected)
    const at = Number(/\d+/.exec(selected.a1)?.[0]) - 1
    expect(await desk.text(at, await columnOf(desk, 'measures.id'))).toBe(row)
  })
})
