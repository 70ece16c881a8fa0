import { paragraph, type Block } from '../brief.ts'
import { text, type Source } from '../source.ts'

/** By what the programme runs, who takes part in it, and who answers. */
export function basis(source: Source): readonly Block[] {
  const { programme, asked, texts, schools, district } = source
  const say = texts.brief.basis
  const rowsOf = (test: (school: (typeof schools)[number]) => boolean) =>
    schools.filter(test).map(({ row }) => row)
  const withCurator = rowsOf(({ row }) => text(row, 'curator') !== '')
  const withGroup = rowsOf(({ row }) => text(row, 'workingGroup') !== '')
  const withFolder = rowsOf(({ row }) => text(row, 'folder') !== '')
  const coordinators = source.rows('people').filter((row) => text(row, 'role') === 'coordinator')
  const office = source.rows('officeDocuments').filter((row) => source.by(row, 'day'))
  const of = schools.length
  const counted = (
    sentence: (n: number, told: string, of: number) => string,
    rows: typeof withCurator,
    about: string,
  ) => sentence(rows.length, source.count(about, rows), of)
  return [
    paragraph(
      say.written(programme.name, source.date(asked.to)),
      programme.order === '' ? null : say.approved(programme.order),
      say.years(source.date(programme.firstDay), source.date(programme.lastDay)),
    ),
    ...(office.length === 0
      ? []
      : ([
          paragraph(say.documents),
          {
            is: 'list',
            items: office.map((row) => {
              const number = text(row, 'number')
              const said = [source.shown(row, 'kind'), number === '' ? '' : `№ ${number}`]
              const day = source.date(text(row, 'day'))
              return [...said, day, `«${text(row, 'name')}»`]
                .filter((part) => part !== '')
                .join(' ')
            }),
          },
        ] satisfies Block[])),
    paragraph(
      asked.school === null
        ? say.schools(
            of,
            source.count(
              texts.tables.schools.title,
              schools.map(({ row }) => row),
            ),
            schools.map(({ row }) => text(row, 'name')).join(', '),
          )
        : null,
      asked.school === null
        ? say.district(
            district.length,
            source.count(
              texts.brief.districtSchools,
              district.map(({ row }) => row),
            ),
          )
        : null,
      coordinators.length === 0
        ? null
        : say.coordinator(source.count(texts.brief.coordinator, coordinators)),
      counted(say.curators, withCurator, texts.brief.risks.curator),
      counted(say.groups, withGroup, source.header('schools', 'workingGroup')),
      counted(say.folders, withFolder, source.header('schools', 'folder')),
    ),
  ]
}
