import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Desk, startBrowser } from './browser.ts'
import { COORDINATOR, DEPUTY, HEAD, startSample } from './sample.ts'

/** `npm run screenshots`: the pictures of README and guides, from the running system with the sample. */

const OUT = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const LAPTOP = { width: 1366, height: 768 }
mkdirSync(OUT, { recursive: true })

const browser = await startBrowser()
const sample = await startSample()
const { system, school } = sample
await system.job('refreshDashboards')

async function picture(desk: Desk, name: string): Promise<void> {
  await desk.page.mouse.move(683, 420)
  // Rows find their height, and messages their place, while nothing is asked of the page.
  await desk.page.evaluate(
    () => new Promise((done) => requestIdleCallback(done, { timeout: 3_000 })),
  )
  await desk.page.waitForTimeout(1_500)
  await desk.page.screenshot({ path: join(OUT, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}

try {
  const desk = await Desk.open(browser, `${sample.address(school, DEPUTY)}#table=measures`, LAPTOP)
  await desk.select(8, 3)
  await picture(desk, 'sheet')

  await desk.page.locator('#menu summary').click()
  await desk.page.locator('#items button').first().waitFor()
  await picture(desk, 'menu')
  await desk.page.getByRole('menuitem', { name: 'Что ждёт меня…' }).click()
  const panel = desk.page.frameLocator('#sidebar iframe')
  await panel.locator('button').first().waitFor()
  await picture(desk, 'sidebar')
  await desk.page.getByRole('button', { name: 'Закрыть боковую панель' }).click()
  await desk.close()

  const office = system.workbooks.list().find(({ owner, title }) => {
    return owner === COORDINATOR && title.includes('координатор')
  })
  const coordinator = await Desk.open(
    browser,
    sample.address(office?.id ?? '', COORDINATOR),
    LAPTOP,
  )
  await system.job('reconcile')
  await coordinator.settled(() => system.workbooks.state(office?.id ?? '', COORDINATOR).version)
  await picture(coordinator, 'coordinator')
  await coordinator.page.getByRole('button', { name: 'Отправить сводки' }).click()
  await coordinator.page.getByText('Сводки отправлены').waitFor()
  await coordinator.page.goto(`${system.url}/inbox`)
  await picture(coordinator, 'inbox')
  const letter = system.mail.list().find(({ to }) => to === HEAD)
  await coordinator.page.goto(`${system.url}/inbox/${letter?.id}`)
  await picture(coordinator, 'digest')
  await coordinator.page.goto(`${system.url}/inbox/${letter?.id}?view=html&width=phone`)
  await picture(coordinator, 'digest-phone')
} finally {
  await browser.close()
  await sample.close()
}
