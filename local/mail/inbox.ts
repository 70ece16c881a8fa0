import type { ServerResponse } from 'node:http'
import { BadRequest, json, type Route } from '../router.ts'
import { listPage, mailPage, STYLE } from './pages.ts'
import type { CaughtMail, MailStore } from './store.ts'

/** Our own pages run no script and fetch nothing; a mail is framed from this same server. */
const OWN_POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

/** A mail is a stranger's page: its own origin, no scripts, nothing fetched, links open apart. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"

/**
 * The inbox:
 *
 * - `GET /inbox?to=ADDRESS` the list, `POST /inbox/clear` empties it
 * - `GET /inbox/unread` `{ unread }`
 * - `GET /inbox/ID?view=html|text&width=desktop|phone` one mail, which is read from then on
 * - `GET /inbox/ID/body` its HTML alone, `GET /inbox/ID/message.eml` as it came
 */
export function inboxRoute(store: MailStore, timeZone: string): Route {
  return (request, response, url) => {
    const [, room, first = '', second = ''] = url.pathname.split('/')
    if (room !== 'inbox') return false
    if (first === 'clear') {
      if (request.method !== 'POST') throw new BadRequest(405, 'The inbox is emptied with POST.')
      store.clear()
      response.writeHead(303, { location: '/inbox' }).end()
      return true
    }
    if (request.method !== 'GET') throw new BadRequest(405, 'The inbox is read with GET.')
    if (first === '') {
      const to = url.searchParams.get('to') ?? undefined
      const lines = store.list(to)
      return page(response, listPage({ lines, addressees: store.addressees(), to, timeZone }))
    }
    if (first === 'unread') return json(response, { unread: store.unread() })
    if (first === 'style.css') return send(response, 'text/css', STYLE)

    const mail = /^\d{1,15}$/.test(first) ? store.get(Number(first)) : undefined
    if (!mail) throw new BadRequest(404, `There is no mail «${first}».`)
    if (second === 'body') return body(response, mail)
    if (second === 'message.eml') {
      return send(response, 'message/rfc822', mail.raw, {
        'content-disposition': `attachment; filename="${mail.id}.eml"`,
      })
    }
    if (second !== '') throw new BadRequest(404, `Nothing is at ${url.pathname}.`)
    store.markRead(mail.id)
    const view = url.searchParams.get('view') === 'text' || mail.html === '' ? 'text' : 'html'
    const width = url.searchParams.get('width') === 'phone' ? 'phone' : 'desktop'
    return page(response, mailPage(mail, view, width, timeZone))
  }
}

function page(response: ServerResponse, html: string): true {
  return send(response, 'text/html', html, { 'content-security-policy': OWN_POLICY })
}

/** The mail as its reader would see it; only its links are told to open in a window of their own. */
function body(response: ServerResponse, { html }: CaughtMail): true {
  const opening = html.replace(/<head\b[^>]*>/iu, (head) => `${head}<base target="_blank">`)
  return send(response, 'text/html', opening, { 'content-security-policy': MAIL_POLICY })
}

function send(
  response: ServerResponse,
  type: string,
  content: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): true {
  response.writeHead(200, {
    'content-type': typeof content === 'string' ? `${type}; charset=utf-8` : type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(content)
  return true
}
