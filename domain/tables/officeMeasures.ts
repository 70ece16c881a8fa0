import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { evidence } from '../cells/evidence.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections } from './column.ts'
import { STATUSES } from './measures.ts'
import { examples, inOrder, onlyOnce } from './rules.ts'
import type { Table } from './table.ts'
import { byOffice, seenByOffice } from './who.ts'

export const MECHANISMS = [
  'rules',
  'analysis',
  'monitoring',
  'support',
  'network',
  'renewal',
  'training',
  'communities',
  'seminars',
] as const

const action = { event: 'Семинар для директоров', deadline: '2021-12-15' }

/** The municipality’s own measures: the programme that the order has approved. */
export const officeMeasures: Table = {
  name: 'officeMeasures',
  title: inBoth({ ru: 'Меры района', en: 'District measures' }),
  about: inBoth({
    ru: 'Мероприятия муниципальной программы: что делает само управление образования, к какому сроку и кто отвечает.',
    en: 'The municipal programme’s own actions: what the office does, by when, and who is responsible.',
  }),
  card: 'directory',
  columns: [
    column(
      'number',
      text({ max: 20 }),
      40,
      byOffice,
      { ru: '№', en: 'No.' },
      { ru: 'Номер в муниципальной программе, например 4.', en: 'The number in the programme.' },
      { example: '4' },
    ),
    column(
      'event',
      longText({ max: 1_000 }),
      340,
      byOffice,
      { ru: 'Мероприятие', en: 'Action' },
      {
        ru: 'Что будет сделано, например «Семинар для директоров по обмену опытом».',
        en: 'What will be done.',
      },
      { required: true, example: 'Семинар для директоров по обмену опытом' },
    ),
    column(
      'mechanism',
      choice(
        MECHANISMS,
        inBoth({
          ru: {
            labels: {
              rules: 'Нормативная база',
              analysis: 'Анализ и выявление школ',
              monitoring: 'Мониторинг качества',
              support: 'Методическая помощь',
              network: 'Сетевое партнёрство',
              renewal: 'Обновление программ',
              training: 'Повышение квалификации',
              communities: 'Профессиональные сообщества',
              seminars: 'Семинары и вебинары',
            },
            alsoSaid: {
              rules: 'приказы;документы',
              analysis: 'анализ;идентификация',
              monitoring: 'мониторинг',
              support: 'консультации;тьюторство',
              network: 'партнёры;сеть',
              training: 'курсы',
              seminars: 'вебинары;семинары',
            },
          },
          en: {
            labels: {
              rules: 'Rules and orders',
              analysis: 'Analysis of all schools',
              monitoring: 'Monitoring of quality',
              support: 'Methodical help',
              network: 'Networks of schools',
              renewal: 'Renewal of programmes',
              training: 'Training',
              communities: 'Professional communities',
              seminars: 'Seminars and webinars',
            },
          },
        }),
      ),
      220,
      byOffice,
      { ru: 'Механизм программы', en: 'Mechanism' },
      {
        ru: 'К какому механизму муниципальной программы относится.',
        en: 'Which mechanism of the programme it belongs to.',
      },
    ),
    column(
      'start',
      date(),
      90,
      byOffice,
      { ru: 'Начало', en: 'Start' },
      { ru: 'День, с которого идёт работа, например 01.09.2021.', en: 'The day when work begins.' },
      { example: '01.09.2021' },
    ),
    column(
      'deadline',
      date({ wordsIn: 'deadlineText' }),
      100,
      byOffice,
      { ru: 'Срок', en: 'Deadline' },
      { ru: 'Последний день, например 15.12.2021.', en: 'The last day, for example 15.12.2021.' },
      { required: true, example: '15.12.2021' },
    ),
    column(
      'responsible',
      text({ max: 200 }),
      200,
      byOffice,
      { ru: 'Ответственный', en: 'Responsible' },
      {
        ru: 'Должность без фамилии, например «муниципальный координатор».',
        en: 'A post without a name.',
      },
      { required: true, example: 'муниципальный координатор' },
    ),
    column(
      'status',
      choice(STATUSES, (texts) => texts.tables.measures.status, 'status'),
      120,
      byOffice,
      { ru: 'Статус', en: 'Status' },
      { ru: 'Как идёт дело. Выберите из списка.', en: 'How it goes. Choose from the list.' },
      { required: true, initial: 'notStarted' },
    ),
    column(
      'doneOn',
      date({ future: 'refuse' }),
      110,
      byOffice,
      { ru: 'Исполнена', en: 'Done on' },
      { ru: 'День, когда исполнена, например 12.09.2021.', en: 'The day when it was done.' },
      { example: '12.09.2021' },
    ),
    column(
      'evidence',
      evidence(),
      220,
      byOffice,
      { ru: 'Подтверждение', en: 'Evidence' },
      {
        ru: 'Ссылка или документ, например «Приказ № 30 от 10.02.2021».',
        en: 'A link or a document.',
      },
      { example: 'Приказ № 30 от 10.02.2021' },
    ),
    column(
      'deadlineText',
      text({ max: 300 }),
      170,
      byOffice,
      { ru: 'Срок, как в документе', en: 'Deadline as in the document' },
      {
        ru: 'Срок словами, если он так записан, например «ежегодно».',
        en: 'The deadline in words, if it is written so.',
      },
      { example: 'ежегодно' },
    ),
    column(
      'comment',
      longText({ max: 1_000 }),
      260,
      byOffice,
      { ru: 'Комментарий', en: 'Comment' },
      { ru: 'Что важно для отчёта.', en: 'What matters for the report.' },
      { example: 'Проведён вместе с институтом' },
    ),
    corrections,
  ],
  rules: [
    onlyOnce('officeMeasures', ['event', 'deadline'], {
      code: 'officeMeasures.twice',
      wrong: { cells: action, beside: { officeMeasures: { other: action } } },
      right: {
        cells: action,
        beside: { officeMeasures: { other: { ...action, deadline: '2022-12-15' } } },
      },
    }),
    inOrder('start', 'deadline', {
      code: 'officeMeasures.startAfterDeadline',
      ...examples({ ...action, start: '2021-12-20' }, { ...action, start: '2021-09-01' }),
    }),
  ],
  brief: ['number', 'event', 'deadline', 'responsible', 'status', 'doneOn'],
  see: seenByOffice,
  front: [],
}
