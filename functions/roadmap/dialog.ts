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

/**
 * Runs in the dialog. What a person has chosen is kept apart from the page (`said`): an answer that comes
 * later is merged with it and never puts it back. One question is under way at a time; whoever chooses on
 * meanwhile has the whole asked again. The page is not redrawn under a pressed button of the mouse.
 */
const SCRIPT = `(words) => {
  const CHOICES = '[data-use],[data-column],[data-year],[data-take],[data-instead],[data-harmless]'
  const step = document.getElementById('step')
  const told = document.getElementById('said')
  const all = (selector) => [...step.querySelectorAll(selector)]
  const first = step.innerHTML
  const said = new Map()
  let asked, pasted, importId, sofar
  let underWay = false, changed = false
  let pressed = false, waiting = null

  const placeOf = (one) => JSON.stringify(one.dataset)
  const nameOf = (one) => (one.type === 'radio' ? one.name : placeOf(one))
  const remember = ({ target }) => {
    if (!target.matches(CHOICES)) return
    const { type, checked, value, dataset } = target
    said.set(nameOf(target), type === 'checkbox' ? checked : type === 'radio' ? dataset.year : value)
  }
  const repeat = () => {
    for (const one of all(CHOICES)) {
      if (!said.has(nameOf(one))) continue
      const value = said.get(nameOf(one))
      if (one.type === 'checkbox') one.checked = value
      else if (one.type === 'radio') one.checked = one.dataset.year === value
      else one.value = value
    }
  }

  const busy = (is) => {
    document.body.classList.toggle('busy', is)
    for (const one of all('button')) {
      if (is && one.dataset.was === undefined) one.dataset.was = one.disabled
      one.disabled = is || one.dataset.was === 'true'
      if (!is) delete one.dataset.was
    }
  }
  const whenFree = (then) => (pressed ? (waiting = then) : then())
  const freed = () => setTimeout(() => {
    pressed = false
    const then = waiting
    waiting = null
    if (then) then()
  })
  const call = (body, then) => {
    busy(true)
    underWay = true
    told.textContent = ''
    const ended = (show) => whenFree(() => {
      underWay = false
      busy(false)
      if (changed) return steps.again()
      show()
    })
    google.script.run
      .withSuccessHandler((result) => ended(() => {
        if (result && result.answer) return then(result.answer)
        told.textContent = (result && result.refused && result.refused.message) || words.silent
      }))
      .withFailureHandler(() => ended(() => {
        told.textContent = words.silent
      }))
      .roadmapAsk(body)
  }
  const show = (answer) => {
    step.innerHTML = answer.html
    scrollTo(0, 0)
  }
  // The same step again: what was said, where the person is, and what they look at stay.
  const refresh = (answer) => {
    const at = step.contains(document.activeElement) ? document.activeElement : null
    const top = at && at.getBoundingClientRect().top
    const opened = all('details').map((one) => one.open)
    const { scrollY } = window
    step.innerHTML = answer.html
    repeat()
    all('details').forEach((one, place) => (one.open = opened[place] ?? one.open))
    const again = at && all(at.tagName).find((one) => placeOf(one) === placeOf(at))
    scrollTo(0, scrollY)
    if (!again) return
    again.focus({ preventScroll: true })
    if (at.type === 'text') again.setSelectionRange(at.selectionStart, at.selectionEnd)
    scrollBy(0, again.getBoundingClientRect().top - top)
  }
  // A suggestion that stands in its field is taken with «Импортировать», and before only if it was edited.
  const collect = (last) => {
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
      if (!harmless && !last && one.value === one.defaultValue) continue
      const others = next.decisions.filter((other) => other.key !== key || other.text !== text)
      next.decisions = [...others, harmless ? { key, text, harmless } : { key, text, instead: one.value }]
    }
    next.take = all('[data-take]').filter((one) => one.checked).map((one) => one.dataset.take)
    const year = all('[data-year]').find((one) => one.checked)
    if (year) next.year = year.dataset.year
    else if (choices.year !== undefined) next.year = choices.year
    asked = { ...asked, choices: next }
  }
  const read = (then) => call({ do: 'read', ...asked }, (answer) => {
    importId = importId || answer.import
    then(answer)
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
    said.clear()
    read(show)
  }
  const steps = {
    read() {
      const file = step.querySelector('[data-file]').files[0]
      if (!file && !pasted) return (told.textContent = words.empty)
      if (!file) return begin({ pasted })
      const reader = new FileReader()
      reader.onload = () => begin({ file: reader.result.slice(reader.result.indexOf(',') + 1) })
      reader.readAsDataURL(file)
    },
    again() {
      changed = underWay
      if (changed) return
      collect(false)
      read(refresh)
    },
    store() { collect(true); store() },
    undo() { call({ do: 'undo', import: importId }, show) },
    back() { pasted = undefined; step.innerHTML = first },
    close() { google.script.host.close() },
  }
  step.addEventListener('click', ({ target }) => {
    if (target.dataset.do) steps[target.dataset.do]()
  })
  step.addEventListener('input', remember)
  // What columns mean decides what is asked next: the answer is fetched at once.
  step.addEventListener('change', (event) => {
    remember(event)
    const { column, use, year, take, harmless } = event.target.dataset
    if ([column, use, year, take, harmless].some((one) => one !== undefined)) steps.again()
  })
  addEventListener('pointerdown', () => (pressed = true), true)
  addEventListener('pointerup', freed, true)
  addEventListener('pointercancel', freed, true)
  // A list that opens takes the release of the button with it.
  addEventListener('pointermove', ({ buttons }) => pressed && buttons === 0 && freed(), true)
  addEventListener('keydown', freed, true)
  step.addEventListener('paste', (event) => {
    const { target, clipboardData } = event
    if (!target.closest('[data-paste]')) return
    event.preventDefault()
    pasted = clipboardData.getData('text/html') || clipboardData.getData('text/plain')
    target.closest('[data-paste]').textContent = clipboardData.getData('text/plain').slice(0, 2000)
  })
}`
