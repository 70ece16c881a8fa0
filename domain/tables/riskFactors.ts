import { text } from '../cells/text.ts'
import { yesNo } from '../cells/yesNo.ts'
import type { Role } from '../records.ts'
import { columnsOf, corrections, peoplesKeys } from './column.ts'
import type { Column, Table } from './table.ts'

const column = columnsOf((texts) => texts.tables.riskFactors.columns)
const by: readonly Role[] = ['coordinator']

const columns: readonly Column[] = [
  column('code', text({ max: 20 }), 70, by, { required: true, example: 'R02' }),
  column('name', text(), 420, by, { required: true, example: 'Дефицит педагогических кадров' }),
  column('synonyms', text({ max: 1_000 }), 320, by, {
    example: 'Дефицит кадров; нехватка учителей',
  }),
  column('active', yesNo(), 100, by, { initial: true }),
  corrections,
]

/** The reference list of risk factors; it differs from year to year, so the coordinator keeps it. */
export const riskFactors: Table = {
  name: 'riskFactors',
  title: (texts) => texts.tables.riskFactors.title,
  about: (texts) => texts.tables.riskFactors.about,
  card: 'directory',
  columns,
  rules: [],
  brief: peoplesKeys(columns),
  refer: (brief) => ({
    name: String(brief.name ?? ''),
    aliases: [String(brief.code ?? ''), ...String(brief.synonyms ?? '').split(';')]
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
  }),
  see: ['coordinator', 'observer'],
  front: [],
}
