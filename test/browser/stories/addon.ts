import { expect, test } from 'vitest'
import type { Desk } from '../browser.ts'
import { EVENT, selectedRow, type Ground } from '../ground.ts'
import { DEPUTY } from '../sample.ts'

export function addon(here: () => Ground): void {
  const seat = () => ({ spreadsheetId: here().sample.school, person: DEPUTY })

  test('asks for a text, and gets what was typed', async () => {
    const desk = await here().sitDown(DEPUTY)
    const { port } = here().system.seats
    const asked = port.ask(seat(), {
      kind: 'prompt',
      title: 'Программа 500+',
      text: 'Введите код подключения',
      buttons: 'OK_CANCEL',
    })
    const field = desk.page.getByRole('textbox', { name: 'Введите код подключения' })
    await field.fill('MARUHA-2021')
    await desk.page.keyboard.press('Enter')
    expect(await asked).toEqual({ button: 'OK', text: 'MARUHA-2021' })
    const second = port.ask(seat(), {
      kind: 'alert',
      title: '',
      text: 'Готово?',
      buttons: 'YES_NO',
    })
    await desk.page.getByText('Готово?').waitFor()
    await desk.page.keyboard.press('Escape')
    expect((await second).button).toBe('CLOSE')
  })

  test('has its sidebar at the right, an origin of its own', async () => {
    const desk = await here().sitDown(DEPUTY)
    here().system.seats.port.show(seat(), {
      kind: 'sidebar',
      title: 'Что ждёт меня',
      html: '<!doctype html><p id="p"></p><button onclick="google.script.host.close()">Всё</button><script>document.getElementById("p").textContent = origin</script>',
      width: null,
      height: null,
    })
    const frame = desk.page.frameLocator('#sidebar iframe')
    expect(await frame.locator('#p').textContent()).toBe('null')
    const box = await desk.page.locator('#sidebar').boundingBox()
    expect([box?.width, (box?.x ?? 0) + (box?.width ?? 0)]).toEqual([300, 1366])
    await frame.getByRole('button', { name: 'Всё' }).click()
    await desk.page.locator('#sidebar').waitFor({ state: 'hidden' })
  })

  test('says in its sidebar what waits, and is used by keyboard alone', async () => {
    const desk = await here().sitDown(DEPUTY)
    const { page } = desk
    await page.locator('#menu summary').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Что ждёт меня…' }).waitFor()
    await page.keyboard.press('Enter')
    const frame = page.frameLocator('#sidebar iframe')
    await frame
      .getByRole('button', { name: /^Открыть строку/ })
      .first()
      .waitFor()
    await frame
      .getByText(/Просрочен/)
      .first()
      .waitFor()
    await page.locator('#sidebar-close').focus()
    await tabTo(desk, /^Открыть строку/)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => window.kurator.selected.a1 !== 'A1')
    expect(await desk.text(await selectedRow(desk), EVENT)).toContain('наставник')
    await page.locator('#sidebar-close').focus()
    await page.keyboard.press('Enter')
    await page.locator('#sidebar').waitFor({ state: 'hidden' })
  })
}

/** Presses Tab until what has the focus in the sidebar says so; at most once round the sidebar. */
async function tabTo({ page }: Desk, wanted: RegExp): Promise<void> {
  const passed: string[] = []
  const buttons = await page.frameLocator('#sidebar iframe').getByRole('button').count()
  for (let step = 0; step < buttons + 10; step++) {
    await page.keyboard.press('Tab')
    const names = await Promise.all(
      page.frames().map((frame) =>
        frame.evaluate(() => {
          const { activeElement: node } = document
          if (node === null || node === document.body || node.tagName === 'IFRAME') return ''
          return node.textContent || node.id || node.className
        }),
      ),
    )
    const name = names.findLast((each) => each !== '') ?? ''
    if (wanted.test(name)) return
    passed.push(name)
  }
  throw new Error(`Tab does not lead to ${wanted}, but to: ${passed.join(' · ')}`)
}
