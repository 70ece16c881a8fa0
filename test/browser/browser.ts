import { chromium, type Browser, type Page } from 'playwright-core'
import type { Probe } from '../../local/page/probed.ts'
import { browserHere, NO_BROWSER } from './found.ts'

declare global {
  interface Window {
    /** What the page shows on its canvas: see `probed.ts`. */
    readonly kurator: Probe
  }
}

/** The browser of this machine. @throws Error that says how to get one */
export async function startBrowser(): Promise<Browser> {
  const executablePath = browserHere()
  if (executablePath === undefined) throw new Error(NO_BROWSER)
  // As root, as in a container, Chromium has no sandbox.
  const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  return await chromium.launch({ executablePath, args })
}

/** A window of the page, ready to be used. What its console says of faults fails the test that asks. */
export class Desk {
  readonly page: Page
  readonly faults: string[] = []

  private constructor(page: Page) {
    this.page = page
    page.on('pageerror', (error) => this.faults.push(error.stack ?? error.message))
    page.on('requestfailed', (request) => {
      // A stream of events ends with its window.
      if (!request.url().includes('/events')) this.faults.push(`${request.url()} did not come`)
    })
  }

  static async open(
    browser: Browser,
    address: string,
    size = { width: 1366, height: 768 },
  ): Promise<Desk> {
    const context = await browser.newContext({ viewport: size, locale: 'ru-RU' })
    const desk = new Desk(await context.newPage())
    await desk.go(address)
    return desk
  }

  async go(address: string): Promise<void> {
    await this.page.goto(address)
    await this.page.waitForSelector('body[data-ready=true]')
  }

  /** Rows and columns count from 0. */
  async select(row: number, column: number, bottom = row, right = column): Promise<void> {
    await this.page.evaluate(
      ([top, left, down, across]) => window.kurator.select(top, left, down, across),
      [row, column, bottom, right] as const,
    )
  }

  /** Types into a cell as a person does, Enter included. */
  async type(row: number, column: number, text: string): Promise<void> {
    await this.select(row, column)
    await this.page.keyboard.insertText(text)
    await this.page.keyboard.press('Enter')
  }

  async shows(row: number, column: number, text: string): Promise<void> {
    await this.page.waitForFunction(
      ([r, c, wanted]) => window.kurator.text(r, c) === wanted,
      [row, column, text] as const,
      { polling: 10, timeout: 15_000 },
    )
  }

  async text(row: number, column: number): Promise<string> {
    return await this.page.evaluate(([r, c]) => window.kurator.text(r, c), [row, column] as const)
  }

  /** Does what an item of the sheet's menus does. */
  async command(id: string, params: object = {}): Promise<void> {
    await this.page.evaluate(([name, given]) => window.kurator.command(name, given), [
      id,
      params,
    ] as const)
  }

  /** Puts something on the clipboard and pastes it, as another program would have. */
  async paste(kinds: Readonly<Record<string, string>>): Promise<void> {
    await this.page.evaluate((content) => {
      const data = new DataTransfer()
      for (const [type, text] of Object.entries(content)) data.setData(type, text)
      const target = document.activeElement ?? document.body
      target.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    }, kinds)
  }

  /** What is painted of the tab in sight. */
  async shown(): Promise<unknown> {
    return await this.page.evaluate(() => window.kurator.shown(window.kurator.sheetId))
  }

  /** Until the server has everything and this window shows its version. */
  async settled(version: () => number): Promise<void> {
    await this.page.waitForFunction(() => window.kurator.sent, undefined, { polling: 10 })
    await this.page.waitForFunction((wanted) => window.kurator.version >= wanted, version(), {
      polling: 10,
    })
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
