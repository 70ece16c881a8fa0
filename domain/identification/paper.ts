import { heading, paragraph, type Block, type Brief } from '../brief/brief.ts'
import type { Programme } from '../records.ts'
import { LEVELS } from '../tables/schools.ts'
import type { Identification, Identified } from './identify.ts'
import { criteriaFor } from './identify.ts'
import {
  criteriaText,
  kindText,
  levelText,
  reasonOf,
  totalText,
  trendOf,
  type Teller,
} from './tell.ts'
import type { Settings } from '../settings.ts'

/**
 * The list of schools with low results as a paper to be signed: the criteria, the schools that meet them and
 * those that the coordinator is to decide on, each with its reason, and every school of the district.
 */
export function identificationPaper(
  programme: Programme,
  found: Identification,
  settings: Settings,
  teller: Teller,
): Brief {
  const { texts, today } = teller.context
  const { identification, brief } = texts
  const say = identification.document
  const of = (verdict: Identified['judgement']['verdict']) =>
    found.schools.filter(({ judgement }) => judgement.verdict === verdict)
  const kind = (school: Identified) =>
    school.proposed === school.kind
      ? kindText(school.kind, texts)
      : say.unconfirmed(kindText(school.proposed, texts))
  const reasons = (schools: readonly Identified[]): readonly Block[] =>
    schools.length === 0
      ? [paragraph(say.none)]
      : [
          {
            is: 'table',
            caption: '',
            columns: say.columns.map((title, at) => ({ title, width: [5, 3, 10, 6][at] ?? 4 })),
            rows: schools.map((school) => [
              school.name,
              kind(school),
              reasonOf(school, found.year, teller),
              trendOf(school, texts),
            ]),
          },
        ]
  const levels = LEVELS.filter((level) => found.schools.some((school) => school.level === level))
  return {
    title: [say.title, say.about, programme.municipality, say.year(found.year)],
    blocks: [
      heading(say.criteria),
      ...levels.map((level) =>
        paragraph(criteriaText(levelText(level, texts), criteriaFor(settings, level), texts)),
      ),
      paragraph(identification.criteria.participants(settings.lowParticipants)),
      heading(say.low),
      ...reasons(of('low')),
      heading(say.decide),
      ...reasons(of('decide')),
      heading(say.all),
      paragraph(totalText(found, texts)),
      {
        is: 'table',
        caption: '',
        columns: say.allColumns.map((title, at) => ({ title, width: [8, 3, 4, 6][at] ?? 4 })),
        rows: found.schools.map((school) => [
          school.name,
          levelText(school.level, texts),
          kind(school),
          identification.verdicts[school.judgement.verdict],
        ]),
      },
    ],
    signature: {
      post: brief.coordinator,
      under: [brief.signature, brief.signer],
      day: texts.dates.dayMonth(today, ''),
    },
    appendix: { title: '', figures: [] },
  }
}
