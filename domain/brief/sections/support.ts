import { EVENT_KINDS, eventKinds } from '../../tables/events.ts'
import { paragraph, type Block } from '../brief.ts'
import { number, sum, text, type Row, type Source } from '../source.ts'

/** What the schools were helped with in the period, and what they did themselves. */
export function support(source: Source): readonly Block[] {
  const blocks = [...events(source), ...visits(source), ...work(source)]
  return blocks.length === 0 ? [paragraph(source.texts.brief.noData)] : blocks
}

function events(source: Source): readonly Block[] {
  const { texts, schools } = source
  const say = texts.brief.support
  const held = source.inPeriod(source.rows('events'))
  if (held.length === 0) return []
  const attendance = source.rows('attendance').filter((row) => number(row, 'attended') > 0)
  const at = (rows: readonly Row[]) => {
    const ids = new Set(rows.map(({ id }) => id))
    return attendance.filter(({ cells }) => ids.has(String(cells['event'])))
  }
  const of = (kind: string) => held.filter((row) => text(row, 'kind') === kind)
  const launches = of('launch').map((event) => {
    const came = at([event])
    const people = sum(came, 'attended')
    const mark = source.count(text(event, 'topic'), came).replace(/^\d+ /, '')
    const day = source.date(text(event, 'day'))
    return say.launch(text(event, 'topic'), day, people, `${people} ${mark}`)
  })
  const training = of('trainingWebinar')
  const byAll =
    training.length > 0 &&
    training.every((event) => {
      const came = new Set(at([event]).map(({ cells }) => String(cells['school'])))
      return schools.every(({ id }) => came.has(id))
    })
  const { labels } = eventKinds(texts)
  return [
    paragraph(
      ...launches,
      byAll ? say.allTraining(source.count(labels.trainingWebinar, training)) : null,
    ),
    {
      is: 'table',
      caption: say.events,
      columns: say.columns.map((title, place) =>
        place === 0 ? { title, width: 7 } : { title, width: 3, align: 'right' },
      ),
      rows: EVENT_KINDS.flatMap((kind) => {
        const own = of(kind)
        const came = at(own)
        const schoolsCame = new Set(came.map(({ cells }) => cells['school'])).size
        return own.length === 0
          ? []
          : [
              [
                labels[kind],
                source.count(labels[kind], own),
                String(schoolsCame),
                String(sum(came, 'attended')),
              ],
            ]
      }),
    },
  ]
}

function visits(source: Source): readonly Block[] {
  const { texts, schools } = source
  const say = texts.brief.support
  const held = source.inPeriod(source.rows('supportVisits'))
  if (held.length === 0) return []
  const advised = held.filter((row) => text(row, 'recommendations') !== '')
  const met = new Set(held.map(({ cells }) => cells['school'])).size
  const title = source.titleOf('supportVisits')
  const advice = source.header('supportVisits', 'recommendations')
  return [
    paragraph(
      say.visits(source.count(title, held), met, schools.length),
      say.advised(source.count(advice, advised)),
    ),
  ]
}

function work(source: Source): readonly Block[] {
  const { texts, schools } = source
  const say = texts.brief.support
  const rows = schools.map((school) => {
    const of = (table: Parameters<Source['of']>[1]) => source.of(school, table)
    return [
      school.name,
      String(sum(of('training'), 'trained')),
      String(of('partnerships').length),
      String(of('communities').length),
      String(sum(of('lessons'), 'held')),
      String(source.inPeriod(of('familyWork')).length),
    ]
  })
  if (rows.every(([, ...counts]) => counts.every((count) => count === '0'))) return []
  return [
    {
      is: 'table',
      caption: say.work,
      columns: say.workColumns.map((title, at) =>
        at === 0 ? { title, width: 4 } : { title, width: 3, align: 'right' },
      ),
      rows,
    },
  ]
}
