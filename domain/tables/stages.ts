import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { wholeNumber } from '../cells/number.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections } from './column.ts'
import { examples, inOrder, onlyOnce } from './rules.ts'
import type { Table } from './table.ts'
import { byOffice, seenByOffice } from './who.ts'

export const STAGE_TABS = ['questionnaires', 'riskProfiles', 'documents'] as const

const stage = { number: 2, name: 'Верификация', start: '2021-03-01', end: '2021-03-31' }

/** The steps of the programme’s year with their dates, as this district has them. */
export const stages: Table = {
  name: 'stages',
  title: inBoth({ ru: 'Этапы', en: 'Stages' }),
  about: inBoth({
    ru: 'Из чего состоит год программы и когда каждый шаг начинается и кончается: анкетирование, верификация, документы, мониторинг. Пока этап идёт, нужная для него вкладка открыта в таблицах школ.',
    en: 'What the year of the programme consists of, and when each step begins and ends. While a stage runs, its tab stands open in the schools’ workbooks.',
  }),
  card: 'directory',
  columns: [
    column(
      'number',
      wholeNumber({ min: 0 }),
      50,
      byOffice,
      { ru: '№', en: 'No.' },
      { ru: 'Порядок этапа, например 3.', en: 'The order of the stage, for example 3.' },
      { required: true, example: '3' },
    ),
    column(
      'name',
      text({ max: 200, personalData: 'allow' }),
      360,
      byOffice,
      { ru: 'Этап', en: 'Stage' },
      {
        ru: 'Как он называется, например «Верификация рисковых профилей».',
        en: 'How it is called.',
      },
      { required: true, example: 'Верификация рисковых профилей' },
    ),
    column(
      'start',
      date(),
      100,
      byOffice,
      { ru: 'Начало', en: 'Start' },
      {
        ru: 'Первый день этапа, например 01.03.2021.',
        en: 'The first day, for example 01.03.2021.',
      },
      { required: true, example: '01.03.2021' },
    ),
    column(
      'end',
      date(),
      100,
      byOffice,
      { ru: 'Окончание', en: 'End' },
      {
        ru: 'Последний день этапа, например 31.03.2021.',
        en: 'The last day, for example 31.03.2021.',
      },
      { required: true, example: '31.03.2021' },
    ),
    column(
      'opens',
      choice(
        STAGE_TABS,
        inBoth({
          ru: {
            labels: {
              questionnaires: 'Анкеты',
              riskProfiles: 'Рисковый профиль',
              documents: 'Документы',
            },
            alsoSaid: {
              questionnaires: 'анкета;анкетирование',
              riskProfiles: 'риски;профиль',
              documents: 'документ',
            },
          },
          en: {
            labels: {
              questionnaires: 'Questionnaires',
              riskProfiles: 'Risk profile',
              documents: 'Documents',
            },
          },
        }),
      ),
      150,
      byOffice,
      { ru: 'Какую вкладку открыть', en: 'Tab to open' },
      {
        ru: 'Вкладка, которую школа видит, пока этап идёт.',
        en: 'The tab that schools see while the stage runs.',
      },
    ),
    column(
      'about',
      longText({ max: 1_000 }),
      320,
      byOffice,
      { ru: 'Что сделать', en: 'What to do' },
      { ru: 'Что от школы нужно на этом этапе.', en: 'What is asked of a school in this stage.' },
      { example: 'Проверить риски, которые нашла анкета' },
    ),
    corrections,
  ],
  rules: [
    onlyOnce('stages', ['name', 'start'], {
      code: 'stages.twice',
      wrong: { cells: stage, beside: { stages: { other: stage } } },
      right: { cells: stage, beside: { stages: { other: { ...stage, start: '2022-03-01' } } } },
    }),
    inOrder('start', 'end', {
      code: 'stages.endBeforeStart',
      ...examples({ ...stage, end: '2021-02-28' }, stage),
    }),
  ],
  brief: ['number', 'name', 'start', 'end', 'opens'],
  refer: ({ name, start }) => ({
    name: [name, String(start ?? '').slice(0, 4)].join(', '),
    aliases: [String(name ?? '')],
  }),
  see: seenByOffice,
  front: [],
}
