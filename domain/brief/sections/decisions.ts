import { paragraph, type Block } from '../brief.ts'
import { text, type Row, type Source } from '../source.ts'

/** What was recommended, to all and to each school. */
export function recommendations(source: Source): readonly Block[] {
  const rows = decided(source, 'recommendation')
  const say = source.texts.brief
  if (rows.length === 0) return [paragraph(say.noData)]
  const groups = [
    { name: say.advice.all, of: rows.filter((row) => text(row, 'school') === '') },
    ...source.schools.map(({ id, name }) => ({
      name,
      of: rows.filter((row) => text(row, 'school') === id),
    })),
  ]
  return groups
    .filter(({ of }) => of.length > 0)
    .flatMap(({ name, of }): Block[] => [
      paragraph(`${name}:`),
      { is: 'list', items: of.map((row) => lineOf(source, row)) },
    ])
}

export function decisions(source: Source): readonly Block[] {
  const rows = decided(source, 'decision')
  if (rows.length === 0) return [paragraph(source.texts.brief.noData)]
  return [{ is: 'list', items: rows.map((row) => lineOf(source, row)) }]
}

function decided(source: Source, kind: string): readonly Row[] {
  const { school } = source.asked
  return source
    .rows('decisions')
    .filter((row) => text(row, 'kind') === kind && source.by(row, 'day'))
    .filter((row) => school === null || [school, ''].includes(text(row, 'school')))
    .toSorted((a, b) => text(a, 'day').localeCompare(text(b, 'day')))
}

function lineOf(source: Source, row: Row): string {
  const say = source.texts.brief.advice
  const ends = [
    source.shown(row, 'basis'),
    text(row, 'deadline') === '' ? '' : say.until(source.shown(row, 'deadline')),
    source.by(row, 'doneOn') ? say.doneOn(source.shown(row, 'doneOn')) : '',
  ].filter((part) => part !== '')
  const said = `${source.shown(row, 'day')}. ${text(row, 'text')}`
  return ends.length === 0 ? said : `${said} (${ends.join('; ')})`
}
