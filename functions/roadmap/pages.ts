import { shownCells, type PreviewRow, type Question } from '../../domain/roadmap/preview.ts'
import { isPersonal } from '../../domain/cells/personalCode.ts'
import { FIELDS, type Field } from '../../domain/roadmap/fields.ts'
import type { TableReading } from '../../domain/roadmap/roadmap.ts'
import { readYear } from '../../domain/roadmap/year.ts'
import { measures } from '../../domain/tables/measures.ts'
import type { Texts } from '../../domain/texts/texts.ts'
import { SHOWN, type Planned, type School } from './planned.ts'
import type { Stored, Undone } from './storeRoadmap.ts'

/**
 * The steps of the dialog «Загрузить дорожную карту» as pieces of HTML. What is chosen stands in `data-…`
 * attributes, which the dialog's script (`sheets-addon/Roadmap.html`) collects: it knows no texts.
 */

/** Questions that one page asks; the rest can be corrected in the sheet. */
const QUESTIONS = 40

export function startPage(schools: readonly School[], { roadmap }: Texts): string {
  const { start } = roadmap
  const choice =
    schools.length > 1
      ? `<label>${esc(start.school)} <select data-school>${schools
          .map(({ id, name }) => `<option value="${esc(id)}">${esc(name)}</option>`)
          .join('')}</select></label>`
      : ''
  return `<p>${esc(start.lead)}</p>${choice}
<label>${esc(start.file)} <input type="file" data-file accept=".docx,.xlsx,.csv,.txt,.html"></label>
<label>${esc(start.paste)}<div data-paste contenteditable="true" role="textbox" aria-label="${esc(start.paste)}"></div></label>
<footer><button data-do="read" class="main">${esc(start.read)}</button></footer>`
}

export function readingPage(planned: Planned, texts: Texts): string {
  const { roadmap } = planned
  const words = texts.roadmap
  const { preview, open, toStore } = roadmap
  const drafts = toStore.filter(({ reading }) => !reading.complete).length
  const there = preview.rows.filter(({ state }) => state === 'there').length
  const [first] = open
  return `<h2>${esc(words.tables.heading)}</h2><p>${esc(words.tables.lead)}</p>
${roadmap.tables.map((table, at) => tablePart(table, at, texts)).join('\n')}
${yearPart(planned, texts)}
${questionsPart(preview.questions, texts)}
<h2>${esc(words.preview.heading)}</h2>
<p>${esc(words.preview.summary(toStore.length, drafts, there))}</p>
${twicePart(preview.rows, texts)}${rowsPart(preview.rows, preview.columns, planned, texts)}
<footer>${first === undefined ? '' : `<p class="open">${esc(words.open[first.is])}</p>`}
<button data-do="back">${esc(words.back)}</button>
<button data-do="again">${esc(words.again)}</button>
<button data-do="store" class="main"${first === undefined ? '' : ' disabled'}>${esc(words.import(toStore.length))}</button></footer>`
}

/** After each part of an import: how far it is, or what has become of it. */
export function storedPage({ stored, drafts, left }: Stored, { roadmap }: Texts): string {
  if (left > 0) return `<p>${esc(roadmap.progress(stored, stored + left))}</p>`
  return `<h2>${esc(roadmap.done.heading(stored))}</h2>
${drafts > 0 ? `<p>${esc(roadmap.done.drafts(drafts))}</p>` : ''}
<footer><button data-do="undo">${esc(roadmap.done.undo)}</button>
<button data-do="close" class="main">${esc(roadmap.done.close)}</button></footer>`
}

export function undonePage({ removed, kept }: Undone, { roadmap }: Texts): string {
  return `<p>${esc(roadmap.undone(removed, kept))}</p>
<footer><button data-do="close" class="main">${esc(roadmap.done.close)}</button></footer>`
}

function tablePart({ proposal, use, fields }: TableReading, at: number, texts: Texts): string {
  const { tables, doubts, maybe } = texts.roadmap
  const rows = proposal.columns.map((column, x) => {
    const field = fields[x] ?? null
    const heading = column.heading === '' ? tables.noHeading(x + 1) : column.heading
    const guess =
      field === null && column.field !== null ? maybe(fieldName(column.field, texts)) : ''
    const doubt = column.doubt === null ? '' : `${doubts[column.doubt]} ${guess}`
    const note = column.confidence === 'remembered' ? tables.remembered : doubt
    return `<tr${field === null ? ' class="asks"' : ''}><td>${esc(heading)}</td>
<td class="samples">${column.samples.map(esc).join('<br>')}</td>
<td><select data-column="${x}" data-table="${at}" aria-label="${esc(heading)}">${options(field, texts)}</select>
<small>${esc(note)}</small></td></tr>`
  })
  const continued = proposal.continues ? `, ${tables.continues}` : ''
  return `<details${use ? ' open' : ''}><summary>${esc(tables.table(at + 1, proposal.body.length) + continued)}</summary>
<label><input type="checkbox" data-use="${at}"${use ? ' checked' : ''}> ${esc(tables.use)}</label>
<table><tr><th>${esc(tables.column)}</th><th>${esc(tables.samples)}</th><th>${esc(tables.field)}</th></tr>
${rows.join('\n')}</table></details>`
}

function options(chosen: Field | null, texts: Texts): string {
  const none = `<option value=""${chosen === null ? ' selected' : ''}>${esc(texts.roadmap.tables.choose)}</option>`
  const all = FIELDS.map(
    (field) =>
      `<option value="${field}"${field === chosen ? ' selected' : ''}>${esc(fieldName(field, texts))}</option>`,
  )
  return none + all.join('')
}

/** As the column is headed in «Меры». */
export function fieldName(field: Field, texts: Texts): string {
  if (field === 'period' || field === 'leave') return texts.roadmap.fields[field]
  return measures.columns.find(({ key }) => key === field)?.header(texts) ?? field
}

function yearPart({ roadmap, context, chosenYear }: Planned, texts: Texts): string {
  const { terms, suggested } = roadmap.year
  if (terms === 0) return ''
  const { year: words } = texts.roadmap
  const first = Number(context.firstDay.slice(0, 4))
  const last = Number(context.lastDay.slice(0, 4))
  const years = Array.from({ length: Math.min(last - first, 5) + 1 }, (_, at) => first + at)
  const offered = [
    ...years.map(String),
    ...years.slice(0, -1).map((year) => `${year}/${year + 1}`),
    ...(suggested === null ? [] : [suggested]),
  ]
  const choices = [...new Set(offered)].sort().map((year) => {
    const read = readYear(year)
    const whole = read === null || read.first === read.last
    const name = whole ? words.year(Number(year)) : words.school(read.first)
    const of = year === suggested ? ` (${words.fromDocument})` : ''
    return radio(year, name + of, chosenYear)
  })
  return `<fieldset><legend>${esc(words.heading(terms))}</legend>
${choices.join('\n')}
${radio('', words.none, chosenYear)}</fieldset>`
}

function radio(value: string, name: string, chosen: string | undefined): string {
  const checked = value === chosen ? ' checked' : ''
  return `<label><input type="radio" name="year" data-year="${esc(value)}"${checked}> ${esc(name)}</label>`
}

function questionsPart(questions: readonly Question[], texts: Texts): string {
  if (questions.length === 0) return ''
  const { questions: words } = texts.roadmap
  const asked = questions.slice(0, QUESTIONS)
  const rows = asked.map((question) => {
    const attributes = `data-key="${esc(question.key)}" data-text="${esc(question.text)}"`
    const harmless = question.personal
      ? `<label><input type="checkbox" data-harmless ${attributes}> ${esc(words.harmless)}</label>`
      : ''
    return `<tr><td>${esc(question.header)}: «${esc(question.text)}», ${esc(words.rows(question.rows))}<br><small>${esc(question.said)}</small></td>
<td><input type="text" data-instead ${attributes} value="${esc(question.suggestion)}" placeholder="${esc(words.instead)}" aria-label="${esc(words.instead)}">${harmless}</td></tr>`
  })
  const more = questions.length - asked.length
  return `<h2>${esc(words.heading(questions.length))}</h2><p>${esc(words.lead)}</p>
<table>${rows.join('\n')}</table>${more > 0 ? `<p>${esc(words.more(more))}</p>` : ''}`
}

/** Rows of the document that stand above already: said once for all, as only the first rows are shown. */
function twicePart(rows: readonly PreviewRow[], { roadmap }: Texts): string {
  const { preview: words } = roadmap
  const twice = rows.filter(({ state }) => state === 'twice')
  const named = twice.slice(0, QUESTIONS).map(({ place }) => words.row(place.table, place.row))
  const more = twice.length > named.length ? '…' : ''
  return twice.length === 0
    ? ''
    : `<p class="open">${esc(words.twiceAll(twice.length, named.join('; ') + more))}</p>`
}

function rowsPart(
  rows: readonly PreviewRow[],
  columns: readonly string[],
  { context, taken }: Planned,
  texts: Texts,
): string {
  const { preview: words } = texts.roadmap
  const shown = rows.slice(0, SHOWN)
  const heads = columns.map((key) => measures.columns.find((column) => column.key === key))
  const body = shown.map((row) => {
    const cells = shownCells(row, context)
    const doubt = row.first ? words.twice(words.row(row.first.table, row.first.row)) : words.similar
    const similar =
      row.state === 'similar' || row.state === 'twice'
        ? `<br><label>${esc(doubt)}: <input type="checkbox" data-take="${row.id}"${taken.includes(row.id) ? ' checked' : ''}> ${esc(words.take)}</label>`
        : ''
    const notes = [
      words.row(row.place.table, row.place.row),
      ...(row.state === 'there' ? [words.there] : []),
      ...(row.place.joined.length > 0 ? [words.joined(row.place.joined.join(', '))] : []),
      ...(row.place.repeated ? [words.repeated] : []),
    ]
    const said = row.reading.problems.map(
      ({ key, text, code }) =>
        `<br><small>${esc(headerOf(key, texts))}: ${esc(isPersonal(code) ? texts.roadmap.questions.personal : text)}</small>`,
    )
    return `<tr class="${row.state}">${columns
      .map((key) => `<td>${esc(cells[key] ?? '')}</td>`)
      .join('')}<td>${esc(notes.join(', '))}${similar}${said.join('')}</td></tr>`
  })
  const more = rows.length > SHOWN ? `<p>${esc(words.shown(SHOWN, rows.length))}</p>` : ''
  return `<div class="wide"><table><tr>${heads
    .map((column) => `<th>${esc(column?.header(texts) ?? '')}</th>`)
    .join('')}<th></th></tr>${body.join('\n')}</table></div>${more}`
}

function headerOf(key: string, texts: Texts): string {
  return measures.columns.find((column) => column.key === key)?.header(texts) ?? key
}

/** Texts come from documents of strangers: nothing of them is markup. */
function esc(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
