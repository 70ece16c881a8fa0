import { paragraph, type Block } from '../brief.ts'
import { daysLate, measureSets } from '../measures.ts'
import { text, type Source } from '../source.ts'

/** What is late, what was found wanting, and who has not been heard of. */
export function problems(source: Source): readonly Block[] {
  return [...overdue(source), ...deficiencies(source), ...silence(source)]
}

function overdue(source: Source): readonly Block[] {
  const { texts, asked } = source
  const say = texts.brief.problems
  const late = measureSets(source.rows('measures'), asked.to).overdue.toSorted((a, b) =>
    text(a, 'deadline').localeCompare(text(b, 'deadline')),
  )
  if (late.length === 0) return [paragraph(say.noOverdue)]
  const widths = [3, 8, 4, 3, 2]
  return [
    {
      is: 'table',
      caption: say.overdue,
      columns: say.columns.map((title, at) => ({
        title,
        width: widths[at] ?? 3,
        ...(at === 4 ? { align: 'right' as const } : {}),
      })),
      rows: late.map((row) => [
        source.name(row.cells['school']),
        text(row, 'event'),
        text(row, 'responsible') || '—',
        source.shown(row, 'deadline'),
        String(daysLate(row, asked.to)),
      ]),
    },
  ]
}

function deficiencies(source: Source): readonly Block[] {
  const { texts } = source
  const say = texts.brief.problems
  const found = source.rows('deficiencies').filter((row) => source.by(row, 'foundOn'))
  if (found.length === 0) return []
  const remedied = found.filter((row) => source.by(row, 'remediedOn'))
  const left = found.filter((row) => !remedied.includes(row))
  const title = source.titleOf('deficiencies')
  const counted = say.deficiencies(
    source.count(title, found),
    source.count(source.header('deficiencies', 'remediedOn'), remedied),
    source.count(say.left, left),
  )
  if (left.length === 0) return [paragraph(counted, say.allRemedied)]
  return [
    paragraph(counted, say.left),
    {
      is: 'list',
      items: left.map((row) => {
        const until = source.shown(row, 'deadline')
        const said = `${source.name(row.cells['school'])}: ${text(row, 'finding')}`
        return until === '' ? said : `${said} (${say.until(until)})`
      }),
    },
  ]
}

function silence(source: Source): readonly Block[] {
  const { asked, schools, texts } = source
  const silent = schools.filter((school) => (source.silence(school) ?? 0) > asked.silentDays)
  return silent.length === 0
    ? []
    : [
        paragraph(
          texts.brief.problems.silent(
            silent.map(({ name }) => name),
            asked.silentDays,
          ),
        ),
      ]
}
