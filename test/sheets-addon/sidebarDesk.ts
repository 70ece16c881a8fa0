import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { Frames } from '../../local/page/frames.ts'
import { ScriptError } from '../../local/workbook/script/apps-script.ts'
import { served } from '../local/workbook/fixture.ts'
import type { AddonDesk } from './addonDesk.ts'

const PLACES = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser']

/** The browser of this machine; null, with the reason printed, where there is none. */
export async function findBrowser(): Promise<Browser | null> {
  const executablePath = PLACES.find((place) => place !== '' && existsSync(place))
  if (executablePath === undefined) {
    console.warn('No browser was found: apt-get install chromium, or name one with CHROMIUM=PATH.')
    return null
  }
  // As root, as in a container, Chromium has no sandbox.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args })
}

/** The sidebar of a person, 300 pixels wide, framed as the page of the local system does. */
export interface SidebarDesk {
  readonly page: Page
  readonly frame: FrameLocator
  /** What went wrong in the page, and what it tried to load. */
  readonly faults: string[]
  /** The cell that the person has selected. */
  selected: string
}

const called = z.object({ fn: z.string(), args: z.array(z.unknown()) })

/** Opens the sidebar from the menu, and waits until it shows how all stands. */
export async function openSidebar(
  browser: Browser,
  desk: AddonDesk,
  person: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<SidebarDesk> {
  await desk.script.run(desk.id, person, 'showPanel')
  const shown = desk.script.ui(desk.id, person).find(({ kind }) => kind === 'sidebar')
  if (shown?.kind !== 'sidebar') throw new Error('The menu opened no sidebar')
  const frames = new Frames()
  const address = frames.keep(shown)
  const bridge = await bridgeScript()
  const window = `<!doctype html><title>Window</title><body style="margin:0">
    <iframe src="${address}" sandbox="allow-scripts" title="sidebar"
      style="border:0;width:300px;height:900px"></iframe>
    <script>${bridge}
      bridge.serveFrame(document.querySelector('iframe'), async (fn, args) => {
        const answer = await fetch('/script', { method: 'POST', body: JSON.stringify({ fn, args }) })
        const { value, failure } = await answer.json()
        if (failure !== undefined) throw new Error(failure)
        return value
      }, () => {})
    </script>`

  const sidebar = { selected: "'Меры'!B2" }
  const run = async (req: IncomingMessage): Promise<object> => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(Buffer.from(part))
    const { fn, args } = called.parse(JSON.parse(Buffer.concat(parts).toString('utf8')))
    desk.script.select(desk.id, person, sidebar.selected)
    try {
      return { value: await desk.script.run(desk.id, person, fn, args) }
    } catch (error) {
      if (error instanceof ScriptError) return { failure: error.message }
      throw error
    }
  }
  const url = await served((req, res) => {
    if (req.url === '/') res.writeHead(200, { 'content-type': 'text/html' }).end(window)
    else if (req.url === '/script') void run(req).then((body) => res.end(JSON.stringify(body)))
    else if (!frames.route(req, res, new URL(`http://local${req.url ?? '/'}`))) {
      res.writeHead(404).end()
    }
  })

  const context = await browser.newContext({
    viewport: { width: 300, height: 900 },
    colorScheme,
    locale: 'ru-RU',
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) faults.push(`asked for ${request.url()}`)
  })
  await page.goto(url)
  const frame = page.frameLocator('iframe')
  await frame.locator('#view[aria-busy=false] > *').first().waitFor()
  return Object.assign(sidebar, { page, frame, faults })
}

async function bridgeScript(): Promise<string> {
  const built = await build({
    entryPoints: [fileURLToPath(new URL('../../local/page/browser/bridge.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    globalName: 'bridge',
    write: false,
  })
  return built.outputFiles.map(({ text }) => text).join('')
}
