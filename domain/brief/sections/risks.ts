import { SIGNIFICANCES } from '../../tables/riskProfiles.ts'
import { paragraph, type Block } from '../brief.ts'
import { text, type Source } from '../source.ts'

/** The schools with their curators, and the risks that each works on. */
export function risks(source: Source): readonly Block[] {
  const { texts, schools } = source
  const say = texts.brief.risks
  const profiles = source.rows('riskProfiles')
  const active = profiles.filter(({ cells }) => cells['activated'] === true)
  const verified = schools.filter((school) => {
    const own = source.of(school, 'riskProfiles')
    return own.length > 0 && own.every(({ cells }) => cells['verified'] === true)
  })
  const programmes = active.filter(({ cells }) =>
    source
      .rows('documents')
      .some(
        (document) =>
          text(document, 'kind') === 'antiRisk' &&
          document.cells['school'] === cells['school'] &&
          document.cells['risk'] === cells['risk'] &&
          source.by(document, 'uploadedOn'),
      ),
  )
  const { significance } = texts.tables.riskProfiles
  const bySignificance = SIGNIFICANCES.flatMap((one) => {
    const rows = active.filter((row) => text(row, 'significance') === one)
    const label = significance.labels[one].toLowerCase()
    return rows.length === 0 ? [] : [`${label} ${source.count(`${say.activated}: ${label}`, rows)}`]
  })
  return [
    {
      is: 'table',
      caption: say.curatorsTable,
      columns: [
        { title: say.school, width: 5 },
        { title: say.kind, width: 4 },
        { title: say.curator, width: 5 },
      ],
      rows: schools.map(({ row }) => [
        text(row, 'name'),
        source.shown(row, 'kind'),
        source.shown(row, 'curator') || '—',
      ]),
    },
    ...(profiles.length === 0
      ? [paragraph(texts.brief.noData)]
      : ([
          paragraph(
            say.profiles(
              verified.length,
              source.count(
                say.verified,
                verified.map(({ row }) => row),
              ),
              schools.length,
            ),
            say.active(active.length, source.count(say.activated, active)),
            bySignificance.length === 0 ? null : say.bySignificance(bySignificance),
            active.length === 0
              ? null
              : say.programmes(
                  source.count(source.titleOf('documents'), programmes),
                  active.length,
                ),
          ),
          {
            is: 'table',
            caption: say.table,
            columns: [
              { title: say.school, width: 4 },
              { title: say.risk, width: 7 },
              { title: say.significance, width: 3 },
              { title: say.verified, width: 3.6 },
              { title: say.activated, width: 3.4 },
            ],
            rows: schools.flatMap((school) =>
              source
                .of(school, 'riskProfiles')
                .map((row) => [
                  school.name,
                  source.shown(row, 'risk'),
                  source.shown(row, 'significance'),
                  source.shown(row, 'verified') || '—',
                  source.shown(row, 'activated') || '—',
                ]),
            ),
          },
        ] satisfies Block[])),
  ]
}
