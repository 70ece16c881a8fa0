import { isCancelled } from '../deadlines.ts'
import type { Programme } from '../records.ts'
import type { RowContext } from '../row.ts'
import { heading, paragraph, type Block, type Brief } from './brief.ts'
import { Source, text, type BriefRows, type Row } from './source.ts'

/**
 * A school's roadmap as a paper to be approved: the measures in force by their tasks, as the school keeps
 * them, with the stamp «УТВЕРЖДАЮ» to be filled in by hand.
 *
 * @param school its id
 */
export function composePlan(
  programme: Programme,
  school: string,
  rows: BriefRows,
  context: RowContext,
): Brief {
  const { firstDay, lastDay } = programme
  const asked = { from: firstDay, to: lastDay, school, smallCount: 0, silentDays: 0 }
  const source = new Source(programme, asked, rows, context)
  const say = source.texts.brief.plan
  const [own] = source.schools
  const name = own === undefined ? '' : text(own.row, 'name')
  const measures = source.rows('measures').filter(({ cells }) => !isCancelled(cells))
  const tasks = [...Map.groupBy(measures.toSorted(byPlace), (row) => text(row, 'task'))]
  return {
    stamp: [...say.stamp, name],
    title: [
      say.title,
      say.about,
      name,
      source.texts.brief.period(source.date(firstDay), source.date(lastDay)),
    ],
    blocks:
      measures.length === 0
        ? [paragraph(source.texts.brief.noData)]
        : tasks.flatMap(([task, of]): Block[] => [
            ...(task === '' ? [] : [heading(task)]),
            tableOf(source, of),
          ]),
    signature: null,
    appendix: { title: '', figures: [] },
  }
}

function tableOf(source: Source, measures: readonly Row[]): Block {
  const widths = [2, 8, 4, 5, 5, 6]
  return {
    is: 'table',
    caption: '',
    columns: source.texts.brief.plan.columns.map((title, at) => ({
      title,
      width: widths[at] ?? 4,
    })),
    rows: measures.map((row) => [
      text(row, 'number'),
      text(row, 'event'),
      text(row, 'deadlineText') || source.shown(row, 'deadline'),
      text(row, 'responsible'),
      text(row, 'indicator'),
      // Filled in on paper, where it is not known yet.
      text(row, 'status') === 'done'
        ? [source.shown(row, 'doneOn'), text(row, 'evidence')].join(' ').trim()
        : '',
    ]),
  }
}

/** «2» before «10», «1.2» before «1.10»; rows without a number come last, by deadline. */
function byPlace(a: Row, b: Row): number {
  const [one, other] = [text(a, 'number'), text(b, 'number')]
  if (one === '' || other === '') {
    return (
      Number(one === '') - Number(other === '') ||
      text(a, 'deadline').localeCompare(text(b, 'deadline'))
    )
  }
  return one.localeCompare(other, 'ru', { numeric: true })
}
