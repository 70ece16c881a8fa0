import { doneShare } from '../../figures.ts'
import { paragraph, type Block } from '../brief.ts'
import { daysLate, measureSets, type MeasureSets } from '../measures.ts'
import { text, type Source } from '../source.ts'

/** What was to be done by the brief's last day, and what was. */
export function measures(source: Source): readonly Block[] {
  const { texts, asked, schools } = source
  const say = texts.brief.measures
  const sets = measureSets(source.rows('measures'), asked.to)
  if (sets.all.length === 0) return [paragraph(texts.brief.noData), ...office(source)]
  const all = source.count(say.total, sets.all)
  if (sets.due.length === 0) return [paragraph(say.nothingDue(all)), ...office(source)]
  const bySchool = schools.map(
    (school) => [school.name, measureSets(source.of(school, 'measures'), asked.to)] as const,
  )
  const mean = meanLate(sets, asked.to)
  const [, due = '', done = '', onTime = '', late = '', overdue = '', confirmed = ''] = say.columns
  return [
    paragraph(
      say.due(sets.due.length, source.count(due, sets.due), all),
      say.done(
        source.count(done, sets.done),
        shareOf(sets),
        source.count(onTime, sets.onTime),
        source.count(late, sets.late),
      ),
      say.checked(source.count(confirmed, sets.confirmed), source.count(say.bareRows, sets.bare)),
      sets.overdue.length === 0 ? null : say.overdue(source.count(overdue, sets.overdue)),
      mean === null ? null : say.meanLate(mean),
      sets.done.length === sets.due.length && sets.late.length === 0 ? say.inFull : null,
    ),
    {
      is: 'table',
      caption: say.table,
      columns: say.columns.map((title, at) =>
        at === 0 ? { title, width: 34 } : { title, width: WIDTHS[at] ?? 0, align: 'right' },
      ),
      rows: [
        ...bySchool.map(([name, own]) => figuresOf(name, own)),
        ...(bySchool.length > 1 ? [figuresOf(say.total, sets)] : []),
      ],
    },
    {
      is: 'bars',
      caption: say.bars,
      bars: bySchool.map(([label, own]) => {
        const share = doneShare({ due: own.due.length, done: own.done.length })
        return {
          label,
          share: share === null ? null : own.done.length / own.due.length,
          value: share === null ? say.none : `${share} % (${own.done.length}/${own.due.length})`,
        }
      }),
    },
    ...office(source),
  ]
}

/** As wide as their headings need. */
const WIDTHS = [0, 20, 21, 15, 25, 23, 28, 14]

function figuresOf(name: string, sets: MeasureSets): readonly string[] {
  const { due, done, onTime, late, overdue, confirmed } = sets
  const counts = [due, done, onTime, late, overdue, confirmed].map((rows) => String(rows.length))
  return [name, ...counts, due.length === 0 ? '—' : shareOf(sets)]
}

export function shareOf({ due, done }: MeasureSets): string {
  const share = doneShare({ due: due.length, done: done.length })
  return share === null ? '—' : `${share} %`
}

function meanLate({ overdue }: MeasureSets, to: string): number | null {
  if (overdue.length === 0) return null
  const days = overdue.reduce((total, row) => total + daysLate(row, to), 0)
  return Math.round(days / overdue.length)
}

function office(source: Source): readonly Block[] {
  const { asked, texts } = source
  const rows = source.rows('officeMeasures').filter((row) => text(row, 'status') !== 'cancelled')
  if (rows.length === 0 || asked.school !== null) return []
  const done = rows.filter(
    (row) => text(row, 'status') === 'done' && text(row, 'doneOn') <= asked.to,
  )
  const title = texts.brief.measures.officeRows
  return [
    paragraph(
      texts.brief.measures.office(source.count(title.done, done), source.count(title.all, rows)),
    ),
  ]
}
