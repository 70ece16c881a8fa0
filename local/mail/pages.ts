import type { Addressee, CaughtMail, MailLine } from './store.ts'

/** Pages of the inbox, rendered here: no script runs in them. */

export function listPage(inbox: {
  readonly lines: readonly MailLine[]
  readonly addressees: readonly Addressee[]
  readonly to: string | undefined
  readonly timeZone: string
}): string {
  const { lines, addressees, to, timeZone } = inbox
  const all = `<a href="/inbox"${to === undefined ? ' aria-current="page"' : ''}>Все письма</a>`
  const filters = addressees.map(
    ({ address, mails, unread }) =>
      `<a href="/inbox?to=${encodeURIComponent(address)}"${address === to ? ' aria-current="page"' : ''}>
<span>${escape(address)}</span><span class="count">${unread > 0 ? `<b>${unread}</b> из ` : ''}${mails}</span></a>`,
  )
  const rows = lines.map(
    (mail) =>
      `<a class="line${mail.read ? '' : ' unread'}" href="/inbox/${mail.id}">
<span class="to">${escape(mail.to)}</span><time>${escape(moment(mail.at, timeZone))}</time>
<span class="subject">${escape(mail.subject)}</span><span class="preview">${escape(mail.preview)}</span></a>`,
  )
  const nothing =
    '<p class="nothing">Писем пока нет. Они появятся здесь, когда система их отправит.</p>'
  return frame(
    'Почта',
    `<header><h1>Почта</h1><form method="post" action="/inbox/clear"><button>Очистить</button></form></header>
<p class="about">Здесь письма, которые система отправила. Наружу не уходит ни одно.</p>
<div class="columns"><nav>${all}${filters.join('\n')}</nav>
<main>${rows.length === 0 ? nothing : rows.join('\n')}</main></div>`,
  )
}

export function mailPage(
  mail: CaughtMail,
  view: 'html' | 'text',
  width: 'desktop' | 'phone',
  timeZone: string,
): string {
  const choice = (label: string, chosenView: string, chosenWidth: string) => {
    const current = chosenView === view && (view === 'text' || chosenWidth === width)
    return `<a href="/inbox/${mail.id}?view=${chosenView}&amp;width=${chosenWidth}"${current ? ' aria-current="page"' : ''}>${label}</a>`
  }
  const choices = [
    ...(mail.html === ''
      ? []
      : [choice('Компьютер', 'html', 'desktop'), choice('Телефон', 'html', 'phone')]),
    choice('Текст', 'text', width),
  ]
  const content =
    view === 'html'
      ? `<iframe class="${width}" src="/inbox/${mail.id}/body" title="Письмо" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
      : `<pre>${escape(mail.text)}</pre>`
  return frame(
    mail.subject,
    `<header><a class="back" href="/inbox">← Все письма</a><span class="choices">${choices.join('')}<a href="/inbox/${mail.id}/message.eml">Скачать .eml</a></span></header>
<h1 class="subject">${escape(mail.subject)}</h1>
<dl><dt>Кому</dt><dd><a href="/inbox?to=${encodeURIComponent(mail.to)}">${escape(mail.to)}</a></dd>
<dt>От кого</dt><dd>${escape(mail.from)}</dd><dt>Когда</dt><dd>${escape(moment(mail.at, timeZone))}</dd></dl>
${content}`,
  )
}

function frame(title: string, content: string): string {
  return `<!doctype html>
<html lang="ru">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(title)}</title><link rel="stylesheet" href="/inbox/style.css"></head>
<body>${content}</body>
</html>
`
}

/** «пн, 20 сентября 2021, 08:00». */
function moment(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('ru', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .replace(' г.', '')
    .replace(' в ', ', ')
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1f2328, #e6e9ec); --muted: light-dark(#59636e, #a3adb8);
  --line: light-dark(#d8dee4, #3a4149); --page: light-dark(#f2f4f6, #15181b); --paper: light-dark(#fff, #1f2428);
  --link: light-dark(#0b5cad, #7cb8f5); --chosen: light-dark(#e3eefa, #24384d) }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 16px; max-width: 1100px; background: var(--page); color: var(--ink);
  font: 16px/1.45 system-ui, 'Segoe UI', Roboto, Arial, sans-serif }
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
a:focus-visible, button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between }
h1 { font-size: 24px; margin: 0 }
h1.subject { font-size: 21px; margin: 16px 0 8px }
button { font: inherit; padding: 6px 14px; border: 1px solid var(--line); border-radius: 6px;
  background: var(--paper); color: var(--ink); cursor: pointer }
.about { color: var(--muted); margin: 4px 0 16px }
.columns { display: grid; grid-template-columns: minmax(220px, 290px) 1fr; gap: 16px; align-items: start }
nav { display: grid; gap: 2px }
nav a { display: flex; justify-content: space-between; gap: 8px; padding: 7px 10px; border-radius: 6px; overflow-wrap: anywhere }
nav a[aria-current], .choices a[aria-current] { background: var(--chosen); color: var(--ink) }
.count { color: var(--muted); white-space: nowrap; font-size: 14px }
main { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; min-width: 0 }
.line { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 11px 16px; color: var(--ink);
  border-bottom: 1px solid var(--line) }
.line:last-child { border-bottom: 0 }
.line:hover { background: var(--chosen); text-decoration: none }
.line .to, .line time { font-size: 14px; color: var(--muted) }
.line .subject, .line .preview { grid-column: 1 / -1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.line .preview { color: var(--muted); font-size: 14px }
.line.unread .subject { font-weight: 700 }
.line.unread { border-left: 4px solid var(--link); padding-left: 12px }
.nothing { padding: 40px 20px; text-align: center; color: var(--muted) }
.choices { display: flex; flex-wrap: wrap; gap: 4px }
.choices a { padding: 6px 12px; border-radius: 6px }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; margin: 0 0 14px; font-size: 14px }
dt { color: var(--muted) }
dd { margin: 0; overflow-wrap: anywhere }
iframe { display: block; border: 1px solid var(--line); border-radius: 8px; background: #fff; height: calc(100vh - 210px);
  min-height: 420px; width: 100%; max-width: 100% }
iframe.phone { width: 362px; margin: 0 auto }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 20px; margin: 0;
  white-space: pre-wrap; overflow-wrap: anywhere; font: 15px/1.5 ui-monospace, Consolas, 'DejaVu Sans Mono', monospace }
@media (max-width: 700px) { .columns { grid-template-columns: 1fr } body { padding: 12px } }
`
