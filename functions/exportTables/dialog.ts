import type { Texts } from '../../domain/texts/texts.ts'
import { markup } from '../mail/page.ts'

/** What the window offers. */
export interface ExportOffer {
  /** Null stands for all that the person sees. */
  readonly whose: readonly { readonly id: string | null; readonly name: string }[]
  readonly tables: readonly { readonly name: string; readonly title: string }[]
}

/** The window «Выгрузить в файл» as one page; its script knows no texts and no rules. */
export function exportDialog(
  { whose, tables }: ExportOffer,
  { language, addon, exports: say }: Texts,
): string {
  const page = markup`<p>${say.lead}</p>
<label>${say.whose} <select id="whose">${whose.map(
    ({ id, name }) => markup`<option value="${id ?? ''}">${name}</option>`,
  )}</select></label>
<label>${say.what} <select id="table"><option value="">${say.all}</option>${tables.map(
    ({ name, title }) => markup`<option value="${name}">${title}</option>`,
  )}</select></label>
<label>${say.format} <select id="format"><option value="xlsx">${say.xlsx}</option><option value="csv">${say.csv}</option></select></label>
<p class="hint" id="one" hidden>${say.oneTable}</p>
<footer><button id="write" class="main">${say.write}</button> <a id="save" hidden>${say.save}</a></footer>
<p id="said" role="status" aria-live="polite"></p>`
  const words = JSON.stringify({
    silent: addon.noAnswer,
    writing: say.writing,
    ready: say.ready('%'),
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${STYLE}</style></head>
<body>${page.safe}<script>(${SCRIPT})(${words.replace(/</g, '\\u003c')})</script></body></html>`
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.45 Arial,sans-serif;margin:16px}label{display:block;margin:10px 0}
select{font:inherit;padding:5px;width:100%;box-sizing:border-box;margin-top:3px}.hint{opacity:.75;margin:4px 0}
button,#save{font:inherit;padding:7px 16px;border-radius:4px;border:0;margin:0 6px 0 0}.main{background:#1a73e8;color:#fff}
button:disabled{opacity:.5}#save{background:#188038;color:#fff;text-decoration:none}#save[hidden],.hint[hidden]{display:none}
footer{margin-top:14px}#said{min-height:1.4em}:focus-visible{outline:2px solid #1a73e8;outline-offset:1px}body.busy{cursor:progress}`

const SCRIPT = `(words) => {
  const at = (id) => document.getElementById(id)
  const busy = (is) => {
    document.body.classList.toggle('busy', is)
    at('write').disabled = is
  }
  const fit = () => {
    at('save').hidden = true
    const whole = at('table').value === ''
    at('format').options[1].disabled = whole
    if (whole) at('format').value = 'xlsx'
    at('one').hidden = !whole
  }
  for (const id of ['whose', 'table', 'format']) at(id).addEventListener('input', fit)
  fit()
  at('write').addEventListener('click', () => {
    const school = at('whose').value
    const table = at('table').value
    busy(true)
    at('save').hidden = true
    at('said').textContent = words.writing
    google.script.run
      .withSuccessHandler((result) => {
        busy(false)
        const answer = result && result.answer
        at('said').textContent = answer ? words.ready.replace('%', () => answer.name) : (result && result.refused && result.refused.message) || words.silent
        if (!answer) return
        const link = at('save')
        const bytes = Uint8Array.from(atob(answer.file), (one) => one.charCodeAt(0))
        link.href = URL.createObjectURL(new Blob([bytes]))
        link.download = answer.name
        link.hidden = false
        link.focus()
      })
      .withFailureHandler(() => {
        busy(false)
        at('said').textContent = words.silent
      })
      .windowAsk({ to: 'exportTables', do: 'write', format: at('format').value, ...(school ? { school } : {}), ...(table ? { table } : {}) })
  })
}`
