import { daysBetween } from '../days.ts'
import type { Links } from '../digest/digest.ts'
import { headingsIn } from '../digest/headings.ts'
import type { SchoolDay } from '../digest/programmeDay.ts'
import { firstSentence, tidy } from '../digest/words.ts'
import { dueThisWeek, overdue, sentBack, type Measure } from '../figures.ts'
import type { Card, Day } from '../records.ts'
import { documentFigures, documentName, documentsOf, missingDocuments } from '../schoolDocuments.ts'
import type { Texts } from '../texts/texts.ts'
import type { Stage } from './dashboard.ts'
import { EMPTY_ROW, line, type Page, type PageRow, type Style } from './page.ts'
import { shortDay } from './panelPage.ts'

const COLUMNS = [110, 620, 300, 80]
/** With title and foot fifteen rows, which stand on a small screen without scrolling. */
const LISTED = 7

/** A school's «Сегодня»: what to do first, each with the way to its row. */
export function todayPage(
  school: SchoolDay,
  card: Card,
  stages: readonly Stage[],
  day: Day,
  { texts, links, time }: { readonly texts: Texts; readonly links: Links; readonly time: string },
): Page {
  const { dashboard, dates } = texts
  const { school: words } = dashboard
  const late = overdue(school.measures)
  const week = dueThisWeek(school.measures, day)
  const rework = sentBack(school.measures)
  const headings = headingsIn(texts)
  const measureRow = (when: string, what: string, measure: Measure, style: Style) =>
    row(when, what, measure.responsible, links.row(school.id, 'measures', measure.id), style)
  const deeds: readonly PageRow[] = [
    ...late.map((measure) => {
      const deadline = measure.deadline ?? day
      const passed = words.passed(daysBetween(deadline, day))
      const what = `${tidy(measure.event, 70)} · ${passed}`
      return measureRow(shortDay(deadline, day, texts), what, measure, 'alarmDay')
    }),
    ...week.map((measure) =>
      measureRow(
        shortDay(measure.next ?? day, day, texts),
        tidy(measure.event, 90),
        measure,
        'strong',
      ),
    ),
    ...rework.map((measure) => {
      // Both fit into one line of the column: what to do about the measure is in the remark.
      const said = measure.checkComment === '' ? '' : `: «${tidy(measure.checkComment, 50)}»`
      const what = `${tidy(measure.event, said === '' ? 90 : 34)}${said}`
      return measureRow(words.rework, what, measure, 'strong')
    }),
    ...school.fixes.map(({ table, id, row: at, column, text }) => {
      const what = words.fixAt(headings.tab(table), at, firstSentence(text))
      return row(words.fix, tidy(what, 90), '', links.cell(school.id, table, id, column), 'strong')
    }),
  ]
  const shown = deeds.slice(0, LISTED)
  const documents = documentsOf(card)
  const { uploaded, expected } = documentFigures(documents)
  const missing = missingDocuments(documents).map((one) => tidy(documentName(one, texts), 60))
  const saved = school.fixes.length === 0 ? words.saved : words.savedBut(school.fixes.length)
  const asOf = school.asOf === null ? [] : [words.asOf(dates.dayMonth(school.asOf, day))]
  return {
    title: dashboard.today,
    columns: COLUMNS,
    rows: [
      {
        height: 30,
        cells: [
          { text: school.name, style: 'title' },
          {},
          { text: dates.full(day), style: 'strong' },
        ],
      },
      line([saved, words.updated(time), ...asOf].join(' · '), 'note'),
      EMPTY_ROW,
      line(
        words.counts(late.length, week.length, rework.length, school.fixes.length).join('    '),
        'heading',
        26,
      ),
      ...(deeds.length === 0
        ? [line([words.fine, ...nextDeadline(school, day, texts)].join(' '), 'text')]
        : [
            { cells: words.header.map((text) => ({ text, style: 'header' as const })) },
            ...shown,
            ...(deeds.length > shown.length
              ? [line(words.more(deeds.length - shown.length), 'note')]
              : []),
          ]),
      EMPTY_ROW,
      ...(expected === 0
        ? []
        : [
            line(
              [
                words.documents(uploaded, expected),
                ...(missing.length > 0 ? [words.missing(missing)] : []),
              ].join(' '),
              'text',
            ),
          ]),
      ...stageRow(stages, day, texts),
    ],
  }
}

function nextDeadline(school: SchoolDay, day: Day, texts: Texts): readonly string[] {
  const days = school.measures.flatMap(({ status, next }) =>
    status !== 'done' && next !== null && next >= day ? [next] : [],
  )
  const [first] = days.toSorted()
  return first === undefined ? [] : [texts.dashboard.school.next(texts.dates.dayMonth(first, day))]
}

function stageRow(stages: readonly Stage[], day: Day, texts: Texts): readonly PageRow[] {
  const { school: words } = texts.dashboard
  const date = (one: Day) => texts.dates.dayMonth(one, day)
  const now = stages.find(({ start, end }) => start <= day && day <= end)
  if (now) return [line(words.stageNow(tidy(now.name), date(now.end)), 'text')]
  const next = stages.find(({ start }) => start > day)
  return next ? [line(words.stageNext(tidy(next.name), date(next.start)), 'text')] : []
}

function row(when: string, what: string, who: string, url: string | null, style: Style): PageRow {
  return {
    cells: [
      { text: when, style },
      { text: what, style: 'text' },
      { text: tidy(who, 40), style: 'note' },
      ...(url === null ? [] : [{ text: '→', style: 'link' as const, url }]),
    ],
  }
}
