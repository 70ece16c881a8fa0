import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { BadRequest, json, readJson, type Route } from '../router.ts'
import type { Host } from '../host.ts'
import { ApiError } from '../workbook/api-error.ts'
import { ScriptError } from '../workbook/script/apps-script.ts'
import { FRAME_HEADERS, framed } from '../workbook/script/frame.ts'
import type { Page } from '../workbook/script/ui.ts'

/** Pages that are kept: a window that was left open longer shows what it has. */
const KEPT = 50

/** Pages of the add-on, the sidebar and dialogs, for the windows that frame them. */
export class Frames {
  readonly #pages = new Map<string, string>()

  /** Keeps a page. @returns the address at which a window may frame it, such as `/frame/3f9c…` */
  keep({ html }: Page): string {
    const id = randomUUID()
    this.#pages.set(id, html)
    for (const old of [...this.#pages.keys()].slice(0, -KEPT)) this.#pages.delete(old)
    return `/frame/${id}`
  }

  readonly route: Route = (request, response, url) => {
    const [, id] = /^\/frame\/([\w-]+)$/.exec(url.pathname) ?? []
    if (id === undefined || request.method !== 'GET') return false
    const html = this.#pages.get(id)
    if (html === undefined) throw new BadRequest(404, 'This page of the add-on is no longer kept.')
    response.writeHead(200, FRAME_HEADERS).end(framed(html))
    return true
  }
}

/** A page of the add-on may send a whole document, in base64. */
const DOCUMENT_BYTES = 20_000_000

const called = z.object({
  as: z.string().max(320),
  fn: z.string().regex(/^[A-Za-z]\w{0,60}$/),
  args: z.array(z.unknown()).max(10),
  /** What the person has selected: title of the tab and cells. */
  sheet: z.string().max(200),
  a1: z.string().regex(/^[A-Z]{1,3}[0-9]{1,7}(:[A-Z]{1,3}[0-9]{1,7})?$/),
})

/**
 * `POST /w/ID/script`: a framed page calls a function of the add-on, as the person who sits there.
 * Answers `{ value }`, or `{ failure }` with the message that the page's failure handler gets.
 */
export function scriptRoute(host: Host): Route {
  return async (request, response, url) => {
    const [, id] = /^\/w\/([\w-]+)\/script$/.exec(url.pathname) ?? []
    if (id === undefined || request.method !== 'POST') return false
    const asked = await readJson(request, called, DOCUMENT_BYTES)
    const { fn, args, sheet, a1 } = asked
    const as = host.signedIn(request) ?? asked.as
    try {
      host.script.select(id, as, `'${sheet.replaceAll("'", "''")}'!${a1}`)
    } catch (error) {
      if (error instanceof ApiError) throw new BadRequest(error.code, error.message)
      throw error
    }
    try {
      return json(response, { value: await host.script.run(id, as, fn, args) })
    } catch (error) {
      if (error instanceof ScriptError) return json(response, { failure: error.message })
      throw error
    }
  }
}
