import { doneShare } from '../../figures.ts'
import { DOCUMENT_KINDS, documentKinds } from '../../tables/documents.ts'
import { AUDIENCES } from '../../tables/questionnaires.ts'
import { paragraph, type Block } from '../brief.ts'
import { text, type Row, type Source } from '../source.ts'

/** How far the schools have come: stages, questionnaires, documents. */
export function stages(source: Source): readonly Block[] {
  return [...progress(source), ...questionnaires(source), ...documents(source)]
}

function progress(source: Source): readonly Block[] {
  const { texts, schools } = source
  const say = texts.brief.stages
  const all = [...source.rows('stages')].sort(
    (a, b) => Number(a.cells['number']) - Number(b.cells['number']),
  )
  if (all.length === 0) return []
  return [
    {
      is: 'table',
      caption: say.table,
      columns: [
        { title: say.stage, width: 6 },
        { title: say.dates, width: 4 },
        ...schools.map(({ name }) => ({ title: name, width: 3 })),
      ],
      rows: all.map((stage) => [
        text(stage, 'name'),
        `${source.shown(stage, 'start')} – ${source.shown(stage, 'end')}`,
        ...schools.map((school) => {
          const row = source.of(school, 'stageProgress').find(({ cells }) => {
            return cells['stage'] === stage.id
          })
          return row === undefined ? '—' : source.shown(row, 'state')
        }),
      ]),
    },
  ]
}

function questionnaires(source: Source): readonly Block[] {
  const { texts, schools } = source
  const rows = source.rows('questionnaires')
  if (rows.length === 0) return []
  const sentences = AUDIENCES.flatMap((audience) => {
    const own = rows.filter((row) => text(row, 'audience') === audience)
    const [first] = own
    if (first === undefined) return []
    const uploaded = own.filter((row) => source.by(row, 'uploadedOn'))
    const label = source.shown(first, 'audience')
    const told = source.count(`${source.titleOf('questionnaires')}: ${label}`, uploaded)
    const n = new Set(uploaded.map(({ cells }) => cells['school'])).size
    return [texts.brief.stages.questionnaires(label, n, told, schools.length)]
  })
  return [paragraph(...sentences)]
}

function documents(source: Source): readonly Block[] {
  const { texts } = source
  const say = texts.brief.stages
  const all = source.rows('documents')
  if (all.length === 0) return [paragraph(texts.brief.noData)]
  const uploaded = all.filter((row) => source.by(row, 'uploadedOn'))
  const accepted = checked(uploaded, 'accepted')
  const remarks = checked(uploaded, 'remarks')
  const missing = all.filter((row) => !uploaded.includes(row))
  const share = doneShare({ due: all.length, done: uploaded.length }) ?? 0
  const { labels } = documentKinds(texts)
  const kinds = DOCUMENT_KINDS.filter((kind) => all.some((row) => text(row, 'kind') === kind))
  return [
    paragraph(
      say.documents(
        uploaded.length,
        source.count(say.uploaded, uploaded),
        all.length,
        `${share} %`,
      ),
      say.accepted(accepted.length, source.count(say.acceptedColumn, accepted)),
      remarks.length === 0 ? null : say.remarks(source.count(say.remarks(''), remarks)),
    ),
    {
      is: 'table',
      caption: say.documentTable,
      columns: [
        { title: say.kind, width: 8 },
        { title: say.expected, width: 3, align: 'right' },
        { title: say.uploaded, width: 3, align: 'right' },
        { title: say.acceptedColumn, width: 3, align: 'right' },
      ],
      rows: kinds.map((kind) => {
        const of = (rows: readonly Row[]) =>
          String(rows.filter((row) => text(row, 'kind') === kind).length)
        return [labels[kind], of(all), of(uploaded), of(accepted)]
      }),
    },
    ...(missing.length === 0
      ? []
      : ([
          paragraph(say.missing),
          {
            is: 'list',
            items: missing.map((row) => {
              const risk = source.shown(row, 'risk')
              const said = text(row, 'name') || labels[documentKind(row)]
              return `${source.name(row.cells['school'])}: ${said}${risk === '' ? '' : ` (${risk})`}`
            }),
          },
        ] satisfies Block[])),
  ]
}

function checked(rows: readonly Row[], check: string): readonly Row[] {
  return rows.filter((row) => text(row, 'check') === check)
}

function documentKind(row: Row) {
  return DOCUMENT_KINDS.find((kind) => kind === text(row, 'kind')) ?? 'other'
}
