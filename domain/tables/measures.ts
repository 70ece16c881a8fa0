import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { evidence } from '../cells/evidence.ts'
import { decimalNumber } from '../cells/number.ts'
import { reference } from '../cells/reference.ts'
import { longText, text } from '../cells/text.ts'
import { DEADLINE_STATES, deadlineState } from '../deadlines.ts'
import type { Role } from '../records.ts'
import { columnsOf, corrections } from './column.ts'
import { measureRules } from './measureRules.ts'
import type { Column, Table } from './table.ts'

export const STATUSES = [
  'notStarted',
  'inProgress',
  'done',
  'partlyDone',
  'notDone',
  'cancelled',
] as const
/** What the school says. */
export type Status = (typeof STATUSES)[number]

export const CHECKS = ['unchecked', 'confirmed', 'rework'] as const
/** What the curator says. */
export type Check = (typeof CHECKS)[number]

export const DIRECTIONS = ['up', 'down'] as const
/** Whether more or less of the indicator is better. */
export type Direction = (typeof DIRECTIONS)[number]

const column = columnsOf((texts) => texts.tables.measures.columns)
const school: readonly Role[] = ['staff', 'coordinator']
const curator: readonly Role[] = ['curator', 'coordinator']
const figures = { group: 'figures' } as const
const details = { group: 'details' } as const

const visible: readonly Column[] = [
  column('number', text({ max: 20 }), 40, school),
  column('school', reference('schools'), 170, school, { required: true }),
  column('event', longText({ max: 1_000 }), 250, school, { required: true }),
  column(
    'risk',
    reference('activatedRisks', {
      notChoosable: (texts) => texts.cells.reference.riskNotActivated,
    }),
    160,
    school,
  ),
  column('deadline', date({ wordsIn: 'deadlineText' }), 88, school, { required: true }),
  column('responsible', text({ max: 200 }), 132, school, { required: true }),
  column(
    'status',
    choice(STATUSES, (texts) => texts.tables.measures.status, 'status'),
    105,
    school,
    {
      required: true,
      initial: 'notStarted',
    },
  ),
  column('doneOn', date({ future: 'refuse' }), 100, school),
  column('evidence', evidence(), 140, school),
  column(
    'check',
    choice(CHECKS, (texts) => texts.tables.measures.check),
    122,
    curator,
    {
      initial: 'unchecked',
      personal: true,
      instead: (texts) => texts.sync.insteadOfCheck,
    },
  ),
]

// The two groups stand apart, on either side of «Что исправить»: Sheets would join neighbours into one.
const indicators: readonly Column[] = [
  column('indicator', text({ max: 500 }), 240, school, figures),
  column('unit', text({ max: 50 }), 70, school, figures),
  column(
    'direction',
    choice(DIRECTIONS, (texts) => texts.tables.measures.direction),
    110,
    school,
    figures,
  ),
  column('baseline', decimalNumber(), 90, school, figures),
  column('planned', decimalNumber(), 90, school, figures),
  column('actual', decimalNumber(), 90, school, figures),
]

const more: readonly Column[] = [
  column('task', longText({ max: 1_000 }), 240, school, details),
  column('start', date(), 90, school, details),
  column('deadlineText', text({ max: 300 }), 160, school, details),
  column('periodicity', text({ max: 100 }), 120, school, details),
  column('participants', text({ max: 300 }), 160, school, details),
  column('comment', longText(), 240, school, details),
  column('help', text({ max: 500 }), 200, school, details),
  column('proposedDeadline', date(), 110, school, details),
  column('proposedReason', text({ max: 500 }), 200, school, details),
  column('checkComment', longText(), 240, curator, { ...details, personal: true }),
  column(
    'deadlineState',
    choice(DEADLINE_STATES, (texts) => texts.tables.measures.deadlineState),
    130,
    [],
    { ...details, compute: (cells, { today }) => deadlineState(cells, today) },
  ),
]

/** The planned actions of a school, as it types them: what, against which risk, by when, who, how far. */
export const measures: Table = {
  name: 'measures',
  title: (texts) => texts.tables.measures.title,
  card: 'school',
  schoolColumn: 'school',
  columns: [...visible, ...indicators, corrections, ...more],
  rules: measureRules,
  brief: [
    'number',
    'event',
    'deadline',
    'start',
    'periodicity',
    'responsible',
    'status',
    'doneOn',
    'evidence',
    'check',
    'checkComment',
    'help',
    'proposedDeadline',
    'proposedReason',
  ],
  see: ['staff', 'curator', 'coordinator', 'observer'],
}
