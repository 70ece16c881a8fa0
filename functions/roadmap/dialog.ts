import type { Texts } from '../../domain/texts/texts.ts'

/**
 * The dialog «Загрузить дорожную карту» as one page: a frame around the steps that the function sends as
 * HTML (`pages.ts`). Its script knows no texts and no rules: it reads the file, collects what is chosen,
 * asks, and shows the answer. Served from here, so that it is never older than the function.
 *
 * @param step the first step
 */
export function dialogPage(step: string, { language, addon, roadmap }: Texts): string {
  const words = JSON.stringify({ silent: addon.noAnswer, empty: roadmap.start.nothing })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${STYLE}</style></head>
<body><div id="step">${step}</div><p id="said" role="alert"></p>
<script>(${SCRIPT})(${words.replace(/</g, '\\u003c')})</script></body></html>`
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.45 Arial,sans-serif;margin:16px}
h2{font-size:16px;margin:18px 0 6px}label{display:block;margin:6px 0}small{opacity:.75}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #8886;padding:4px 6px;text-align:left;vertical-align:top;white-space:pre-line}
.wide{overflow-x:auto}.wide td{min-width:70px}.samples{opacity:.75;max-width:300px}
tr.asks{background:#f9ab0030}tr.there{opacity:.5}.open,#said{color:#c5221f}
[data-paste]{border:1px dashed #888;min-height:60px;max-height:120px;overflow:auto;padding:6px;white-space:pre-wrap}
[data-instead]{width:100%;min-width:180px;box-sizing:border-box}summary{cursor:pointer;font-weight:bold;margin-top:8px}
footer{position:sticky;bottom:0;background:Canvas;padding:8px 0}button{font:inherit;padding:6px 14px;margin-right:6px}
.main{background:#1a73e8;color:#fff;border:0;border-radius:4px}.main:disabled{opacity:.45}body.busy{cursor:progress;opacity:.6}`

/** Runs in the dialog. */
const SCRIPT = `(words) => {
  const step = document.getElementById('step')
  const said = document.getElementById('said')
  const all = (selector) => [...step.querySelectorAll(selector)]
  const first = step.innerHTML
  let asked, pasted, importId, sofar

  const busy = (is) => {
    document.body.classList.toggle('busy', is)
    for (const one of all('button')) {
      if (is) one.dataset.was = one.disabled
      one.disabled = is || one.dataset.was === 'true'
    }
  }
  const call = (body, then) => {
    busy(true)
    said.textContent = ''
    google.script.run
      .withSuccessHandler((result) => {
        busy(false)
        if (result && result.answer) return then(result.answer)
        said.textContent = (result && result.refused && result.refused.message) || words.silent
      })
      .withFailureHandler(() => {
        busy(false)
        said.textContent = words.silent
      })
      .roadmapAsk(body)
  }
  const show = (answer) => {
    step.innerHTML = answer.html
    scrollTo(0, 0)
  }
  const collect = () => {
    const choices = asked.choices || { tables: {}, decisions: [], take: [] }
    const next = { tables: {}, decisions: choices.decisions, take: [] }
    for (const use of all('[data-use]')) {
      const fields = all('select[data-table="' + use.dataset.use + '"]').map((one) => one.value || null)
      next.tables[use.dataset.use] = { use: use.checked, fields }
    }
    for (const one of all('[data-instead],[data-harmless]')) {
      const { key, text } = one.dataset
      const harmless = 'harmless' in one.dataset
      if (harmless ? !one.checked : one.value.trim() === '') continue
      const others = next.decisions.filter((other) => other.key !== key || other.text !== text)
      next.decisions = [...others, harmless ? { key, text, harmless } : { key, text, instead: one.value }]
    }
    next.take = all('[data-take]').filter((one) => one.checked).map((one) => one.dataset.take)
    const year = all('[data-year]').find((one) => one.checked)
    if (year) next.year = year.dataset.year
    else if (choices.year !== undefined) next.year = choices.year
    asked = { ...asked, choices: next }
  }
  const read = () => call({ do: 'read', ...asked }, (answer) => {
    importId = importId || answer.import
    show(answer)
  })
  const store = () => call({ do: 'store', ...asked, import: importId, sofar }, (answer) => {
    show(answer)
    sofar = { stored: answer.stored, drafts: answer.drafts }
    if (answer.left > 0) store()
  })
  const begin = (document) => {
    const school = step.querySelector('[data-school]')
    asked = { document, ...(school ? { school: school.value } : {}) }
    importId = undefined
    sofar = { stored: 0, drafts: 0 }
    read()
  }
  const steps = {
    read() {
      const file = step.querySelector('[data-file]').files[0]
      if (!file && !pasted) return (said.textContent = words.empty)
      if (!file) return begin({ pasted })
      const reader = new FileReader()
      reader.onload = () => begin({ file: reader.result.slice(reader.result.indexOf(',') + 1) })
      reader.readAsDataURL(file)
    },
    again() { collect(); read() },
    store() { collect(); store() },
    undo() { call({ do: 'undo', import: importId }, show) },
    back() { pasted = undefined; step.innerHTML = first },
    close() { google.script.host.close() },
  }
  step.addEventListener('click', ({ target }) => {
    if (target.dataset.do) steps[target.dataset.do]()
  })
  // What columns mean decides what is asked next: the answer is fetched at once.
  step.addEventListener('change', ({ target }) => {
    const { column, use, year, take, harmless } = target.dataset
    if ([column, use, year, take, harmless].some((one) => one !== undefined)) steps.again()
  })
  step.addEventListener('paste', (event) => {
    const { target, clipboardData } = event
    if (!target.closest('[data-paste]')) return
    event.preventDefault()
    pasted = clipboardData.getData('text/html') || clipboardData.getData('text/plain')
    target.closest('[data-paste]').textContent = clipboardData.getData('text/plain').slice(0, 2000)
  })
}`
