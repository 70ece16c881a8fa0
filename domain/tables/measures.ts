import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { evidence } from '../cells/evidence.ts'
import { decimalNumber } from '../cells/number.ts'
import { reference } from '../cells/reference.ts'
import { longText, text } from '../cells/text.ts'
import { yesNo } from '../cells/yesNo.ts'
import { DEADLINE_STATES, deadlineState } from '../deadlines.ts'
import type { Brief, Role } from '../records.ts'
import { isAnswered } from '../review/deeds.ts'
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

export const CONSENTS = ['agreed', 'declined'] as const
/** What the coordinator says of a proposal. */
export type Consent = (typeof CONSENTS)[number]

export const PRIORITIES = ['high', 'medium', 'low'] as const

const column = columnsOf((texts) => texts.tables.measures.columns)
const school: readonly Role[] = ['staff', 'coordinator']
const office: readonly Role[] = ['coordinator']
const curator: readonly Role[] = ['curator', 'coordinator']
const figures = { group: 'figures' } as const
const details = { group: 'details' } as const

const visible: readonly Column[] = [
  column('number', text({ max: 20 }), 40, school, { example: '3' }),
  column('school', reference('schools'), 170, school, { required: true }),
  column('event', longText({ max: 1_000 }), 250, school, {
    required: true,
    example: 'Стартовая диагностика по математике, 5–9 классы',
  }),
  column(
    'risk',
    reference('activatedRisks', {
      notChoosable: (texts) => texts.cells.reference.riskNotActivated,
    }),
    160,
    school,
  ),
  column('deadline', date({ wordsIn: 'deadlineText' }), 88, school, {
    required: true,
    example: '15.03.2022',
  }),
  column('responsible', text({ max: 200 }), 132, school, {
    required: true,
    example: 'руководитель ШМО',
  }),
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
  column('doneOn', date({ future: 'refuse' }), 100, school, { example: '12.09.2021' }),
  column('evidence', evidence(), 140, school, { example: 'Приказ № 45 от 12.09.2021' }),
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
  column('indicator', text({ max: 500 }), 240, school, {
    ...figures,
    example: 'Доля охваченных классов',
  }),
  column('unit', text({ max: 50 }), 70, school, { ...figures, example: '%' }),
  column(
    'direction',
    choice(DIRECTIONS, (texts) => texts.tables.measures.direction),
    110,
    school,
    figures,
  ),
  column('baseline', decimalNumber(), 90, school, { ...figures, example: '20' }),
  column('planned', decimalNumber(), 90, school, { ...figures, example: '100' }),
  column('actual', decimalNumber(), 90, school, { ...figures, example: '96,5' }),
]

const more: readonly Column[] = [
  column('task', longText({ max: 1_000 }), 240, school, { ...details, example: 'Выявить пробелы' }),
  column(
    'priority',
    choice(PRIORITIES, (texts) => texts.tables.measures.priority),
    100,
    school,
    details,
  ),
  column('start', date(), 90, school, { ...details, example: '01.03.2022' }),
  column('deadlineText', text({ max: 300 }), 160, school, {
    ...details,
    example: 'в течение года',
  }),
  column('periodicity', text({ max: 100 }), 120, school, { ...details, example: 'ежемесячно' }),
  column('participants', text({ max: 300 }), 160, school, {
    ...details,
    example: 'учителя, 5–9 кл.',
  }),
  column('comment', longText(), 240, school, {
    ...details,
    example: 'Диагностика прошла во всех классах',
  }),
  column('help', text({ max: 500 }), 200, school, {
    ...details,
    example: 'Педвуз не ответил на письмо о практике студентов',
  }),
  column('proposedDeadline', date(), 110, school, { ...details, example: '29.10.2021' }),
  column('proposedReason', text({ max: 500 }), 200, school, {
    ...details,
    example: 'ремонт актового зала',
  }),
  column('proposedCancel', yesNo(), 110, school, details),
  column(
    'consent',
    choice(CONSENTS, (texts) => texts.tables.measures.consent),
    130,
    office,
    { ...details, personal: true },
  ),
  column('firstDeadline', date(), 110, office, {
    ...details,
    personal: true,
    example: '15.10.2021',
  }),
  column('checkComment', longText(), 240, curator, {
    ...details,
    personal: true,
    example: 'Добавьте вывод по начальным классам',
  }),
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
  about: (texts) => texts.tables.measures.about,
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
    'proposedCancel',
    'proposedReason',
    'consent',
  ],
  told: (row): Brief => (isAnswered(row) ? { answered: true } : {}),
  see: ['staff', 'curator', 'coordinator', 'observer'],
  front: ['staff', 'curator', 'coordinator', 'observer'],
}
