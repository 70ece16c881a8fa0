import { weekday } from '../days.ts'
import { headingsIn } from '../digest/headings.ts'
import type { Links } from '../digest/digest.ts'
import type { ProgrammeDay } from '../digest/programmeDay.ts'
import { questionsOf } from '../digest/questions.ts'
import { tidy } from '../digest/words.ts'
import { doneShare } from '../figures.ts'
import type { Day } from '../records.ts'
import type { Texts } from '../texts/texts.ts'
import type { Dashboard, DashboardSchool, Listed, Stage, StageCell } from './dashboard.ts'
import { EMPTY_ROW, line, type Page, type PageCell, type PageRow, type Style } from './page.ts'

/** Schools and eight columns, which print on one A4 page across. */
const COLUMNS = [280, 98, 98, 98, 98, 98, 98, 98, 98]
const WIDE = COLUMNS.length - 1

const QUESTIONS = 7
/** Rows of each list; who has more opens the table. */
const LISTED = 30

/** What a page is told with. */
export interface PageTeller {
  readonly texts: Texts
  readonly links: Links
  /** The clock of the moment, «8:10»; not part of what makes a page differ. */
  readonly time: string
  /** When the deadlines were last checked. */
  readonly checkedOn: Day | null
}

/** The coordinator's «Панель»: what needs a decision and how every school stands, then the lists. */
export function panelPage(today: ProgrammeDay, board: Dashboard, teller: PageTeller): Page {
  const { dashboard: words, dates } = teller.texts
  const { day } = board
  const when = words.when(dates.withWeekday(day, day), teller.time, board.schools.length)
  const checked = words.checked(teller.checkedOn && dates.dayMonth(teller.checkedOn, day))
  return {
    title: words.panel,
    columns: COLUMNS,
    rows: [
      line(`${tidy(today.programme.name)}, ${tidy(today.programme.municipality)}`, 'title', 30),
      line(`${when} · ${checked}`, 'note'),
      EMPTY_ROW,
      ...figureRows(today, board, teller),
      EMPTY_ROW,
      ...questionRows(today, teller),
      EMPTY_ROW,
      ...schoolRows(board, teller),
      EMPTY_ROW,
      ...stageRows(board, teller),
      ...riskRows(board, teller),
      ...listRows(board.overdue, words.overdue, ({ deadline }) => deadline, board, teller),
      ...listRows(board.waiting, words.waiting, ({ doneOn }) => doneOn, board, teller),
      ...workbookRows(board, teller),
    ],
  }
}

/** The four figures, each over two columns: the number, what it counts, the change since last week. */
function figureRows(
  today: ProgrammeDay,
  board: Dashboard,
  { texts: { dashboard: words } }: PageTeller,
): readonly PageRow[] {
  const { figures: say } = words
  const { total, weekAgo, silent } = board
  const change = (now: number, before: number | undefined) =>
    before === undefined ? say.unknown : say.change(now - before)
  const four = [
    {
      value: say.ofDue(total.done, total.due),
      label: say.done,
      change: weekAgo ? say.wasOfDue(weekAgo.done, weekAgo.due) : say.unknown,
      bad: false,
    },
    {
      value: String(total.overdue),
      label: say.overdue,
      change: change(total.overdue, weekAgo?.overdue),
      bad: total.overdue > 0,
    },
    {
      value: String(total.waiting),
      label: say.waiting,
      change: change(total.waiting, weekAgo?.waiting),
      bad: false,
    },
    {
      value: say.silentSchools(silent.now),
      label: say.silent(today.programme.silentDays),
      change: say.newlySilent(silent.new),
      bad: silent.now > 0,
    },
  ]
  // The first stands over the wide column, the others over two or three narrow ones.
  const at = [0, 1, 3, 6]
  const spread = (cell: (one: (typeof four)[number]) => PageCell, style: Style): PageCell[] =>
    COLUMNS.map((_width, column) => {
      const one = four[at.indexOf(column)]
      return one === undefined ? { style } : cell(one)
    })
  return [
    {
      height: 40,
      cells: spread(
        ({ value, bad }) => ({ text: value, style: bad ? 'figureAlarm' : 'figure' }),
        'figure',
      ),
    },
    { cells: spread(({ label }) => ({ text: label, style: 'figureLabel' }), 'figureLabel') },
    {
      cells: spread(({ change: said }) => ({ text: said, style: 'figureChange' }), 'figureChange'),
    },
  ]
}

function questionRows(today: ProgrammeDay, { texts, links }: PageTeller): readonly PageRow[] {
  const { dashboard: words } = texts
  const headings = headingsIn(texts)
  const teller = { texts, day: today.day, links, headings, rows: QUESTIONS }
  const { items } = questionsOf(today.schools, today.programme, true, teller)
  const shown = items.slice(0, QUESTIONS).map(({ lines, actions }, index): PageRow => {
    const said = lines
      .flat()
      .map((run) => (typeof run === 'string' ? run : run.text))
      .join(' ')
    const url = actions[0]?.url ?? null
    const cells = padded([{ text: `${index + 1}. ${said}`, style: 'text' }])
    if (url !== null) cells[WIDE] = { text: words.open, style: 'link', url }
    return { cells }
  })
  const left = items.length - shown.length
  return [
    line(words.decide, 'heading', 26),
    ...(shown.length === 0 ? [line(words.nothingToDecide, 'text')] : shown),
    ...(left > 0 ? [line(words.more(left), 'note')] : []),
  ]
}

function schoolRows(board: Dashboard, teller: PageTeller): readonly PageRow[] {
  const { schools: words } = teller.texts.dashboard
  const { total, documents } = board
  return [
    line(words.title, 'heading', 26),
    header(words.header, 34),
    ...board.schools.map((school) => ({ cells: schoolCells(school, board.day, teller) })),
    {
      cells: [
        { text: words.total, style: 'total' },
        ...[total.due, total.done, total.confirmed, total.overdue].map((number): PageCell => ({
          number,
          style: 'totalNumber',
        })),
        { text: words.documents(documents.uploaded, documents.expected), style: 'totalNumber' },
        { style: 'total' },
        { text: percent(doneShare(total)), style: 'totalNumber' },
        { style: 'total' },
      ],
    },
  ]
}

function schoolCells(
  { day: school, documents }: DashboardSchool,
  day: Day,
  { texts, links }: PageTeller,
): readonly PageCell[] {
  const { schools: words } = texts.dashboard
  const { figures } = school
  const url = links.workbook(school.id)
  const share = doneShare(figures)
  const silent = school.silentFor !== null
  return [
    { text: school.name, style: url === null ? 'strong' : 'link', url },
    { number: figures.due, style: 'number' },
    { number: figures.done, style: 'number' },
    { number: figures.confirmed, style: 'number' },
    { number: figures.overdue, style: figures.overdue > 0 ? 'alarm' : 'number' },
    {
      text: words.documents(documents.uploaded, documents.expected),
      style: documents.uploaded < documents.expected ? 'alarm' : 'number',
    },
    {
      text: school.lastEntryOn ? texts.dates.short(school.lastEntryOn, day) : words.never,
      style: silent ? 'alarm' : 'number',
    },
    { text: percent(share), style: 'number' },
    { text: bar(share), style: 'bar' },
  ]
}

function stageRows(board: Dashboard, { texts }: PageTeller): readonly PageRow[] {
  const { stages: words } = texts.dashboard
  const stages = around(board.stages, board.day)
  if (stages.length === 0) return []
  return [
    line(words.title, 'heading', 26),
    header(
      [texts.dashboard.schools.header[0] ?? '', ...stages.map(({ name }) => tidy(name, 60))],
      62,
    ),
    ...board.schools.map(({ day: school, progress }) => ({
      cells: [
        { text: school.name, style: 'text' as const },
        ...stages.map((stage) => stageCell(stage, progress.get(stage.id), board.day, texts)),
      ],
    })),
    EMPTY_ROW,
  ]
}

/** As many stages as there are columns: what is now stands in the middle. */
function around(stages: readonly Stage[], day: Day): readonly Stage[] {
  const now = stages.findIndex(({ end }) => end >= day)
  const middle = now < 0 ? stages.length : now
  const from = Math.min(Math.max(0, middle - WIDE / 2), Math.max(0, stages.length - WIDE))
  return stages.slice(from, from + WIDE)
}

function stageCell(
  stage: Stage,
  cell: StageCell | undefined,
  day: Day,
  { dashboard: { stages: words }, dates }: Texts,
): PageCell {
  switch (cell?.state) {
    case 'finished':
      return {
        text: words.finished(cell.finishedOn && dates.short(cell.finishedOn, day)),
        style: 'done',
      }
    case 'running':
      return { text: words.running, style: 'running' }
    case 'late':
      return { text: words.late, style: 'late' }
    case 'ahead':
      return { text: words.ahead(dates.short(stage.start, day)), style: 'centre' }
    default:
      return { text: words.none, style: 'centre' }
  }
}

function riskRows(board: Dashboard, { texts }: PageTeller): readonly PageRow[] {
  const { risks: words } = texts.dashboard
  if (board.risks.length === 0) return []
  const risks = board.risks.slice(0, WIDE)
  const left = board.risks.length - risks.length
  return [
    line(words.title, 'heading', 26),
    header(
      [texts.dashboard.schools.header[0] ?? '', ...risks.map(({ name }) => tidy(name, 70))],
      92,
    ),
    ...board.schools.map(({ day: school, risks: own }) => ({
      cells: [
        { text: school.name, style: 'text' as const },
        ...risks.map(({ id }): PageCell => {
          const significance = own.get(id)
          if (significance === undefined) return {}
          return significance === null
            ? { text: words.unknown, style: 'centre' }
            : { text: words.significance[significance], style: significance }
        }),
      ],
    })),
    line(left > 0 ? `${words.note} ${words.more(left)}` : words.note, 'note'),
    EMPTY_ROW,
  ]
}

/** Where the columns of a list stand: the school, what is to be done (over five columns), day, wait, link. */
const LIST_AT = [0, 1, 6, 7] as const

function listRows(
  list: readonly Listed[],
  words: { readonly title: (n: number) => string; readonly header: readonly string[] },
  dayOf: (measure: Listed['measure']) => Day | null,
  { day }: Dashboard,
  { texts, links }: PageTeller,
): readonly PageRow[] {
  if (list.length === 0) return []
  const { dashboard } = texts
  const heads = COLUMNS.map((_width, column): PageCell => {
    const at = LIST_AT.findIndex((one) => one === column)
    return { text: words.header[at] ?? '', style: at > 1 ? 'headerNumber' : 'header' }
  })
  const rows = list.slice(0, LISTED).map(({ school, measure, days }): PageRow => {
    const on = dayOf(measure)
    const cells = padded([
      { text: school.name, style: 'text' },
      { text: tidy(measure.event, 72), style: 'text' },
    ])
    cells[6] = { text: on === null ? '' : shortDay(on, day, texts), style: 'number' }
    cells[7] = { text: days === null ? '' : dashboard.overdue.days(days), style: 'number' }
    const url = links.row(school.id, 'measures', measure.id)
    if (url !== null) cells[WIDE] = { text: dashboard.open, style: 'link', url }
    return { cells }
  })
  const left = list.length - rows.length
  return [
    line(words.title(list.length), 'heading', 26),
    { cells: heads },
    ...rows,
    ...(left > 0 ? [line(dashboard.more(left), 'note')] : []),
    EMPTY_ROW,
  ]
}

function workbookRows(board: Dashboard, { texts, links }: PageTeller): readonly PageRow[] {
  if (board.workbooks.length === 0) return []
  const { workbooks: words } = texts.dashboard
  return [
    line(words.title, 'heading', 26),
    ...board.workbooks.map(({ school, why, since }): PageRow => {
      const reached = since === null ? [] : [words.since(texts.dates.dayMonth(since, board.day))]
      const url = links.workbook(school.id)
      return {
        cells: [
          { text: school.name, style: url === null ? 'text' : 'link', url },
          { text: [words.why[why], ...reached].join(', '), style: 'text' },
        ],
      }
    }),
  ]
}

/** «15.09 ср», as one looks it up in a calendar. */
export function shortDay(day: Day, today: Day, { dates, dashboard }: Texts): string {
  return `${dates.short(day, today)} ${dashboard.weekdays[weekday(day) - 1] ?? ''}`
}

function header(texts: readonly string[], height: number): PageRow {
  return {
    height,
    cells: COLUMNS.map((_width, at) => ({
      text: texts[at] ?? '',
      style: at === 0 ? 'header' : 'headerNumber',
    })),
  }
}

/** As many cells as the page has columns. */
function padded(cells: readonly PageCell[]): PageCell[] {
  return COLUMNS.map((_width, at) => cells[at] ?? {})
}

function percent(share: number | null): string {
  return share === null ? '—' : `${share} %`
}

/** Ten blocks are all: one for every tenth that is full. */
function bar(share: number | null): string {
  if (share === null) return ''
  const full = Math.floor(share / 10)
  return '█'.repeat(full) + '░'.repeat(10 - full)
}
