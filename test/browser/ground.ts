import type { Browser } from 'playwright-core'
import { Desk, startBrowser } from './browser.ts'
import { COORDINATOR, startSample, type Sample } from './sample.ts'

/** Columns of «Меры» in a school's workbook, from 0. */
export const [EVENT, DEADLINE, RESPONSIBLE, STATUS] = [1, 3, 4, 5]

/** One browser and one sample for all stories: each sits down anew, on rows of its own. */
export class Ground {
  readonly browser: Browser
  readonly sample: Sample
  readonly #open: Desk[] = []

  private constructor(browser: Browser, sample: Sample) {
    this.browser = browser
    this.sample = sample
  }

  static async start(): Promise<Ground> {
    return new Ground(await startBrowser(), await startSample())
  }

  get system() {
    return this.sample.system
  }

  /** Id of the coordinator's workbook. */
  get office(): string {
    const found = this.system.workbooks
      .list()
      .find(({ owner, title }) => owner === COORDINATOR && title.includes('координатор'))
    if (!found) throw new Error('the sample has no workbook of the coordinator')
    return found.id
  }

  /** A window on «Меры», unless the link names another place: what stands first is the day's own page. */
  async sitDown(
    person: string,
    workbook = this.sample.school,
    hash = '#table=measures',
  ): Promise<Desk> {
    const desk = await Desk.open(this.browser, this.sample.address(workbook, person) + hash)
    this.#open.push(desk)
    return desk
  }

  /** The cells of a stored measure, by its row's id. */
  async stored(id: string): Promise<Record<string, unknown> | undefined> {
    const cells: unknown = (await this.#measures()).find((doc) => doc.id === id)?.get('cells')
    return typeof cells === 'object' && cells !== null ? { ...cells } : undefined
  }

  /** How many stored measures are called so. */
  async countOf(event: string): Promise<number> {
    const all = await this.#measures()
    return all.filter((doc) => doc.get('cells.event') === event && doc.get('archivedAt') === null)
      .length
  }

  async #measures() {
    return (await this.system.store.collectionGroup('measures').get()).docs
  }

  /** Closes all windows. @throws Error when a page had a fault */
  async leave(): Promise<void> {
    const faults = this.#open.flatMap((desk) => desk.faults)
    for (const desk of this.#open.splice(0)) await desk.close()
    if (faults.length > 0) throw new Error(`The page had faults: ${faults.join('; ')}`)
  }

  async stop(): Promise<void> {
    await this.browser.close()
    await this.sample.close()
  }
}

/** The column of the tab in sight with this header. */
export async function columnOf(desk: Desk, header: string): Promise<number> {
  for (let column = 0; column < 60; column++) {
    if ((await desk.text(0, column)) === header) return column
  }
  throw new Error(`no column «${header}»`)
}

/** The line, from 0, of the cell that is selected. */
export async function selectedRow(desk: Desk): Promise<number> {
  const { a1 } = await desk.page.evaluate(() => window.kurator.selected)
  return Number(/\d+/.exec(a1)?.[0]) - 1
}

/** Opens the add-on's sidebar from its menu. */
export async function openSidebar(desk: Desk) {
  await desk.page.locator('#menu summary').click()
  await desk.page.getByRole('menuitem', { name: 'Что ждёт меня…' }).click()
  const frame = desk.page.frameLocator('#sidebar iframe')
  await frame.getByRole('tab').first().waitFor()
  return frame
}

/** Until the programme has answered the row: its hidden state holds a number of its own. */
export async function answered(desk: Desk, row: number): Promise<void> {
  const state = await columnOf(desk, 'measures.state')
  await desk.page.waitForFunction(
    ([r, c]) => /:[1-9]\d*:/.test(window.kurator.text(r, c)),
    [row, state] as const,
    { polling: 20 },
  )
}
