import { createHash } from 'node:crypto'
import type { Response } from '@google-cloud/functions-framework'
import type { Language } from '../../domain/texts/texts.ts'

/**
 * Pages that links in mails open: plain HTML for a telephone, nothing fetched. They work without scripts;
 * the one page that has a script is helped by it, and its browser runs that script and no other.
 */

/** HTML that is safe as it stands: made by `markup`, which escapes whatever is put into it. */
export interface Html {
  readonly safe: string
}

/**
 * A piece of a page. Texts put into it are escaped, pieces are not; lists are joined.
 *
 * @example markup`<p>${'<b>'}</p>`.safe // '<p>&lt;b&gt;</p>'
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return { safe: parts.reduce((text, part, at) => text + written(values[at - 1]) + part) }
}

export type Content = string | number | Html | null | undefined | readonly Content[]

function written(content: Content): string {
  if (content === null || content === undefined) return ''
  if (typeof content === 'string' || typeof content === 'number') return escape(String(content))
  return 'safe' in content ? content.safe : content.map(written).join('')
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** A script of our own, the same in every page that has it. */
export type PageScript = string

/** Sends a page that no other site may frame, whose address no other site learns, and nobody keeps. */
export function sendPage(
  res: Response,
  status: number,
  language: Language,
  title: string,
  body: Html,
  script?: PageScript,
): void {
  const { headers, html } = pageOf(language, title, body, script)
  res.status(status).set(headers).send(html)
}

/** The page itself, and the headers that keep it so. */
export function pageOf(
  language: Language,
  title: string,
  body: Html,
  script?: PageScript,
): { readonly headers: Readonly<Record<string, string>>; readonly html: string } {
  const allowed =
    script === undefined
      ? ''
      : `; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${allowed}`,
      // Not `no-referrer`: a browser would then not say either that the form is our own.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    },
    html: markup`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
          <style>
            ${{ safe: STYLE }}
          </style>
        </head>
        <body>
          <main>${body}</main>
          ${script === undefined ? null : { safe: `<script>${script}</script>` }}
        </body>
      </html> `.safe,
  }
}

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1f2328, #e6e9ec); --muted: light-dark(#59636e, #a3adb8);
  --line: light-dark(#c4ccd4, #4a525a); --page: light-dark(#f2f4f6, #15181b); --paper: light-dark(#fff, #1f2428);
  --link: light-dark(#0b5cad, #7cb8f5); --button: light-dark(#0b5cad, #2f7fd1); --bad: light-dark(#b3261e, #ff8a80) }
* { box-sizing: border-box }
body { margin: 0; padding: 12px; background: var(--page); color: var(--ink);
  font: 17px/1.45 system-ui, 'Segoe UI', Roboto, Arial, sans-serif }
main { max-width: 600px; margin: 0 auto; padding: 18px 16px 22px; background: var(--paper);
  border: 1px solid var(--line); border-radius: 10px; overflow-wrap: anywhere }
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 8px }
h2 { font-size: 18px; margin: 26px 0 8px; padding-top: 18px; border-top: 1px solid var(--line) }
p { margin: 0 0 8px }
.school, .hint { color: var(--muted); font-size: 15px }
form + .hint { margin-top: 14px }
.bad { color: var(--bad) }
p.bad { border-left: 4px solid var(--bad); padding-left: 10px }
label { display: block; margin: 12px 0 4px; font-weight: 600 }
label.choice { display: flex; gap: 10px; align-items: flex-start; font-weight: 400; padding: 10px 0; margin: 0 }
input[type=radio] { width: 22px; height: 22px; margin: 1px 0 0; flex: none }
select, textarea, input[type=date], input[type=email], input[type=text] { width: 100%; min-height: 46px; padding: 9px 10px; font: inherit; color: inherit;
  background: var(--page); border: 1px solid var(--line); border-radius: 8px }
textarea { min-height: 92px; resize: vertical }
button { display: block; width: 100%; min-height: 48px; margin: 16px 0 0; padding: 10px 16px; font: inherit; font-weight: 600;
  color: #fff; background: var(--button); border: 1px solid var(--button); border-radius: 8px; cursor: pointer }
button.second { color: var(--ink); background: none; border-color: var(--line) }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
@media (min-width: 560px) { body { padding: 32px 16px } main { padding: 28px 32px 32px }
  button { display: inline-block; width: auto; min-width: 180px; margin-right: 10px } }
`
