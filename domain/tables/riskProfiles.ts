import { choice } from '../cells/choice.ts'
import { reference } from '../cells/reference.ts'
import { longText } from '../cells/text.ts'
import { yesNo } from '../cells/yesNo.ts'
import type { Role } from '../records.ts'
import { columnsOf, corrections } from './column.ts'
import { examples, onlyOnce } from './rules.ts'
import type { RowRule, Table } from './table.ts'

export const SIGNIFICANCES = ['high', 'medium', 'low'] as const
/** As the federal survey gave it: stored, never computed. */
export type Significance = (typeof SIGNIFICANCES)[number]

const taken = { risk: 'risk-02', verified: true, activated: true }

const activatedHasGoal: RowRule = {
  code: 'riskProfiles.noGoal',
  severity: 'hint',
  ...examples(taken, { ...taken, goal: 'Закрыть две вакансии из трёх' }),
  find(cells, { texts }) {
    if (cells.activated !== true || cells.goal !== undefined) return []
    return [{ key: 'goal', text: texts.tables.riskProfiles.rules.noGoal }]
  },
}

const activatedIsVerified: RowRule = {
  code: 'riskProfiles.notVerified',
  severity: 'hint',
  ...examples(
    { risk: 'risk-02', activated: true, goal: 'Закрыть вакансии' },
    { ...taken, goal: 'Закрыть вакансии' },
  ),
  find(cells, { texts }) {
    if (cells.activated !== true || cells.verified === true) return []
    return [{ key: 'verified', text: texts.tables.riskProfiles.rules.notVerified }]
  },
}

const column = columnsOf((texts) => texts.tables.riskProfiles.columns)
const by: readonly Role[] = ['staff', 'coordinator']

/** A school's risk factors: which were found, verified and taken into work. */
export const riskProfiles: Table = {
  name: 'riskProfiles',
  title: (texts) => texts.tables.riskProfiles.title,
  about: (texts) => texts.tables.riskProfiles.about,
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
    column('causes', longText(), 300, by, { example: 'Пропуски, слабая база начальной школы' }),
    column('goal', longText({ max: 1_000 }), 300, by, {
      example: 'Снизить долю неуспешных до 15 %',
    }),
    corrections,
  ],
  rules: [
    onlyOnce('riskProfiles', ['risk'], {
      code: 'riskProfiles.twice',
      wrong: { cells: taken, beside: { riskProfiles: { other: { risk: 'risk-02' } } } },
      right: { cells: taken, beside: { riskProfiles: { other: { risk: 'risk-06' } } } },
    }),
    activatedIsVerified,
    activatedHasGoal,
  ],
  brief: ['risk', 'activated', 'significance'],
  see: ['staff', 'curator', 'coordinator', 'observer'],
  front: ['observer'],
}
