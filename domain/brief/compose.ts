import type { Programme } from '../records.ts'
import type { RowContext } from '../row.ts'
import { heading, type Block, type Brief } from './brief.ts'
import { basis } from './sections/basis.ts'
import { conclusion } from './sections/conclusion.ts'
import { decisions, recommendations } from './sections/decisions.ts'
import { indicators } from './sections/indicators.ts'
import { measures } from './sections/measures.ts'
import { problems } from './sections/problems.ts'
import { risks } from './sections/risks.ts'
import { stages } from './sections/stages.ts'
import { support } from './sections/support.ts'
import { Source, text, type Asked, type BriefRows } from './source.ts'

/** In the order of the catalogue's `brief.sections`. */
const SECTIONS: readonly ((source: Source) => readonly Block[])[] = [
  basis,
  risks,
  stages,
  measures,
  indicators,
  support,
  problems,
  recommendations,
  decisions,
  conclusion,
]

/**
 * Writes the analytical brief of a period for the district, or for one school, from the rows in force:
 * every number carries the mark of its rows in the appendix, and what the rows do not hold is not said.
 * The same rows and wish give the same brief.
 *
 * @param rows all rows in force of the tables that a brief is written from
 * @param context for showing cells; its texts are the brief's language
 */
export function composeBrief(
  programme: Programme,
  asked: Asked,
  rows: BriefRows,
  context: RowContext,
): Brief {
  const source = new Source(programme, asked, rows, context)
  const say = source.texts.brief
  const school = source.schools.find(({ id }) => id === asked.school)
  const blocks = SECTIONS.flatMap((section, at) => [
    heading(`${at + 1}. ${say.sections[at] ?? ''}`),
    ...section(source),
  ])
  return {
    title: [
      say.title,
      say.about,
      school === undefined
        ? say.ofDistrict(programme.municipality)
        : say.ofSchool(text(school.row, 'name'), programme.municipality),
      say.period(source.date(asked.from), source.date(asked.to)),
    ],
    blocks,
    signature: {
      post: school === undefined ? say.coordinator : say.head,
      under: [say.signature, say.signer],
      day: source.date(asked.to),
    },
    appendix: { title: say.appendix, figures: source.figures },
  }
}
