import { choice } from '../cells/choice.ts'
import { evidence } from '../cells/evidence.ts'
import { link } from '../cells/link.ts'
import { reference } from '../cells/reference.ts'
import { text } from '../cells/text.ts'
import { yesNo } from '../cells/yesNo.ts'
import type { Role } from '../records.ts'
import { columnsOf, corrections, peoplesKeys } from './column.ts'
import type { Column, Table } from './table.ts'

export const LEVELS = ['primary', 'basic', 'secondary'] as const
/** НОШ, ООШ, СОШ. */
export type Level = (typeof LEVELS)[number]

export const SCHOOL_KINDS = ['lowResults', 'difficultConditions', 'resilient', 'ordinary'] as const
/** ШНОР, ШНСУ, резильентная, обычная. */
export type SchoolKind = (typeof SCHOOL_KINDS)[number]

export const WEEKS = ['five', 'six'] as const
/** Days in the school's working week. */
export type Week = (typeof WEEKS)[number]

const column = columnsOf((texts) => texts.tables.schools.columns)
const by: readonly Role[] = ['coordinator']

const columns: readonly Column[] = [
  column('name', text({ personalData: 'allow' }), 280, by, {
    required: true,
    example: 'МКОУ «СОШ с. Маруха»',
  }),
  column('shortName', text({ max: 100, personalData: 'allow' }), 200, by, {
    required: true,
    example: 'СОШ с. Маруха',
  }),
  column(
    'level',
    choice(LEVELS, (texts) => texts.tables.schools.level),
    90,
    by,
    { required: true },
  ),
  column(
    'kind',
    choice(SCHOOL_KINDS, (texts) => texts.tables.schools.kind),
    130,
    by,
    {
      required: true,
    },
  ),
  column('participant', yesNo(), 90, by, { initial: false }),
  column('curator', reference('people'), 200, by),
  column(
    'week',
    choice(WEEKS, (texts) => texts.tables.schools.week),
    120,
    by,
    { initial: 'five' },
  ),
  column('folder', link(), 200, by, { example: 'https://disk.example.org/marukha' }),
  column('workingGroup', evidence(), 220, by, { example: 'Приказ № 14 от 01.03.2021' }),
  corrections,
]

/** Every school of the district; only participants have workbooks and mail. */
export const schools: Table = {
  name: 'schools',
  title: (texts) => texts.tables.schools.title,
  about: (texts) => texts.tables.schools.about,
  card: 'directory',
  columns,
  rules: [],
  brief: peoplesKeys(columns).filter((key) => key !== 'workingGroup'),
  refer: (brief) => ({
    name: String(brief.shortName ?? brief.name ?? ''),
    aliases: [String(brief.name ?? '')],
  }),
  see: ['coordinator', 'observer'],
  front: ['coordinator', 'observer'],
}
