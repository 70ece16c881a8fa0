import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { markup } from '../../functions/mail/page.ts'
import type { Mailer } from '../../functions/mail/mailer.ts'
import type { Log } from '../../functions/log.ts'
import { json, type Route } from '../router.ts'
import type { OfficeConfig } from './config.ts'
import { ENTRY, type Entries } from './entries.ts'
import type { Gate } from './gate.ts'
import { askPage, booksPage, codePage, readForm, safeNext, show } from './pages.ts'

const address = z
  .email()
  .max(320)
  .transform((text) => text.toLowerCase())

/** Sign-in by a mailed code, sign-out, and the list of one's workbooks. */
export function signInRoute(
  config: OfficeConfig,
  entries: Entries,
  gate: Gate,
  mailer: Mailer,
  log: Log,
): Route {
  const { language } = config.programme
  const { texts } = gate
  const page = (response: ServerResponse, body: Parameters<typeof show>[4], status = 200) =>
    show(response, status, language, texts.title, body)

  const tooOften = (response: ServerResponse): true => {
    response.setHeader('retry-after', '600')
    const { title, how } = texts.often
    return page(response, markup`<h1>${title}</h1><p>${how}</p>`, 429)
  }

  /** After the answer, so that its time is the same whoever asked. */
  const mail = async (email: string, code: string): Promise<void> => {
    if (!(await gate.knows(email))) return
    const { subject, code: line, how, warning } = texts.letter
    const sent = await mailer.send({
      to: email,
      subject,
      text: [line(code), how, warning].join('\n\n'),
      html: markup`<p style="font-size:20px"><strong>${line(code)}</strong></p><p>${how}</p><p>${warning}</p>`
        .safe,
      messageId: `<${randomUUID()}@${new URL(config.url).hostname}>`,
      date: new Date(),
      unsubscribe: null,
    })
    if (sent.outcome !== 'accepted') log('ERROR', `a sign-in letter: ${sent.reason}`, {})
  }

  const ask = async (request: IncomingMessage, response: ServerResponse): Promise<true> => {
    const form = await readForm(request)
    const next = safeNext(form.get('next'))
    const email = address.safeParse(form.get('email')?.trim())
    if (!entries.allows('asks from', gate.placeOf(request), ENTRY.asksFromPlace)) {
      return tooOften(response)
    }
    if (!email.success) return page(response, askPage(language, next, true), 400)
    if (!entries.allows('asks of', email.data, ENTRY.asksOfAddress)) return tooOften(response)
    const code = entries.newCode(email.data)
    page(response, codePage(language, email.data, next, false))
    mail(email.data, code).catch((error: unknown) =>
      log('ERROR', error instanceof Error ? error.name : 'a sign-in letter failed', {}),
    )
    return true
  }

  const enter = async (request: IncomingMessage, response: ServerResponse): Promise<true> => {
    const form = await readForm(request)
    if (!entries.allows('tries from', gate.placeOf(request), ENTRY.triesFromPlace)) {
      return tooOften(response)
    }
    const next = safeNext(form.get('next'))
    const email = address.safeParse(form.get('email')?.trim())
    if (!email.success) return page(response, askPage(language, next, true), 400)
    const code = (form.get('code') ?? '').replaceAll(/\s/g, '')
    const right = entries.takeCode(email.data, code)
    const known = await gate.knows(email.data)
    if (!right || !known) return page(response, codePage(language, email.data, next, true), 403)
    // A new token at each sign-in: what a browser brought with it is worth nothing.
    entries.end(gate.tokenOf(request))
    const token = entries.begin(email.data)
    return go(response, next, `${token}; Max-Age=${ENTRY.absolute / 1_000}`)
  }

  const go = (response: ServerResponse, location: string, cookie?: string): true => {
    const secure = config.url.startsWith('https:') ? '; Secure' : ''
    response.writeHead(303, {
      location,
      'cache-control': 'no-store',
      ...(cookie === undefined
        ? {}
        : { 'set-cookie': `${gate.cookie}=${cookie}; Path=/; HttpOnly; SameSite=Lax${secure}` }),
    })
    response.end()
    return true
  }

  return async (request, response, url) => {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /sign-in': {
        if (await gate.personWith(gate.tokenOf(request))) return go(response, '/')
        return page(response, askPage(language, safeNext(url.searchParams.get('next')), false))
      }
      case 'POST /sign-in':
        return await ask(request, response)
      case 'POST /sign-in/code':
        return await enter(request, response)
      case 'POST /sign-out':
        entries.end(gate.tokenOf(request))
        await gate.sweep()
        return go(response, '/sign-in', '; Max-Age=0')
      case 'GET /': {
        const person = gate.person(request)
        const body = booksPage(language, person, await gate.booksOf(person))
        return show(response, 200, language, texts.books.title, body)
      }
      case 'GET /office':
        return json(response, { person: gate.person(request) })
      default:
        return false
    }
  }
}
