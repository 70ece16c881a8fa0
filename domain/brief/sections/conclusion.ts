import { paragraph, type Block } from '../brief.ts'
import { measureSets } from '../measures.ts'
import { text, type Source } from '../source.ts'
import { shareOf } from './measures.ts'

/** The whole in a few sentences, each of which stands above with its rows. */
export function conclusion(source: Source): readonly Block[] {
  const { texts, asked } = source
  const say = texts.brief.conclusion
  const sets = measureSets(source.rows('measures'), asked.to)
  const documents = source.rows('documents').filter((row) => !source.by(row, 'uploadedOn'))
  const left = source
    .rows('deficiencies')
    .filter((row) => source.by(row, 'foundOn') && !source.by(row, 'remediedOn'))
  const schools = new Set(sets.overdue.map((row) => source.name(text(row, 'school'))))
  const nothing = sets.overdue.length === 0 && documents.length === 0 && left.length === 0
  if (sets.all.length === 0 && nothing) return [paragraph(texts.brief.noData)]
  return [
    paragraph(
      sets.due.length === 0
        ? null
        : sets.done.length === sets.due.length
          ? say.allDone
          : say.share(shareOf(sets)),
      sets.overdue.length === 0 ? null : say.overdue(sets.overdue.length, [...schools].sort()),
      documents.length === 0 ? null : say.documents(documents.length),
      left.length === 0 ? null : say.deficiencies(left.length),
      nothing ? say.fine : null,
    ),
  ]
}
