import { choice } from '../cells/choice.ts'
import { reference } from '../cells/reference.ts'
import { longText } from '../cells/text.ts'
import { yesNo } from '../cells/yesNo.ts'
import type { Role } from '../records.ts'
import { columnsOf, corrections } from './column.ts'
import type { RowRule, Table } from './table.ts'

export const SIGNIFICANCES = ['high', 'medium', 'low'] as const
/** As the federal survey gave it: stored, never computed. */
export type Significance = (typeof SIGNIFICANCES)[number]

const activatedHasGoal: RowRule = (cells, { texts }) => {
  if (cells.activated !== true || cells.goal !== undefined) return []
  const text = texts.tables.riskProfiles.rules.noGoal
  return [{ key: 'goal', severity: 'hint', code: 'riskProfiles.noGoal', text }]
}

const activatedIsVerified: RowRule = (cells, { texts }) => {
  if (cells.activated !== true || cells.verified === true) return []
  const text = texts.tables.riskProfiles.rules.notVerified
  return [{ key: 'verified', severity: 'hint', code: 'riskProfiles.notVerified', text }]
}

const column = columnsOf((texts) => texts.tables.riskProfiles.columns)
const by: readonly Role[] = ['staff', 'coordinator']

/** A school's risk factors: which were found, verified and taken into work. */
export const riskProfiles: Table = {
  name: 'riskProfiles',
  title: (texts) => texts.tables.riskProfiles.title,
  card: 'school',
  schoolColumn: 'school',
  columns: [
    column('school', reference('schools'), 200, by, { required: true }),
    column('risk', reference('riskFactors'), 380, by, { required: true }),
    column(
      'significance',
      choice(SIGNIFICANCES, (texts) => texts.tables.riskProfiles.significance),
      110,
      by,
    ),
    column('verified', yesNo(), 110, by),
    column('activated', yesNo(), 110, by),
    column('causes', longText(), 300, by),
    column('goal', longText({ max: 1_000 }), 300, by),
    corrections,
  ],
  rules: [activatedIsVerified, activatedHasGoal],
  brief: ['risk', 'activated', 'significance'],
  see: ['staff', 'curator', 'coordinator', 'observer'],
}
