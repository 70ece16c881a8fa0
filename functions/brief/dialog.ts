import type { Day } from '../../domain/records.ts'
import type { Texts } from '../../domain/texts/texts.ts'
import { PAPER_KINDS } from './paperFile.ts'
import { markup } from '../mail/page.ts'

/** What the dialog offers. */
export interface Offer {
  /** Null stands for the whole district. */
  readonly whose: readonly { readonly id: string | null; readonly name: string }[]
  readonly stages: readonly { readonly name: string; readonly from: Day; readonly to: Day }[]
  readonly from: Day
  readonly to: Day
  /** Whether the person may close periods. */
  readonly mayClose: boolean
  /** Whether this computer can make PDF. */
  readonly pdf: boolean
}

/** The dialog «Справка» as one page; its script knows no texts and no rules. */
export function briefDialog(
  { whose, stages, from, to, mayClose, pdf }: Offer,
  { language, addon, brief }: Texts,
): string {
  const say = brief.dialog
  const page = markup`<p>${say.lead}</p>
<label>${say.school} <select id="whose">${whose.map(
    ({ id, name }) => markup`<option value="${id ?? ''}">${name}</option>`,
  )}</select></label>
<label>${say.stage} <select id="stage"><option value="">${say.ownPeriod}</option>${stages.map(
    (stage) => markup`<option value="${stage.from} ${stage.to}">${stage.name}</option>`,
  )}</select></label>
<p class="period"><label>${say.from} <input type="date" id="from" value="${from}" required></label>
<label>${say.to} <input type="date" id="to" value="${to}" required></label></p>
${pdf ? markup`<label>${say.kind} <select id="kind">${PAPER_KINDS.map((kind) => markup`<option value="${kind}">${say.kinds[kind]}</option>`)}</select></label>` : markup`<p class="hint">${say.noPdf}</p>`}
<footer><button id="write" class="main">${say.write}</button> <button id="plan">${say.plan}</button></footer>
<p><a id="save" hidden>${say.save}</a></p>
<p id="said" role="status" aria-live="polite"></p>
${mayClose ? markup`<details><summary>${say.close}</summary><p>${say.closeLead}</p><button id="close">${say.closeNow}</button></details>` : null}`
  const words = JSON.stringify({
    silent: addon.noAnswer,
    writing: say.writing,
    ready: say.ready('%'),
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${STYLE}</style></head>
<body>${page.safe}<script>(${SCRIPT})(${words.replace(/</g, '\\u003c')})</script></body></html>`
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.45 Arial,sans-serif;margin:16px}
label{display:block;margin:10px 0}
select,input{font:inherit;padding:5px;max-width:100%}select{width:100%;box-sizing:border-box;margin-top:3px}
.period{display:flex;gap:16px;margin:0}button,#save{font:inherit;padding:7px 16px;border-radius:4px;border:0}
button{background:#8883;color:inherit;margin:0 6px 6px 0}.main{background:#1a73e8;color:#fff}button:disabled{opacity:.5}#save{background:#188038;color:#fff;text-decoration:none}
#save[hidden]{display:none}footer{margin-top:14px}.hint{opacity:.75;margin:4px 0}summary{cursor:pointer;margin-top:10px}#said{min-height:1.4em}body.busy{cursor:progress}`

const SCRIPT = `(words) => {
  const at = (id) => document.getElementById(id)
  const said = at('said')
  const busy = (is) => {
    document.body.classList.toggle('busy', is)
    at('write').disabled = is
    at('plan').disabled = is || !at('whose').value
    if (at('close')) at('close').disabled = is
  }
  const bytes = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
  at('stage').addEventListener('change', ({ target }) => {
    const [from, to] = target.value.split(' ')
    if (to) [at('from').value, at('to').value] = [from, to]
  })
  for (const id of ['from', 'to']) at(id).addEventListener('input', () => (at('stage').value = ''))
  for (const id of ['whose', 'stage', 'from', 'to', 'kind']) {
    at(id)?.addEventListener('input', () => (at('save').hidden = true))
  }
  busy(false)
  at('whose').addEventListener('input', () => busy(false))
  at('write').addEventListener('click', () => {
    if (!at('from').reportValidity() || !at('to').reportValidity()) return
    const school = at('whose').value
    const period = { firstDay: at('from').value, lastDay: at('to').value }
    ask({ do: 'write', ...period, ...(school ? { school } : {}) })
  })
  at('plan').addEventListener('click', () => ask({ do: 'plan', school: at('whose').value }))
  if (at('close')) at('close').addEventListener('click', () => {
    if (!at('from').reportValidity() || !at('to').reportValidity()) return
    ask({ do: 'freeze', firstDay: at('from').value, lastDay: at('to').value })
  })
  function ask(wish) {
    busy(true)
    at('save').hidden = true
    said.textContent = words.writing
    google.script.run
      .withSuccessHandler((result) => {
        busy(false)
        const answer = result && result.answer
        said.textContent = answer ? (answer.name ? words.ready.replace('%', () => answer.name) + ' ' : '') + (answer.note || '') : (result && result.refused && result.refused.message) || words.silent
        if (!answer || !answer.file) return
        const link = at('save')
        link.href = URL.createObjectURL(new Blob([bytes(answer.file)]))
        link.download = answer.name
        link.hidden = false
        link.focus()
      })
      .withFailureHandler(() => {
        busy(false)
        said.textContent = words.silent
      })
      .windowAsk({ to: 'brief', ...wish, ...(at('kind') && wish.do !== 'freeze' ? { kind: at('kind').value } : {}) })
  }
}`
