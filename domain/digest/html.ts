import type { Action, Digest, Item, Line, SchoolTable, Section } from './digest.ts'

/**
 * The HTML half of the mail, for what mail programs understand: nested tables and inline styles. The
 * style sheet in the head only adds the dark colours; where it is dropped, the letter stays light and
 * whole. No images, no scripts, nothing fetched. Everything that people wrote passes `escape`.
 */
export function renderHtml(digest: Digest): string {
  const title = escape(digest.subject)
  const rows = [
    row(`<div class="t" style="${TEXT}">${escape(digest.greeting)}</div>`, 'padding:20px 20px 0'),
    ...digest.sections.map((section) => row(sectionHtml(section), sectionPadding(section))),
    row(
      `<div class="m" style="${SMALL}">${escape(digest.footer.join(' '))}</div>${smallLinks(digest.footerActions)}`,
      `padding:14px 20px 20px;border-top:1px solid ${LINE}`,
      'l',
    ),
  ]
  return `<!doctype html>
<html lang="${digest.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>${DARK}</style>
</head>
<body class="b" style="margin:0;padding:0;background:${PAGE}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escape(digest.preheader)}${AFTER_PREHEADER}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="b" style="background:${PAGE}">
<tr><td align="center" style="padding:12px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="c" style="max-width:600px;background:#ffffff;border-radius:8px">
${rows.join('\n')}
</table>
</td></tr>
</table>
</body>
</html>
`
}

const TABLE = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">'
const FONT = 'font-family:Arial,sans-serif'
const INK = '#1f2328'
const MUTED = '#59636e'
const LINE = '#d8dee4'
const PAGE = '#f2f4f6'
const LINK = '#0b5cad'
const TEXT = `${FONT};font-size:16px;line-height:23px;color:${INK}`
const SMALL = `${FONT};font-size:13px;line-height:19px;color:${MUTED}`

/** Mail programs fill their one-line preview with what follows; this keeps the letter's body out of it. */
const AFTER_PREHEADER = '&#847;&zwnj;&nbsp;'.repeat(40)

/** Colour of the bar at a section's items; the words say the same without it. */
const TONES: Readonly<Record<Section['tone'], string>> = {
  plain: LINE,
  part: LINE,
  overdue: '#c62828',
  soon: '#b26a00',
  rework: '#6a4fb3',
  fix: '#0b6e75',
  decide: '#0b5cad',
}

const DARK = `@media (prefers-color-scheme:dark){
.b{background:#15181b!important}
.c{background:#1f2428!important}
.t{color:#e6e9ec!important}
.m{color:#a3adb8!important}
.l{border-color:#3a4149!important}
a.a{color:#7cb8f5!important;border-color:#52606d!important}
.g{background:#3a4149!important}
.overdue{color:#ff8a80!important}
}`

function row(content: string, style: string, className = ''): string {
  const named = className === '' ? '' : ` class="${className}"`
  return `<tr><td${named} style="${style}">${content}</td></tr>`
}

function sectionPadding({ tone }: Section): string {
  return tone === 'part' ? 'padding:30px 20px 0' : 'padding:18px 20px 8px'
}

function sectionHtml(section: Section): string {
  const { tone, title, after, lines, items, schools, more, note, actions } = section
  const parts: string[] = []
  if (title !== '') parts.push(headingHtml(tone, title, after ?? ''))
  for (const line of lines ?? []) {
    parts.push(`<div class="t" style="${TEXT};padding:0 0 4px">${lineHtml(line)}</div>`)
  }
  if (items) parts.push(itemsHtml(items, section))
  if (schools) parts.push(schoolsHtml(schools))
  if (more) parts.push(`<div class="m" style="${SMALL};padding:4px 0 0 15px">${escape(more)}</div>`)
  if (note) parts.push(`<div class="m" style="${SMALL};padding:8px 0 0">${escape(note)}</div>`)
  if (actions) parts.push(actionsHtml(actions, false))
  return parts.join('\n')
}

function headingHtml(tone: Section['tone'], title: string, after: string): string {
  const colour = tone === 'overdue' ? TONES.overdue : INK
  const size =
    tone === 'part' ? 'font-size:20px;line-height:26px' : 'font-size:18px;line-height:25px'
  const rest =
    after === ''
      ? ''
      : `<span class="t" style="font-weight:normal;font-size:16px;color:${INK}">${bound(escape(after))}</span>`
  return `<h2 class="t ${tone}" style="${FONT};${size};color:${colour};margin:0;padding:0 0 8px;font-weight:bold">${bound(escape(title))}${rest}</h2>`
}

function itemsHtml(items: readonly Item[], { tone, numbered }: Section): string {
  const rows = items.map((item, index) => {
    const number = numbered ? `<b>${index + 1}.</b> ` : ''
    const lines = item.lines.map(
      (line, at) =>
        `<div class="t" style="${TEXT}">${at === 0 ? number : ''}${lineHtml(line)}</div>`,
    )
    const content = lines.join('') + actionsHtml(item.actions, items.length > BUTTONS)
    return `<tr><td style="border-left:4px solid ${TONES[tone]};padding:2px 0 4px 11px">${content}</td></tr><tr><td style="height:10px;line-height:10px;font-size:1px">&nbsp;</td></tr>`
  })
  return `${TABLE}${rows.join('\n')}</table>`
}

/** Items up to which each has a button; in a longer list a button each would drown the words. */
const BUTTONS = 3

/** Links as buttons that a thumb can hit, or as plain links. */
function actionsHtml(actions: readonly Action[], compact: boolean): string {
  if (actions.length === 0) return ''
  const look = compact
    ? 'text-decoration:underline;padding:5px 0'
    : 'text-decoration:none;border:1px solid #b6c2cf;border-radius:6px;padding:9px 14px'
  const links = actions.map(
    ({ label, url }) =>
      `<a class="a" href="${safeUrl(url)}" style="${FONT};display:inline-block;font-size:15px;line-height:20px;color:${LINK};${look};margin:0 8px 8px 0">${escape(label)}</a>`,
  )
  return `<div style="padding:${compact ? '0' : '8px 0 0'}">${links.join('')}</div>`
}

/** Links of the small print. */
function smallLinks(actions: readonly Action[]): string {
  if (actions.length === 0) return ''
  const links = actions.map(
    ({ label, url }) =>
      `<a class="a" href="${safeUrl(url)}" style="${SMALL};display:inline-block;color:${LINK};padding:6px 14px 0 0">${escape(label)}</a>`,
  )
  return `<div>${links.join('')}</div>`
}

/**
 * A telephone has no room for six columns, so each school is a name with its alarm, a bar of what is
 * done, and a line of figures. The plain text keeps the table.
 */
function schoolsHtml({ rows, total }: SchoolTable): string {
  const lines = [...rows, total].map(
    ({
      name,
      url,
      alarm,
      summary,
      share,
    }) => `<tr><td class="t" style="${TEXT};padding:8px 8px 0 0;font-weight:bold">${url === null ? escape(name) : `<a class="a" href="${safeUrl(url)}" style="color:${LINK};text-decoration:none">${escape(name)}</a>`}</td>
<td align="right" valign="top" class="overdue" style="${TEXT};padding:8px 0 0;color:${TONES.overdue};font-weight:bold;white-space:nowrap">${bound(escape(alarm))}</td></tr>
<tr><td colspan="2" class="l" style="padding:5px 0 9px;border-bottom:1px solid ${LINE}">${share === null ? '' : barHtml(share)}<div class="m" style="${SMALL};padding:4px 0 0">${bound(escape(summary))}</div></td></tr>`,
  )
  return `${TABLE}${lines.join('\n')}</table>`
}

/** A bar without an image: two cells of a table, as wide as their shares. */
function barHtml(share: number): string {
  return `${TABLE}<tr>${barCell(share, '#2e7d32', '')}${barCell(100 - share, LINE, 'g')}</tr></table>`
}

function barCell(width: number, colour: string, className: string): string {
  if (width === 0) return ''
  return `<td width="${width}%" class="${className}" style="height:6px;line-height:6px;font-size:1px;background:${colour}">&nbsp;</td>`
}

function lineHtml(line: Line): string {
  return line
    .map((run) => {
      if (typeof run === 'string') return bound(escape(run))
      const text = bound(escape(run.text))
      const shown = run.strong ? `<b>${text}</b>` : text
      return run.url === undefined
        ? shown
        : `<a class="a" href="${safeUrl(run.url)}" style="color:${LINK}">${shown}</a>`
    })
    .join('')
}

/** Keeps a number with the word that it counts, and «1-ю», «Х-Греческого», «5–9» whole. Takes escaped text. */
function bound(html: string): string {
  return html
    .replaceAll(/(\d) (?=[\p{L}%])/gu, '$1&nbsp;')
    .replaceAll(/(?<![\p{L}\d])([\p{L}\d])-(?=\p{L})/gu, '$1&#8209;')
    .replaceAll(/(\d)–(?=\d)/gu, '$1&#8288;–&#8288;')
}

function safeUrl(url: string): string {
  if (!/^https?:\/\//.test(url))
    throw new Error(`A digest links to web addresses only, not to «${url}».`)
  return escape(url)
}

/** Text as it stands inside an element or a quoted attribute. */
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
