import { shownNumber } from '../../cells/number.ts'
import { isCancelled } from '../../deadlines.ts'
import { doneShare } from '../../figures.ts'
import { paragraph, type Block } from '../brief.ts'
import { number, text, type Row, type Source } from '../source.ts'

/** Baseline, plan and what came of it; and the yearly assessments. */
export function indicators(source: Source): readonly Block[] {
  const blocks = [...ofRoadmaps(source), ...results(source)]
  return blocks.length === 0 ? [paragraph(source.texts.brief.noData)] : blocks
}

function ofRoadmaps(source: Source): readonly Block[] {
  const { texts } = source
  const say = texts.brief.indicators
  const rows = source
    .rows('measures')
    .filter(({ cells }) => !isCancelled(cells) && cells['planned'] !== undefined)
  if (rows.length === 0) return []
  const filled = rows.filter(({ cells }) => cells['actual'] !== undefined)
  const reached = filled.filter(isReached)
  const columns = say.columns.map((title, at) =>
    at < 2
      ? { title, width: at === 0 ? 7 : 15 }
      : { title, width: at === 5 ? 6 : 4, align: 'right' as const },
  )
  const shown = (row: Row, key: string) => {
    const value = row.cells[key]
    return typeof value === 'number' ? shownNumber(value, texts.language) : '—'
  }
  return [
    paragraph(
      say.filled(source.count(say.columns[4] ?? '', filled), source.count(say.table, rows)),
      filled.length === 0
        ? null
        : say.reached(reached.length, source.count(say.columns[5] ?? '', reached)),
    ),
    ...(filled.length === 0
      ? []
      : ([
          {
            is: 'table',
            caption: say.table,
            columns,
            rows: filled.map((row) => {
              const unit = text(row, 'unit')
              const name = text(row, 'indicator') || text(row, 'event')
              return [
                source.name(row.cells['school']),
                unit === '' ? name : `${name}, ${unit}`,
                shown(row, 'baseline'),
                shown(row, 'planned'),
                shown(row, 'actual'),
                isReached(row) ? say.yes : say.no,
              ]
            }),
          },
        ] satisfies Block[])),
  ]
}

/** Up or down, as the measure says; without a word, by where the plan lies from the baseline. */
function isReached(row: Row): boolean {
  const planned = number(row, 'planned')
  const actual = number(row, 'actual')
  const direction = text(row, 'direction')
  const down =
    direction === 'down' ||
    (direction === '' && row.cells['baseline'] !== undefined && planned < number(row, 'baseline'))
  return down ? actual <= planned : actual >= planned
}

function results(source: Source): readonly Block[] {
  const { texts, asked, schools } = source
  const say = texts.brief.indicators
  const year = Number(asked.to.slice(0, 4))
  const ours = new Set(schools.map(({ id }) => id))
  const rows = source
    .rows('results')
    .filter(({ cells }) => ours.has(String(cells['school'])) && Number(cells['year']) <= year)
    .toSorted(
      (a, b) =>
        source.name(a.cells['school']).localeCompare(source.name(b.cells['school']), 'ru') ||
        number(a, 'year') - number(b, 'year'),
    )
  if (rows.length === 0) return []
  const numbers = new Set([1, 3, 4, 5])
  return [
    {
      is: 'table',
      caption: say.results,
      columns: say.resultColumns.map((title, at) => ({
        title,
        width: at === 2 ? 6 : at === 1 ? 2 : at === 0 ? 4 : 3,
        ...(numbers.has(at) ? { align: 'right' as const } : {}),
      })),
      rows: rows.map((row) => {
        const took = number(row, 'took')
        // In a common report a few pupils could be told apart.
        const few = took < asked.smallCount
        const subject = text(row, 'subject')
        const biased = row.cells['biased'] === true ? ` (${say.biased})` : ''
        const share = doneShare({ due: took, done: number(row, 'below') })
        return [
          source.name(row.cells['school']),
          text(row, 'year'),
          `${source.shown(row, 'procedure')}${subject === '' ? '' : `, ${subject}`}${biased}`,
          few ? say.few : String(took),
          few ? '—' : text(row, 'below') || '—',
          few || share === null || row.cells['below'] === undefined ? '—' : `${share} %`,
        ]
      }),
    },
  ]
}
