import { shownDay } from '../../domain/cells/day.ts'
import type { Day, ProgrammeYear } from '../../domain/records.ts'
import { markup, type Html } from '../mail/page.ts'
import type { World } from '../world.ts'
import type { YearCount } from './count.ts'
import { firstDayOf, proposedEnd } from './years.ts'

/** The dialog «Начать новый год» as one page; its script knows no texts and no rules. */
export function newYearDialog(years: readonly ProgrammeYear[], world: World): string {
  const { language, newYear, addon } = world.texts
  const words = JSON.stringify({
    silent: addon.noAnswer,
    counting: newYear.counting,
    working: newYear.working,
    ask: newYear.reopenAsk,
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${STYLE}</style></head>
<body><p id="said" role="status" aria-live="polite" tabindex="-1"></p><div id="step">${newYearStep(years, world)}</div>
<script>(${SCRIPT})(${words.replace(/</g, '\\u003c')})</script></body></html>`
}

/** What stands in it: the day to choose, and the years that were ended. */
export function newYearStep(years: readonly ProgrammeYear[], world: World): string {
  const { newYear } = world.texts
  const from = firstDayOf(years, world)
  const [latest] = years.filter(({ state }) => state !== 'reopened')
  const list = years.map((year) => {
    const goOn = { closing: 'begin', reopening: 'reopen' } as const
    const unfinished = year.state === 'closing' || year.state === 'reopening'
    return markup`<li>${yearSaid(year, world)}
${unfinished ? markup`<button data-do="${goOn[year.state]}" data-to="${year.to}">${newYear.goOn}</button>` : null}
${year.state === 'closed' && year === latest ? markup`<button data-do="reopen" data-to="${year.to}" data-ask>${newYear.reopen}</button>` : null}</li>`
  })
  const to = proposedEnd(from, world.today)
  return markup`${newYear.lead.map((line) => markup`<p>${line}</p>`)}
<p><label>${newYear.end(shownDay(from))} <input type="date" id="to" value="${to}" min="${from}" max="${world.today}" required></label>
<button data-do="count" class="main">${newYear.count}</button></p>
<div id="preview"></div>
${list.length === 0 ? null : markup`<h2>${newYear.years}</h2><ul>${list}</ul>`}`.safe
}

function yearSaid({ to, state, closed, carried }: ProgrammeYear, { texts }: World): string {
  return texts.newYear.year[state](shownDay(to), closed, carried)
}

/** What the end of the year would do, school by school. */
export function previewOf(
  counts: readonly YearCount[],
  to: Day,
  { texts, directory }: World,
): string {
  const { newYear } = texts
  const say = newYear.columns
  const total = (key: 'closed' | 'carried' | 'ahead') =>
    counts.reduce((sum, one) => sum + one[key], 0)
  const [closed, carried, ahead] = [total('closed'), total('carried'), total('ahead')]
  if (closed + carried === 0) return markup`<p>${newYear.nothing}</p>`.safe
  return markup`<h2>${newYear.preview}</h2>
<table><thead><tr><th scope="col">${say.school}</th><th scope="col">${say.closed}</th><th scope="col">${say.carried}</th><th scope="col">${say.ahead}</th></tr></thead>
<tbody>${counts.map((one) =>
    line(
      one.school === null ? newYear.office : (directory.schools.get(one.school)?.name ?? ''),
      one,
    ),
  )}</tbody><tfoot>${line(newYear.total, { closed, carried, ahead })}</tfoot></table>
<p><button data-do="begin" data-to="${to}" class="main">${newYear.begin(closed, carried)}</button></p>`
    .safe
}

function line(name: string, { closed, carried, ahead }: Omit<YearCount, 'school'>): Html {
  return markup`<tr><th scope="row">${name}</th><td>${closed}</td><td>${carried}</td><td>${ahead}</td></tr>`
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.45 Arial,sans-serif;margin:14px 16px}p{margin:0 0 10px}
h2{font-size:16px;margin:14px 0 6px}input,button{font:inherit;padding:6px 10px}button{border:0;border-radius:4px;background:#8883;color:inherit}
.main{background:#1a73e8;color:#fff}button:disabled{opacity:.5}table{border-collapse:collapse;width:100%;margin-bottom:12px}
th,td{text-align:right;padding:4px 8px;border-bottom:1px solid #8886}th:first-child{text-align:left;font-weight:400}thead th,tfoot *{font-weight:700!important}
ul{padding-left:18px}li{margin:6px 0}#said{padding:8px 10px;border-left:4px solid #188038;background:#8881}#said:empty{display:none}
:focus-visible{outline:2px solid #1a73e8;outline-offset:1px}body.busy{cursor:progress}`

const SCRIPT = `(words) => {
  const said = document.getElementById('said')
  const step = document.getElementById('step')
  const busy = (is) => {
    document.body.classList.toggle('busy', is)
    for (const button of step.querySelectorAll('button')) button.disabled = is
  }
  const tell = (text) => {
    said.textContent = text
    if (text) said.focus()
  }
  const ask = (wish) =>
    google.script.run
      .withSuccessHandler((result) => {
        const answer = result && result.answer
        if (answer && answer.more) return ask(wish)
        busy(false)
        if (!answer) return tell((result && result.refused && result.refused.message) || words.silent)
        if (answer.preview !== undefined) {
          document.getElementById('preview').innerHTML = answer.preview
          tell('')
          const begin = document.querySelector('#preview button')
          if (begin) begin.focus()
        } else {
          step.innerHTML = answer.step
          tell(answer.said)
        }
      })
      .withFailureHandler(() => {
        busy(false)
        tell(words.silent)
      })
      .windowAsk({ to: 'newYear', ...wish })
  step.addEventListener('input', ({ target }) => {
    if (target.id === 'to') document.getElementById('preview').textContent = ''
  })
  step.addEventListener('click', ({ target }) => {
    const { do: deed, to } = target.dataset
    if (!deed) return
    const field = document.getElementById('to')
    if (deed === 'count' && !field.reportValidity()) return
    // Asked once more in place: a press that changes much is never one press.
    if ('ask' in target.dataset) {
      delete target.dataset.ask
      target.textContent = words.ask
      return
    }
    busy(true)
    said.textContent = deed === 'count' ? words.counting : words.working
    ask({ do: deed, day: to || field.value })
  })
}`
