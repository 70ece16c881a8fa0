import { date } from '../cells/date.ts'
import { wholeNumber } from '../cells/number.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, inOrder, partOf } from './rules.ts'
import type { Table } from './table.ts'
import { bySchool, seenByAll } from './who.ts'

/** Extra lessons for those who find learning hard, in counts. */
export const lessons: Table = {
  name: 'lessons',
  title: inBoth({ ru: 'Занятия', en: 'Lessons' }),
  about: inBoth({
    ru: 'Дополнительные занятия с теми, кому трудно учиться: предмет, классы, сколько человек и занятий. Только числа, без имён.',
    en: 'Extra lessons for those who find learning hard: subject, year groups, how many people and lessons. Counts only.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(bySchool),
    column(
      'subject',
      text({ max: 100, personalData: 'allow' }),
      170,
      bySchool,
      { ru: 'Предмет', en: 'Subject' },
      { ru: 'Например «русский язык».', en: 'For example Russian.' },
      { required: true, example: 'русский язык' },
    ),
    column(
      'grades',
      text({ max: 60 }),
      110,
      bySchool,
      { ru: 'Классы', en: 'Year groups' },
      { ru: 'Например «5–6».', en: 'For example 5–6.' },
      { example: '5–6 кл.' },
    ),
    column(
      'scheme',
      text({ max: 200 }),
      240,
      bySchool,
      { ru: 'Как проходят', en: 'Scheme' },
      {
        ru: 'День и время или схема, например «вторник, 7-й урок».',
        en: 'Day and time, or the scheme.',
      },
      { example: 'вторник, 7-й урок' },
    ),
    column(
      'responsible',
      text({ max: 200 }),
      190,
      bySchool,
      { ru: 'Ответственный', en: 'Responsible' },
      { ru: 'Должность без фамилии, например «учитель математики».', en: 'A post without a name.' },
      { example: 'учитель математики' },
    ),
    column(
      'pupils',
      wholeNumber({ min: 0 }),
      110,
      bySchool,
      { ru: 'Учащихся', en: 'Pupils' },
      { ru: 'Сколько человек занимается, например 14.', en: 'How many take part.' },
      { example: '14' },
    ),
    column(
      'start',
      date(),
      100,
      bySchool,
      { ru: 'Начало', en: 'Start' },
      { ru: 'Первый день, например 15.09.2021.', en: 'The first day.' },
      { example: '15.09.2021' },
    ),
    column(
      'end',
      date(),
      100,
      bySchool,
      { ru: 'Окончание', en: 'End' },
      { ru: 'Последний день, например 28.12.2021.', en: 'The last day.' },
      { example: '28.12.2021' },
    ),
    column(
      'planned',
      wholeNumber({ min: 0 }),
      110,
      bySchool,
      { ru: 'Занятий намечено', en: 'Planned' },
      { ru: 'Сколько всего, например 16.', en: 'How many in all.' },
      { example: '16' },
    ),
    column(
      'held',
      wholeNumber({ min: 0 }),
      110,
      bySchool,
      { ru: 'Занятий проведено', en: 'Held' },
      { ru: 'Сколько уже прошло, например 2.', en: 'How many were held.' },
      { example: '2' },
    ),
    column(
      'result',
      longText({ max: 1_000 }),
      260,
      bySchool,
      { ru: 'Что получилось', en: 'Outcome' },
      { ru: 'Что изменилось, только числа.', en: 'What has changed, in counts.' },
      { example: '9 из 14 закрыли пробелы' },
    ),
    corrections,
  ],
  rules: [
    inOrder('start', 'end', {
      code: 'lessons.endBeforeStart',
      ...examples(
        { subject: 'математика', start: '2021-12-28', end: '2021-09-15' },
        { subject: 'математика', start: '2021-09-15', end: '2021-12-28' },
      ),
    }),
    partOf('held', 'planned', {
      code: 'lessons.tooMany',
      ...examples({ planned: 16, held: 18 }, { planned: 16, held: 2 }),
    }),
  ],
  brief: [],
  see: seenByAll,
  front: [],
}
