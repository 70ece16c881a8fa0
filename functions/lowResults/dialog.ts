import type { Identification, Identified } from '../../domain/identification/identify.ts'
import { criteriaFor } from '../../domain/identification/identify.ts'
import {
  criteriaText,
  kindText,
  levelText,
  reasonOf,
  totalText,
  trendOf,
  type Teller,
} from '../../domain/identification/tell.ts'
import type { Settings } from '../../domain/settings.ts'
import { SCHOOL_KINDS } from '../../domain/tables/schools.ts'
import { markup, type Html } from '../mail/page.ts'

/** The window «Школы с низкими результатами» as one page; its script knows no texts and no rules. */
export function lowResultsDialog(
  found: Identification,
  settings: Settings,
  teller: Teller,
): string {
  const { language, identification: say, addon } = teller.context.texts
  const words = JSON.stringify({
    silent: addon.noAnswer,
    working: say.working,
    ready: say.ready('%'),
    nothing: say.nothingChosen,
  })
  const years = found.years.length === 0 ? [found.year] : found.years
  const page = markup`<p>${say.lead}</p>
<label>${say.year} <select id="year">${years.map(
    (year) => markup`<option${year === found.year ? { safe: ' selected' } : ''}>${year}</option>`,
  )}</select></label>
<p id="said" role="status" aria-live="polite" tabindex="-1"></p>
<div id="lists">${{ safe: lowResultsLists(found, settings, teller) }}</div>
<footer><button id="confirm" class="main">${say.confirm}</button> <button id="paper">${say.paper}</button>
<a id="save" hidden>${say.save}</a></footer>`
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${STYLE}</style></head>
<body>${page.safe}<script>(${SCRIPT})(${words.replace(/</g, '\\u003c')})</script></body></html>`
}

/** Its lists, as they are now: a table a level. */
export function lowResultsLists(found: Identification, settings: Settings, teller: Teller): string {
  const { texts } = teller.context
  const say = texts.identification
  const nothing = found.years.length === 0 ? markup`<p class="hint">${say.noResults}</p>` : null
  const levels = [...Map.groupBy(found.schools, ({ level }) => level)]
  const participants = say.criteria.participants(settings.lowParticipants)
  return markup`${nothing}<p><b>${totalText(found, texts)}</b></p><p class="hint">${participants}</p>
${levels.map(
  ([level, schools]) => markup`<h2>${levelText(level, texts)}</h2>
<p class="hint">${criteriaText(levelText(level, texts), criteriaFor(settings, level), texts)}</p>
<table><thead><tr>${say.columns.map((title) => markup`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${schools.map((school) => rowOf(school, found.year, teller))}</tbody></table>`,
)}`.safe
}

function rowOf(school: Identified, year: number, teller: Teller): Html {
  const { texts } = teller.context
  const say = texts.identification
  const { verdict } = school.judgement
  const { kind, proposed } = school
  return markup`<tr class="${verdict}"><th scope="row">${school.name}</th><td>${kindText(kind, texts)}</td>
<td class="verdict">${say.verdicts[verdict]}</td><td>${reasonOf(school, year, teller)}</td><td>${trendOf(school, texts)}</td>
<td><select data-school="${school.id}" data-was="${kind ?? ''}" aria-label="${say.columns[5] ?? ''}: ${school.name}">
<option value="">${say.keep(kindText(kind, texts))}</option>${SCHOOL_KINDS.filter(
    (one) => one !== kind,
  ).map(
    (one) =>
      markup`<option value="${one}"${one === proposed ? { safe: ' selected' } : ''}>${kindText(one, texts)}</option>`,
  )}</select></td></tr>`
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.45 Arial,sans-serif;margin:14px 16px;overflow-wrap:break-word}
h2{font-size:16px;margin:18px 0 2px}p{margin:6px 0}.hint{color:light-dark(#59636e,#a3adb8)}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #8886;padding:5px 7px;text-align:left;vertical-align:top}
tbody th{font-weight:bold;min-width:110px}td:nth-child(4){min-width:230px}td:nth-child(5){min-width:120px}
tr.low .verdict{font-weight:bold;border-left:4px solid #c5221f}tr.decide .verdict{font-weight:bold;border-left:4px solid #f9ab00}
select{font:inherit;padding:4px;max-width:170px}tr.chosen{background:light-dark(#e8f0fe,#1f2f4a)}
footer{position:sticky;bottom:0;background:Canvas;padding:10px 0}button,#save{font:inherit;padding:7px 16px;border-radius:4px;border:0;margin:0 6px 0 0}
button{background:#8883;color:inherit}.main{background:#1a73e8;color:#fff}button:disabled{opacity:.5}#save{background:#188038;color:#fff;text-decoration:none}
#save[hidden]{display:none}#said{padding:8px 10px;border-left:4px solid #188038;background:#8881}#said:empty{display:none}
:focus-visible{outline:2px solid #1a73e8;outline-offset:1px}body.busy{cursor:progress}`

const SCRIPT = `(words) => {
  const at = (id) => document.getElementById(id)
  const lists = at('lists'), said = at('said')
  // A press whose answer was lost goes again under its own name.
  let last = { wish: '', request: '' }
  const chosen = () => [...lists.querySelectorAll('select')].filter((one) => one.value)
  const show = () => {
    for (const one of lists.querySelectorAll('select')) {
      one.closest('tr').classList.toggle('chosen', one.value !== '')
    }
    const count = chosen().length
    const button = at('confirm')
    button.dataset.label ??= button.textContent
    button.textContent = count > 0 ? button.dataset.label + ' (' + count + ')' : button.dataset.label
  }
  const busy = (is) => {
    document.body.classList.toggle('busy', is)
    for (const one of document.querySelectorAll('button,select')) one.disabled = is
  }
  const tell = (text) => {
    said.textContent = text
    if (text) said.focus()
  }
  const ask = (wish, then) => {
    busy(true)
    at('save').hidden = true
    said.textContent = words.working
    const failed = (result) => {
      busy(false)
      tell((result && result.refused && result.refused.message) || words.silent)
    }
    google.script.run
      .withSuccessHandler((result) => {
        if (!result || !result.answer) return failed(result)
        busy(false)
        then(result.answer)
      })
      .withFailureHandler(() => failed())
      .windowAsk({ to: 'lowResults', year: Number(at('year').value), ...wish })
  }
  const lay = (answer) => {
    lists.innerHTML = answer.lists
    tell(answer.said || '')
    show()
  }
  lists.addEventListener('change', show)
  at('year').addEventListener('change', () => ask({ do: 'look' }, lay))
  at('confirm').addEventListener('click', () => {
    const schools = chosen().map(({ value, dataset }) => ({ id: dataset.school, was: dataset.was || null, kind: value }))
    if (schools.length === 0) return tell(words.nothing)
    const key = JSON.stringify([at('year').value, schools])
    if (last.wish !== key) last = { wish: key, request: crypto.randomUUID() }
    ask({ do: 'confirm', request: last.request, schools }, lay)
  })
  at('paper').addEventListener('click', () => ask({ do: 'paper' }, (answer) => {
    tell(words.ready.replace('%', () => answer.name))
    const link = at('save')
    const bytes = Uint8Array.from(atob(answer.file), (one) => one.charCodeAt(0))
    link.href = URL.createObjectURL(new Blob([bytes]))
    link.download = answer.name
    link.hidden = false
    link.focus()
  }))
  show()
}`
