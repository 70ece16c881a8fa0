import type { Texts } from '../../domain/texts/texts.ts'
import { markup } from '../mail/page.ts'

/** A tab that nobody sees yet. */
export interface OtherTab {
  readonly table: string
  readonly title: string
  readonly about: string
}

/** The dialog «Другие таблицы» as one page; its script knows no texts and no rules. */
export function tabsDialog(others: readonly OtherTab[], texts: Texts): string {
  const { language, tabs, addon } = texts
  const words = JSON.stringify({ silent: addon.noAnswer, working: tabs.working })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${STYLE}</style></head>
<body><p id="said" role="status" aria-live="polite" tabindex="-1"></p><div id="list">${tabsList(others, texts)}</div>
<script>(${SCRIPT})(${words.replace(/</g, '\\u003c')})</script></body></html>`
}

export function tabsList(others: readonly OtherTab[], { tabs }: Texts): string {
  if (others.length === 0) return markup`<p>${tabs.none}</p>`.safe
  return markup`<p>${tabs.lead}</p><ul>${others.map(
    ({ table, title, about }) => markup`<li><label><input type="checkbox" value="${table}">
<span><b>${title}</b><br>${about}</span></label></li>`,
  )}</ul><footer><button class="main" disabled>${tabs.show}</button></footer>`.safe
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.45 Arial,sans-serif;margin:14px 16px}p{margin:0 0 8px}
ul{list-style:none;margin:0;padding:0}label{display:flex;gap:8px;padding:5px 4px;border-radius:4px}li label:hover{background:#8881}
input{margin:3px 0 0;flex:none;width:16px;height:16px}footer{position:sticky;bottom:0;background:Canvas;padding:8px 0}
button{font:inherit;padding:7px 16px;border-radius:4px;border:0;background:#1a73e8;color:#fff}button:disabled{opacity:.5}
#said{padding:8px 10px;border-left:4px solid #188038;background:#8881}#said:empty{display:none}
:focus-visible{outline:2px solid #1a73e8;outline-offset:1px}body.busy{cursor:progress}`

const SCRIPT = `(words) => {
  const said = document.getElementById('said')
  const list = document.getElementById('list')
  const chosen = () => [...list.querySelectorAll('input:checked')].map(({ value }) => value)
  const busy = (is) => {
    document.body.classList.toggle('busy', is)
    const button = list.querySelector('button')
    if (button) button.disabled = is || chosen().length === 0
  }
  const tell = (text) => {
    busy(false)
    said.textContent = text
    said.focus()
  }
  list.addEventListener('change', () => busy(false))
  list.addEventListener('click', ({ target }) => {
    if (target.tagName !== 'BUTTON') return
    busy(true)
    said.textContent = words.working
    google.script.run
      .withSuccessHandler((result) => {
        const answer = result && result.answer
        if (answer) list.innerHTML = answer.list
        tell(answer ? answer.said : (result && result.refused && result.refused.message) || words.silent)
      })
      .withFailureHandler(() => tell(words.silent))
      .windowAsk({ to: 'tabs', do: 'show', tables: chosen() })
  })
}`
