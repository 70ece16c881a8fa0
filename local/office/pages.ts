import type { IncomingMessage, ServerResponse } from 'node:http'
import { markup, pageOf, type Html } from '../../functions/mail/page.ts'
import { textsIn, type Language } from '../../domain/texts/texts.ts'
import { BadRequest } from '../router.ts'

/** Bytes of a form: an address, a code, a place to go to. */
const FORM_BYTES = 4_096

/** The page that asks for an address. `next`: where to go after the sign-in. */
export function askPage(language: Language, next: string, wrong: boolean): Html {
  const { title, ask } = textsIn(language).office
  return markup`<h1>${title}</h1>
    <p>${ask.how}</p>
    ${wrong ? markup`<p class="bad" role="alert">${ask.wrong}</p>` : null}
    <form method="post" action="/sign-in">
      <input type="hidden" name="next" value="${next}" />
      <label for="email">${ask.address}</label>
      <input id="email" name="email" type="email" autocomplete="username" maxlength="320" required autofocus />
      <button>${ask.button}</button>
    </form>`
}

/** The page that asks for the code: the same whether the address is known or not. */
export function codePage(language: Language, email: string, next: string, wrong: boolean): Html {
  const { title, code } = textsIn(language).office
  return markup`<h1>${title}</h1>
    <p>${code.how(email)}</p>
    ${wrong ? markup`<p class="bad" role="alert">${code.wrong}</p>` : null}
    <form method="post" action="/sign-in/code">
      <input type="hidden" name="next" value="${next}" />
      <input type="hidden" name="email" value="${email}" />
      <label for="code">${code.code}</label>
      <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required autofocus />
      <button>${code.button}</button>
    </form>
    <p class="hint">${code.late}</p>
    <p><a href="/sign-in">${code.again}</a></p>`
}

/** The person's workbooks. */
export function booksPage(
  language: Language,
  email: string,
  books: readonly { readonly id: string; readonly title: string }[],
): Html {
  const { books: texts } = textsIn(language).office
  return markup`<h1>${texts.title}</h1>
    ${books.length === 0 ? markup`<p>${texts.none}</p>` : null}
    <ul>${books.map(({ id, title }) => markup`<li><p><a href="/w/${id}">${title}</a></p></li>`)}</ul>
    <p class="hint">${texts.who(email)}</p>
    <form method="post" action="/sign-out"><button class="second">${texts.signOut}</button></form>`
}

export function show(
  response: ServerResponse,
  status: number,
  language: Language,
  title: string,
  body: Html,
): true {
  const { headers, html } = pageOf(language, title, body)
  response.writeHead(status, headers).end(html)
  return true
}

/** Only a place in this server: the list of workbooks or one of them. */
export function safeNext(text: string | null): string {
  return text !== null && /^\/w\/[\w-]{1,200}$/.test(text) ? text : '/'
}

/** @throws BadRequest for a form that is too large or is none. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? '')) {
    throw new BadRequest(415, 'Только форма страницы входа.')
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a request gives bytes')
    bytes += chunk.length
    if (bytes > FORM_BYTES) throw new BadRequest(413, 'Форма слишком велика.')
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
