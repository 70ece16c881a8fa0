import { shownDay } from '../../domain/cells/day.ts'
import { callName, sentence, tidy } from '../../domain/digest/words.ts'
import type { StoredRow, Value } from '../../domain/records.ts'
import { proposalIn } from '../../domain/review/deeds.ts'
import type { Texts } from '../../domain/texts/texts.ts'
import { markup, type Html } from '../mail/page.ts'
import type { World } from '../world.ts'
import type { Reviewable, Waiting } from './read.ts'

/** The dialog «Проверка и решения» as one page; its script knows no texts and no rules. */
export function reviewDialog(waiting: Waiting, chosen: readonly string[], world: World): string {
  const { language, review, addon } = world.texts
  const words = JSON.stringify({
    silent: addon.noAnswer,
    sending: review.sending,
    noComment: review.noComment,
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${STYLE}</style></head>
<body><p id="said" role="status" aria-live="polite" tabindex="-1"></p><div id="lists">${reviewLists(waiting, chosen, world)}</div>
<script>(${SCRIPT})(${words.replace(/</g, '\\u003c')})</script></body></html>`
}

/** Its lists, as they are now. */
export function reviewLists(
  { check, proposals, more, notOpen }: Waiting,
  chosen: readonly string[],
  { texts, directory }: World,
): string {
  const { review } = texts
  const bySchool = (rows: readonly Reviewable[], told: (row: StoredRow) => Html): readonly Html[] =>
    [...Map.groupBy(rows, ({ school }) => school)].map(
      ([school, all]) => markup`<h3>${callName(directory.schools.get(school)?.name ?? school)}</h3>
<ul>${all.map(
        ({
          id,
          row,
        }) => markup`<li><label><input type="checkbox" value="${id}" data-rev="${row.rev}" data-school="${school}"${chosen.includes(id) ? { safe: ' checked' } : ''}>
<span><b>${tidy(String(row.cells['event'] ?? ''))}</b><br>${told(row)}</span></label></li>`,
      )}</ul>`,
    )
  const toCheck =
    check.length === 0
      ? markup`<p>${review.check.none}</p>`
      : markup`${markAll(review.check.all)}${bySchool(check, (row) => reportOf(row, texts))}
<label class="words">${review.check.comment}<textarea rows="2" maxlength="1000" data-words></textarea></label>
<p class="hint">${review.check.commentHint}</p>
<footer><button data-do="confirm" class="main">${review.check.confirm}</button>
<button data-do="return">${review.check.return}</button></footer>`
  const toDecide =
    proposals === null
      ? null
      : proposals.length === 0
        ? markup`<section><h2>${review.proposals.heading}</h2><p>${review.proposals.none}</p></section>`
        : markup`<section><h2>${review.proposals.heading}</h2>${markAll(review.proposals.all)}${bySchool(
            proposals,
            (row) => proposed(row, texts),
          )}
<label class="words">${review.proposals.reason}<textarea rows="2" maxlength="1000" data-words></textarea></label>
<footer><button data-do="agree" class="main">${review.proposals.agree}</button>
<button data-do="decline">${review.proposals.decline}</button></footer></section>`
  return markup`${notOpen > 0 ? markup`<p class="hint">${review.notOpen(notOpen)}</p>` : null}
<section><h2>${review.check.heading}</h2>${toCheck}</section>${toDecide}
${more > 0 ? markup`<p class="hint">${review.more(more)}</p>` : null}`.safe
}

function markAll(label: string): Html {
  return markup`<label class="all"><input type="checkbox" data-all> <span>${label}</span></label>`
}

/** What the school says of a measure: how far, when, with what evidence. */
function reportOf({ cells }: StoredRow, { review }: Texts): Html {
  const { check } = review
  const done =
    typeof cells['doneOn'] === 'string'
      ? check.doneOn(shownDay(cells['doneOn']))
      : check.doneSometime
  const how = cells['status'] === 'partlyDone' ? check.partly : done
  const again = cells['check'] === 'rework' ? ` · ${check.again}` : ''
  const comment = sentence(String(cells['comment'] ?? ''))
  return markup`${how}${again} · ${evidenceOf(cells['evidence'], check.noEvidence)}${comment === '' ? null : markup`<br>${comment}`}`
}

function evidenceOf(evidence: Value | undefined, none: string): Html {
  const text = String(evidence ?? '')
  if (text === '') return markup`${none}`
  if (!/^https?:\/\/\S+$/.test(text)) return markup`${tidy(text)}`
  return markup`<a href="${text}" target="_blank" rel="noopener noreferrer">${tidy(text, 80)}</a>`
}

function proposed({ cells }: StoredRow, { review }: Texts): Html {
  const say = review.proposals
  const proposal = proposalIn(cells)
  const deadline = typeof cells['deadline'] === 'string' ? shownDay(cells['deadline']) : null
  const what =
    proposal?.cancel === false
      ? deadline === null
        ? say.set(shownDay(proposal.deadline))
        : say.move(deadline, shownDay(proposal.deadline))
      : deadline === null
        ? say.cancel
        : `${say.cancel}, ${say.from(deadline)}`
  const reason = tidy(String(cells['proposedReason'] ?? ''))
  return markup`${what} · ${reason === '' ? say.noReason : say.because(reason)}`
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.45 Arial,sans-serif;margin:14px 16px;overflow-wrap:anywhere}
h2{font-size:17px;margin:6px 0}h3{font-size:14px;margin:12px 0 2px;color:light-dark(#59636e,#a3adb8)}
section+section{margin-top:18px;padding-top:10px;border-top:1px solid #8886}ul{list-style:none;margin:0;padding:0}
label{display:flex;gap:8px;padding:5px 4px;border-radius:4px}li label:hover{background:#8881}
label.words{display:block;margin-top:10px}textarea{display:block;width:100%;box-sizing:border-box;font:inherit;padding:6px;margin-top:3px}
input{margin:3px 0 0;flex:none;width:16px;height:16px}.hint{color:light-dark(#59636e,#a3adb8);margin:4px 0}
footer{position:sticky;bottom:0;background:Canvas;padding:8px 0}button{font:inherit;padding:7px 16px;border-radius:4px;border:0;background:#8883;color:inherit;margin:0 6px 0 0}
.main{background:#1a73e8;color:#fff}button:disabled{opacity:.5}#said{margin:0;padding:8px 10px;border-left:4px solid #188038;background:#8881}#said:empty{display:none}
:focus-visible{outline:2px solid #1a73e8;outline-offset:1px}body.busy{cursor:progress}`

const SCRIPT = `(words) => {
  const said = document.getElementById('said')
  const lists = document.getElementById('lists')
  let busy = false
  // A press whose answer was lost goes again under its own name.
  let last = { wish: '', request: '' }
  const rowsIn = (section) => [...section.querySelectorAll('input[data-rev]:checked')]
  const show = () => {
    document.body.classList.toggle('busy', busy)
    for (const section of lists.querySelectorAll('section')) {
      const all = section.querySelectorAll('input[data-rev]').length
      const count = rowsIn(section).length
      const every = section.querySelector('[data-all]')
      if (every) [every.checked, every.indeterminate] = [count === all, count > 0 && count < all]
      for (const button of section.querySelectorAll('button')) {
        button.dataset.label ??= button.textContent
        button.textContent = count > 0 ? button.dataset.label + ' (' + count + ')' : button.dataset.label
        button.disabled = busy || count === 0
      }
    }
  }
  const tell = (text) => {
    said.textContent = text
    said.focus()
    said.scrollIntoView()
  }
  lists.addEventListener('change', ({ target }) => {
    if (target.matches('[data-all]')) {
      const section = target.closest('section')
      for (const box of section.querySelectorAll('input[data-rev]')) box.checked = target.checked
    }
    show()
  })
  lists.addEventListener('click', ({ target }) => {
    const deed = target.dataset.do
    if (!deed || busy) return
    const section = target.closest('section')
    const field = section.querySelector('[data-words]')
    if (deed === 'return' && field.value.trim() === '') {
      said.textContent = words.noComment
      field.focus()
      return
    }
    const rows = rowsIn(section).map(({ value, dataset }) => ({ id: value, rev: Number(dataset.rev), school: dataset.school }))
    const wish = { do: deed, words: field.value, rows }
    const key = JSON.stringify(wish)
    if (last.wish !== key) last = { wish: key, request: crypto.randomUUID() }
    busy = true
    said.textContent = words.sending
    show()
    google.script.run
      .withSuccessHandler((result) => {
        busy = false
        const answer = result && result.answer
        if (answer) {
          lists.innerHTML = answer.lists
          tell(answer.said)
        } else tell((result && result.refused && result.refused.message) || words.silent)
        show()
      })
      .withFailureHandler(() => {
        busy = false
        tell(words.silent)
        show()
      })
      .windowAsk({ to: 'review', request: last.request, ...wish })
  })
  show()
}`
