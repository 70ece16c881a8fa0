import type { Deed } from '../../domain/digest/digest.ts'
import { sentence } from '../../domain/digest/words.ts'
import type { Day, StoredRow } from '../../domain/records.ts'
import { STATUSES } from '../../domain/tables/measures.ts'
import type { Texts } from '../../domain/texts/texts.ts'
import { markup, type Content, type Html } from './page.ts'

/** What the page of one measure shows, and what was filled in when it is shown again. */
export interface MeasurePage {
  readonly texts: Texts
  readonly today: Day
  readonly token: string
  readonly school: string
  readonly row: StoredRow
  /** What the reader may do. */
  readonly deeds: readonly Deed[]
  /** What the link in the mail proposed. */
  readonly wanted: Deed | null
  /** What was sent and not stored, by field. */
  readonly sent: Readonly<Record<string, string>>
  readonly problems: Readonly<Record<string, string>>
  readonly notice: string | null
}

/** The measure and a form for each deed, the wanted one first. */
export function measurePage(page: MeasurePage): Html {
  const { texts, deeds, wanted, notice, row, school } = page
  const { mailPages } = texts
  const forms: readonly (readonly [Deed, () => Html])[] = [
    ['report', () => reportForm(page)],
    ['help', () => helpForm(page)],
    ['reply', () => replyForm(page)],
    ['agree', () => proposalForm(page)],
    ['confirm', () => checkForm(page)],
  ]
  const offered = forms.filter(([deed]) => deeds.includes(deed))
  const first = SAME_FORM[wanted ?? 'report'] ?? wanted
  const ordered = offered.toSorted(([a], [b]) => Number(b === first) - Number(a === first))
  return markup`<p class="school">${school}</p>
    <h1>${sentence(text(row, 'event'))}</h1>
    ${facts(page)}
    ${notice === null ? null : markup`<p class="bad"><b>${mailPages.refused.title}.</b> ${notice}</p>`}
    ${ordered.map(([, form]) => form())}`
}

/** Deeds that share a form with another. */
const SAME_FORM: Readonly<Partial<Record<Deed, Deed>>> = {
  improve: 'report',
  return: 'confirm',
  decline: 'agree',
}

function facts({ texts, today, row, deeds }: MeasurePage): readonly Html[] {
  const { measure } = texts.mailPages
  const { dates } = texts
  const date = (key: string) => text(row, key)
  const lines = [
    date('deadline') === ''
      ? measure.noDeadline
      : measure.deadline(dates.withWeekday(date('deadline'), today)),
    measure.status(labelOf(texts, text(row, 'status'))),
    ...(date('doneOn') === '' ? [] : [measure.doneOn(dates.dayMonth(date('doneOn'), today))]),
    ...(text(row, 'responsible') === '' ? [] : [measure.responsible(text(row, 'responsible'))]),
    ...(deeds.includes('confirm')
      ? [
          text(row, 'evidence') === ''
            ? measure.noEvidence
            : measure.evidence(text(row, 'evidence')),
        ]
      : []),
    ...(text(row, 'help') === '' ? [] : [measure.help(text(row, 'help'))]),
    ...(text(row, 'checkComment') !== '' ? [measure.comment(text(row, 'checkComment'))] : []),
  ]
  return lines.map((line) => markup`<p>${line}</p>`)
}

function reportForm(page: MeasurePage): Html {
  const { texts, today, row, sent } = page
  const { fields, headings, buttons } = texts.mailPages
  const stored = text(row, 'status') || 'notStarted'
  // Who opens a report most often has something done: the form begins with it.
  const status = sent['status'] ?? (stored === 'cancelled' ? stored : 'done')
  const doneOn = sent['doneOn'] ?? (text(row, 'doneOn') || today)
  return form(page, headings.report, [
    markup`<label for="status">${fields.status}</label>
      <select id="status" name="status">
        ${STATUSES.map(
          (code) =>
            markup`<option value="${code}" ${code === status ? SELECTED : null}>
              ${labelOf(texts, code)}
            </option>`,
        )}
      </select>`,
    problem(page, 'status'),
    markup`<label for="doneOn">${fields.doneOn}</label>
      <input type="date" id="doneOn" name="doneOn" value="${doneOn}" max="${today}" />`,
    problem(page, 'doneOn'),
    area(page, 'evidence', fields.evidence, fields.evidenceHint, text(row, 'evidence')),
    button('report', buttons.report),
  ])
}

const SELECTED: Html = { safe: 'selected' }

function helpForm(page: MeasurePage): Html {
  const { fields, headings, buttons } = page.texts.mailPages
  return form(page, headings.help, [
    area(page, 'help', fields.help, fields.helpHint, text(page.row, 'help')),
    button('help', buttons.help),
  ])
}

function replyForm(page: MeasurePage): Html {
  const { fields, headings, buttons } = page.texts.mailPages
  return form(page, headings.reply, [
    area(page, 'reply', fields.reply, fields.replyHint, ''),
    button('reply', buttons.reply),
  ])
}

function checkForm(page: MeasurePage): Html {
  const { fields, headings, buttons } = page.texts.mailPages
  return form(page, headings.check, [
    button('confirm', buttons.confirm),
    area(page, 'checkComment', fields.comment, fields.commentHint, text(page.row, 'checkComment')),
    button('return', buttons.return, 'second'),
  ])
}

function proposalForm(page: MeasurePage): Html {
  const { texts, today, row } = page
  const { fields, headings, buttons, measure } = texts.mailPages
  const proposed = text(row, 'proposedDeadline')
  const reason = text(row, 'proposedReason')
  const cancels = row.cells['proposedCancel'] === true
  return form(page, headings.proposal, [
    markup`<p>${cancels ? measure.cancelling : measure.proposal(texts.dates.withWeekday(proposed, today))}</p>`,
    reason === '' ? null : markup`<p>${measure.reason(reason)}</p>`,
    button(
      'agree',
      cancels ? buttons.cancel : buttons.agree(texts.dates.dayMonth(proposed, today)),
    ),
    area(page, 'declineReason', fields.declineReason, '', ''),
    button('decline', buttons.decline, 'second'),
  ])
}

function form(
  { token, row, problems }: MeasurePage,
  heading: string,
  parts: readonly Content[],
): Html {
  const elsewhere = problems['']
  return markup`<h2>${heading}</h2>
    <form method="post" action="answer">
      <input type="hidden" name="t" value="${token}" /><input
        type="hidden"
        name="rev"
        value="${row.rev}"
      />
      ${elsewhere === undefined ? null : markup`<p class="bad">${elsewhere}</p>`} ${parts}
    </form>`
}

function area(page: MeasurePage, name: string, label: string, hint: string, stored: string): Html {
  return markup`<label for="${name}">${label}</label>
    <textarea id="${name}" name="${name}" maxlength="2000">${page.sent[name] ?? stored}</textarea>
    ${hint === '' ? null : markup`<p class="hint">${hint}</p>`}${problem(page, name)}`
}

function problem({ problems }: MeasurePage, key: string): Html | null {
  const said = problems[key]
  return said === undefined ? null : markup`<p class="bad">${said}</p>`
}

function button(deed: Deed, label: string, look = 'first'): Html {
  return markup`<button class="${look}" name="do" value="${deed}">${label}</button>`
}

function text({ cells }: StoredRow, key: string): string {
  return String(cells[key] ?? '')
}

function labelOf(texts: Texts, status: string): string {
  const known = STATUSES.find((code) => code === status) ?? 'notStarted'
  return texts.tables.measures.status.labels[known]
}

/** Which fields of the page a deed sends, under the keys of the columns. */
export function fieldsOf(deed: Deed): readonly string[] {
  const fields: Readonly<Record<Deed, readonly string[]>> = {
    report: ['status', 'doneOn', 'evidence'],
    improve: ['status', 'doneOn', 'evidence'],
    help: ['help'],
    reply: ['reply'],
    confirm: [],
    return: ['checkComment'],
    agree: [],
    decline: ['declineReason'],
  }
  return fields[deed]
}
